package template

import (
	"time"

	"aqs/ingest/form"
	"aqs/internal/calendar"
	"aqs/internal/xlsxout"
)

// calendars draws a sheet per week: the work days across, the halves of the day down, and plan and
// result under each day. Such a sheet is kept by whoever leads a team.
func (p *painter) calendars() {
	who := p.known.of(p.team)
	for _, known := range p.known.people {
		if p.team != "" && known.team == p.team && known.leads() {
			who = known
			break
		}
	}
	if len(p.members) == 1 {
		who = p.members[0]
	}
	for i, monday := range p.mondays() {
		p.newSheet(weekTitle(i + 1))
		p.oneCalendar(who, monday, weekTitle(i+1))
	}
}

func (p *painter) oneCalendar(who person, monday time.Time, before string) {
	days := calendar.Workdays(monday, monday.AddDate(0, 0, 6))
	width := max(p.width(), 1+2*len(days))
	for col := 1; col <= width; col++ {
		p.sheet.Width(col, 16)
	}
	p.titled(width, before)
	row := p.labels(2, width, who, monday)
	p.sheet.PutMerged(xlsxout.Area{FirstRow: row, FirstCol: 1, LastRow: row + 1, LastCol: 1}, xlsxout.Text(p.printed("时间", "时段", "项目")), xlsxout.Style{Look: xlsxout.Header})
	weekdays := [...]string{"日", "一", "二", "三", "四", "五", "六"}
	for i, on := range days {
		col := 2 + 2*i
		p.sheet.PutMerged(across(row, col, col+1), xlsxout.Text(on.Format("1月2日")+" 星期"+weekdays[on.Weekday()]), xlsxout.Style{Look: xlsxout.Header})
		p.sheet.Put(row+1, col, xlsxout.Text(p.form.PlanWord), xlsxout.Style{Look: xlsxout.Header})
		p.sheet.Put(row+1, col+1, xlsxout.Text(p.form.DoneWord), xlsxout.Style{Look: xlsxout.Header})
	}
	for i, half := range [...]string{"上午", "下午"} {
		at := row + 2 + i
		p.sheet.Put(at, 1, xlsxout.Text(half), xlsxout.Style{Look: xlsxout.Label})
		p.sheet.Height(at, 72)
		for j := range days {
			p.record++
			for side, field := range [...]form.Field{
				{Field: "plan_text", Name: "计划", Label: p.form.PlanWord, Type: "longtext", IsLong: true},
				{Field: "result_text", Name: "结果", Label: p.form.DoneWord, Type: "longtext", IsLong: true},
			} {
				p.box(xlsxout.Area{FirstRow: at, FirstCol: 2 + 2*j + side, LastRow: at, LastCol: 2 + 2*j + side}, field, "column", nil)
			}
		}
	}
	row = p.blocks(row+4, width)
	for _, plans := range []bool{true, false} {
		row = p.texts(row, width, plans)
	}
	p.sheet.Landscape = true
}
