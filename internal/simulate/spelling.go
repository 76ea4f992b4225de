package simulate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"aqs/internal/simulate/paper"
)

// spelled is a value as somebody typed it, and what it means.
type spelled struct {
	value     paper.Value
	means     string // plain number, ISO date or the text itself
	illegible bool
	code      string // the issue that must stand at the cell; empty: VALUE_UNREADABLE where illegible, else none
}

func blank() spelled { return spelled{} }

func text(s string) spelled { return spelled{value: paper.Str(s), means: s} }

func count(n int) spelled { return spelled{value: paper.Int(n), means: strconv.Itoa(n)} }

func amount(x float64) spelled { return spelled{value: paper.Num(x), means: number(x)} }

// wan is money written in units of 10,000 yuan.
func wan(yuan int) spelled {
	return spelled{value: paper.Num(float64(yuan) / 10000), means: strconv.Itoa(yuan)}
}

func serial(on time.Time) spelled {
	return spelled{value: paper.Day(on), means: on.Format(time.DateOnly)}
}

// messyCount spells a count the way tired people do.
func messyCount(r random, n int, unit string) spelled {
	means := strconv.Itoa(n)
	forms := []string{means + unit, fullWidth(means), means + " ", means}
	if n > 0 {
		forms = append(forms, means+" "+unit, "约"+means)
	}
	if n > 0 && n <= 10 {
		forms = append(forms, numerals[n-1])
	}
	return spelled{value: paper.Str(pick(r, forms)), means: means}
}

// customers writes a number of people as their names, as some do in the box of 意向客户.
func customers(r random, n int) spelled {
	var names []string
	for range n {
		names = append(names, pick(r, surnames)+pick(r, []string{"女士", "先生", "阿姨", "老师"}))
	}
	return spelled{value: paper.Str(strings.Join(names, "、")), means: strconv.Itoa(n)}
}

// messyMoney spells yuan in a column of yuan.
func messyMoney(r random, yuan int) spelled {
	forms := []string{strconv.Itoa(yuan) + "元", thousands(yuan), thousands(yuan) + "元", fullWidth(strconv.Itoa(yuan))}
	if yuan >= 1000 && yuan%100 == 0 {
		tenThousands := number(float64(yuan) / 10000)
		forms = append(forms, tenThousands+"万", tenThousands+"万元", tenThousands+"万")
	}
	return spelled{value: paper.Str(pick(r, forms)), means: strconv.Itoa(yuan)}
}

// unreadable is a value nobody can know from the cell.
func unreadable(r random, means string) spelled {
	return spelled{value: paper.Str(pick(r, []string{"？？", "见附件", "详见系统"})), means: means, illegible: true}
}

func fullWidth(digits string) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return c - '0' + '０'
		}
		return c
	}, digits)
}

func thousands(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// spellDate writes a date in one of the ways of dateStyle.
func spellDate(on time.Time, style dateStyle) (spelled, paper.Style) {
	y, m, d := on.Year(), int(on.Month()), on.Day()
	as := func(s string) spelled { return spelled{value: paper.Str(s), means: on.Format(time.DateOnly)} }
	switch style {
	case serialCN:
		return serial(on), paper.DateCN
	case serialISO:
		return serial(on), paper.DateISO
	case serialSys:
		return serial(on), paper.DateSys
	case serialMD:
		return serial(on), paper.DateMD
	case textDash:
		return as(fmt.Sprintf("%d-%d-%d", y, m, d)), paper.Center
	case textDot:
		return as(fmt.Sprintf("%d.%d.%d", y, m, d)), paper.Center
	case textSlash:
		return as(fmt.Sprintf("%d/%02d/%02d", y, m, d)), paper.Center
	case textCN:
		return as(fmt.Sprintf("%d年%d月%d日", y, m, d)), paper.Center
	case textMD:
		return as(fmt.Sprintf("%d月%d日", m, d)), paper.Center
	case textDotMD:
		return as(fmt.Sprintf("%d.%d", m, d)), paper.Center
	case textDayOnly:
		return as(fmt.Sprintf("%d日", d)), paper.Center
	case textWeekday:
		return as(fmt.Sprintf("%d月%d日 星期%s", m, d, weekdays[on.Weekday()])), paper.Center
	default:
		return blank(), paper.Center
	}
}

var weekdays = [7]string{"日", "一", "二", "三", "四", "五", "六"}

// spellSpan writes a time range.
func spellSpan(start, end int, style int) string {
	hm := func(minutes int, sep string) string { return fmt.Sprintf("%d%s%02d", minutes/60, sep, minutes%60) }
	switch style {
	case 1:
		return hm(start, "：") + "—" + hm(end, "：")
	case 2:
		return hm(start, ".") + "-" + hm(end, ".")
	default:
		return hm(start, ":") + "-" + hm(end, ":")
	}
}

// inFileName makes a text fit for a file or sheet name.
func inFileName(s, instead string) string {
	if strings.ContainsAny(s, `<>:"/\|?*[]'`) {
		return instead
	}
	return s
}
