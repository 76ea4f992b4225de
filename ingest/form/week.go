package form

import (
	"strings"
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// week finds the Monday of the week a sheet is about, from the days it names.
func (r *reader) week(f *formReading) (time.Time, string) {
	var texts []string
	var at *cell
	if v := r.label(f, "period"); v != nil {
		texts, at = append(texts, v.text), v.cell
	}
	for i := range r.page.rows[:min(titleRows, len(r.page.rows))] {
		for _, c := range r.page.rows[i].cells {
			if c.Kind == workbook.Text && len(c.Text) < 400 {
				texts = append(texts, c.Text)
			}
		}
	}
	texts = append(texts, r.page.grid.Sheet, r.ctx.Path[strings.LastIndexByte(r.ctx.Path, '/')+1:])
	for _, text := range texts {
		span, ok := value.ScanRange(text)
		if !ok {
			continue
		}
		first := value.Resolve(span.First, append([]value.Hint{{Source: "cell", Date: value.Date{Year: span.Last.Year}}}, r.yearHints()...), r.ctx.AsOf)
		if first.Problem.Code != "" {
			r.issue(first.Problem.Code, at, first.Problem.Message)
			return time.Time{}, first.Problem.Code
		}
		if span.First.Year == 0 && span.Last.Year != 0 && span.First.Month > span.Last.Month {
			first.On = first.On.AddDate(-1, 0, 0) // 12月29日—2026年1月4日
		}
		if first.Source == "run" {
			r.issue(issue.DateYearGuessed, at, "")
		}
		last := time.Date(first.On.Year(), time.Month(span.Last.Month), span.Last.Day, 0, 0, 0, 0, time.UTC)
		if last.Before(first.On) {
			last = last.AddDate(1, 0, 0)
		}
		if last.Sub(first.On) > 7*24*time.Hour {
			r.issue(issue.DateUnreadable, at, "起止日期超过一周")
			return time.Time{}, issue.DateUnreadable
		}
		monday := first.On.AddDate(0, 0, -(int(first.On.Weekday())+6)%7)
		if r.isFuture(monday) && !(r.isPlan() && !r.isFuture(monday.AddDate(0, 0, -planDays))) {
			r.issue(issue.DateFuture, at, "")
			return time.Time{}, issue.DateFuture
		}
		return monday, ""
	}
	r.issue(issue.DateMissing, r.claim.title, "找不到本周的起止日期；只写“第几周”无法确定是哪一周")
	return time.Time{}, issue.DateMissing
}

func (r *reader) yearHints() []value.Hint {
	var years []value.Hint
	for _, h := range r.hints() {
		years = append(years, value.Hint{Source: h.Source, Date: value.Date{Year: h.Date.Year}})
	}
	return years
}

// planDays is how far ahead a plan may be made: later dates are slips.
const planDays = 62
