package value

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"aqs/ingest/issue"
	"aqs/ingest/workbook"
)

// Date is what a text says about a day: parts that it leaves out are zero.
type Date struct {
	Year, Month, Day int
	Weekday          int // 1 Monday … 7 Sunday, when the text names one
	AltDay           int // the other day that a number may mean: Excel stores 3.10 as 3.1
}

// IsZero says that the text held no date at all.
func (d Date) IsZero() bool { return d.Year == 0 && d.Month == 0 && d.Day == 0 }

// IsComplete says that year, month and day are there.
func (d Date) IsComplete() bool { return d.Year != 0 && d.Month != 0 && d.Day != 0 }

// The years that a log can be about.
const (
	minYear = 1980
	maxYear = 2079
)

// ReadDate reads a cell of a date field.
func ReadDate(cell workbook.Cell, date1904 bool) (Date, Problem) {
	switch cell.Kind {
	case workbook.Empty:
		return Date{}, Problem{Code: issue.DateMissing}
	case workbook.Date:
		return fromSerial(cell.Number, date1904)
	case workbook.Number:
		return fromNumber(cell.Number, date1904)
	case workbook.Error:
		return Date{}, Problem{Code: issue.ValueError}
	case workbook.UncachedResult:
		return Date{}, Problem{Code: issue.FormulaUncached}
	case workbook.Bool:
		return Date{}, Problem{issue.DateUnreadable, "这里应填日期，却是 TRUE/FALSE"}
	}
	return ParseDate(cell.Text, date1904)
}

// ParseDate reads a text that is a date and nothing else; a weekday or a time may follow.
func ParseDate(text string, date1904 bool) (Date, Problem) {
	folded := Fold(text)
	rest, weekday := cutWeekday(folded)
	s := squeezeDate(cutClock(rest))
	unreadable := Problem{issue.DateUnreadable, "“" + clip(folded) + "”不是日期"}
	if s == "" {
		if weekday > 0 {
			return Date{Weekday: weekday}, Problem{}
		}
		return Date{}, Problem{Code: issue.DateMissing}
	}
	s = arabicMonths(s)
	parts, widths, seps, ok := splitDate(s)
	if !ok {
		return Date{}, unreadable
	}
	var d Date
	switch len(parts) {
	case 1:
		d, ok = oneNumber(parts[0], widths[0], seps, date1904)
	case 2:
		switch {
		case widths[0] == 4 && widths[1] <= 2 && !strings.HasPrefix(seps, "月"):
			d = Date{Year: parts[0], Month: parts[1]}
		default:
			d = Date{Month: parts[0], Day: parts[1]}
			ok = widths[0] <= 2 && widths[1] <= 2 && !strings.HasPrefix(seps, "年")
		}
	case 3:
		d, ok = threeNumbers(parts, widths)
	default:
		ok = false
	}
	if !ok {
		return Date{}, unreadable
	}
	d.Weekday = weekday
	return check(d, folded)
}

// oneNumber reads 5日, 3月, 20260305, 202603, 0305 and a serial written as text.
func oneNumber(n, width int, seps string, date1904 bool) (Date, bool) {
	switch {
	case strings.HasPrefix(seps, "日") || strings.HasPrefix(seps, "号"):
		return Date{Day: n}, width <= 2
	case strings.HasPrefix(seps, "月"):
		return Date{Month: n}, width <= 2
	case strings.HasPrefix(seps, "年"):
		return Date{Year: n}, width == 4
	case width <= 2:
		return Date{Day: n}, true
	case width == 8:
		return Date{Year: n / 10000, Month: n / 100 % 100, Day: n % 100}, true
	case width == 6 && n/100 >= minYear && n/100 <= maxYear && n%100 >= 1 && n%100 <= 12:
		return Date{Year: n / 100, Month: n % 100}, true
	case width == 6:
		return Date{Year: 2000 + n/10000, Month: n / 100 % 100, Day: n % 100}, n/10000 >= 20 && n/10000 < 80
	case width == 5:
		d, problem := fromSerial(float64(n), date1904)
		return d, problem.Code == ""
	case width == 4 && n < 1300:
		return Date{Month: n / 100, Day: n % 100}, true
	case width == 4:
		return Date{Year: n}, true
	}
	return Date{}, false
}

func threeNumbers(parts, widths []int) (Date, bool) {
	switch {
	case widths[0] == 4 && widths[1] <= 2 && widths[2] <= 2:
		return Date{Year: parts[0], Month: parts[1], Day: parts[2]}, true
	case widths[0] == 2 && parts[0] >= 20 && widths[1] <= 2 && widths[2] <= 2: // 26.3.5
		return Date{Year: 2000 + parts[0], Month: parts[1], Day: parts[2]}, true
	case widths[2] == 4 && widths[0] <= 2 && widths[1] <= 2: // 3/25/2026; 3/5/2026 may be either
		switch {
		case parts[1] > 12 || parts[0] == parts[1]:
			return Date{Year: parts[2], Month: parts[0], Day: parts[1]}, true
		case parts[0] > 12:
			return Date{Year: parts[2], Month: parts[1], Day: parts[0]}, true
		}
	}
	return Date{}, false
}

// check refuses dates that no calendar has, as far as the parts tell.
func check(d Date, text string) (Date, Problem) {
	impossible := Problem{issue.DateImpossible, "“" + clip(text) + "”：没有这一天"}
	if d.Year != 0 && (d.Year < minYear || d.Year > maxYear) {
		return Date{}, Problem{issue.DateUnreadable, "“" + clip(text) + "”的年份不合理"}
	}
	if d.Month < 0 || d.Month > 12 || d.Day < 0 || d.Day > 31 || d.Month == 0 && d.Year != 0 && d.Day != 0 {
		return Date{}, impossible
	}
	if d.Month != 0 && d.Day != 0 {
		year := d.Year
		if year == 0 {
			year = 2024 // a leap year: without a year, 29 February is possible
		}
		if d.Day > daysIn(year, d.Month) {
			return Date{}, impossible
		}
	}
	return d, Problem{}
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// splitDate cuts 2026.3.5, 2026年3月5日 … into numbers, their widths and the separators between
// and after them (one rune each). Any other character is no date.
func splitDate(s string) (parts, widths []int, seps string, ok bool) {
	i := 0
	for i < len(s) {
		start := i
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		if i == start || i-start > 8 || len(parts) == 3 {
			return nil, nil, "", false
		}
		parts, widths = append(parts, atoi(s[start:i])), append(widths, i-start)
		sep := 0
		for _, mark := range [...]string{"年", "月", "日", "号", "-", ".", "/", "\\", "、", ",", "–", "—", "_"} {
			if strings.HasPrefix(s[i:], mark) {
				seps += mark
				i += len(mark)
				sep++
				break
			}
		}
		if sep == 0 && i < len(s) {
			return nil, nil, "", false
		}
	}
	last := len(seps)
	if len(parts) > 1 && last > 0 && !strings.HasSuffix(seps, "日") && !strings.HasSuffix(seps, "号") && strings.Count(seps, "")-1 == len(parts) {
		if !strings.HasSuffix(seps, "月") || len(parts) != 2 {
			if !strings.HasSuffix(seps, ".") { // 2026.3.5. is a slip, 2026-3- is half a date
				return nil, nil, "", false
			}
		}
	}
	return parts, widths, seps, len(parts) > 0
}

// cutWeekday removes 周四, 星期四, 礼拜天, with brackets around it.
func cutWeekday(s string) (string, int) {
	for _, word := range [...]string{"星期", "礼拜", "周"} {
		at := strings.Index(s, word)
		if at < 0 {
			continue
		}
		tail := s[at+len(word):]
		for i, day := range [...]string{"一", "二", "三", "四", "五", "六", "日", "天"} {
			if !strings.HasPrefix(tail, day) {
				continue
			}
			before := strings.TrimRight(s[:at], "( ,、")
			after := strings.TrimLeft(tail[len(day):], ") ,")
			return before + " " + after, min(i+1, 7)
		}
	}
	return s, 0
}

// cutClock removes a time of day after the date.
func cutClock(s string) string {
	at := strings.IndexByte(s, ':')
	if at < 0 {
		return s
	}
	start := at
	for start > 0 && s[start-1] >= '0' && s[start-1] <= '9' {
		start--
	}
	before := strings.TrimSpace(s[:start])
	for _, word := range [...]string{"上午", "下午", "晚上", "晚", "早", "T"} {
		before = strings.TrimSpace(strings.TrimSuffix(before, word))
	}
	return before
}

func squeezeDate(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
