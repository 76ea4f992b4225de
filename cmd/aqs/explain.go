package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"aqs/ingest"
)

func (a *app) explainCommand() *cobra.Command {
	var (
		sheet string
		teach bool
	)
	cmd := &cobra.Command{
		Use:   "explain 文件",
		Short: "说明 aqs 怎样读一个文件：哪张表、哪一列、为什么",
		Long: "逐张工作表说明：识别为哪种表单、每一列对应什么、取到什么值、哪些没看懂以及怎样改。\n" +
			"只读文件，不存任何数据。屏幕上会显示单元格内容，请留意保密。",
		Example: "  aqs explain inbox/城东一组/3月工作日志.xlsx\n" +
			"  aqs explain inbox/新表.xlsx --sheet 登记 --learn > forms/新表.yaml",
		Args: exactly(1, "一个文件"),
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
			if teach {
				return a.learn(cmd.Context(), args[0], path, sheet)
			}
			explanation, err := ingest.Explain(cmd.Context(), path, ingest.ExplainOptions{
				Inbox: a.cfg.Inbox, FormsDir: a.formsDir(), AsOf: a.asOf, Limits: a.limits(),
			})
			if err != nil {
				return fmt.Errorf("explain: %w", err)
			}
			if sheet != "" {
				if err := onlySheet(explanation, sheet); err != nil {
					return err
				}
			}
			if a.asJSON {
				return a.printJSON(explanation)
			}
			return explanation.WriteText(a.stdout)
		},
	}
	cmd.Flags().StringVar(&sheet, "sheet", "", "只看一张`工作表`")
	cmd.Flags().BoolVar(&teach, "learn", false, "为不认识的表草拟一份表样（YAML），修改后放进 forms 文件夹")
	return cmd
}

// onlySheet leaves one sheet in an explanation.
func onlySheet(explanation *ingest.Explanation, name string) error {
	var names []string
	for _, s := range explanation.Sheets {
		if s.Sheet == name {
			explanation.Sheets = []ingest.ExplainedSheet{s}
			return nil
		}
		names = append(names, s.Sheet)
	}
	return usage("没有工作表 "+name, "文件中有："+strings.Join(names, "、"))
}
