package simulate

import (
	"fmt"

	"aqs/internal/simulate/paper"
)

// metricRow is one count of a form sheet: its words, and what was planned and done.
type metricRow struct {
	metric       string
	words        []string
	shape        shape
	plan, actual float64 // negative: the box is left empty
}

// activity lists the counts of a person's span of days under the words in use for them.
func activity(plan, done counts) []metricRow {
	row := func(metric string, words []string, shape shape, p, a int) metricRow {
		return metricRow{metric, words, shape, float64(p), float64(a)}
	}
	return []metricRow{
		row("visits", []string{"拜访", "拜访量", "拜访次数", "拜访客户数"}, asCount, plan.visits, done.visits),
		row("talks", []string{"洽谈", "洽谈人数", "面谈", "面谈人数"}, asCount, plan.talks, done.talks),
		row("intents", []string{"意向", "意向客户", "意向客户数"}, asPeople, plan.intents, done.intents),
		row("closes", []string{"促成", "促成人数", "成交人数"}, asCount, plan.closes, done.closes),
		row("cases", []string{"件数", "保单件数", "出单件数"}, asCount, plan.cases, done.cases),
		row("premium_yuan", []string{"保费", "保费收入", "新单保费"}, asYuan, plan.premium, done.premium),
	}
}

func (m metricRow) item(suffix string) item {
	n := m.plan
	if suffix == ".actual" {
		n = m.actual
	}
	return item{field: m.metric + suffix, shape: m.shape, n: n, empty: n < 0}
}

// counts writes a block of counts on a form sheet: 项目, 计划, 实际 and, on some, 达成率.
func (d *desk) counts(tableName string, rows []metricRow) {
	plan, done := pick(d.r, []string{"计划", "目标", "计划数"}), pick(d.r, []string{"实际", "达成", "完成"})
	hasRate := tableName != "day_metric" && d.wide >= 4 && d.r.chance(0.5)
	d.sheet.Put(d.at, d.col, paper.Str(pick(d.r, []string{"项目", "指标"})), paper.Header)
	d.sheet.Put(d.at, d.col+1, paper.Str(d.head(plan)), paper.Header)
	d.sheet.Put(d.at, d.col+2, paper.Str(d.head(done)), paper.Header)
	if hasRate {
		d.sheet.Put(d.at, d.col+3, paper.Str("达成率"), paper.Header)
	}
	d.at++
	for _, m := range rows {
		words := pick(d.r, m.words)
		d.units = ""
		if m.shape == asYuan {
			d.units = pick(d.r, []string{"元", "万元"})
			words += pick(d.r, []string{"（" + d.units + "）", "(" + d.units + ")"})
		} else {
			words = d.head(words)
		}
		d.sheet.Put(d.at, d.col, paper.Str(words), paper.Label)
		seq := fmt.Sprintf("%s!%s!%d", d.file, d.sheet.Name, d.at)
		before := len(d.facts())
		d.cell(d.at, d.col+1, tableName, seq, m.item(".plan"), d.who)
		d.cell(d.at, d.col+2, tableName, seq, m.item(".actual"), d.who)
		if hasRate && m.plan > 0 && m.actual >= 0 && !d.lostSince(before) {
			d.sheet.Put(d.at, d.col+3, paper.Num(m.actual/m.plan), paper.Percent)
		}
		d.at++
	}
	d.units = ""
}

// facts are the lines of truth so far; none on a sheet that is no source of truth.
func (d *desk) facts() []fact {
	if d.truth == nil {
		return nil
	}
	return d.truth.facts
}

// lostSince says whether a value written since then is illegible.
func (d *desk) lostSince(before int) bool {
	if before > len(d.facts()) {
		return false
	}
	for _, f := range d.facts()[before:] {
		if f.illegal {
			return true
		}
	}
	return false
}

// notedSince says whether a value written since then has an issue of its own.
func (d *desk) notedSince(before int) bool {
	for _, f := range d.facts()[min(before, len(d.facts())):] {
		if f.note != "" {
			return true
		}
	}
	return false
}
