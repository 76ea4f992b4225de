package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"aqs/internal/warehouse"
	"aqs/transform"
)

func (a *app) queryCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "query SQL",
		Short: "用 SQL 查询（只读）：raw、core、analysis、report 各层",
		Long: "在只读方式下执行一条 select。表名例如 raw.issue、core.fct_day、analysis.person_month。\n" +
			"SQL 写成 - 时从标准输入读取。",
		Example: "  aqs query \"select * from core.dim_person order by person_id\"\n" +
			"  aqs query --format csv \"select * from raw.issue order by issue_id\" > 问题.csv",
		Args: exactly(1, "一条 SQL（用引号括起来）"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if a.asJSON && !cmd.Flags().Changed("format") {
				format = "json"
			}
			write, ok := formats()[format]
			if !ok {
				return usage(fmt.Sprintf("没有名为 %q 的输出格式", format), "可用 table、csv、json。")
			}
			text := args[0]
			if text == "-" {
				input, err := io.ReadAll(a.stdin)
				if err != nil {
					return fmt.Errorf("query: read sql: %w", err)
				}
				text = string(input)
			}
			if strings.TrimSpace(text) == "" {
				return usage("SQL 是空的", "例如 aqs query \"select * from raw.file order by path\"。")
			}
			result, err := transform.Query(cmd.Context(), a.rawPath(), a.martsPath(), text)
			if err != nil {
				return queryFailure(err)
			}
			return write(a.stdout, result.Columns, result.Rows)
		},
	}
	cmd.Flags().StringVar(&format, "format", "table", "输出`格式`：table、csv、json")
	return cmd
}

// queryFailure finds the words for what is wrong with a query; trouble with the files keeps its own.
func queryFailure(err error) error {
	switch {
	case errors.Is(err, warehouse.ErrLocked), errors.Is(err, warehouse.ErrMissing), errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, transform.ErrNotSelect):
		return &failure{code: exitFailed, message: "只能执行一条 select", hint: "aqs query 只读，不能修改数据或访问其他文件。", err: err}
	}
	return &failure{code: exitFailed, message: "查询失败：" + err.Error(),
		hint: "请检查表名和列名；全部的表：aqs query \"select table_schema, table_name from information_schema.tables order by 1, 2\"。", err: err}
}
