package simulate

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/xuri/excelize/v2"

	"aqs/internal/calendar"
)

// WriteBigRegister writes one register (台账) of 15 columns and so many rows below its header: the
// person-days of a company in one sheet, what a benchmark of one large file reads. It ends on
// 2026-03-31 and has at least 400 people, and as many more as it takes to stay within 240 days:
// older dates are reported, and reporting them is not what is to be measured.
func WriteBigRegister(ctx context.Context, path string, rows int, seed uint64) (err error) {
	file := excelize.NewFile()
	defer func() {
		if closed := file.Close(); err == nil {
			err = closed
		}
	}()
	dates, err := file.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		return fmt.Errorf("write register: %w", err)
	}
	if err := file.SetSheetName("Sheet1", "台账"); err != nil {
		return fmt.Errorf("write register: %w", err)
	}
	sheet, err := file.NewStreamWriter("台账")
	if err != nil {
		return fmt.Errorf("write register: %w", err)
	}
	header := []any{"日期", "工号", "姓名", "团队", "计划拜访", "实际拜访", "计划洽谈", "洽谈人数", "意向客户", "促成人数", "险种", "件数", "保费", "出单网点", "问题及心得"}
	if err := sheet.SetRow("A1", header); err != nil {
		return fmt.Errorf("write register: %w", err)
	}
	const longest = 240 // days
	people := max(400, (rows+longest-1)/longest)
	r := stream(seed, "big register")
	first := calendar.Date(2026, time.April, 1).AddDate(0, 0, -(rows+people-1)/people)
	epoch := calendar.Date(1899, time.December, 30)
	surnames, given := []rune("张王李赵陈杨周吴徐孙马朱胡郭何林罗高郑梁"), []rune("伟芳娜敏静强磊洋艳勇军杰娟涛明超霞平刚玲")
	teams := []string{"城东一组", "城东二组", "城西一组", "城西二组"}
	products := []string{"稳盈两全保险", "安享年金保险", "福寿终身寿险"}
	remarks := []string{"客户观望，下周再访", "理财经理答应推荐客户", "提前准备好投保资料，促成顺利", "网点晨会宣导"}
	for i := range rows {
		if i%10_000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		p, on := i%people, first.AddDate(0, 0, i/people)
		closes := r.IntN(3)
		row := []any{
			excelize.Cell{StyleID: dates, Value: on.Sub(epoch).Hours() / 24}, fmt.Sprintf("QJ%04d", p),
			string([]rune{surnames[p%20], given[p/20%20]}), teams[p%4], 6 + r.IntN(4), 3 + r.IntN(8), 4, r.IntN(6), r.IntN(4), closes,
			nil, nil, nil, nil, fmt.Sprintf("%s（%d）", remarks[r.IntN(len(remarks))], r.IntN(100_000)),
		}
		if closes > 0 {
			row[10], row[11], row[12] = products[r.IntN(len(products))], closes, float64(1000*(1+r.IntN(50)))+0.5
			row[13] = fmt.Sprintf("农商行第%d支行", p%60)
		}
		if err := sheet.SetRow(fmt.Sprintf("A%d", i+2), row); err != nil {
			return fmt.Errorf("write register: %w", err)
		}
	}
	if err := sheet.Flush(); err != nil {
		return fmt.Errorf("write register: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("write register: %w", err)
	}
	return file.SaveAs(path)
}

// WriteWeeklyCrosstabs writes the weekly reports of n team-weeks, a workbook each, into dir:
// cross-tabs with people as columns under merged names.
func WriteWeeklyCrosstabs(ctx context.Context, dir string, n int, seed uint64) (*Summary, error) {
	const people, months = 100, 24
	o, err := Options{People: people, Months: months, Seed: seed}.checked()
	if err != nil {
		return nil, err
	}
	w := build(o)
	var jobs []job
	for _, monday := range w.mondays {
		for _, t := range w.teams {
			jobs = append(jobs, w.weekJob(t, monday))
		}
	}
	if n > len(jobs) {
		return nil, fmt.Errorf("%w: at most %d weekly reports", ErrOptions, len(jobs))
	}
	return writeJobs(ctx, dir, jobs[:n], &truth{})
}
