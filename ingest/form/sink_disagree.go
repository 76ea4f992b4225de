package form

import (
	"strings"
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/value"
)

// A few rows of another month than the file's name says are slips, and each is told. Many are a
// register that resends its old rows every month: that is told once.
const (
	mostSlips   = 20 // more than these are no slips
	slipsOneIn  = 4  // nor are more than one row in four
	slipsAlways = 3  // so few are told one by one whatever the share
)

// disagreements gathers the rows of a register whose dates are not those of the names around it.
type disagreements struct {
	rows  int // that have a date
	found int
	first []record.Issue
}

// isCumulative says whether the title or a name around the register says that it holds old rows.
func (r *reader) isCumulative() bool {
	texts := []string{r.page.grid.Sheet, r.ctx.Path[strings.LastIndexByte(r.ctx.Path, '/')+1:]}
	if r.claim.title != nil {
		texts = append(texts, r.claim.title.Text)
	}
	for _, text := range texts {
		for _, word := range [...]string{"累计", "滚动", "全年", "年度"} {
			if strings.Contains(text, word) {
				return true
			}
		}
	}
	return false
}

// note takes the disagreement out of a row's date, to be told at the end.
func (d *disagreements) note(s *daySink, resolved *value.Resolved, at *cell) {
	d.rows++
	h := resolved.Disagrees
	if h.Source == "" {
		return
	}
	resolved.Disagrees = value.Hint{}
	if s.cumulative && isBefore(resolved.On, h.Date) {
		return
	}
	if d.found++; d.found <= mostSlips {
		d.first = append(d.first, issue.New(issue.DateDisagrees, s.page.grid.Sheet, at.Address(), clipText(at.text(), 80), s.disagreeText(h, resolved.On)))
	}
}

// isBefore says whether a day lies before the month, or the year, that a name says.
func isBefore(on time.Time, said value.Date) bool {
	year := said.Year
	if year == 0 {
		year = on.Year()
	}
	return on.Year() < year || on.Year() == year && said.Month > 0 && int(on.Month()) < said.Month
}

// tell reports the rows one by one, or all at once.
func (d *disagreements) tell(s *daySink) {
	if d.found <= slipsAlways || d.found <= mostSlips && d.found*slipsOneIn <= d.rows {
		for _, made := range d.first {
			s.report(made)
		}
		return
	}
	made := d.first[0]
	made.Message += "；这样的行共 " + itoa(d.found) + " 行（有日期的 " + itoa(d.rows) + " 行），只报这一次。若是逐月累加的台账，请在文件名或标题中写“累计”"
	s.report(made)
}
