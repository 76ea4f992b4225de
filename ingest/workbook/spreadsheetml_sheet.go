package workbook

import (
	"encoding/xml"
	"fmt"
	"strings"

	"aqs/ingest/issue"
)

// worksheet reads one sheet.
func (r *spreadsheetReader) worksheet(start xml.StartElement) error {
	no := len(r.book.Grids) + 1
	if no > r.limits.Sheets {
		return tooMany("工作表过多")
	}
	name := attribute(start, "Name")
	if name == "" {
		name = fmt.Sprintf("Sheet%d", no)
	}
	for _, earlier := range r.book.Grids {
		if strings.EqualFold(earlier.Sheet, name) {
			return &ReadError{Code: issue.FileDamaged, Sheet: name, Detail: "工作表重名"}
		}
	}
	r.lastAt = fmt.Sprintf("第 %d 张工作表", no)
	sheet := newCollector(name, no, r.limits, &r.left)
	err := r.children(func(part xml.StartElement) error {
		switch part.Name.Local {
		case "Table":
			return r.table(sheet)
		case "WorksheetOptions":
			return r.children(func(option xml.StartElement) error {
				text, err := r.text()
				if option.Name.Local == "Visible" && strings.HasPrefix(strings.TrimSpace(text), "Sheet") {
					sheet.grid.Hidden = strings.TrimSpace(text) != "SheetVisible"
				}
				return err
			})
		}
		return r.skip()
	})
	if err != nil {
		return err
	}
	r.book.Grids = append(r.book.Grids, sheet.finish())
	return nil
}

// table reads columns and rows. Both are numbered on from the last one, unless they say where
// they stand with Index; Span repeats one without content.
func (r *spreadsheetReader) table(sheet *collector) error {
	lastCol, lastRow := 0, 0
	return r.children(func(part xml.StartElement) error {
		switch part.Name.Local {
		case "Column":
			first, last, err := spanOf(part, lastCol, maxCol)
			if err != nil {
				return err
			}
			if isTrue([]byte(attribute(part, "Hidden"))) {
				if sheet.grid.HiddenCols == nil {
					sheet.grid.HiddenCols = map[int]bool{}
				}
				for col := first; col <= last; col++ {
					sheet.grid.HiddenCols[col] = true
				}
			}
			lastCol = last
		case "Row":
			first, last, err := spanOf(part, lastRow, maxRow)
			if err != nil {
				return err
			}
			if err := sheet.openRow(first, isTrue([]byte(attribute(part, "Hidden")))); err != nil {
				return err
			}
			r.lastAt = fmt.Sprintf("第 %d 张工作表第 %d 行", sheet.grid.No, first)
			lastRow = last
			return r.cells(sheet, first)
		}
		return r.skip()
	})
}

// spanOf is where a row or column stands and how far its Span reaches.
func spanOf(start xml.StartElement, before, most int) (first, last int, err error) {
	if first, err = countAttr(start, "Index", most); err != nil {
		return 0, 0, err
	}
	if first == 0 {
		first = before + 1
	}
	span, err := countAttr(start, "Span", most)
	if err != nil {
		return 0, 0, err
	}
	last = first + span
	switch {
	case first <= before:
		err = &ReadError{Code: issue.FileDamaged, Detail: "行、列或单元格的次序错乱"}
	case last > most:
		err = tooMany(fmt.Sprintf("行号或列号超过 %d", most))
	}
	return first, last, err
}

// cells reads one row's cells.
func (r *spreadsheetReader) cells(sheet *collector, row int) error {
	lastCol := 0
	return r.children(func(start xml.StartElement) error {
		if start.Name.Local != "Cell" {
			return r.skip()
		}
		col, _, err := spanOf(start, lastCol, maxCol)
		if err != nil {
			return err
		}
		across, err := countAttr(start, "MergeAcross", maxCol)
		if err != nil {
			return err
		}
		down, err := countAttr(start, "MergeDown", maxRow)
		if err != nil {
			return err
		}
		lastCol = col + across
		if lastCol > maxCol || row+down > maxRow {
			return &ReadError{Code: issue.FileDamaged, Detail: "合并区超出工作表"}
		}
		if err := sheet.merge(Merge{FirstRow: row, FirstCol: col, LastRow: row + down, LastCol: lastCol}); err != nil {
			return err
		}
		return r.cell(sheet, start, col)
	})
}

// cell reads one cell's value: its own Data, not that of a comment.
func (r *spreadsheetReader) cell(sheet *collector, start xml.StartElement, col int) error {
	kind, text, found := "", "", false
	err := r.children(func(part xml.StartElement) (err error) {
		if part.Name.Local != "Data" {
			return r.skip()
		}
		if found {
			return &ReadError{Code: issue.FileDamaged, Detail: "单元格有两个值"}
		}
		found = true
		kind = attribute(part, "Type")
		text, err = r.text()
		return err
	})
	if err != nil {
		return err
	}
	if !found || text == "" && kind != "String" {
		if attribute(start, "Formula") != "" {
			return sheet.put(Cell{Col: col, Kind: UncachedResult})
		}
		return nil
	}
	code := r.styles[attribute(start, "StyleID")]
	ok := false
	cell := Cell{}
	switch kind {
	case "Number":
		cell, ok = numberCell(col, text, code)
	case "DateTime":
		cell, ok = dateTimeCell(col, text, code, r.date1904)
	case "Boolean":
		cell, ok = boolCell(col, text), true
	case "Error":
		cell, ok = Cell{Col: col, Kind: Error, Text: text}, true
	}
	if !ok { // String, and what is not what it says: as written
		cell = Cell{Col: col, Kind: Text, Text: lineFeeds(text)}
	}
	return sheet.put(cell)
}
