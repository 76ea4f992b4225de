package simulate

import (
	"fmt"
	"strconv"
	"strings"

	"aqs/internal/simulate/paper"
)

// column is one column of a table on a form.
type column struct {
	field  string
	table  string   // kind of record, where it is not the table's
	heads  []string // wordings, the plain one first
	groups []string // heads of the rows above it; equal neighbours share a merged cell
	shape  shape
	merge  bool // equal values below each other are written once and merged
	above  bool // … or written once and followed by 同上
}

// row is one record: values in the order of the columns.
type row struct {
	who   fact
	items []item
	lost  string // the row is quarantined as a whole because one of its cells is illegible: what is in it is no record
}

// table is rows under a head.
type table struct {
	name     string // kind of record
	columns  []column
	rows     []row
	register bool // whole sheet: header repeated, row of column numbers, hidden rows …
	totals   bool // may end in 合计
	private  string
	twice    string // a head that means the same as one of the columns
	extras   bool   // unknown columns may stand in it
	no       bool   // begins with 序号
}

// heads decides the words over the columns and the unit of money.
func (d *desk) heads(t *table) []string {
	words := make([]string, len(t.columns))
	hasMoney := false
	for i := range t.columns {
		words[i] = t.columns[i].heads[d.r.IntN(len(t.columns[i].heads))]
		hasMoney = hasMoney || t.columns[i].shape == asYuan
		if len(t.columns[i].groups) == 0 || t.columns[i].shape == asText {
			if t.columns[i].shape != asYuan {
				words[i] = d.head(words[i])
			}
		}
	}
	if hasMoney && d.units == "" {
		switch {
		case d.often(DirtUnitHead):
			d.units = pick(d.r, []string{"元", "万元", "万元"})
			for i, c := range t.columns {
				if c.shape == asYuan {
					words[i] += pick(d.r, []string{"（" + d.units + "）", "(" + d.units + ")", "/" + d.units})
				}
			}
		case t.register && d.often(DirtUnitNote):
			d.units = "万元"
			d.line("单位：万元", paper.Caption)
		}
	}
	return words
}

// extra is a column that no definition knows, or one that is nobody's business.
type extra struct {
	head    string
	private bool
	hidden  bool
	twice   bool // means the same as a column before it
}

// draw writes a table: head, rows, and whatever else people put there.
func (d *desk) draw(t table) {
	words := d.heads(&t)
	first := d.col
	if t.no {
		first++
	}
	last := first + len(t.columns)
	var others []extra
	if t.extras && d.often(DirtUnknown) {
		others = append(others, extra{head: pick(d.r, []string{"天气情况", "复核记录", "客户性别比", "附注甲"})})
	}
	if t.private != "" && d.often(DirtPrivate) {
		others = append(others, extra{head: t.private, private: true})
	}
	if t.twice != "" && d.often(DirtTwice) {
		others = append(others, extra{head: t.twice, twice: true})
	}
	if t.extras && d.has(DirtHiddenCol) {
		others = append(others, extra{head: "内部流水", hidden: true})
	}
	headRow := d.drawHeads(&t, words, first, others)
	if t.register && d.often(DirtNumbersRow) {
		for i := d.col; i < last+len(others); i++ {
			d.sheet.Put(d.at, i, paper.Int(i-d.col+1), paper.Header)
		}
		d.at++
	}
	merged := d.mergedBelow(&t, first)
	for k := range t.rows {
		before := len(d.facts())
		d.hasStatus = false
		d.drawRow(&t, k, first, merged)
		for i, other := range others {
			d.drawOther(&t, k, last+i, other)
		}
		if t.register && len(merged) == 0 && t.rows[k].lost == "" && !d.notedSince(before) && d.has(DirtRepeated) { // pasted twice
			d.sheet.CopyRow(d.at, d.at+1)
			d.at++
			d.keptTwice(before)
			d.expect(paper.Address(d.at, d.col), "ROW_REPEATED")
		}
		if t.register && d.has(DirtHiddenRow) {
			d.sheet.HideRow(d.at)
		}
		d.at++
		if t.register && k == len(t.rows)/2 && len(merged) == 0 && d.often(DirtHeadAgain) {
			d.drawHeads(&t, words, first, others)
		}
		if t.totals && k == len(t.rows)/2 && k+1 < len(t.rows) && len(merged) == 0 && d.often(DirtSubtotals) {
			d.drawTotal(&t, "小计", first, k+1)
		}
	}
	for i, other := range others {
		if other.hidden {
			d.sheet.HideCol(last + i)
		}
		if other.twice {
			d.expect(paper.Address(headRow, last+i), "COLUMN_DUPLICATE")
		}
		if other.private {
			d.expect(paper.Address(headRow, last+i), "PRIVATE_WITHHELD")
		}
	}
	if d.often(DirtBlankRows) {
		for range d.r.between(1, 3) {
			for i := first; i < last; i++ {
				d.sheet.Put(d.at, i, paper.Blank(), paper.Center)
			}
			d.at++
		}
	}
	if t.totals && d.often(DirtTotals) {
		d.drawTotal(&t, pick(d.r, []string{"合计", "总计", "合 计"}), first, len(t.rows))
	}
}

// keptTwice tells that the values of unknown columns of the row pasted below are kept as well.
func (d *desk) keptTwice(before int) {
	for _, f := range d.facts()[min(before, len(d.facts())):] {
		if f.kind == d.form+"/extra" {
			f.cell = strings.TrimRight(f.cell, "0123456789") + strconv.Itoa(d.at)
			f.seq = f.cell
			d.truth.facts = append(d.truth.facts, f)
		}
	}
}

// drawHeads writes one to four header rows and returns the lowest.
func (d *desk) drawHeads(t *table, words []string, first int, others []extra) int {
	deep := 1
	for _, c := range t.columns {
		deep = max(deep, 1+len(c.groups))
	}
	bottom := d.at + deep - 1
	tall := func(col int, text string) {
		d.sheet.PutMerged(paper.Rect{Row1: d.at, Col1: col, Row2: bottom, Col2: col}, paper.Str(text), paper.Header)
	}
	if t.no {
		tall(d.col, "序号")
	}
	for level := range deep - 1 {
		for i := 0; i < len(t.columns); {
			c := t.columns[i]
			if level >= len(c.groups) {
				i++
				continue
			}
			j := i + 1
			for j < len(t.columns) && len(t.columns[j].groups) > level && strings.Join(t.columns[j].groups[:level+1], "\x00") == strings.Join(c.groups[:level+1], "\x00") {
				j++
			}
			d.sheet.PutMerged(paper.Rect{Row1: d.at + level, Col1: first + i, Row2: d.at + level, Col2: first + j - 1}, paper.Str(c.groups[level]), paper.Header)
			i = j
		}
	}
	for i, c := range t.columns {
		d.sheet.PutMerged(paper.Rect{Row1: d.at + len(c.groups), Col1: first + i, Row2: bottom, Col2: first + i}, paper.Str(words[i]), paper.Header)
	}
	for i, other := range others {
		tall(first+len(t.columns)+i, other.head)
	}
	head := d.at
	d.at = bottom + 1
	return head
}

// mergedBelow finds, for the columns that are merged, how many rows each value spans.
func (d *desk) mergedBelow(t *table, first int) map[[2]int]int {
	spans := map[[2]int]int{}
	for i, c := range t.columns {
		if !c.merge || !d.often(DirtMerged) {
			continue
		}
		for k := 0; k < len(t.rows); {
			j := k + 1
			for j < len(t.rows) && t.rows[j].items[i].means() == t.rows[k].items[i].means() && !t.rows[k].items[i].empty && t.rows[j].lost == "" && t.rows[k].lost == "" {
				j++
			}
			if j > k+1 {
				spans[[2]int{k, i}] = j - k
				for m := k + 1; m < j; m++ {
					spans[[2]int{m, i}] = -1
				}
			}
			k = j
		}
	}
	return spans
}

func (d *desk) drawRow(t *table, k, first int, merged map[[2]int]int) {
	r := &t.rows[k]
	seq := strconv.Itoa(d.at)
	if t.no {
		d.sheet.Put(d.at, d.col, paper.Int(k+1), paper.Center)
	}
	for i, c := range t.columns {
		kind := t.name
		switch {
		case r.lost != "":
			kind = ""
		case c.table != "":
			kind = c.table
		}
		span := merged[[2]int{k, i}]
		switch {
		case span < 0:
			continue
		case r.lost != "" && r.items[i].code == r.lost:
			value, style := paper.Day(r.items[i].on), paper.DateISO
			if r.lost == "DATE_IMPOSSIBLE" {
				value, style = paper.Str(fmt.Sprintf("%d-%d-32", r.items[i].on.Year(), r.items[i].on.Month())), paper.Center
			}
			d.expect(d.sheet.Put(d.at, first+i, value, style), r.lost)
		case span > 1:
			it := r.items[i]
			it.sure = true
			s, style := d.spell(it)
			f := fact{}
			if r.items[i].field != "" && kind != "" {
				f = r.who
				f.kind, f.field, f.seq = d.form+"/"+kind, r.items[i].field, seq
				f.no, f.person, f.team = "", "", "" // said of all rows it spans
			}
			area := paper.Rect{Row1: d.at, Col1: first + i, Row2: d.at + span - 1, Col2: first + i}
			address := d.putMerged(area, s, style, f)
			for _, more := range r.items[i].also {
				f.field = more[0]
				d.certify(address, typed(s.value.Written(), more[1]), f)
			}
			if d.often(DirtUnder) {
				d.sheet.Under(d.at+1, first+i, "旧值")
				d.expect("", "SHEET_VALUES_UNDER_MERGE")
			}
		case c.above && k > 0 && !r.items[i].empty && t.rows[k-1].items[i].means() == r.items[i].means() && d.often(DirtAbove):
			d.sheet.Put(d.at, first+i, paper.Str(pick(d.r, []string{"同上", "〃", ""})), paper.Center)
		default:
			d.cell(d.at, first+i, kind, seq, r.items[i], r.who)
		}
	}
}

func (d *desk) drawOther(t *table, k, col int, other extra) {
	switch {
	case other.private:
		d.sheet.Put(d.at, col, paper.Str("138"+strconv.Itoa(10000000+d.r.IntN(89999999))), paper.Center)
	default:
		s := text(pick(d.r, []string{"甲一", "乙二", "丙三"}) + strconv.Itoa(k))
		f := t.rows[k].who
		f.kind, f.field, f.seq = d.form+"/extra", other.head, paper.Address(d.at, col)
		d.put(d.at, col, s, paper.Center, f)
	}
}

// drawTotal writes a row of sums, which is no record.
func (d *desk) drawTotal(t *table, words string, first, rows int) {
	d.sheet.Put(d.at, d.col, paper.Str(words), paper.Total)
	for i, c := range t.columns {
		if first+i == d.col {
			continue
		}
		sum, has := 0.0, false
		for _, r := range t.rows[:rows] {
			if !r.items[i].empty && (c.shape == asCount || c.shape == asYuan || c.shape == asPeople) {
				sum, has = sum+r.items[i].n, true
			}
		}
		v := paper.Blank()
		if has {
			if c.shape == asYuan && d.units == "万元" {
				sum /= 10000
			}
			v = paper.Num(sum)
		}
		d.sheet.Put(d.at, first+i, v, paper.Total)
	}
	d.at++
}
