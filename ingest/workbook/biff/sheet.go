package biff

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Kind says what a cell holds.
type Kind uint8

// The kinds. A formula counts as the kind of its cached result.
const (
	Text     Kind = iota
	Number        // dates too: see Book.Styles
	Bool          // Number is 0 or 1
	Fault         // an error value; Text is its name
	Uncached      // a formula without a result: not calculated, or its text is missing
)

// Cell is one cell that holds a value.
type Cell struct {
	Row, Col uint16 // from 0
	Style    uint16 // index into Book.Styles
	Kind     Kind
	Text     string
	Number   float64
}

// Range is a merged range, from 0, inclusive.
type Range struct {
	FirstRow, LastRow, FirstCol, LastCol uint16
}

// Sheet is what a worksheet holds.
type Sheet struct {
	Cells      []Cell // by row and column, none twice
	Merges     []Range
	HiddenRows map[int]bool // from 0
	HiddenCols map[int]bool // from 0
}

// ReadSheet reads the sheet at a position of Book.Sheets, which must have cells. It ends with the
// context's error when that is done.
func (b *Book) ReadSheet(ctx context.Context, position int) (*Sheet, error) {
	entry := b.Sheets[position]
	read := sheetReader{book: b, walk: records{stream: b.stream}, sheet: &Sheet{
		HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{},
	}}
	err := read.run(ctx, entry.offset)
	if err == nil {
		err = read.arrange()
	}
	if known := (*Error)(nil); errors.As(err, &known) && known.Sheet == "" {
		known.Sheet = entry.Name
	}
	if err != nil {
		return nil, err
	}
	return read.sheet, nil
}

// sheetReader reads one worksheet substream (2.1.7.20.5).
type sheetReader struct {
	book    *Book
	walk    records
	sheet   *Sheet
	waiting bool // the last cell is a formula whose text comes in a STRING record
	stale   bool // the sheet's formulas were not calculated before it was saved
}

// run walks from the sheet's BOF to its EOF. Substreams of charts lie within.
func (r *sheetReader) run(ctx context.Context, offset uint32) error {
	stream := r.book.stream
	if uint64(offset)+8 > uint64(len(stream)) {
		return &Error{Cause: Truncated, Detail: "工作表的位置在文件结尾之后"}
	}
	r.walk.at = int(offset)
	first, err := r.walk.next()
	if err != nil {
		return err
	}
	if first.id != idBOF || dt(first) != substreamGrid {
		return damaged("目录所指之处不是工作表")
	}
	depth := 0
	for steps := 1; ; steps++ {
		if steps%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		item, err := r.walk.next()
		if err != nil {
			return err
		}
		switch {
		case item.id == idEOF && depth == 0:
			// Sheets that share bytes would make a small file a large book.
			if r.book.spent += r.walk.at - int(offset); r.book.spent > len(stream) {
				return damaged("工作表互相重叠")
			}
			return nil
		case item.id == idEOF:
			depth--
		case item.id == idBOF:
			if dt(item) != substreamPlot {
				return damaged("工作表没有结尾")
			}
			depth++
		case depth == 0:
			if err := r.record(item); err != nil {
				return err
			}
		}
	}
}

// dt is the kind of substream that a BOF record begins.
func dt(bof record) uint16 { return binary.LittleEndian.Uint16(bof.data[2:]) }

// record reads one record of the sheet itself.
func (r *sheetReader) record(item record) error {
	data := item.data
	switch item.id {
	case idNumber, idRK, idMulRK, idBoolErr, idLabelSST, idLabel, idRString, idFormula:
		r.waiting = false
		return r.cell(item)
	case idString: // 2.4.268
		if r.waiting {
			r.waiting = false
			return r.result(r.walk.continued(item))
		}
	case idUncalced: // 2.4.331, before the cells
		r.stale = true
	case idRow: // 2.4.221; fDyZero of the flags at 12
		if data[12]&0x20 != 0 {
			r.sheet.HiddenRows[int(binary.LittleEndian.Uint16(data))] = true
		}
	case idColInfo: // 2.4.53; fHidden of the flags at 8
		if data[8]&1 != 0 {
			first, last := binary.LittleEndian.Uint16(data), binary.LittleEndian.Uint16(data[2:])
			for col := int(first); col <= min(int(last), lastCol); col++ {
				r.sheet.HiddenCols[col] = true
			}
		}
	case idMergeCells:
		return r.merges(data)
	}
	return nil
}

// merges reads merged ranges (2.4.168).
func (r *sheetReader) merges(data []byte) error {
	p := &pieces{now: data}
	for range p.u16() {
		merge := Range{FirstRow: p.u16(), LastRow: p.u16(), FirstCol: p.u16(), LastCol: p.u16()}
		if p.failed || merge.FirstRow > merge.LastRow || merge.FirstCol > merge.LastCol || merge.LastCol > maxCol {
			return damaged("合并区记录不正确")
		}
		r.sheet.Merges = append(r.sheet.Merges, merge)
	}
	if p.failed {
		return damaged("合并区记录过短")
	}
	if len(r.sheet.Merges) > r.book.limits.Merges {
		return &Error{Cause: TooMany, Detail: fmt.Sprintf("合并区超过 %d 个", r.book.limits.Merges)}
	}
	return nil
}

// arrange puts the cells in order. Programs write them in order, row block by row block; what
// they write twice can only be kept when both are the same.
func (r *sheetReader) arrange() error {
	byPlace := func(a, b Cell) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col)) }
	cells := r.sheet.Cells
	if !slices.IsSortedFunc(cells, byPlace) {
		slices.SortStableFunc(cells, byPlace)
	}
	kept := cells[:0]
	for _, cell := range cells {
		if len(kept) > 0 && byPlace(kept[len(kept)-1], cell) == 0 {
			if kept[len(kept)-1] != cell {
				return damaged("第 %d 行有单元格给出了两个值", int(cell.Row)+1)
			}
			continue
		}
		kept = append(kept, cell)
	}
	r.sheet.Cells = kept
	return nil
}
