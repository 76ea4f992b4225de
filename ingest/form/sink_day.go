package form

import (
	"strings"

	"aqs/ingest/record"
)

// readForm reads a sheet that is one person's one day.
func (r *reader) readForm() {
	f := r.scanForm()
	b := &dayBuilder{r: r, cells: record.Cells{}}
	for i := range r.d.Labels {
		field := &r.d.Labels[i]
		if got := f.fields[i]; got != nil {
			b.set(field, got.alias, got.value)
			b.content = b.content || strings.HasPrefix(field.Field, "note.") && got.value.filled()
			r.trace(field.Field, field.Name, got.label, got.alias, got.value)
		} else if field.Weight >= 0.5 {
			r.trace(field.Field, field.Name, nil, "")
		}
	}
	for i := range r.d.Metrics.Rows {
		if m := f.metrics[i]; m != nil {
			field := &r.d.Metrics.Rows[i]
			b.metric(field, m.plan, m.actual)
			r.trace(field.Field, field.Name, m.label, m.alias, m.plan, m.actual)
		}
	}
	r.collectBlocks(f, b)
	if !b.content {
		r.wholeSheet(record.BlankForm, "")
		return
	}
	b.no = r.claimRow()
	if first := r.firstLabelled(f); first > 0 {
		b.no = first
	}
	if code := b.finish(r.dayDate(f, b)); code != "" {
		r.wholeSheet(record.Quarantined, code)
		return
	}
	r.markLoaded(f)
	b.check()
	b.emit()
	s := surroundings{scope: scope{kind: "person", employeeNo: b.day.EmployeeNo, person: b.day.PersonName, team: b.day.TeamName}, period: "day", start: b.day.WorkOn}
	r.sheetNotes(f, s)
}

// collectBlocks turns the rows of the visits and sales tables into records.
func (r *reader) collectBlocks(f *formReading, b *dayBuilder) {
	for _, block := range f.blocks {
		definition := &r.d.Blocks[block.header.block]
		for i := range block.rows {
			row := &block.rows[i]
			switch definition.Record {
			case "visit":
				b.visit(definition, row)
			case "sale":
				b.sale(definition, row)
			}
		}
		if definition.Record != "sale" || b.premiumTotal != nil {
			continue
		}
		for j, column := range definition.Columns {
			if column.Field != "premium_yuan" {
				continue
			}
			if _, v := f.total(block.header.block, j); v != nil && v.number != nil {
				b.day.PremiumTotalYuan, b.premiumTotal = v.number, v
				b.cells["premium_total_yuan"] = v.cell.Address()
			}
		}
	}
}

// wholeSheet gives all rows one fate: the sheet is blank, or its day could not be placed.
func (r *reader) wholeSheet(fate record.Fate, code string) {
	for i := range r.state {
		s := &r.state[i]
		if fate == record.BlankForm {
			if s.code == "" {
				*s = rowState{preprinted: true}
			}
			continue
		}
		if !s.note && !(s.header && !s.loaded && r.onlyLabels(i)) {
			*s = rowState{code: code}
		}
	}
}

// onlyLabels says whether a row holds nothing but printed texts.
func (r *reader) onlyLabels(at int) bool {
	for _, c := range r.page.rows[at].cells {
		if len(c.pairs) > 0 || !c.known(r.d.no) && c != r.claim.title {
			return false
		}
	}
	return true
}

// claimRow is the row that stands for the whole sheet: the title's, else the first.
func (r *reader) claimRow() int {
	if r.claim.title != nil {
		return r.claim.title.Row
	}
	return r.page.rows[0].no
}

// firstLabelled is the row of the name, where a reader looks first.
func (r *reader) firstLabelled(f *formReading) int {
	for i := range r.d.Labels {
		if got := f.fields[i]; got != nil && got.value.filled() && r.d.Labels[i].Type == typeName {
			return got.value.cell.Row
		}
	}
	return 0
}

// markLoaded marks the rows whose labels or metrics carried a value.
func (r *reader) markLoaded(f *formReading) {
	mark := func(v *parsed) {
		if v.filled() && v.bad == "" {
			r.state[r.page.index(v.cell.Row)].loaded = true
		} else if v.unreadable() {
			r.state[r.page.index(v.cell.Row)].code = v.bad
		}
	}
	for i := range r.d.Labels {
		if got := f.fields[i]; got != nil {
			mark(got.value)
		}
	}
	for i := range r.d.Metrics.Rows {
		if m := f.metrics[i]; m != nil {
			mark(m.plan)
			mark(m.actual)
			for _, v := range []*parsed{m.plan, m.actual} {
				if v != nil && v.none && v.cell != nil {
					r.state[r.page.index(v.cell.Row)].loaded = true
				}
			}
		}
	}
}
