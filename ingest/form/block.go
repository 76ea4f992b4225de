package form

import (
	"slices"
	"strings"

	"aqs/ingest/workbook"
)

// placedHeader is the header row of a block, found on the sheet.
type placedHeader struct {
	at                int // index of the row
	block             int
	columns           map[int]*cell // column of the block → header cell
	firstCol, lastCol int
	unknown           []*cell
}

// blockReading is a block with its rows read.
type blockReading struct {
	header placedHeader
	rows   []blockRow
}

type blockRow struct {
	at     int // index of the row
	no     int
	values map[int]*parsed // column of the block → value
}

// filled says whether the row says anything.
func (b *blockRow) filled() bool {
	for _, v := range b.values {
		if v.filled() {
			return true
		}
	}
	return false
}

// blockHeaders finds every block's header row.
func (r *reader) blockHeaders() []placedHeader {
	var headers []placedHeader
	for i := range r.page.rows {
		for _, b := range r.blocksByFit(i) {
			columns := blockHeader(r.page.rows[i], r.d, b)
			if columns == nil || r.isDataRow(headers, i, b) {
				continue
			}
			free := true
			for _, c := range columns {
				free = free && !c.claimed
			}
			if !free {
				continue // the same texts already make a header of another block
			}
			h := placedHeader{at: i, block: b, columns: columns, firstCol: 1 << 20}
			for _, c := range columns {
				h.firstCol, h.lastCol = min(h.firstCol, c.Col), max(h.lastCol, c.lastCol)
				r.mark(c).header = true
			}
			r.widen(&h)
			r.tableHeads[i] = true
			headers = append(headers, h)
		}
	}
	return headers
}

// isDataRow guards against a data row that repeats header words: a header must be fixed texts.
func (r *reader) isDataRow(headers []placedHeader, at, block int) bool {
	for _, c := range r.page.rows[at].cells {
		if c.Kind != workbook.Text {
			return true
		}
	}
	return false
}

// widen adds the neighbours of a header that belong to the same table: 序号 on its left, columns
// that no alias matches between and on its right.
func (r *reader) widen(h *placedHeader) {
	for _, c := range r.page.rows[h.at].cells {
		if c.claimed {
			continue
		}
		_, ignored := find(c.hits, r.d.no, slotIgnore)
		switch {
		case ignored && c.lastCol < h.firstCol && h.firstCol-c.lastCol <= 3:
			h.firstCol = c.Col
		case !ignored && c.Col > h.firstCol && c.Col <= h.lastCol+1 && !c.known(r.d.no):
			h.unknown = append(h.unknown, c)
			h.lastCol = max(h.lastCol, c.lastCol)
		case ignored && c.Col > h.firstCol && c.Col <= h.lastCol+1:
			h.lastCol = max(h.lastCol, c.lastCol)
		default:
			continue
		}
		r.mark(c).header = true
	}
}

// readBlock reads the rows under a header, down to the next header, label or total.
func (r *reader) readBlock(headers []placedHeader, n int, f *formReading) blockReading {
	h := headers[n]
	definition := r.d.Blocks[h.block]
	b := blockReading{header: h}
	unknown := map[*cell]int{}
	for i := h.at + 1; i < len(r.page.rows); i++ {
		if r.isHeaderRow(headers, i, h) {
			break
		}
		cells := r.within(i, h)
		if len(cells) == 0 {
			continue
		}
		if r.tableHeads[i] {
			break // the heads of a picture
		}
		first := firstText(cells)
		if r.labelledFromLeft(i, h) {
			break
		}
		if planCell, actualCell := r.pairHeader(i); planCell != nil && actualCell != nil {
			break // the header of the next table
		}
		if first != nil && r.endsBlock(first, h) {
			_, isTotal := find(first.hits, r.d.no, slotTotal)
			if isTotal && strings.HasSuffix(first.head.Key, "小计") && !r.isLastRow(i, h) { // of a part: the table goes on
				r.state[i].subtotal = true
				for _, c := range cells {
					c.claimed = true
				}
				continue
			}
			if isTotal {
				r.readTotal(f, h, i, first)
			}
			break
		}
		if len(cells) == 1 && first != nil && isRemark(first) {
			break
		}
		if len(cells) == 1 && first != nil && first.lastCol >= h.lastCol && first.Col <= h.firstCol && h.lastCol > h.firstCol+1 {
			break // a line across the whole table is a title or a note, not a row
		}
		row := blockRow{at: i, no: r.page.rows[i].no, values: map[int]*parsed{}}
		for j := range definition.Columns {
			head := h.columns[j]
			if head == nil {
				continue
			}
			c := r.page.at(row.no, head.Col)
			if c == nil {
				c = r.leaning(row.no, head)
			}
			if c == nil {
				continue
			}
			c.claimed = true
			row.values[j] = r.parse(&definition.Columns[j], c, nil, head.head.Unit)
		}
		for _, c := range cells {
			for _, head := range h.unknown {
				if c.Col >= head.Col && c.Col <= head.lastCol && !c.claimed && r.keep(head, c) {
					unknown[head]++
				}
			}
			c.claimed = true
		}
		if row.filled() && row.saysMore(definition.Columns) {
			r.state[i].loaded = true
			b.rows = append(b.rows, row)
		} else {
			r.state[i].preprinted = true
		}
	}
	for _, head := range h.unknown {
		if unknown[head] > 0 {
			r.unknownHeader(head, unknown[head])
		}
	}
	for j, field := range definition.Columns {
		if head := h.columns[j]; head != nil {
			r.blockUnits[definition.ID+"."+field.Field] = head.head.Unit
			alias := ""
			if m, ok := find(head.hits, r.d.no, slotBlockColumn); ok {
				alias = m.alias
			}
			var values []*parsed
			for _, row := range b.rows {
				if row.values[j] != nil {
					values = append(values, row.values[j])
				}
			}
			r.trace(definition.ID+"."+field.Field, definition.Name+"·"+field.Name, head, alias, values...)
		}
	}
	return b
}

// isLastRow says whether nothing of the block's table can follow a row.
func (r *reader) isLastRow(at int, h placedHeader) bool {
	return at+1 >= len(r.page.rows) || len(r.within(at+1, h)) == 0
}

// leaning finds a value that stands in another column of its header's merge.
func (r *reader) leaning(row int, head *cell) *cell {
	for col := head.Col + 1; col <= head.lastCol; col++ {
		if c := r.page.at(row, col); c != nil {
			return c
		}
	}
	return nil
}

// within lists the row's cells inside a block's columns.
func (r *reader) within(at int, h placedHeader) []*cell {
	var cells []*cell
	for _, c := range r.page.rows[at].cells {
		if c.lastCol >= h.firstCol && c.Col <= h.lastCol {
			cells = append(cells, c)
		}
	}
	return cells
}

// firstText is the first cell, numbering aside.
func firstText(cells []*cell) *cell {
	for _, c := range cells {
		if c.Kind == workbook.Text {
			return c
		}
	}
	return nil
}

// unreadable counts as content: somebody wrote something.
func (v *parsed) unreadable() bool { return v != nil && v.bad != "" }

// blocksByFit lists the blocks in the order of how many of their columns a row names: two tables of
// one form may share most of their headers.
func (r *reader) blocksByFit(at int) []int {
	order := make([]int, len(r.d.Blocks))
	fit := make([]int, len(r.d.Blocks))
	for b := range order {
		order[b], fit[b] = b, len(blockHeader(r.page.rows[at], r.d, b))
	}
	slices.SortStableFunc(order, func(a, b int) int { return fit[b] - fit[a] })
	return order
}
