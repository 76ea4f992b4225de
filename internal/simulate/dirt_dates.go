package simulate

import (
	"fmt"
	"strconv"

	"aqs/internal/simulate/paper"
)

// Dates and times of day in the ways people write them.

// times writes a range in one of the shapes people use.
func (s *speller) times(it item) spelled {
	from, to := it.span[0], it.span[1]
	if !it.sure && s.has(DirtNoTime) {
		word := pick(s.r, []string{"上午吧", "看情况", "全程"})
		return spelled{value: paper.Str(word), means: word, code: "TIME_UNREADABLE"}
	}
	if !s.often(DirtTimes) {
		words := spellSpan(from, to, 0)
		return typed(words, words)
	}
	words := timeShapes(from, to)
	if s.shape == 0 {
		s.shape = 1 + s.r.IntN(len(words))
	}
	s.shape++ // one after the other, so that all are met
	at := s.shape % len(words)
	s.hits["times "+strconv.Itoa(at+1)]++
	return typed(words[at], words[at])
}

// TimeShapes is how many ways of writing a time range there are.
const TimeShapes = 26

// timeShapes are 26 ways of writing one range; both ends are on whole or half hours of the day.
func timeShapes(from, to int) []string {
	hm := func(m int, sep string) string { return fmt.Sprintf("%d%s%02d", m/60, sep, m%60) }
	two := func(m int) string { return fmt.Sprintf("%02d%02d", m/60, m%60) }
	spoken := func(m int) string {
		return fmt.Sprintf("%d点", m/60) + map[bool]string{true: "半"}[m%60 == 30]
	}
	full := func(m int) string {
		return fmt.Sprintf("%d时", m/60) + map[bool]string{true: "30分"}[m%60 == 30]
	}
	middle := (from + to) / 2
	middle -= middle % 30
	a, b := hm(from, ":"), hm(to, ":")
	return []string{
		a + "-" + b, hm(from, "：") + "-" + hm(to, "："), hm(from, ".") + "-" + hm(to, "."), hm(from, ";") + "-" + hm(to, ";"),
		a + "--" + b, a + "—" + b, a + "=" + b, a + "-" + hm(middle, ":") + "、" + hm(middle, ":") + "-" + b,
		a + "~" + b, a + " 至 " + b, spoken(from) + "-" + spoken(to), full(from) + "-" + full(to), two(from) + "-" + two(to),
		hm(from, "：") + "——" + hm(to, "："), a + ":00-" + b + ":00", hm(from, ".") + "—" + hm(to, "."), a + "到" + b, a + "–" + b,
		a + "," + b, a + "/" + b, a + " - " + b, hm(from, "：") + "～" + hm(to, "："), a + "→" + b, a + "\n" + b, a + "；" + b, a + "及" + b,
	}
}

// date writes a day in one of the shapes of real logs, or as something that is no day.
func (s *speller) date(it item) (spelled, paper.Style) {
	on, means := it.on, it.means()
	y, m, d := on.Year(), int(on.Month()), on.Day()
	if !it.sure {
		switch {
		case s.has(DirtImpossible):
			return bad(paper.Str(pick(s.r, []string{fmt.Sprintf("%d/6/31", y), fmt.Sprintf("%d/13/%d", y, d), fmt.Sprintf("%d年2月30日", y), fmt.Sprintf("%d.%d.32", y, m)})), means, "DATE_IMPOSSIBLE"), paper.Center
		case s.has(DirtNoDate):
			return bad(paper.Str(pick(s.r, []string{"昨天", "月底前", "201916.5.16", "下周"})), means, "DATE_UNREADABLE"), paper.Center
		}
	}
	if s.has(DirtSerial) {
		return spelled{value: paper.Day(on), means: means}, paper.Center
	}
	if !s.has(DirtDate) {
		return serial(on), paper.DateISO
	}
	if !it.within.IsZero() && s.r.chance(0.5) {
		return typed(pick(s.r, []string{"周", "星期", "礼拜"})+weekdays[on.Weekday()], means), paper.Center
	}
	if y == s.year && s.r.chance(0.3) {
		return typed(pick(s.r, []string{fmt.Sprintf("%d月%d日", m, d), fmt.Sprintf("%d月%d号", m, d)}), means), paper.Center
	}
	if at := s.r.IntN(4); at == 0 {
		style := pick(s.r, []paper.Style{paper.DateCN, paper.DateISO, paper.DateMD, paper.DateSys})
		return serial(on), style
	}
	chinese := "二〇" + yearDigits(y%100) + "年" + inChinese(m) + "月" + inChinese(d) + "日"
	return typed(pick(s.r, []string{
		fmt.Sprintf("%d-%d-%d", y, m, d), fmt.Sprintf("%d/%d/%d", y, m, d), fmt.Sprintf("%d.%d.%d", y, m, d), fmt.Sprintf("%d年%d月%d日", y, m, d),
		fmt.Sprintf("%d-%02d-%02d", y, m, d), fmt.Sprintf("%d%02d%02d", y, m, d), fmt.Sprintf("%02d.%d.%d", y%100, m, d),
		fmt.Sprintf("%d.%d.%d.", y, m, d), fmt.Sprintf("%d、%d、%d", y, m, d), fmt.Sprintf("%d年%d月%d日 星期%s", y, m, d, weekdays[on.Weekday()]),
		fmt.Sprintf("%d-%d-%d（周%s）", y, m, d, weekdays[on.Weekday()]), fullWidth(fmt.Sprintf("%d-%d-%d", y, m, d)), fmt.Sprintf("%d 年 %d 月 %d 日", y, m, d),
		fmt.Sprintf("%d-%d-%d 00:00:00", y, m, d), chinese,
	}), means), paper.Center
}

func yearDigits(n int) string {
	digit := func(d int) string {
		if d == 0 {
			return "〇"
		}
		return numerals[d-1]
	}
	return digit(n/10) + digit(n%10)
}
