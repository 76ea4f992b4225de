package page

import (
	"aqs/internal/xlsxout"
	"aqs/reports/data"
)

// deptForm is F07 营业部每周活动情况统计表 of the last finished week: a team per line, plan beside result
// as the logs say them, and the department's own line at the end.
func (s *Site) deptForm(sheet *xlsxout.Sheet, dept data.Scope) {
	start := s.Data.PackDate.WeekStart
	end := data.Date{T: start.T.AddDate(0, 0, 6), OK: start.OK}
	metrics := s.weekRows(dept)
	const fixed = 3 // 团队, 在册人力, 日志上交
	head := formHead(sheet, "营业部每周活动情况统计表", fixed+2*len(metrics), [2]string{"营业部", dept.Name}, [2]string{"起止日期", start.String() + " 至 " + end.String()})
	sheet.Frozen = head + 1
	for i, name := range []string{"团队", "在册人力", "日志上交"} {
		sheet.PutMerged(xlsxout.Area{FirstRow: head, FirstCol: i + 1, LastRow: head + 1, LastCol: i + 1}, xlsxout.Text(name), xlsxout.Style{Look: xlsxout.Header})
		sheet.Width(i+1, []float64{16, 18, 12}[i])
	}
	for i, metric := range metrics {
		first := fixed + 1 + 2*i
		name := metric.MetricName
		if metric.Unit == "元" {
			name = "保费（元）" // as the form has it
		}
		sheet.PutMerged(xlsxout.Area{FirstRow: head, FirstCol: first, LastRow: head, LastCol: first + 1}, xlsxout.Text(name), xlsxout.Style{Look: xlsxout.Header})
		sheet.Put(head+1, first, xlsxout.Text("计划"), xlsxout.Style{Look: xlsxout.Header})
		sheet.Put(head+1, first+1, xlsxout.Text("实际"), xlsxout.Style{Look: xlsxout.Header})
	}
	line := head + 2
	for _, team := range s.children[dept.Key()] {
		if team.Type == "team" {
			s.deptLine(sheet, line, team, team.Name, metrics)
			line++
		}
	}
	s.deptLine(sheet, line, dept, "合计", metrics)
}

func (s *Site) deptLine(sheet *xlsxout.Sheet, line int, scope data.Scope, name string, metrics []data.PlanActual) {
	put := func(column int, n data.Num) {
		var value xlsxout.Value
		if n.OK {
			value = xlsxout.Number(n.V)
		}
		sheet.Put(line, column, value, xlsxout.Style{Look: xlsxout.Given, Format: "#,##0"})
	}
	sheet.Put(line, 1, xlsxout.Text(name), xlsxout.Style{Look: xlsxout.Label, Format: "@"})
	put(2, scope.MemberCount)
	put(3, data.Num{})
	for _, row := range s.weekRows(scope) {
		for i, metric := range metrics {
			if row.Metric == metric.Metric {
				put(3, row.LoggedDays)
				put(4+2*i, row.Plan)
				put(5+2*i, row.Actual)
			}
		}
	}
}

// weekRows are a scope's figures of the last finished week.
func (s *Site) weekRows(scope data.Scope) []data.PlanActual {
	var out []data.PlanActual
	for _, row := range s.Data.PlanActuals[scope.Key()] {
		if row.PeriodType == "week" && s.Data.PackDate.WeekStart.OK && row.PeriodStart == s.Data.PackDate.WeekStart {
			out = append(out, row)
		}
	}
	return out
}
