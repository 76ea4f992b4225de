package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"aqs/ingest"
)

func (a *app) forgetCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "forget 文件",
		Short: "撤销一个文件已读入的全部记录",
		Long: "从 raw.duckdb 删除一个文件（含旧版本）的记录，不动文件本身；之后运行 aqs run 更新指标和报告。\n" +
			"文件还在收件文件夹里的话，下次运行会重新读入，所以请先移走它。",
		Example: "  aqs forget 城东一组/张伟1月工作日志.xlsx",
		Args:    exactly(1, "一个文件（收件文件夹内的相对路径）"),
		RunE: func(cmd *cobra.Command, args []string) error {
			path := a.inboxPath(args[0])
			contents := 0
			err := a.locked("forget", func() (err error) {
				contents, err = ingest.Forget(cmd.Context(), a.rawPath(), path)
				return err
			})
			if err != nil {
				return fmt.Errorf("forget: %w", err)
			}
			if a.asJSON {
				return a.printJSON(map[string]any{"path": path, "contents": contents})
			}
			if !a.quiet {
				fmt.Fprintf(a.stdout, "已撤销 %s（%s 个版本）。运行 aqs run 更新报告。\n", path, count(contents))
			}
			return nil
		},
	}
}

// inboxPath is a file as raw.file names it: relative to the inbox, with slashes. A path given from
// the working folder is understood too.
func (a *app) inboxPath(name string) string {
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(a.workDir, path)
	}
	relative, err := filepath.Rel(a.cfg.Inbox, path)
	if err != nil || relative == ".." || strings.HasPrefix(relative, ".."+string(filepath.Separator)) {
		relative = filepath.Clean(name)
	}
	return filepath.ToSlash(relative)
}
