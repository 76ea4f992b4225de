package page

import (
	"aqs/internal/xlsxout"
	"aqs/reports/data"
)

// weekForm is F09 工作周报（团队）, the table of the week's activity in the form's own columns: the team
// and its people across, plan beside result.
func (s *Site) weekForm(sheet *xlsxout.Sheet, team data.Scope, rows []data.PackWeek) {
	var people []string
	var metrics []data.PackWeek
	at, line := map[int]int{}, map[string]int{}
	for _, row := range rows {
		if _, ok := at[row.ColumnOrd]; !ok {
			at[row.ColumnOrd] = len(people)
			people = append(people, row.ColumnName)
		}
		if _, ok := line[row.Metric]; !ok {
			line[row.Metric] = len(metrics)
			metrics = append(metrics, row)
		}
	}
	start := s.Data.PackDate.WeekStart
	end := data.Date{T: start.T.AddDate(0, 0, 6), OK: start.OK}
	head := formHead(sheet, team.Name+"小组活动统计", 1+2*len(people), [2]string{"团队", team.Name}, [2]string{"起止日期", start.String() + " 至 " + end.String()})
	sheet.Frozen = head + 1
	sheet.Put(head, 1, xlsxout.Text("项目"), xlsxout.Style{Look: xlsxout.Header})
	sheet.Put(head+1, 1, xlsxout.Text(""), xlsxout.Style{Look: xlsxout.Header})
	sheet.Width(1, 16)
	for i, name := range people {
		first := 2 + 2*i
		sheet.PutMerged(xlsxout.Area{FirstRow: head, FirstCol: first, LastRow: head, LastCol: first + 1}, xlsxout.Text(name), xlsxout.Style{Look: xlsxout.Header})
		sheet.Put(head+1, first, xlsxout.Text("计划"), xlsxout.Style{Look: xlsxout.Header})
		sheet.Put(head+1, first+1, xlsxout.Text("达成"), xlsxout.Style{Look: xlsxout.Header})
	}
	for i, metric := range metrics {
		sheet.Put(head+2+i, 1, xlsxout.Text(metric.MetricName), xlsxout.Style{Look: xlsxout.Label})
	}
	for _, row := range rows {
		format := "#,##0"
		if isShare(row.Unit) {
			format = "0.0%"
		}
		for k, n := range []data.Num{row.Plan, row.Actual} {
			var value xlsxout.Value
			if n.OK {
				value = xlsxout.Number(n.V)
			}
			sheet.Put(head+2+line[row.Metric], 2+2*at[row.ColumnOrd]+k, value, xlsxout.Style{Look: xlsxout.Given, Format: format})
		}
	}
}
