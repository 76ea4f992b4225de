package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aqs/internal/config"
	"aqs/transform"
)

// closedDir holds one snapshot per closed month.
func (a *app) closedDir() string { return filepath.Join(a.cfg.Data, "closed") }

func (a *app) closeCommand() *cobra.Command {
	var again bool
	var reason string
	cmd := &cobra.Command{
		Use:   "close 月份",
		Short: "关账：把一个月的检讨数字定下来",
		Long: "把最近一次 aqs run 算出的该月数字存成一份快照（数据文件夹的 closed/）。以后补交、更正的日志照常计入，\n" +
			"与关账时不同的数字会在报告里列为「上月更正」，并写明是哪些文件引起的。月份没有过完，或已经关过账，不会重复关。",
		Example: "  aqs close 2026-03\n  aqs close 2026-03 --again --reason \"补录城西一组台账\"",
		Args:    exactly(1, "一个月份，如 2026-03"),
		RunE: func(cmd *cobra.Command, args []string) error {
			month, err := monthArgument(args[0])
			if err != nil {
				return err
			}
			reason = strings.TrimSpace(reason)
			switch {
			case again && reason == "":
				return usage("重新关账要写明原因", "例如 aqs close "+args[0]+" --again --reason \"补录台账\"。")
			case !again && reason != "":
				return usage("--reason 只用于重新关账", "请与 --again 一起使用。")
			}
			return a.closeMonth(cmd.Context(), month, again, reason)
		},
	}
	cmd.Flags().BoolVar(&again, "again", false, "重新关账（旧快照留存）")
	cmd.Flags().StringVar(&reason, "reason", "", "重新关账的`原因`")
	return cmd
}

func (a *app) closeMonth(ctx context.Context, month time.Time, again bool, reason string) error {
	var summary *transform.CloseSummary
	err := a.locked("close", func() (err error) {
		summary, err = transform.Close(ctx, transform.CloseOptions{
			MartsPath: a.martsPath(), Dir: a.closedDir(), Month: month, On: a.now().In(config.China()),
			Version: version, Again: again, Reason: reason, Warehouse: a.warehouse(),
		})
		return err
	})
	name := month.Format("2006年1月")
	switch {
	case errors.Is(err, transform.ErrMonthOpen):
		return &failure{code: exitFailed, message: name + "还没有过完，不能关账（最近一次 aqs run 的统计截止日早于月底）",
			hint: "请在月底之后运行 aqs run（或 --as-of 指定月底以后的日子），再关账。", err: err}
	case errors.Is(err, transform.ErrMonthClosed):
		return &failure{code: exitFailed, message: name + "已经关过账", hint: "确需重新关账：aqs close " + month.Format("2006-01") + " --again --reason \"原因\"；旧快照会留存。", err: err}
	case errors.Is(err, transform.ErrMonthUnknown):
		return &failure{code: exitFailed, message: name + "没有任何日志或目标，无账可关", hint: "请检查月份，或先运行 aqs run 读入该月的日志。", err: err}
	case err != nil:
		return err
	}
	if a.asJSON {
		return a.printJSON(summary)
	}
	if !a.quiet {
		fmt.Fprintf(a.stdout, "已关账 %s：%s 个数字，来自 %s 个文件，统计截止 %s，存于 %s。\n", name,
			count(int(summary.Figures)), count(int(summary.Files)), summary.AsOf, a.shown(summary.Path))
		if summary.Closing > 1 {
			fmt.Fprintf(a.stdout, "这是第 %d 次关账，以前的快照仍在同一文件夹。\n", summary.Closing)
		}
		fmt.Fprintln(a.stdout, "下次 aqs run 起，与此不同的数字列为「上月更正」。")
	}
	return nil
}

// monthArgument reads 2026-03, and nothing else: a month that is guessed is a month wrongly closed.
func monthArgument(text string) (time.Time, error) {
	month, err := time.Parse("2006-01", text)
	if err != nil {
		return time.Time{}, usage("看不懂月份 "+text, "请写成 2026-03 的样子。")
	}
	return month, nil
}

// closedSnapshot is the name of a month's present snapshot.
var closedSnapshot = regexp.MustCompile(`^\d{4}-\d{2}\.duckdb$`)

// closedMonths names the months that are closed, for people; empty when there are none.
func (a *app) closedMonths() string {
	entries, err := os.ReadDir(a.closedDir())
	if err != nil {
		return "" // no folder, no closed month
	}
	var names []string
	for _, entry := range entries {
		if closedSnapshot.MatchString(entry.Name()) {
			names = append(names, strings.TrimSuffix(entry.Name(), ".duckdb"))
		}
	}
	slices.Sort(names)
	return strings.Join(names, "、")
}
