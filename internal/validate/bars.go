package validate

import (
	"fmt"
	"math"
)

// figure is one number of an outcome; is says whether there was anything to compute it from.
type figure struct {
	name string
	of   func(o *Outcome) (value float64, is bool)
}

// bar is a figure with what was promised of it.
type bar struct {
	figure
	limit   float64
	atLeast bool
	slack   bool // the other generating model may be worse by its slack
}

const midMonth = "P(达成), 月中 50%"

const quotaForecast = "责任额: 做到这么多活动时达成"

// promised are the bars of the method.
func promised() []bar {
	our := func(f func(*tally) float64) func(*Outcome) (float64, bool) {
		return func(o *Outcome) (float64, bool) {
			t := o.methods[ours]
			if t == nil {
				return 0, false
			}
			return f(t), true
		}
	}
	return []bar{
		{figure{"精确", our((*tally).precision)}, 0.68, true, true},
		{figure{"召回", our((*tally).recall)}, 0.61, true, true},
		{figure{"网点冤枉", our((*tally).decoys)}, 0.03, false, true},
		{figure{"误伤", our((*tally).perHealthy)}, 0.12, false, true},
		{figure{"F1（目标）", our((*tally).f1)}, 0.70, true, true},
		{figure{"未变而换格的人月", func(o *Outcome) (float64, bool) { return o.sides.held / max(o.sides.months, 1), o.sides.months > 0 }}, 0.06, false, true},
		{figure{"月中校准误差", calibrated(midMonth)}, 0.05, false, true},
		{figure{"责任额的校准误差（目标）", calibrated(quotaForecast)}, 0.05, false, true},
	}
}

// further are figures without a bar of the issue, in the same form.
func further() []figure {
	list := []figure{
		{"有证据的卡，类别属实", func(o *Outcome) (float64, bool) {
			return over(o.cards.named[1], o.cards.named[0]), o.cards.named[0] > 0
		}},
		{"卡中「需面谈确认」", func(o *Outcome) (float64, bool) { return over(o.cards.talk[1], o.cards.talk[0]), o.cards.talk[0] > 0 }},
		{"没有本人原因而有卡点到本人的人月", func(o *Outcome) (float64, bool) {
			return over(o.cards.blamed[1], o.cards.blamed[0]), o.cards.blamed[0] > 0
		}},
		{"责任额：说四成至六成时，实际达成", hits(2, false)}, {"　　其时平均所说", hits(2, true)},
		{"责任额：说六成至八成时，实际达成", hits(3, false)}, {"　　其时平均所说", hits(3, true)},
	}
	for i, factor := range factors {
		list = append(list, figure{"没有措施而似有的效果：" + factorNames[i], func(o *Outcome) (float64, bool) {
			e := o.effects[factor]
			return e.came/max(e.expected, 1e-9) - 1, e.expected > 0
		}})
	}
	for i, factor := range factors {
		list = append(list, figure{"其 90% 区间盖住实际的比例：" + factorNames[i], func(o *Outcome) (float64, bool) {
			e := o.effects[factor]
			return e.covered / max(e.months, 1), e.months > 0
		}})
	}
	return list
}

var factorNames = [...]string{"活动", "意向率", "成交率", "件均"}

func calibrated(name string) func(*Outcome) (float64, bool) {
	return func(o *Outcome) (float64, bool) {
		c := o.forecasts[name]
		if c == nil || c.n == 0 {
			return 0, false
		}
		return c.error(), true
	}
}

// hits is how often the target was reached in one bin of the quota's probabilities, or what was said.
func hits(bin int, said bool) func(*Outcome) (float64, bool) {
	return func(o *Outcome) (float64, bool) {
		c := o.forecasts[quotaForecast]
		if c == nil || c.bins[bin].n == 0 {
			return 0, false
		}
		if b := c.bins[bin]; said {
			return b.p / b.n, true
		} else {
			return b.came / b.n, true
		}
	}
}

// interval is a figure over all seeds with its standard error and the range over single seeds.
type interval struct {
	value, se, low, high float64
	seeds                int
}

// over takes a figure of the sum of all seeds. The standard error is the jackknife's: the figure is
// computed with each seed left out once, which also serves ratios and calibration errors, whose
// values of single seeds do not average to the value of all.
func (f figure) over(o *Outcome) (interval, bool) {
	value, is := f.of(o)
	if !is {
		return interval{}, false
	}
	in := interval{value: value, low: math.Inf(1), high: math.Inf(-1), seeds: len(o.worlds)}
	var without []float64
	for i, w := range o.worlds {
		if one, is := f.of(w); is {
			in.low, in.high = min(in.low, one), max(in.high, one)
		}
		rest := newOutcome(o.Scenario)
		for k, other := range o.worlds {
			if k != i {
				rest.add(other)
			}
		}
		if v, is := f.of(rest); is && len(o.worlds) > 1 {
			without = append(without, v)
		}
	}
	in.se = jackknife(without)
	return in, true
}

func jackknife(without []float64) float64 {
	n := float64(len(without))
	if n < 2 {
		return math.NaN()
	}
	mean, sum := 0.0, 0.0
	for _, v := range without {
		mean += v / n
	}
	for _, v := range without {
		sum += (v - mean) * (v - mean)
	}
	return math.Sqrt((n - 1) / n * sum)
}

func (in interval) String() string {
	if math.IsNaN(in.se) {
		return fmt.Sprintf("%.3f | 一个种子", in.value)
	}
	return fmt.Sprintf("%.3f ± %.3f | %.2f 至 %.2f", in.value, in.se, in.low, in.high)
}

// bars says for each promise whether it was kept, and what else was measured over the seeds.
func bars(p func(string, ...any), all []*Outcome) {
	p("\n## 承诺与实测\n")
	p("实测 = 全部种子合计 ± 标准误（逐个去掉一个种子的刀切法）；范围 = 单个种子的最低与最高。判断按合计值；「勉强」= 离要求不到两个标准误。\n")
	p("| 情景 | 指标 | 要求 | 实测 | 范围 | |\n|---|---|---|---|---|---|")
	for _, o := range all {
		if !o.Scenario.HasBars {
			continue
		}
		for _, b := range promised() {
			in, is := b.over(o)
			if !is {
				p("| %s | %s | | 没有测到 | | |", o.Scenario.Name, b.name)
				continue
			}
			limit, sign := b.limit, "≤"
			if b.atLeast {
				sign = "≥"
			}
			if b.slack && b.atLeast {
				limit -= o.Scenario.Slack
			} else if b.slack {
				limit += o.Scenario.Slack
			}
			p("| %s | %s | %s %.2f | %v | %s |", o.Scenario.Name, b.name, sign, limit, in, verdict(in, limit, b.atLeast))
		}
	}
	p("\n没有定要求的（同样的写法）：\n\n| 情景 | 指标 | 实测 | 范围 |\n|---|---|---|---|")
	for _, o := range all {
		for _, f := range further() {
			if in, is := f.over(o); is && o.Scenario.HasBars {
				p("| %s | %s | %v |", o.Scenario.Name, f.name, in)
			}
		}
	}
}

func verdict(in interval, limit float64, atLeast bool) string {
	kept := in.value <= limit
	if atLeast {
		kept = in.value >= limit
	}
	text := "**未达到**"
	if kept {
		text = "达到"
	}
	if in.se > 0 && math.Abs(in.value-limit) < 2*in.se {
		text += "，勉强"
	}
	return text
}
