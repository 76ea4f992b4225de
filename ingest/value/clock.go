package value

import (
	"strings"
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/workbook"
)

// ReadTime reads a moment (提交时间): a date with a time of day. Parts that the cell leaves out
// come from the day the record is about.
func ReadTime(cell workbook.Cell, date1904 bool, day time.Time) (time.Time, Problem) {
	clock := time.Duration(0)
	switch cell.Kind {
	case workbook.Date, workbook.Number:
		fraction := cell.Number - float64(int(cell.Number))
		clock = time.Duration(fraction*86400+0.5) * time.Second
		if cell.Number >= 0 && cell.Number < 1 { // a time alone
			return day.Add(clock), Problem{}
		}
	case workbook.Text:
		folded := Fold(cell.Text)
		found, ok := clockOf(folded)
		if ok {
			clock = found
			if strings.TrimSpace(cutClock(folded)) == "" {
				return day.Add(clock), Problem{}
			}
		}
	}
	d, problem := ReadDate(cell, date1904)
	if problem.Code != "" {
		return time.Time{}, problem
	}
	if d.Day == 0 {
		return time.Time{}, Problem{issue.DateUnreadable, "时间不完整"}
	}
	if d.Month == 0 {
		d.Month = int(day.Month())
	}
	if d.Year == 0 {
		d.Year = day.Year()
		if d.Month < int(day.Month()) { // handed in after New Year
			d.Year++
		}
	}
	if d.Day > daysIn(d.Year, d.Month) {
		return time.Time{}, Problem{Code: issue.DateImpossible}
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Add(clock), Problem{}
}

func clockOf(s string) (time.Duration, bool) {
	at := strings.IndexByte(s, ':')
	if at < 0 {
		return 0, false
	}
	start := at
	for start > 0 && s[start-1] >= '0' && s[start-1] <= '9' {
		start--
	}
	hour := atoi(s[start:at])
	rest := s[at+1:]
	end := 0
	for end < len(rest) && rest[end] >= '0' && rest[end] <= '9' {
		end++
	}
	minute, second := atoi(rest[:end]), 0
	if tail := rest[end:]; strings.HasPrefix(tail, ":") && len(tail) >= 3 {
		second = max(atoi(tail[1:3]), 0)
	}
	if before := s[:start]; hour < 12 && (strings.Contains(before, "下午") || strings.Contains(before, "晚")) {
		hour += 12
	}
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 || second > 59 {
		return 0, false
	}
	return time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second, true
}
