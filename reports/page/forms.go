package page

import (
	"fmt"
	"strconv"

	"aqs/internal/xlsxout"
	"aqs/reports/data"
)

// The forms of a team and of a 营业部, refilled with what the logs say, in the forms' own titles and columns: to be
// checked, filed, or handed in again. The reader takes them for the forms they are.

// formsFile is the workbook of refilled forms of a team's or a 营业部's page.
func (s *Site) formsFile(scope data.Scope) string {
	if scope.Type != "team" && (scope.Type != "dept" || len(s.weekRows(scope)) == 0) || !pageKey.MatchString(scope.PageKey) {
		return ""
	}
	return bookFolder + "forms-" + scope.PageKey + ".xlsx"
}

// DrawForms gives the workbook of refilled forms of the team or 营业部 whose page p is.
func (s *Site) DrawForms(p Page) ([]byte, error) {
	team := p.Body.(scopeBody).Scope
	if team.Type == "dept" {
		book := &xlsxout.Book{Title: team.Name + " " + s.Data.PackDate.WeekLabel + " 表格", Modified: s.Data.Run.AsOf.T}
		s.deptForm(book.Sheet("每周活动情况统计"), team)
		content, err := book.Bytes()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.Forms, err)
		}
		return content, nil
	}
	book := &xlsxout.Book{Title: team.Name + " " + s.Data.Run.MonthLabel + " 表格", Modified: s.Data.Run.AsOf.T}
	s.targetForm(book.Sheet("目标达成 "+team.Name), team, "")
	for _, person := range s.children[team.Key()] {
		s.targetForm(book.Sheet("目标达成 "+person.Name), person, team.Name)
	}
	if measures := below(s, s.Data.Measures, team); len(measures) > 0 {
		s.progressForm(book.Sheet("措施进展检讨"), team, measures)
	}
	if rows := s.Data.PackWeeks[team.ID]; len(rows) > 0 && s.Data.PackDate.WeekStart.OK {
		s.weekForm(book.Sheet("小组活动统计"), team, rows)
	}
	content, err := book.Bytes()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.Forms, err)
	}
	return content, nil
}

// formHead writes title and labels; it gives the row of the table's head.
func formHead(sheet *xlsxout.Sheet, title string, columns int, labels ...[2]string) int {
	const head = 3
	sheet.Landscape, sheet.Frozen = true, head
	sheet.PutMerged(xlsxout.Area{FirstRow: 1, FirstCol: 1, LastRow: 1, LastCol: columns}, xlsxout.Text(title), xlsxout.Style{Look: xlsxout.Title})
	for i, label := range labels {
		sheet.Put(2, 2*i+1, xlsxout.Text(label[0]), xlsxout.Style{Look: xlsxout.Label})
		sheet.Put(2, 2*i+2, xlsxout.Text(label[1]), xlsxout.Style{Look: xlsxout.Given, Format: "@"})
	}
	return head
}

// targetForm is F05 月度目标设定、达成表. The weeks stay empty: the form does not say from which day to
// which a week counts.
func (s *Site) targetForm(sheet *xlsxout.Sheet, scope data.Scope, team string) {
	labels := [][2]string{{"团队名称", scope.Name}, {"月份", s.Data.Run.MonthLabel}, {"填写日期", s.Data.Run.AsOf.String()}}
	if scope.Type == "person" {
		labels = [][2]string{{"姓名", scope.Name}, {"工号", scope.ID}, {"团队名称", team}, {"月份", s.Data.Run.MonthLabel}}
	}
	head := formHead(sheet, "月度目标设定、达成表", 8, labels...)
	for i, name := range []string{"项目", "单位", "目标", "月累计", "达成率", "差距"} {
		sheet.Put(head, i+1, xlsxout.Text(name), xlsxout.Style{Look: xlsxout.Header})
	}
	for i, width := range []float64{14, 16, 14, 16, 14, 16, 10, 14} {
		sheet.Width(i+1, width)
	}
	for r, row := range s.Data.Headlines[scope.Key()] {
		at := head + 1 + r
		name := row.MetricName
		if row.Metric == "premium_yuan" {
			name = "保费" // as the form has it
		}
		sheet.Put(at, 1, xlsxout.Text(name), xlsxout.Style{Look: xlsxout.Label})
		sheet.Put(at, 2, xlsxout.Text(row.Unit), xlsxout.Style{Look: xlsxout.Center})
		for i, cell := range []struct {
			n      data.Num
			format string
		}{{row.Target, "#,##0"}, {row.Actual, "#,##0"}, {row.Attainment, "0.0%"}, {row.Gap, "#,##0"}} {
			var value xlsxout.Value
			if cell.n.OK {
				value = xlsxout.Number(cell.n.V)
			}
			sheet.Put(at, 3+i, value, xlsxout.Style{Look: xlsxout.Given, Format: cell.format})
		}
	}
}

// progressForm is F12 上月业务改善措施进展检讨.
func (s *Site) progressForm(sheet *xlsxout.Sheet, team data.Scope, rows []data.Measure) {
	names := []string{"序号", "措施", "责任人", "完成情况", "进展说明", "结果数据", "未完成原因", "下步"}
	head := formHead(sheet, "上月业务改善措施进展检讨", len(names), [2]string{"团队", team.Name}, [2]string{"月份", s.Data.Run.MonthLabel})
	for i, name := range names {
		sheet.Put(head, i+1, xlsxout.Text(name), xlsxout.Style{Look: xlsxout.Header})
		sheet.Width(i+1, []float64{6, 36, 10, 10, 30, 30, 20, 20}[i])
	}
	for r, row := range rows {
		for i, text := range []string{strconv.Itoa(r + 1), row.Measure, row.OwnerName, row.StatusName, row.Sentence, row.ActualText, "", ""} {
			sheet.Put(head+1+r, i+1, xlsxout.Text(text), xlsxout.Style{Look: xlsxout.Box, Format: "@"})
		}
	}
}
