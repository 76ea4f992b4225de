package form

import (
	"aqs/ingest/value"
)

// slotKind is what an alias stands for in a form.
type slotKind uint8

const (
	slotLabel slotKind = iota
	slotColumn
	slotMetric
	slotBlockColumn
	slotBlockTitle
	slotGroup
	slotPlan   // the word 计划 over a column of plans
	slotActual // the word 达成 over a column of results
	slotRate
	slotTotal
	slotIgnore
	slotPrivate // telephone and identity numbers: never read
)

// side tells plan from actual in a metric's header; bare means the header says neither.
type side uint8

const (
	bare side = iota
	plan
	actual
	rate
)

// hit is one meaning of a header text in one form.
type hit struct {
	form  int
	kind  slotKind
	index int // into the form's labels, columns, metrics, blocks or groups
	sub   int // column of a block
	side  side
	rank  int // position of the alias in its list: the first are the surest
	alias string
}

// lexicon finds every meaning of a normalised header over all forms.
type lexicon map[string][]hit

func newLexicon(forms []*definition) lexicon {
	l := lexicon{}
	for _, d := range forms {
		put := func(alias string, h hit) {
			h.form, h.alias = d.no, alias
			key := value.ReadHeader(alias).Key
			for _, known := range l[key] {
				if known.form == h.form && known.kind == h.kind && known.index == h.index && known.sub == h.sub && known.side == h.side {
					return
				}
			}
			l[key] = append(l[key], h)
		}
		list := func(aliases []string, h hit) {
			for rank, alias := range aliases {
				h.rank = rank
				put(alias, h)
			}
		}
		for i, field := range d.Labels {
			list(field.Aliases, hit{kind: slotLabel, index: i})
		}
		for i, field := range d.Columns {
			list(field.Aliases, hit{kind: slotColumn, index: i})
		}
		for i, field := range d.Metrics.Rows {
			list(field.Aliases, hit{kind: slotMetric, index: i})
			d.metricPairs(field, func(alias string, s side) { put(alias, hit{kind: slotMetric, index: i, side: s}) })
		}
		for i, block := range d.Blocks {
			list(block.Titles, hit{kind: slotBlockTitle, index: i})
			for j, field := range block.Columns {
				list(field.Aliases, hit{kind: slotBlockColumn, index: i, sub: j})
			}
		}
		for i, group := range d.Groups {
			list(group.Aliases, hit{kind: slotGroup, index: i})
		}
		list(d.Metrics.PlanWords, hit{kind: slotPlan, side: plan})
		list(d.Metrics.ActualWords, hit{kind: slotActual, side: actual})
		list(d.Metrics.RateWords, hit{kind: slotRate, side: rate})
		list(d.Totals, hit{kind: slotTotal})
		list(d.Ignore, hit{kind: slotIgnore})
		list(d.Private, hit{kind: slotPrivate})
	}
	return l
}

// metricPairs composes the headers that name plan or actual together with the metric: 计划拜访,
// 拜访计划, 实际拜访 ….
func (d *definition) metricPairs(field fieldDef, put func(alias string, s side)) {
	compose := func(words []string, s side) {
		for _, word := range words {
			for _, alias := range field.Aliases {
				put(word+alias, s)
				put(alias+word, s)
			}
		}
	}
	compose(d.Metrics.PlanWords, plan)
	compose(d.Metrics.ActualWords, actual)
	compose(d.Metrics.RateWords, rate)
}

// lookup finds the meanings of a header: with the text in brackets first, then without it.
func (l lexicon) lookup(head value.Header) []hit {
	if hits := l[head.Key]; hits != nil {
		return hits
	}
	if head.Base != head.Key {
		return l[head.Base]
	}
	return nil
}

// find picks the first meaning of a kind in a form.
func find(hits []hit, form int, kind slotKind) (hit, bool) {
	for i := range hits { // in the order of the forms
		if hits[i].form >= form {
			if hits[i].form > form {
				break
			}
			if hits[i].kind == kind {
				return hits[i], true
			}
		}
	}
	return hit{}, false
}

// anyOf says whether a text means anything in a form.
func anyOf(hits []hit, form int) bool {
	for _, h := range hits {
		if h.form == form {
			return true
		}
	}
	return false
}
