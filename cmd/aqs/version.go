package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is written on every page of the site; equal input and version give equal bytes.
const version = "0.1.0"

// versionInfo is what `aqs version --json` prints.
type versionInfo struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
	DuckDB   string `json:"duckdb"`
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:         "version",
		Short:       "显示版本",
		Args:        exactly(0, ""),
		Annotations: map[string]string{needsNoConfig: "yes"},
		RunE: func(cmd *cobra.Command, _ []string) error {
			info := buildInfo()
			if a.asJSON {
				return a.printJSON(info)
			}
			fmt.Fprintf(a.stdout, "aqs %s\n", info.Version)
			if info.Revision != "" {
				fmt.Fprintf(a.stdout, "源码 %s\n", info.Revision)
			}
			fmt.Fprintf(a.stdout, "%s %s，DuckDB 驱动 %s\n", info.Go, info.Platform, info.DuckDB)
			return nil
		},
	}
}

func buildInfo() versionInfo {
	info := versionInfo{Version: version, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH, DuckDB: "未知"}
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return info
	}
	for _, module := range build.Deps {
		if module.Path == "github.com/duckdb/duckdb-go/v2" {
			info.DuckDB = module.Version
		}
	}
	for _, setting := range build.Settings {
		if setting.Key == "vcs.revision" {
			info.Revision = setting.Value
		}
	}
	return info
}

// printJSON writes one value as indented JSON; Chinese and <> stay readable.
func (a *app) printJSON(value any) error {
	encoder := json.NewEncoder(a.stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("write json: %w", err)
	}
	return nil
}
