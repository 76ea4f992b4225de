package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"time"

	"github.com/xuri/excelize/v2"

	"aqs/internal/calendar"
)

// Words of the made-up workbooks.
func personName(i int) string {
	surnames, given := []rune("张王李赵陈杨周吴徐孙马朱胡郭何林罗高郑梁"), []rune("伟芳娜敏静强磊洋艳勇军杰娟涛明超霞平刚玲")
	return string([]rune{surnames[i%20], given[i/20%20]})
}

func teamName(i int) string {
	return []string{"城东一组", "城东二组", "城西一组", "城西二组"}[i%4]
}

// writeRegister streams a team's register of person-days with 15 columns.
func writeRegister(ctx context.Context, path string, rows int, seed uint64) error {
	file := excelize.NewFile()
	defer file.Close()
	dates, err := file.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		return err
	}
	if err := file.SetSheetName("Sheet1", "台账"); err != nil {
		return err
	}
	w, err := file.NewStreamWriter("台账")
	if err != nil {
		return err
	}
	header := []any{"日期", "工号", "姓名", "团队", "计划拜访", "实际拜访", "计划洽谈", "洽谈人数", "意向客户", "促成人数", "险种", "件数", "保费", "出单网点", "问题及心得"}
	if err := w.SetRow("A1", header); err != nil {
		return err
	}
	products := []string{"稳盈两全保险", "安享年金保险", "福寿终身寿险"}
	remarks := []string{"客户观望，下周再访", "理财经理答应推荐客户", "提前准备好投保资料，促成顺利", "网点晨会宣导"}
	random := rand.New(rand.NewPCG(seed, 3))
	first := calendar.Date(2024, time.January, 1)
	serial := first.Sub(calendar.Date(1899, time.December, 30)).Hours() / 24
	const people = 400
	for i := range rows {
		if i%10_000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		person, day := i%people, i/people
		closes := random.IntN(3)
		row := []any{
			excelize.Cell{StyleID: dates, Value: serial + float64(day)}, fmt.Sprintf("QJ%04d", person), personName(person),
			teamName(person), 6 + random.IntN(4), 3 + random.IntN(8), 4, random.IntN(6), random.IntN(4), closes,
			nil, nil, nil, nil, remarks[random.IntN(len(remarks))] + fmt.Sprint(random.IntN(100_000)),
		}
		if closes > 0 {
			row[10], row[11], row[12], row[13] = products[random.IntN(len(products))], closes, float64(1000*(1+random.IntN(50)))+0.5, fmt.Sprintf("农商行第%d支行", person%60)
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+2), row); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.SaveAs(path)
}

// writeCrosstabs writes weekly reports of teams: people as pairs of columns under merged names.
func writeCrosstabs(ctx context.Context, dir string, files int, seed uint64) error {
	random := rand.New(rand.NewPCG(seed, 4))
	for i := range files {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		team := teamName(i)
		path := filepath.Join(dir, fmt.Sprintf("%s第%d周小组活动统计.xlsx", team, i/4+1))
		if err := writeCrosstab(path, team, i/4, random); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

func writeCrosstab(path, team string, week int, random *rand.Rand) error {
	const people = 16
	file := excelize.NewFile()
	defer file.Close()
	monday := calendar.Date(2020, time.January, 6).AddDate(0, 0, 7*week)
	last, err := excelize.ColumnNumberToName(3 + 2*people)
	if err != nil {
		return err
	}
	if err := file.MergeCell("Sheet1", "A1", last+"1"); err != nil {
		return err
	}
	_, number := monday.ISOWeek()
	rows := [][]any{
		{fmt.Sprintf("第%d周小组活动统计", number)},
		{"团队", team, "日期", monday.Format("2006.1.2") + "-" + monday.AddDate(0, 0, 6).Format("2006.1.2")},
		{"项目", "小组目标", nil}, {nil, "计划", "达成"},
	}
	for p := range people {
		col, err := excelize.ColumnNumberToName(4 + 2*p)
		if err != nil {
			return err
		}
		next, err := excelize.ColumnNumberToName(5 + 2*p)
		if err != nil {
			return err
		}
		if err := file.MergeCell("Sheet1", col+"3", next+"3"); err != nil {
			return err
		}
		rows[2] = append(rows[2], personName(p+people*week), nil)
		rows[3] = append(rows[3], "计划", "达成")
	}
	for _, metric := range []string{"新增销售收入", "销售总收入", "达成率%", "拜访客户数", "有效客户数", "有效活动率%"} {
		row := []any{metric}
		for range 2 * (people + 1) {
			row = append(row, random.IntN(90_000))
		}
		rows = append(rows, row)
	}
	for i, row := range rows {
		if err := file.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			return err
		}
	}
	return file.SaveAs(path)
}
