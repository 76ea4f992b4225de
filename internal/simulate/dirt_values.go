package simulate

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"aqs/internal/simulate/paper"
)

// shape is what a cell of a form holds.
type shape uint8

const (
	asText shape = iota
	asLong       // free text, may be several lines
	asName
	asCount
	asPeople // a count that some fill with names
	asYuan
	asRate
	asDate
	asTimes
	asTick
	asAmount // a figure of any kind, or words
	asNo     // an employee number
)

// item is one value on its way into a cell.
type item struct {
	field  string // column of the record; empty: a cell that no field asks for
	shape  shape
	text   string
	n      float64
	on     time.Time
	span   [2]int // minutes of the day
	empty  bool
	sure   bool        // never spelled illegibly: the row hangs on it
	also   [][2]string // further fields that are read from the same cell, with what they mean
	no     string      // a person's number, which some write beside the name
	isZero bool        // 无 is a way of writing zero here: the rest of the row holds numbers
	code   string      // an issue that must stand at the cell though it is legible
	says   string      // what it means, where that is not what it holds
	within time.Time   // the Monday of a week that the sheet names: a weekday is enough
}

func textItem(field, s string) item { return item{field: field, text: s, empty: s == ""} }
func longItem(field, s string) item {
	return item{field: field, shape: asLong, text: s, empty: s == ""}
}
func nameItem(field, s string) item {
	return item{field: field, shape: asName, text: s, empty: s == ""}
}
func countItem(field string, n int) item    { return item{field: field, shape: asCount, n: float64(n)} }
func yuanItem(field string, n int) item     { return item{field: field, shape: asYuan, n: float64(n)} }
func rateItem(field string, x float64) item { return item{field: field, shape: asRate, n: x} }
func dateItem(field string, on time.Time) item {
	return item{field: field, shape: asDate, on: on, empty: on.IsZero()}
}

// means is what the item says when it is read rightly.
func (it item) means() string {
	switch it.shape {
	case asCount, asPeople, asYuan, asRate, asTick:
		return number(it.n)
	case asNo:
		if it.says != "" {
			return it.says
		}
		return it.text
	case asDate:
		return it.on.Format(time.DateOnly)
	default:
		return it.text
	}
}

// speller turns items into cells, now and then dirty.
type speller struct {
	r         random
	dirt      Dirt
	hits      hits
	units     string // of money on this sheet: 元, 万元
	shape     int    // of the last time range
	hasStatus bool   // the day has a status already: a second one would contradict it
	year      int    // that the sheet's surroundings name: its dates may do without
}

// has decides whether a kind of dirt strikes, and counts it.
func (s *speller) has(kind DirtKind) bool {
	if !s.r.chance(s.dirt.rate(kind)) {
		return false
	}
	s.hits["dirt "+string(kind)]++
	return true
}

// often is has for what could strike only once or twice on a sheet.
func (s *speller) often(kind DirtKind) bool {
	if !s.r.chance(min(1, 8*s.dirt.rate(kind))) {
		return false
	}
	s.hits["dirt "+string(kind)]++
	return true
}

// spell writes an item. code is the issue that must stand at the cell, if any.
func (s *speller) spell(it item) (out spelled, style paper.Style) {
	if it.empty {
		return blank(), paper.Center
	}
	switch it.shape {
	case asCount, asPeople:
		if !it.sure && s.has(DirtExcelDate) { // typed as 3-5, kept as a date
			return bad(paper.Day(time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)), it.means(), "VALUE_AMBIGUOUS"), paper.DateMD
		}
		return s.count(it), paper.Center
	case asYuan:
		return s.yuan(it)
	case asRate:
		return s.rate(it)
	case asDate:
		return s.date(it)
	case asTimes:
		return s.times(it), paper.Center
	case asTick:
		word := []string{"×", "未", "否"}
		if it.n != 0 {
			word = []string{"√", "已交", "是", "✓"}
		}
		return spelled{value: paper.Str(pick(s.r, word)), means: it.means()}, paper.Center
	case asName:
		out := s.name(it)
		out.code = it.code
		return out, paper.Center
	case asNo, asAmount:
		return typed(it.text, it.means()), paper.Center
	default:
		return s.words(it), paper.Body
	}
}

func typed(words, means string) spelled { return spelled{value: paper.Str(words), means: means} }

func bad(v paper.Value, means, code string) spelled {
	return spelled{value: v, means: means, illegible: true, code: code}
}

// illegible is a number that nobody can know from its cell.
func (s *speller) illegible(it item) (spelled, bool) {
	if it.sure {
		return spelled{}, false
	}
	means := it.means()
	switch {
	case s.has(DirtWords):
		return bad(paper.Str(pick(s.r, []string{"？？", "见附件", "详见系统", "几个", "十来个"})), means, "VALUE_UNREADABLE"), true
	case s.has(DirtSlash):
		return bad(paper.Str(fmt.Sprintf("%d/%d", s.r.between(1, 5), s.r.between(6, 9))), means, "VALUE_AMBIGUOUS"), true
	case s.has(DirtRange):
		return bad(paper.Str(fmt.Sprintf("%d%s%d", s.r.between(1, 3), pick(s.r, []string{"-", "~", "—", "至", "到"}), s.r.between(4, 8))), means, "VALUE_AMBIGUOUS"), true
	case s.has(DirtNegative):
		return bad(pick(s.r, []paper.Value{paper.Int(-2), paper.Str("-1"), paper.Str("－３")}), means, "VALUE_NEGATIVE"), true
	case s.has(DirtHuge):
		return bad(pick(s.r, []paper.Value{paper.Num(9e14), paper.Str("999999999999999")}), means, "VALUE_OUT_OF_RANGE"), true
	case s.has(DirtError):
		return bad(paper.Error(pick(s.r, []string{"#REF!", "#DIV/0!", "#N/A", "#VALUE!"})), means, "VALUE_ERROR"), true
	case it.shape != asYuan && !s.hasStatus && s.has(DirtStatus):
		return bad(paper.Str(pick(s.r, []string{"请假", "培训", "事假", "开会"})), means, "STATUS_IN_COUNT"), true
	case s.has(DirtUncached):
		return bad(paper.Unsaved("SUM(Z1:Z9)"), means, "FORMULA_UNCACHED"), true
	}
	return spelled{}, false
}

func (s *speller) count(it item) spelled {
	n, means := int(it.n), it.means()
	if out, struck := s.illegible(it); struck {
		return out
	}
	switch {
	case it.shape == asPeople && n > 0 && n < 6 && s.has(DirtPeople):
		out := customers(s.r, n)
		out.code = "COUNT_FROM_NAMES"
		return out
	case n == 0 && it.isZero && s.often(DirtZeroMark):
		return typed(pick(s.r, []string{"无", "—", "/", "－"}), means)
	case s.has(DirtFullWidth):
		return typed(fullWidth(means), means)
	case n > 0 && n <= 99 && s.has(DirtChinese):
		return typed(inChinese(n)+pick(s.r, []string{"", "", "次"}), means)
	case s.has(DirtMeasure):
		return typed(means+pick(s.r, []string{"次", "人", "户", "件", " 次", "个", "位"}), means)
	case n > 0 && s.has(DirtAbout):
		return typed("约"+means, means)
	case n > 1 && s.has(DirtSum):
		part := s.r.between(1, n-1)
		return typed(fmt.Sprintf("%d%s%d", n-part, pick(s.r, []string{"+", "＋", " + "}), part), means)
	case s.has(DirtNumberText):
		return typed(pick(s.r, []string{means, " " + means, means + " ", "　" + means}), means)
	case s.has(DirtFormula):
		return spelled{value: paper.Computed(fmt.Sprintf("%d+%d", n, 0), it.n), means: means}
	}
	return count(n)
}

// inChinese writes 1 to 99 with Chinese digits.
func inChinese(n int) string {
	tens, ones := "", ""
	if n >= 10 {
		tens = "十"
		if n >= 20 {
			tens = numerals[n/10-1] + "十"
		}
	}
	if n%10 > 0 {
		ones = numerals[n%10-1]
	}
	return tens + ones
}

func (s *speller) yuan(it item) (spelled, paper.Style) {
	n, means := int(it.n), it.means()
	if out, struck := s.illegible(it); struck {
		return out, paper.Center
	}
	switch {
	case s.units != "万元" && s.has(DirtThousands):
		return typed(pick(s.r, []string{thousands(n), "￥" + thousands(n), thousands(n) + "元"}), means), paper.Center
	case s.has(DirtMeasure):
		return typed(means+pick(s.r, []string{"元", "元整", " 元"}), means), paper.Center
	case n >= 1000 && n%100 == 0 && s.has(DirtWan):
		return typed(number(float64(n)/10000)+pick(s.r, []string{"万", "万元"}), means), paper.Center
	}
	if s.units == "万元" {
		written := number(float64(n) / 10000)
		switch {
		case s.has(DirtNumberText):
			return typed(" "+written, means), paper.Center
		case s.has(DirtFormula):
			return spelled{value: paper.Computed(means+"/10000", float64(n)/10000), means: means}, paper.Center
		}
		return wan(n), paper.Center
	}
	switch {
	case s.has(DirtFullWidth):
		return typed(fullWidth(means), means), paper.Center
	case s.has(DirtNumberText):
		return typed(means+" ", means), paper.Center
	case s.has(DirtFormula):
		return spelled{value: paper.Computed(means+"+0", it.n), means: means}, paper.Money
	}
	return count(n), paper.Money
}

func (s *speller) rate(it item) (spelled, paper.Style) {
	means := it.means()
	if s.has(DirtNumberText) {
		return typed(number(math.Round(it.n*1000)/10)+"%", means), paper.Center
	}
	return spelled{value: paper.Num(it.n), means: means}, paper.Percent
}

// words writes free text: what people leave at its ends is no part of it.
func (s *speller) words(it item) spelled {
	words := it.text
	if it.shape == asLong && len([]rune(words)) > 12 && s.has(DirtLines) {
		letters := []rune(words)
		at := s.r.between(4, len(letters)-4)
		words = string(letters[:at]) + "\n" + string(letters[at:])
		it.text = words
	}
	if s.has(DirtSpaces) {
		words = pick(s.r, []string{" ", "　", ""}) + words + pick(s.r, []string{" ", "　", "\n"})
	}
	return typed(words, it.text)
}

func (s *speller) name(it item) spelled {
	letters := []rune(it.text)
	if it.no != "" && s.has(DirtNameNo) {
		return typed(it.text+pick(s.r, []string{"（" + it.no + "）", "(" + it.no + ")", "（工号：" + it.no + "）"}), it.text)
	}
	isPlain := !strings.ContainsAny(it.text, "<>&= ")
	switch {
	case isPlain && len(letters) == 2 && s.has(DirtSpaces):
		return typed(string(letters[0])+pick(s.r, []string{" ", "　", "  "})+string(letters[1]), it.text)
	case isPlain && s.has(DirtSpaces):
		return typed(pick(s.r, []string{" " + it.text, it.text + " ", it.text + "　"}), it.text)
	}
	return text(it.text)
}

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
