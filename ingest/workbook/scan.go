package workbook

import (
	"bytes"
	"context"
	"fmt"

	"aqs/ingest/issue"
)

// rawCell is what the sheet's XML says about one cell besides its value.
type rawCell struct {
	col        int
	style      int
	kind       byte // first letter of t, with 't' for inlineStr and 'S' for str; 'n' when absent
	shared     int  // index of a shared string; -1 when not a number
	hasFormula bool
	hasValue   bool // a value or inline text was stored, empty or not
	hasText    bool // and it is not empty
}

// rawRow is one row with cells that hold something.
type rawRow struct {
	no     int
	hidden bool
	cells  []rawCell
}

// rawSheet is one scanned sheet part.
type rawSheet struct {
	rows       []rawRow
	merges     []Merge
	hiddenCols map[int]bool
	cells      int
}

// scanSheet walks one sheet part from end to end. It keeps every cell that holds a value or a
// formula, and fails when the part is cut off, does not nest, or puts rows and cells where Excel
// would not: an order that a reader could only guess at.
func scanSheet(ctx context.Context, data []byte, limits Limits) (*rawSheet, error) {
	if !isUTF8Part(data) {
		return nil, &ReadError{Code: issue.SheetUnreadable, Detail: "工作表的文字编码不是 UTF-8"}
	}
	scan := sheetScan{
		ctx: ctx, limits: limits, tags: tagScanner{data: data},
		sheet: &rawSheet{hiddenCols: map[int]bool{}},
	}
	if err := scan.run(); err != nil {
		return nil, err
	}
	return scan.sheet, nil
}

// isUTF8Part refuses the encodings the scanner cannot walk. Office programs write UTF-8.
func isUTF8Part(data []byte) bool {
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return false
	}
	end := bytes.Index(data[:min(len(data), 256)], []byte("?>"))
	if end < 0 {
		return true
	}
	declaration := bytes.ToLower(data[:end])
	return !bytes.Contains(declaration, []byte("encoding")) ||
		bytes.Contains(declaration, []byte("utf-8")) || bytes.Contains(declaration, []byte("ascii"))
}

type sheetScan struct {
	ctx    context.Context
	limits Limits
	tags   tagScanner
	sheet  *rawSheet

	inData, sawData  bool
	inRow, inCell    bool
	inline, phonetic bool
	row              rawRow
	lastRow          int
	cell             rawCell
	lastCol          int
}

func (s *sheetScan) run() error {
	for steps := 1; ; steps++ {
		if steps%4096 == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		found, ok, err := s.tags.next()
		if err != nil {
			return s.damaged(err.Error())
		}
		if !ok {
			break
		}
		if s.inData {
			err = s.data(found)
		} else {
			err = s.around(found)
		}
		if err != nil {
			return err
		}
	}
	if !s.sawData {
		return s.damaged("缺少数据区")
	}
	return nil
}

func (s *sheetScan) damaged(detail string) error {
	return &ReadError{Code: issue.SheetTruncated, Detail: fmt.Sprintf("第 %d 行之后：%s", s.lastRow, detail)}
}

// around reads what stands before and after the data.
func (s *sheetScan) around(found tag) error {
	if found.kind == tagClose {
		return nil
	}
	switch string(found.name) {
	case "sheetData":
		s.sawData = true
		s.inData = found.kind == tagOpen
	case "col":
		s.hiddenColumns(found)
	case "mergeCell":
		if merge, ok := parseRange(found.attr("ref")); ok {
			s.sheet.merges = append(s.sheet.merges, merge)
		}
		if len(s.sheet.merges) > s.limits.Merges {
			return tooMany(fmt.Sprintf("合并区超过 %d 个", s.limits.Merges))
		}
	}
	return nil
}

func (s *sheetScan) hiddenColumns(found tag) {
	if !isTrue(found.attr("hidden")) {
		return
	}
	first, ok1 := parseCount(found.attr("min"))
	last, ok2 := parseCount(found.attr("max"))
	if !ok1 || !ok2 {
		return
	}
	for col := max(first, 1); col <= min(last, maxCol); col++ {
		s.sheet.hiddenCols[col] = true
	}
}

// data reads the rows and cells.
func (s *sheetScan) data(found tag) error {
	name, opens, closes := string(found.name), found.kind != tagClose, found.kind != tagOpen
	switch {
	case name == "sheetData":
		s.inData = false
	case name == "row" && !s.inCell:
		if opens {
			if err := s.openRow(found); err != nil {
				return err
			}
		}
		if closes {
			return s.closeRow()
		}
	case name == "c" && !s.inline:
		if opens {
			if err := s.openCell(found); err != nil {
				return err
			}
		}
		if closes {
			s.closeCell()
		}
	case s.inCell:
		s.inside(name, found)
	}
	return nil
}

// inside reads the parts of one cell: value, formula, inline text.
func (s *sheetScan) inside(name string, found tag) {
	opens, closes := found.kind != tagClose, found.kind != tagOpen
	switch name {
	case "f":
		s.cell.hasFormula = true
	case "is":
		s.inline = opens && !closes
		s.cell.hasValue = true
	case "rPh": // the reading aid of a text is not part of it
		s.phonetic = opens && !closes
	case "t":
		if found.kind == tagClose && s.inline && !s.phonetic && found.text {
			s.cell.hasText = true
		}
	case "v":
		s.cell.hasValue = true
		if found.kind != tagClose || !found.text {
			return
		}
		s.cell.hasText = true
		if s.cell.kind == 's' {
			if index, ok := parseCount(bytes.TrimSpace(s.tags.data[found.from:found.to])); ok {
				s.cell.shared = index
			}
		}
	}
}

func (s *sheetScan) openRow(found tag) error {
	no := s.lastRow + 1
	if ref := found.attr("r"); ref != nil {
		given, ok := parseCount(ref)
		if !ok || given < 1 || given > maxRow {
			return s.damaged("行号不正确")
		}
		no = given
	}
	if no <= s.lastRow {
		return s.damaged("行的次序错乱")
	}
	s.row = rawRow{no: no, hidden: isTrue(found.attr("hidden"))}
	s.inRow, s.lastRow, s.lastCol = true, no, 0
	return nil
}

func (s *sheetScan) closeRow() error {
	s.inRow = false
	if len(s.row.cells) == 0 {
		return nil
	}
	s.sheet.rows = append(s.sheet.rows, s.row)
	s.sheet.cells += len(s.row.cells)
	if len(s.sheet.rows) > s.limits.Rows {
		return tooMany(fmt.Sprintf("行数超过 %d", s.limits.Rows))
	}
	if s.sheet.cells > s.limits.Cells {
		return tooMany(fmt.Sprintf("单元格超过 %d 个", s.limits.Cells))
	}
	return nil
}

func (s *sheetScan) openCell(found tag) error {
	if !s.inRow {
		return s.damaged("单元格不在行内")
	}
	col := s.lastCol + 1
	if ref := found.attr("r"); ref != nil {
		row, given, ok := parseAddress(ref)
		if !ok || row != s.row.no {
			return s.damaged("单元格编号不正确")
		}
		col = given
	}
	if col <= s.lastCol || col > maxCol {
		return s.damaged("单元格的次序错乱")
	}
	s.lastCol = col
	s.cell = rawCell{col: col, kind: cellKind(found.attr("t")), shared: -1}
	if style, ok := parseCount(found.attr("s")); ok {
		s.cell.style = style
	}
	s.inCell = true
	return nil
}

func (s *sheetScan) closeCell() {
	s.inCell, s.inline, s.phonetic = false, false, false
	if s.cell.hasFormula || s.cell.hasText {
		s.row.cells = append(s.row.cells, s.cell)
	}
}

func cellKind(t []byte) byte {
	switch string(t) {
	case "s", "b", "e", "d":
		return t[0]
	case "str":
		return 'S'
	case "inlineStr":
		return 't'
	}
	return 'n'
}

func isTrue(value []byte) bool { return string(value) == "1" || string(value) == "true" }
