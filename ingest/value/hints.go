package value

import (
	"regexp"
	"strings"
	"sync"
	"time"

	"aqs/ingest/issue"
)

type datePattern struct {
	expression *regexp.Regexp
	parts      string // what the groups are: y, m, d
}

// The patterns look for a date inside a longer text, the most telling first. A digit, dot or
// letter next to a number makes it something else (a version, an amount).
var scanPatterns = sync.OnceValue(func() []datePattern {
	compile := func(parts, expression string) datePattern {
		return datePattern{regexp.MustCompile(expression), parts}
	}
	return []datePattern{
		compile("ymd", `(?:^|[^\d.])(20\d\d)\s*[年.\-/_]\s*(\d{1,2})\s*[月.\-/_]\s*(\d{1,2})(?:日|号|[^\d]|$)`),
		compile("ymd", `(?:^|\D)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\D|$)`),
		compile("ymd", `(?:^|[^\d.])(2\d)\s*[年.]\s*(\d{1,2})\s*[月.]\s*(\d{1,2})(?:日|号|[^\d.]|$)`),
		compile("ym", `(?:^|[^\d.])(20\d\d)\s*[年.\-/_]\s*(\d{1,2})\s*(?:月|[^\d.]|$)`),
		compile("ym", `(?:^|\D)(20\d\d)(0[1-9]|1[0-2])(?:\D|$)`),
		compile("md", `(?:^|\D)(\d{1,2})\s*月\s*(\d{1,2})\s*(?:日|号|[^\d]|$)`),
		compile("md", `(?:^|[^\dvV.\-])(\d{1,2})[.\-](\d{1,2})(?:[^\d.\-月周组人]|$)`),
		compile("y", `(?:^|\D)(20\d\d)(?:\D|$)`),
		compile("m", `(?:^|[^\d.\-~至])(\d{1,2})\s*月`),
		compile("d", `(?:^|[^\d.])(\d{1,2})\s*(?:日|号)`),
	}
})

// ScanDate finds a date, or parts of one, inside a longer text: a title, a sheet's, a file's or a
// folder's name.
func ScanDate(text string) Date {
	s := Fold(text)
	if !strings.ContainsAny(s, "0123456789一二三四五六七八九十") {
		return Date{}
	}
	s = arabicMonths(s)
	var d Date
	for _, pattern := range scanPatterns() {
		found := pattern.expression.FindStringSubmatch(s)
		if found == nil {
			continue
		}
		var part Date
		for i, kind := range pattern.parts {
			n := atoi(found[i+1])
			switch kind {
			case 'y':
				if n < 100 {
					n += 2000
				}
				part.Year = n
			case 'm':
				part.Month = n
			case 'd':
				part.Day = n
			}
		}
		if strings.ContainsAny(pattern.parts, "m") && (part.Month < 1 || part.Month > 12) {
			continue
		}
		if _, problem := check(part, s); problem.Code != "" {
			continue
		}
		d = fillParts(d, part)
	}
	if _, problem := check(d, s); problem.Code != "" {
		return Date{Year: d.Year, Month: d.Month}
	}
	return d
}

// ScanSheetDate is ScanDate for a sheet's name, which may be nothing but the day: 5.
func ScanSheetDate(name string) Date {
	s := Squeeze(name)
	if len(s) <= 2 && s != "" && strings.Trim(s, "0123456789") == "" {
		d, _ := check(Date{Day: atoi(s)}, s)
		return d
	}
	if len(s) == 4 && strings.Trim(s, "0123456789") == "" && atoi(s) < 1300 { // 0305
		d, _ := check(Date{Month: atoi(s) / 100, Day: atoi(s) % 100}, s)
		return d
	}
	return ScanDate(name)
}

// fillParts completes a date with parts of another, as far as they do not contradict.
func fillParts(d, other Date) Date {
	if d.Year == 0 {
		d.Year = other.Year
	}
	if d.Month == 0 && (d.Day == 0 || other.Day == 0 || other.Day == d.Day) {
		d.Month = other.Month
	}
	if d.Day == 0 && (d.Month == other.Month || other.Month == 0) {
		d.Day = other.Day
	}
	return d
}

// Hint is a date read from around a cell, with the name of its source: title, sheet, file, folder.
type Hint struct {
	Source string
	Date   Date
}

// Resolved is a whole date, and where its year came from.
type Resolved struct {
	On        time.Time
	Source    string // cell, title, sheet, file, folder, run
	Problem   Problem
	Disagrees Hint // the first hint that names another day; Source empty when none does
	Weekday   bool // the weekday beside the date is not that date's
}

// Resolve completes a cell's date with hints, nearest first, and the run's day for a year that
// nobody wrote. A zero d means there was no cell: the hints alone must name the day.
func Resolve(d Date, hints []Hint, asOf time.Time) Resolved {
	source := ""
	if d.Year != 0 {
		source = "cell"
	}
	hadYear, hadDay, hadMonth := d.Year != 0, d.Day != 0, d.Month != 0
	if d.AltDay != 0 {
		for _, hint := range hints {
			if hint.Date.Day == d.Day || hint.Date.Day == d.AltDay {
				d.Day, d.AltDay = hint.Date.Day, 0
				break
			}
		}
		if d.AltDay != 0 {
			return Resolved{Problem: Problem{issue.DateUnreadable, "Excel 把 3.10 存成 3.1，分不清是几号"}}
		}
	}
	for _, hint := range hints {
		if d.Day == 0 && hint.Date.Day != 0 && (d.Month == 0 || hint.Date.Month == 0 || hint.Date.Month == d.Month) {
			d.Day = hint.Date.Day
			if d.Month == 0 {
				d.Month = hint.Date.Month
			}
		}
		if d.Month == 0 && hint.Date.Month != 0 {
			d.Month = hint.Date.Month
		}
		if d.Year == 0 && hint.Date.Year != 0 {
			d.Year, source = hint.Date.Year, hint.Source
		}
	}
	if d.Day == 0 || d.Month == 0 {
		return Resolved{Problem: Problem{Code: issue.DateMissing}}
	}
	if d.Year == 0 {
		d.Year, source = yearOf(d, asOf), "run"
	}
	if d.Day > daysIn(d.Year, d.Month) {
		return Resolved{Problem: Problem{issue.DateImpossible, "日历上没有这一天"}}
	}
	resolved := Resolved{On: time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC), Source: source}
	for _, hint := range hints {
		h := hint.Date
		differs := hadDay && h.Day != 0 && h.Day != d.Day || hadMonth && h.Month != 0 && h.Month != d.Month
		sameMonthOtherYear := hadYear && hadMonth && h.Year != 0 && h.Month == d.Month && h.Year != d.Year // last year's year in January
		if sameMonthOtherYear || differs && (h.Day != 0 || h.Month != 0) {
			resolved.Disagrees = hint
			break
		}
	}
	if d.Weekday != 0 {
		actual := (int(resolved.On.Weekday())+6)%7 + 1
		resolved.Weekday = actual != d.Weekday
	}
	return resolved
}

// yearOf is the latest year in which the date is not after the run's day.
func yearOf(d Date, asOf time.Time) int {
	for year := asOf.Year(); year > asOf.Year()-8; year-- {
		if d.Day > daysIn(year, d.Month) {
			continue
		}
		if !time.Date(year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).After(asOf) {
			return year
		}
	}
	return asOf.Year()
}

// Range is a period named in a text: 3月2日-3月8日. Zero parts are not named.
type Range struct{ First, Last Date }

var rangePattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:(\d{4})\s*[年.\-/]\s*)?(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*[日号]?\s*(?:\([^)]*\))?\s*(?:-|~|—|–|至|到)+\s*(?:(\d{4})\s*[年.\-/]\s*)?(?:(\d{1,2})\s*[月.\-/]\s*)?(\d{1,2})`)
})

// ScanRange finds the first period in a text.
func ScanRange(text string) (Range, bool) {
	found := rangePattern().FindStringSubmatch(arabicMonths(Fold(text)))
	if found == nil {
		return Range{}, false
	}
	number := func(i int) int { return max(atoi(found[i]), 0) }
	r := Range{
		First: Date{Year: number(1), Month: number(2), Day: number(3)},
		Last:  Date{Year: number(4), Month: number(5), Day: number(6)},
	}
	if r.Last.Month == 0 {
		r.Last.Month = r.First.Month
	}
	if _, problem := check(r.First, text); problem.Code != "" {
		return Range{}, false
	}
	if _, problem := check(r.Last, text); problem.Code != "" {
		return Range{}, false
	}
	return r, r.First.Month != 0 && r.First.Day != 0
}
