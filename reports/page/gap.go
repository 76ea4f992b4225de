package page

import (
	"html/template"
	"math"
	"strings"

	"aqs/reports/data"
)

// waterfall shows how the money of the month went from target to actual, a tab per reference.
type waterfall struct {
	Tabs []waterfallTab
}

type waterfallTab struct {
	ID, Label string
	Active    bool
	Sentence  string // the whole in one sentence
	Axis      string // from where to where the bars are drawn
	Reason    string // why nothing is split
	Rows      []waterfallRow
}

// waterfallRow is one line; Amount is what it does to the result, so that what is missing is
// negative.
type waterfallRow struct {
	Name, Amount, Sentence string
	IsTotal                bool
	Bar                    template.HTML
}

func (s *Site) waterfall(scope data.Scope) waterfall {
	var out waterfall
	for _, reference := range data.GapReferences() {
		lines := data.GapAgainst(s.Data.Gaps[scope.Key()], reference.ID)
		if len(lines) == 0 {
			continue
		}
		tab := waterfallTabOf(lines)
		tab.ID, tab.Label, tab.Active = "fall-"+reference.ID, reference.Label, len(out.Tabs) == 0
		out.Tabs = append(out.Tabs, tab)
	}
	return out
}

func waterfallTabOf(lines []data.GapLine) waterfallTab {
	tab := waterfallTab{Sentence: gapSentence(lines)}
	spans, start, end := fallSpans(lines)
	split := false
	for i, line := range lines {
		amount := line.Yuan
		if !line.IsTotal {
			split = split || amount.OK
			amount.V = -amount.V
		}
		row := waterfallRow{Name: line.Name(), Amount: wan(amount), Sentence: line.Sentence, IsTotal: line.IsTotal}
		if !line.IsTotal && amount.OK && amount.V > 0 {
			row.Amount = "+" + row.Amount
		}
		if line.IsTotal && line.Yuan.OK {
			row.Sentence = "" // the amount says it
		}
		if end > start && line.Yuan.OK {
			row.Bar = fallBar(line, spans[i], start, end)
		}
		tab.Rows = append(tab.Rows, row)
		if line.Part == "none" {
			tab.Reason = line.Sentence
		}
	}
	if !split && tab.Reason == "" {
		tab.Reason = "没有可以分解的目标、计划或日志"
	}
	if split && end > start {
		tab.Axis = fixed(start/1e4, 1) + "–" + fixed(end/1e4, 1)
	}
	return tab
}

// span is where a bar lies, in yuan.
type span struct{ from, to float64 }

// fallSpans runs down the lines from the first total to the last; lines without a sum leave the
// level as it is. The axis starts at zero unless that would leave the parts too thin to see.
func fallSpans(lines []data.GapLine) (spans []span, start, end float64) {
	var target, level data.Num
	for _, line := range lines {
		if line.Part == "total_target" {
			target = line.Yuan
		} else { // without a target the lines still end at the actual
			level.V += line.Yuan.V
		}
	}
	if target.OK {
		level = target
	}
	spans = make([]span, len(lines))
	low, high := math.Inf(1), math.Inf(-1)
	for i, line := range lines {
		if !line.Yuan.OK {
			continue
		}
		if line.IsTotal {
			spans[i] = span{line.Yuan.V, line.Yuan.V}
		} else {
			spans[i] = span{level.V, level.V - line.Yuan.V}
			level.V -= line.Yuan.V
		}
		low, high = min(low, spans[i].from, spans[i].to), max(high, spans[i].from, spans[i].to)
	}
	if high <= low {
		return spans, 0, max(0, high)
	}
	// Steps of a tenth of the height of the waterfall, at least of a thousand yuan, make round ends.
	step := math.Max(1000, math.Pow(10, math.Floor(math.Log10(high-low))))
	start, end = math.Floor(low/step)*step, math.Ceil(high/step)*step
	if low >= 0 && low < 0.5*high {
		start = 0
	}
	return spans, start, end
}

// gapSentence puts the waterfall into one sentence: both ends, and what lowers and raises most.
func gapSentence(lines []data.GapLine) string {
	var target, actual data.Num
	var down, up, luck data.Num
	var downName, upName string
	from := ""
	for _, line := range lines {
		switch {
		case line.Part == "total_target":
			target, from = line.Yuan, line.PartName
		case line.Part == "total_actual":
			actual = line.Yuan
		case !line.Yuan.OK:
		case line.Part == "luck":
			luck = data.Of(luck.V + line.Yuan.V)
		case line.Yuan.V > down.V:
			down, downName = line.Yuan, line.Name()
		case -line.Yuan.V > up.V:
			up, upName = data.Of(-line.Yuan.V), line.Name()
		}
	}
	if !actual.OK {
		return ""
	}
	money := func(n data.Num) string { return amount(n, "元").Text() }
	var b strings.Builder
	if target.OK {
		b.WriteString(from + " " + money(target) + "，")
	}
	b.WriteString("实际 " + money(actual))
	if target.OK {
		switch short := target.V - actual.V; {
		case short >= 0.5:
			b.WriteString("，少 " + money(data.Of(short)))
		case short <= -0.5:
			b.WriteString("，多 " + money(data.Of(-short)))
		default:
			b.WriteString("，持平")
		}
	}
	sep := "："
	part := func(text string) { b.WriteString(sep + text); sep = "；" }
	if down.OK {
		part("拉低最多的是「" + downName + "」" + money(down))
	}
	if up.OK {
		part("抬高最多的是「" + upName + "」" + money(up))
	}
	switch {
	case luck.OK && luck.V >= 0.5:
		part("偶然波动合计拉低 " + money(luck))
	case luck.OK && luck.V <= -0.5:
		part("偶然波动合计抬高 " + money(data.Of(-luck.V)))
	}
	return b.String() + "。"
}
