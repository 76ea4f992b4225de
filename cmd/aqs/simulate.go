package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"aqs/internal/simulate"
)

func (a *app) simulateCommand() *cobra.Command {
	var (
		options simulate.Options
		start   string
	)
	cmd := &cobra.Command{
		Use:   "simulate 文件夹",
		Short: "生成一个虚构机构的工作簿，连同真值 truth.csv",
		Long: "按固定的随机种子生成一个虚构支公司的工作日志、周报和登记表（文件夹/inbox），\n" +
			"以及其中每个值的真值（文件夹/truth.csv）。同样的参数得到同样的文件。",
		Example:     "  aqs simulate demo --people 30 --months 3 --seed 20260101",
		Args:        exactly(1, "一个文件夹"),
		Annotations: map[string]string{needsNoConfig: "yes"},
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if options.Start, err = time.Parse("2006-01", start); err != nil {
				return usage("--start "+start+" 不是月份", "请写成 2026-01。")
			}
			dir := args[0]
			if !filepath.IsAbs(dir) {
				dir = filepath.Join(a.workDir, dir)
			}
			// Old workbooks beside new ones would be a mixture that no truth.csv describes.
			if entries, err := os.ReadDir(filepath.Join(dir, "inbox")); err == nil && len(entries) > 0 {
				return usage(args[0]+" 里已经有 inbox", "请换一个文件夹，或先移走其中的 inbox。")
			} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("simulate: %w", err)
			}
			summary, err := simulate.Write(cmd.Context(), dir, options)
			if errors.Is(err, simulate.ErrOptions) {
				return usage("人数应为 2 到 5000，月数应为 1 到 24", "例如 --people 30 --months 3。")
			}
			if err != nil {
				return fmt.Errorf("simulate: %w", err)
			}
			if a.asJSON {
				return a.printJSON(summary)
			}
			if !a.quiet {
				fmt.Fprintf(a.stdout, "已生成 %s 个文件：%s\n", count(summary.Files), a.shown(filepath.Join(dir, "inbox")))
				fmt.Fprintf(a.stdout, "真值 %s 行：%s\n", count(summary.Facts), a.shown(filepath.Join(dir, "truth.csv")))
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.IntVar(&options.People, "people", 30, "客户经理`人数`")
	flags.IntVar(&options.Months, "months", 3, "`月数`")
	flags.Uint64Var(&options.Seed, "seed", 20260101, "随机`种子`")
	flags.StringVar(&start, "start", "2026-01", "第一个`月份`")
	flags.BoolVar(&options.Full, "full", false, "加上通信团队和管理用的登记表（措施、评估、检查表、台账等）")
	flags.BoolVar(&options.Hostile, "hostile", false, "在姓名和说明中混入恶意文本（测试用）")
	return cmd
}
