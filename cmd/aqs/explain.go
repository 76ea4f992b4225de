package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"aqs/ingest"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain 文件",
		Short: "说明 aqs 怎样读一个文件：哪张表、哪一列、为什么",
		Long: "逐张工作表说明：识别为哪种表单、每一列对应什么、取到什么值、哪些没看懂以及怎样改。\n" +
			"只读文件，不存任何数据。屏幕上会显示单元格内容，请留意保密。",
		Example: "  aqs explain inbox/城东一组/3月工作日志.xlsx",
		Args:    exactly(1, "一个文件"),
		RunE: func(cmd *cobra.Command, args []string) error {
			path := args[0]
			if !filepath.IsAbs(path) {
				path = filepath.Join(a.workDir, path)
			}
			switch info, err := os.Stat(path); {
			case errors.Is(err, fs.ErrNotExist):
				return &failure{code: exitFailed, message: "找不到文件 " + args[0], hint: "请检查路径；文件名有空格时用引号括起来。", err: err}
			case err != nil:
				return fmt.Errorf("explain: %w", err)
			case info.IsDir():
				return usage(args[0]+" 是文件夹", "aqs explain 一次看一个文件。")
			}
			explanation, err := ingest.Explain(cmd.Context(), path, ingest.ExplainOptions{
				Inbox: a.cfg.Inbox, FormsDir: a.formsDir(), AsOf: a.asOf, Limits: a.limits(),
			})
			if err != nil {
				return fmt.Errorf("explain: %w", err)
			}
			if a.asJSON {
				return a.printJSON(explanation)
			}
			return explanation.WriteText(a.stdout)
		},
	}
}
