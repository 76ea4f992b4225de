package value

import (
	"strings"
	"time"

	"aqs/ingest/issue"
)

// fromNumber reads a plain number in a date field: a serial, a day of the month, 20260305, or the
// 3.5 that Excel makes of a typed "3.5".
func fromNumber(n float64, date1904 bool) (Date, Problem) {
	whole := n == float64(int(n))
	switch {
	case whole && n >= 1 && n <= 31:
		return Date{Day: int(n)}, Problem{}
	case n >= 29221 && n < 65746: // 1980 to 2079
		return fromSerial(n, date1904)
	case whole && n > 19800000 && n < 20800000:
		return check(Date{Year: int(n) / 10000, Month: int(n) / 100 % 100, Day: int(n) % 100}, formatFloat(n))
	case !whole && n > 1 && n < 13:
		month, fraction, _ := strings.Cut(formatFloat(n), ".")
		if len(fraction) > 2 || fraction[0] == '0' {
			break
		}
		d := Date{Month: atoi(month), Day: atoi(fraction)}
		if d.Day <= 3 && len(fraction) == 1 {
			d.AltDay = d.Day * 10
		}
		return check(d, formatFloat(n))
	}
	return Date{}, Problem{issue.DateUnreadable, "数字 " + clip(formatFloat(n)) + " 不像日期"}
}

func fromSerial(n float64, date1904 bool) (Date, Problem) {
	days := int(n)
	if date1904 {
		days += 1462
	}
	if days < 29221 || days >= 65746 {
		return Date{}, Problem{issue.DateUnreadable, "日期序号 " + clip(formatFloat(n)) + " 不在 1980–2079 年内"}
	}
	at := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days)
	return Date{Year: at.Year(), Month: int(at.Month()), Day: at.Day()}, Problem{}
}
