package workbook

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"aqs/ingest/issue"
)

// sheetReader reads one worksheet part (ECMA-376 part 1, 18.3) into a grid. It follows the paths
// worksheet/sheetData/row/c and nothing that merely looks like it, and refuses what Excel would
// not write there: an unknown element, attribute or cell type, stray text, rows or cells out of
// order. Between what is certainly right and what is refused there is nothing to guess at.
type sheetReader struct {
	scan    *xmlScanner
	limits  Limits
	left    int // cells that the file may still have
	shared  []string
	formats []shown
	date    bool // 1904
	grid    *Grid
	emit    func(Row) error // takes the rows in place of the grid; may be nil
	head    int             // rows of the grid after which run stops with errHead; 0: none
	rows    int             // with values

	sawData  bool
	inData   bool
	inMerges bool // below mergeCells, and quickMerge may read on
	row      Row
	// rowRef are the digits of the row's number and a quote, as they lie in memory, rowDigits how
	// many digits; rowMask tells their bytes, and is 0 outside rows that quickCell may read.
	rowRef, rowMask uint64
	rowDigits       int

	lastCol int
	cell    rawCell
	store   *cellStore // of all sheets of the file
}

// rawCell is what the XML says about one cell.
type rawCell struct {
	col        int
	style      int
	kind       byte // first letter of t, with 't' for inlineStr and 'S' for str
	hasFormula bool
	hasValue   bool // a value was stored, empty or not
	value      []byte
}

// errHead says that the first rows are read and others follow: run may be called again.
var errHead = errors.New("the first rows are read")

// readSheet reads a sheet's part to its end, by run.
func (p *parts) readSheet(ctx context.Context, name string, r *sheetReader, run func() error) error {
	err := p.scan(ctx, name, func(s *xmlScanner) error {
		r.scan = s
		return run()
	})
	var known *ReadError
	var theirs callbackError
	switch {
	case err == nil || errors.As(err, &known) || errors.As(err, &theirs) || ctx.Err() != nil:
		return err
	case errors.Is(err, errEncoding):
		return &ReadError{Code: issue.SheetUnreadable, Detail: "工作表的文字编码不认识", Err: err}
	case errors.Is(err, errUnclosed):
		return r.damaged("数据在此中断", err)
	}
	return r.damaged("内容不是完整的 XML", err)
}

func (r *sheetReader) damaged(detail string, err error) error {
	return &ReadError{Code: issue.SheetTruncated, Detail: fmt.Sprintf("第 %d 行之后：%s", r.row.No, detail), Err: err}
}

func (r *sheetReader) run() error {
	if !r.scan.opened {
		if _, err := r.scan.fill(); err != nil {
			return err
		}
		r.beginAsBefore()
	}
	for {
		for r.rowMask != 0 && r.quickCell() {
		}
		for r.inMerges && r.quickMerge() {
		}
		if done, err := r.quickRow(); done || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		t, err := r.scan.next()
		if err != nil {
			if err = orEnd(err); err == nil && !r.sawData {
				err = r.damaged("缺少数据区", nil)
			}
			return err
		}
		level, inside := t.level, t.level // where the tag, and the text before it, stand
		if !t.opens {
			inside++
		}
		if r.inData && inside <= 4 && len(t.text) > 0 && t.plain && spaces(t.text) < len(t.text) {
			return r.damaged("单元格之外有文字", nil)
		}
		switch {
		case level == 0:
			if t.opens && (!t.ours || string(t.local) != "worksheet" || !r.scan.isSpreadsheet()) {
				return r.damaged("不是工作表", nil)
			}
		case level == 1:
			err = r.child(t)
		case r.inData:
			err = r.data(t, level)
		case level == 2:
			err = r.around(t)
		}
		if err != nil {
			return err
		}
	}
}

// child reads the beginning and end of a child of worksheet.
func (r *sheetReader) child(t tag) error {
	r.inMerges = t.opens && !t.closes && t.ours && string(t.local) == "mergeCells" && r.scan.isBare()
	if r.inMerges {
		declared, _ := parseCount(r.scan.attr("count")) // a hint, not believed further
		r.grid.Merges = slices.Grow(r.grid.Merges, min(declared, 1024))
	}
	if !t.ours || string(t.local) != "sheetData" {
		return nil
	}
	if t.opens && r.sawData {
		return r.damaged("有两个数据区", nil)
	}
	r.sawData = true
	r.inData = t.opens && !t.closes
	if r.inData {
		r.remember()
	}
	return nil
}

// around reads hidden columns (18.3.1.13) and merges (18.3.1.55).
func (r *sheetReader) around(t tag) error {
	switch {
	case r.scan.is(t, "cols", "col"):
		if !isTrue(r.scan.attr("hidden")) {
			return nil
		}
		first, ok1 := parseCount(r.scan.attr("min"))
		last, ok2 := parseCount(r.scan.attr("max"))
		if !ok1 || !ok2 || first < 1 || first > last {
			return r.damaged("列的范围不正确", nil)
		}
		if r.grid.HiddenCols == nil {
			r.grid.HiddenCols = map[int]bool{}
		}
		for col := first; col <= min(last, maxCol); col++ {
			r.grid.HiddenCols[col] = true
		}
	case r.scan.is(t, "mergeCells", "mergeCell"):
		ref := r.scan.attr("ref")
		if merge, ok := parseRange(ref); ok {
			r.grid.Merges = append(r.grid.Merges, merge)
		} else if _, _, ok := parseAddress(ref); !ok && !isSingle(ref) { // one cell is no merge
			return r.damaged("合并区不正确", nil)
		}
		if len(r.grid.Merges) > r.limits.Merges {
			return tooMany(fmt.Sprintf("合并区超过 %d 个", r.limits.Merges))
		}
	}
	return nil
}

// data reads what is inside sheetData: rows, cells, and the parts of a cell.
func (r *sheetReader) data(t tag, level int) error {
	name := string(t.local)
	switch {
	case !t.ours:
		return r.damaged("有不认识的内容", nil)
	case level == 2 && name == "row":
		if t.opens {
			if err := r.openRow(); err != nil {
				return err
			}
		}
		if t.closes {
			return r.closeRow()
		}
	case level == 3 && name == "c":
		if t.opens {
			if err := r.openCell(); err != nil {
				return err
			}
		}
		if t.closes {
			return r.put(&r.cell)
		}
	case level == 4:
		return r.inside(name, t)
	case level == 3 && name == "extLst":
		return r.skip(t)
	default:
		return r.damaged("有不认识的内容", nil)
	}
	return nil
}

// skip passes over an element's inside.
func (r *sheetReader) skip(t tag) error {
	for top := r.scan.depth(); t.opens && !t.closes && r.scan.depth() >= top; {
		if _, err := r.scan.next(); err != nil {
			return err
		}
	}
	return nil
}

// inside reads a cell's value (18.3.1.96), formula (18.3.1.40) or inline text (18.3.1.53).
func (r *sheetReader) inside(name string, t tag) (err error) {
	again := r.cell.hasValue
	switch name {
	case "f":
		r.cell.hasFormula = true
	case "v":
		if t.opens && again {
			return r.damaged("单元格有两个值", nil)
		}
		r.cell.hasValue = true
		if t.opens {
			return nil
		}
		if r.cell.value, err = appendText(r.cell.value[:0], t); err == nil && r.cell.kind == 'S' {
			r.cell.value = appendXstring(nil, r.cell.value)
		}
	case "is":
		if again || r.cell.kind != 't' {
			return r.damaged("单元格有两个值", nil)
		}
		r.cell.hasValue = true
		if !t.closes {
			r.cell.value, err = r.scan.richText(r.cell.value[:0])
		}
	case "extLst":
		return r.skip(t)
	default:
		return r.damaged("有不认识的内容", nil)
	}
	return err
}
