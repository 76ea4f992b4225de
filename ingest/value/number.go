package value

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"aqs/ingest/issue"
	"aqs/ingest/workbook"
)

// Type says what kind of number a field holds.
type Type uint8

// The kinds of numbers.
const (
	Count  Type = iota // people, visits, policies
	Money              // kept in 元
	Rate               // a ratio: 85% and 0.85 are both 0.85
	Factor             // a plain number, such as 折标系数
)

// State says what a number cell holds.
type State uint8

// The states of a number cell.
const (
	Blank  State = iota // nothing: not reported
	Have                // a number
	None                // 无, —, /: zero only where the rest of the row says so
	Status              // 请假, 培训 …: a day status, not a number
	Bad                 // something else: see Problem
)

// Number is what a number cell holds.
type Number struct {
	State   State
	Value   float64
	Status  string // identifier of the day status
	Problem Problem
	Doubt   Problem // the number is loaded, but may be wrong; Code empty when there is no doubt
}

// Limits above which a figure cannot be meant.
const (
	maxCount = 100_000
	maxMoney = 1e11
)

// ReadNumber reads one cell as a number of the given type; unit is the header's.
func ReadNumber(cell workbook.Cell, want Type, unit string) Number {
	switch cell.Kind {
	case workbook.Empty:
		return Number{}
	case workbook.Number:
		if want == Rate && strings.Contains(cell.Format, "%") { // shown as 85%, stored as 0.85
			return finishRate(cell.Number)
		}
		return finish(scaled(formatFloat(cell.Number), 0, want, unit, false), want, unit)
	case workbook.Date:
		return bad(issue.ValueAmbiguous, "这里应填数字，Excel 却存成了日期（输入 3-5 或 3/5 时会这样）")
	case workbook.Bool:
		return bad(issue.ValueUnreadable, "这里应填数字，却是 TRUE/FALSE")
	case workbook.Error:
		return bad(issue.ValueError, "")
	case workbook.UncachedResult:
		return bad(issue.FormulaUncached, "")
	}
	return ParseNumber(cell.Text, want, unit)
}

// ParseNumber reads a text as a number of the given type; unit is the header's.
func ParseNumber(text string, want Type, unit string) Number {
	s := Squeeze(text)
	if s == "" {
		return Number{}
	}
	if IsNone(s) {
		return Number{State: None}
	}
	if status, found := DayStatus(s); found {
		return Number{State: Status, Status: status}
	}
	if strings.ContainsRune(s, '/') && !strings.HasSuffix(s, "元/人") {
		return bad(issue.ValueAmbiguous, "“"+clip(s)+"”可能是日期、分数或“达成/计划”，不作猜测")
	}
	terms := strings.Split(strings.TrimPrefix(s, "+"), "+")
	if len(terms) > 20 {
		return bad(issue.ValueUnreadable, "“"+clip(s)+"”不是数字")
	}
	sum := 0.0
	for _, term := range terms {
		n, problem := parseTerm(term, want, unit)
		if problem.Code != "" {
			problem.Message = strings.Replace(problem.Message, "$", "“"+clip(s)+"”", 1)
			return Number{State: Bad, Problem: problem}
		}
		sum += n
	}
	if want == Rate && strings.HasSuffix(s, "%") {
		return finishRate(sum)
	}
	return finish(sum, want, unit)
}

// parseTerm reads one summand. In a problem's message, $ stands for the whole cell.
func parseTerm(s string, want Type, unit string) (float64, Problem) {
	s = strings.ToLower(s)
	for _, word := range [...]string{"大约", "大概", "约为", "将近", "差不多", "约", "近", "共计", "合计", "总计", "共", "≈", "~", "人民币", "rmb", "¥", "￥", "$", "第"} {
		s = strings.TrimPrefix(s, word)
	}
	for _, word := range [...]string{"左右", "上下", "整", "。", "."} {
		s = strings.TrimSuffix(s, word)
	}
	negative := false
	if rest, found := strings.CutPrefix(s, "-"); found {
		s, negative = rest, true
	}
	percent := false
	if rest, found := strings.CutSuffix(s, "%"); found {
		s, percent = rest, true
	}
	s, ownMoney := cutMeasure(s)
	if s == "" {
		return 0, Problem{issue.ValueUnreadable, "$不是数字"}
	}
	if strings.ContainsAny(s, "-~—至到") {
		return 0, Problem{issue.ValueAmbiguous, "$是一个范围，不作猜测"}
	}
	if strings.ContainsAny(s, "多余几若干") {
		return 0, Problem{issue.ValueUnreadable, "$不是确切的数"}
	}
	digits, exponent, ok := arabic(s)
	var n float64
	switch {
	case ok:
		if percent {
			if want != Rate {
				return 0, Problem{issue.ValueUnreadable, "$是百分比，这里应填数量"}
			}
			n = decimal(digits, -2)
		} else {
			n = scaled(digits, exponent, want, unit, ownMoney || exponent >= 4)
		}
	default:
		n, ok = parseChinese(s)
		if !ok || percent {
			return 0, Problem{issue.ValueUnreadable, "$不是数字"}
		}
		if want == Money && !ownMoney && !strings.ContainsAny(s, "万萬亿w") {
			n *= pow10(unitExponent(unit))
		}
	}
	if negative {
		n = -n
	}
	return n, Problem{}
}

// cutMeasure removes a measure word: 3次, 12,000元. The flag tells that the cell names 元 itself,
// which outweighs the header's unit.
func cutMeasure(s string) (string, bool) {
	for _, word := range [...]string{"元整", "块钱", "元", "块"} {
		if rest, found := strings.CutSuffix(s, word); found {
			return rest, true
		}
	}
	for _, word := range [...]string{"位客户", "个客户", "人次", "个人", "客户", "次", "人", "件", "个", "户", "位", "单", "家", "份", "名", "组", "场", "天", "笔", "张", "趟", "回", "台", "年"} {
		if rest, found := strings.CutSuffix(s, word); found {
			return rest, false
		}
	}
	return s, false
}

// arabic splits 1,200.5万 into its digits and the power of ten; false when it is anything else.
func arabic(s string) (digits string, exponent int, ok bool) {
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.' || s[end] == ',') {
		end++
	}
	digits = s[:end]
	if digits == "" || len(digits) > 40 {
		return "", 0, false
	}
	rest := s[end:]
	for rest != "" {
		r, size := utf8.DecodeRuneInString(rest)
		power := chinesePower(r)
		if power < 0 || exponent > 8 {
			return "", 0, false
		}
		exponent += power
		rest = rest[size:]
	}
	if strings.ContainsRune(digits, ',') {
		if digits, ok = ungroup(digits); !ok {
			return "", 0, false
		}
	}
	if strings.Count(digits, ".") > 1 || digits == "." {
		return "", 0, false
	}
	return digits, exponent, true
}

// ungroup removes thousands separators when they stand every three digits: 1,2 is a doubt.
func ungroup(s string) (string, bool) {
	whole, fraction, hasFraction := strings.Cut(s, ".")
	groups := strings.Split(whole, ",")
	for i, group := range groups {
		if i == 0 && (len(group) == 0 || len(group) > 3) || i > 0 && len(group) != 3 {
			return "", false
		}
	}
	if strings.ContainsRune(fraction, ',') {
		return "", false
	}
	joined := strings.Join(groups, "")
	if hasFraction {
		joined += "." + fraction
	}
	return joined, true
}

// scaled applies the multiplier and, for money without its own unit, the header's. It shifts the
// decimal point instead of multiplying: 0.57万 is 5700, not 5699.999.
func scaled(digits string, exponent int, want Type, unit string, ownUnit bool) float64 {
	if want == Money && !ownUnit {
		exponent += unitExponent(unit)
	}
	return decimal(digits, exponent)
}

func decimal(digits string, exponent int) float64 {
	n, err := strconv.ParseFloat(digits+"e"+strconv.Itoa(exponent), 64)
	if err != nil {
		return math.NaN()
	}
	return n
}

// Percent is the unit of a rate column whose every number is a percentage: 0.9 is 0.9 %. In a
// column of large ones a small number is a doubt.
const (
	Percent      = "%%"
	PercentLarge = "%%%"
)

// finishRate checks a ratio that needs no scaling.
func finishRate(n float64) Number {
	switch {
	case math.IsNaN(n) || math.IsInf(n, 0) || n > 1000:
		return bad(issue.ValueOutOfRange, "")
	case n < 0:
		return bad(issue.ValueNegative, "")
	}
	return Number{State: Have, Value: n + 0}
}

// finish refuses what cannot be meant and marks what may be wrong.
func finish(n float64, want Type, unit string) Number {
	limit := float64(maxMoney)
	if want == Count {
		limit = maxCount
	}
	switch {
	case math.IsNaN(n) || math.IsInf(n, 0) || math.Abs(n) > limit:
		return bad(issue.ValueOutOfRange, "")
	case n < 0:
		return bad(issue.ValueNegative, "")
	}
	if n == 0 {
		n = 0 // -0 would be written as "-0"
	}
	read := Number{State: Have, Value: n}
	switch {
	case want == Count && n != math.Trunc(n):
		read.Doubt = Problem{Code: issue.ValueFraction}
	case want == Money && unit == "万元" && n >= 1e8:
		read.Doubt = Problem{issue.UnitDoubt, "表头单位是万元，数值却大到像元"}
	case want == Rate && (unit == Percent || unit == PercentLarge):
		if n > 1000 {
			return bad(issue.ValueOutOfRange, "")
		}
		if n > 0 && (n < 0.2 || unit == PercentLarge && n <= 1.5) { // among 2.5 and 3: 0.05 % or 5 %
			return bad(issue.ValueAmbiguous, "同列其他数是百分数，"+formatFloat(n)+" 可能是 "+formatFloat(n)+"%，也可能是 "+formatFloat(n*100)+"%，不作猜测")
		}
		read.Value = decimal(formatFloat(n), -2)
	case want == Rate && n > 1.5:
		if n > 1000 {
			return bad(issue.ValueOutOfRange, "")
		}
		if unit != "%" {
			read.Doubt = Problem{issue.UnitDoubt, "比率大于 150%，已按百分数读取"}
		}
		read.Value = decimal(formatFloat(n), -2)
	}
	return read
}

// IsNone recognises the marks that people make for "nothing".
func IsNone(s string) bool {
	switch s {
	case "无", "没有", "暂无", "未有", "-", "--", "---", "—", "——", "–", "/", "//", "\\", "nil", "NA", "N/A", "n/a", "_", "ー", "一一", "·":
		return true
	}
	return false
}

func bad(code, message string) Number {
	return Number{State: Bad, Problem: Problem{Code: code, Message: message}}
}

// formatFloat writes a float with the fewest digits that give it back: 0.1+0.2 stays what Excel
// stored, 0.57 stays 0.57.
func formatFloat(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// clip shortens a cell's text for a message.
func clip(s string) string {
	if utf8.RuneCountInString(s) <= 20 {
		return s
	}
	return string([]rune(s)[:20]) + "…"
}
