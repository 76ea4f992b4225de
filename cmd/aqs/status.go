package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"aqs/ingest"
)

func (a *app) statusCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "status",
		Short: "文件、行和问题的现状",
		Args:  exactly(0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			status, err := ingest.Status(cmd.Context(), a.rawPath())
			if err != nil {
				return fmt.Errorf("status: %w", err)
			}
			if a.asJSON {
				return a.printJSON(status)
			}
			if err := status.WriteText(a.stdout); err != nil {
				return err
			}
			if months := a.closedMonths(); months != "" {
				fmt.Fprintf(a.stdout, "\n已关账的月份：%s\n", months)
			}
			return nil
		},
	}
}
