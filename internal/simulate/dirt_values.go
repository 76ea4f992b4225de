package simulate

import (
	"fmt"
	"math"
	"strings"
	"time"

	"aqs/internal/simulate/paper"
)

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
