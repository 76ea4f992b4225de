package page

import (
	"math"
	"strconv"
	"strings"

	"aqs/reports/data"
)

const none = "—"

// number shows a count: grouped by thousands, with one decimal only where there is one.
func number(n data.Num) string {
	if !n.OK {
		return none
	}
	decimals := 0
	if math.Abs(n.V-math.Round(n.V)) > 1e-9 {
		decimals = 1
	}
	return fixed(n.V, decimals)
}

// fixed shows v with a fixed number of decimals, grouped, with a real minus sign.
func fixed(v float64, decimals int) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(text, ".")
	var b strings.Builder
	if v < 0 && strings.Trim(text, "0.") != "" {
		b.WriteString("−")
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		b.WriteByte('.')
		b.WriteString(fraction)
	}
	return b.String()
}

// percent shows a fraction as 83.2%.
func percent(n data.Num) string {
	if !n.OK {
		return none
	}
	return fixed(n.V*100, 1) + "%"
}

// chance shows a probability without pretending certainty.
func chance(p data.Num) string {
	switch {
	case !p.OK:
		return none
	case p.V >= 0.99:
		return "99% 以上"
	case p.V <= 0.01:
		return "1% 以下"
	}
	return fixed(p.V*100, 0) + "%"
}

// points shows a score of 0 to 100: more digits would pretend a precision it does not have.
func points(n data.Num) string {
	if !n.OK {
		return none
	}
	return fixed(n.V, 0)
}

// percent0 shows the end of an axis.
func percent0(share float64) string { return fixed(share*100, 0) + "%" }

// gapTo says in words whether a target is short or passed.
func gapTo(n data.Num, unit string) string {
	switch {
	case !n.OK:
		return none
	case n.V > 0:
		return "差 " + amount(n, unit).Text()
	case n.V < 0:
		return "超 " + amount(data.Of(-n.V), unit).Text()
	}
	return "持平"
}

// wan shows yuan in units of 10,000, for columns headed 万元.
func wan(n data.Num) string {
	if !n.OK {
		return none
	}
	return fixed(n.V/1e4, 2)
}

// quantity is a number and its unit apart, so that a card can set them in two sizes.
type quantity struct{ Value, Unit string }

// Text is both together.
func (q quantity) Text() string {
	if q.Unit == "" || q.Value == none {
		return q.Value
	}
	return q.Value + " " + q.Unit
}

// amount shows a number in its unit; large sums of money in 万元.
func amount(n data.Num, unit string) quantity {
	switch {
	case !n.OK:
		return quantity{none, ""}
	case isShare(unit):
		return quantity{percent(n), ""}
	case unit == "元" && math.Abs(n.V) >= 1e4:
		return quantity{fixed(n.V/1e4, 2), "万元"}
	case unit == "元":
		return quantity{fixed(n.V, 0), "元"}
	}
	return quantity{number(n), unit}
}

// columnUnit is the unit a column of amounts is headed with; cell shows one of them.
func columnUnit(unit string) string {
	switch {
	case unit == "元":
		return "万元"
	case isShare(unit):
		return "%"
	}
	return unit
}

func cell(n data.Num, unit string) string {
	switch {
	case unit == "元":
		return wan(n)
	case isShare(unit):
		return percent(n)
	}
	return number(n)
}

func isShare(unit string) bool { return unit == "%" || unit == "比率" || unit == "ratio" }

// interval shows the bounds of a rate.
func interval(lo, hi data.Num) string {
	if !lo.OK || !hi.OK {
		return ""
	}
	return percent(lo) + "–" + percent(hi)
}

// decimal shows a small number with two decimals (weights, probabilities, contributions).
func decimal(n data.Num) string {
	if !n.OK {
		return none
	}
	return fixed(n.V, 2)
}

// signed is decimal with an explicit plus.
func signed(n data.Num) string {
	if n.OK && n.V > 0 {
		if text := decimal(n); strings.Trim(text, "0.") != "" {
			return "+" + text
		}
	}
	return decimal(n)
}

func severityName(severity string) string {
	switch severity {
	case "high", "error":
		return "高"
	case "medium", "warning":
		return "中"
	}
	return "提示"
}

// issueSeverity names the severities of issues and tests.
func issueSeverity(severity string) string {
	switch severity {
	case "error":
		return "错误"
	case "warning":
		return "提醒"
	case "info":
		return "说明"
	}
	return severity
}

// testKind names the kinds of model tests.
func testKind(kind string) string {
	switch kind {
	case "column":
		return "列"
	case "identity":
		return "恒等"
	case "integrity":
		return "贯通"
	}
	return kind
}

// level maps a severity to its CSS class; unknown words get the quiet one, never their own text.
func level(severity string) string {
	switch severity {
	case "high", "error":
		return "is-high"
	case "medium", "warning":
		return "is-medium"
	}
	return "is-info"
}
