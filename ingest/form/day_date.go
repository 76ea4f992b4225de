package form

import (
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/value"
)

// dayDate finds the day of a form sheet: the labelled cell, a bare date above the first table, the
// title, the sheet's or the file's name; what one lacks, the next supplies.
func (r *reader) dayDate(f *formReading, b *dayBuilder) value.Resolved {
	hints := r.hints()
	v := b.workOn
	if v == nil || !v.hasDate {
		if v != nil && v.bad != "" {
			return value.Resolved{Problem: value.Problem{Code: v.bad}}
		}
		head := min(titleRows, len(r.page.rows))
		if r.d.Layout == layoutRegister {
			head = min(head, r.claim.header.at)
		}
		for i := range r.page.rows[:head] {
			for _, c := range r.page.rows[i].cells {
				if c.claimed || c.known(r.d.no) {
					continue
				}
				if date, problem := value.ReadDate(c.Cell, r.page.grid.Date1904); problem.Code == "" && date.Day != 0 && date.Month != 0 && len(r.page.rows[i].cells) <= 8 {
					r.mark(c)
					r.state[i].header = true
					v = &parsed{cell: c, date: date, hasDate: true}
					b.workOn = v
					if next := r.page.right(c, 2); next != nil && date.Weekday == 0 {
						if day, bad := value.ReadDate(next.Cell, false); bad.Code == "" && day.IsZero() && day.Weekday > 0 {
							next.claimed = true
							v.date.Weekday = day.Weekday
						}
					}
					break
				}
			}
		}
	}
	date := value.Date{}
	if v != nil && v.hasDate {
		date = v.date
	}
	resolved := value.Resolve(date, hints, r.ctx.AsOf)
	var at *cell
	if v != nil {
		at = v.cell
	}
	if resolved.Problem.Code != "" {
		r.issue(resolved.Problem.Code, at, resolved.Problem.Message)
		return resolved
	}
	if at != nil {
		b.cells["work_on"] = at.Address()
	} else if r.claim.title != nil && (value.ScanDate(r.claim.title.Text).Day != 0) {
		at = r.claim.title
		b.cells["work_on"] = at.Address()
	}
	r.dateRemarks(resolved, at)
	return resolved
}

// dateRemarks reports what is odd about a date that was found.
func (r *reader) dateRemarks(resolved value.Resolved, at *cell) {
	if resolved.Source == "run" {
		r.issue(issue.DateYearGuessed, at, "没有写年份，按统计截止日推断为 "+itoa(resolved.On.Year())+" 年")
	}
	if resolved.Weekday {
		r.issue(issue.DateWeekday, at, "")
	}
	if h := resolved.Disagrees; h.Source != "" {
		r.issue(issue.DateDisagrees, at, r.disagreeText(h, resolved.On))
	}
	if !r.ctx.AsOf.IsZero() && resolved.On.Before(r.ctx.AsOf.AddDate(-2, 0, 0)) {
		r.issue(issue.DateOld, at, "")
	}
}

func (r *reader) disagreeText(h value.Hint, on time.Time) string {
	where := map[string]string{"title": "标题", "sheet": "工作表名“" + r.page.grid.Sheet + "”", "file": "文件名", "folder": "文件夹名"}[h.Source]
	return where + "中的日期与单元格中的 " + on.Format("2006-01-02") + " 不同，以单元格为准"
}
