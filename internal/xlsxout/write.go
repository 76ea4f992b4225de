package xlsxout

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"aqs/ingest/workbook"
)

// Bytes renders the book as an .xlsx file.
func (b *Book) Bytes() ([]byte, error) {
	file := excelize.NewFile()
	defer file.Close()
	if err := b.draw(file); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	var out bytes.Buffer
	file.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return newParts(w) })
	if err := file.Write(&out); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return out.Bytes(), nil
}

func (b *Book) draw(file *excelize.File) error {
	ids, err := b.styles(file)
	if err != nil {
		return err
	}
	for i, sheet := range b.Sheets {
		if i == 0 {
			err = file.SetSheetName("Sheet1", sheet.Name)
		} else {
			_, err = file.NewSheet(sheet.Name)
		}
		if err != nil {
			return fmt.Errorf("sheet %q: %w", sheet.Name, err)
		}
	}
	for _, sheet := range b.Sheets {
		if err := sheet.draw(file, ids); err != nil {
			return fmt.Errorf("sheet %q: %w", sheet.Name, err)
		}
		if sheet.Hidden {
			if err := file.SetSheetVisible(sheet.Name, false); err != nil {
				return err
			}
		}
	}
	stamp := b.Modified.UTC().Format(time.RFC3339)
	return file.SetDocProps(&excelize.DocProperties{
		Creator: "aqs", LastModifiedBy: "aqs", Title: b.Title, Identifier: b.Identifier, Created: stamp, Modified: stamp,
	})
}

// styles registers the styles in use, in one order whatever the order of the cells.
func (b *Book) styles(file *excelize.File) (map[Style]int, error) {
	ids := map[Style]int{}
	for _, sheet := range b.Sheets {
		for i := range sheet.cells {
			ids[sheet.cells[i].style] = 0
		}
	}
	order := slices.SortedFunc(maps.Keys(ids), func(a, b Style) int {
		return cmp.Or(cmp.Compare(a.Look, b.Look), cmp.Compare(a.Mark, b.Mark), cmp.Compare(a.Format, b.Format))
	})
	for _, style := range order {
		id, err := file.NewStyle(style.spec())
		if err != nil {
			return nil, fmt.Errorf("style %+v: %w", style, err)
		}
		ids[style] = id
	}
	return ids, nil
}

// draw writes the sheet. What stands around the cells is set first; the cells then go out row by row,
// because a sheet held cell by cell costs many times what it holds.
func (s *Sheet) draw(file *excelize.File, ids map[Style]int) error {
	if err := s.annotate(file); err != nil {
		return err
	}
	if err := s.page(file); err != nil {
		return err
	}
	stream, err := file.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	for _, col := range slices.Sorted(maps.Keys(s.widths)) {
		if err := stream.SetColWidth(col, col, s.widths[col]); err != nil {
			return err
		}
	}
	if s.Frozen > 0 {
		err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: s.Frozen, TopLeftCell: workbook.Address(s.Frozen+1, 1), ActivePane: "bottomLeft"})
		if err != nil {
			return err
		}
	}
	if err := s.rows(stream, ids); err != nil {
		return err
	}
	for _, area := range s.merges {
		if err := stream.MergeCell(workbook.Address(area.FirstRow, area.FirstCol), workbook.Address(area.LastRow, area.LastCol)); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// rows writes the cells, and the rows that have a height and no cell.
func (s *Sheet) rows(stream *excelize.StreamWriter, ids map[Style]int) error {
	order := slices.Clone(s.cells)
	for row := range s.heights {
		order = append(order, cell{row: row}) // column 0: no cell, but a row
	}
	slices.SortFunc(order, func(a, b cell) int { return cmp.Or(a.row-b.row, a.col-b.col) })
	var values []any
	for len(order) > 0 {
		row := order[0].row
		values = values[:0]
		for len(order) > 0 && order[0].row == row {
			c := order[0]
			order = order[1:]
			if c.col == 0 {
				continue
			}
			for len(values) < c.col-1 {
				values = append(values, nil)
			}
			values = append(values, c.excel(ids))
		}
		if err := stream.SetRow(workbook.Address(row, 1), values, excelize.RowOpts{Height: s.heights[row]}); err != nil {
			return fmt.Errorf("row %d: %w", row, err)
		}
	}
	return nil
}

func (c cell) excel(ids map[Style]int) excelize.Cell {
	out := excelize.Cell{StyleID: ids[c.style]}
	switch {
	case c.value.isNumber:
		out.Value = c.value.number
	case !c.value.empty():
		out.Value = c.value.text
	}
	return out
}

// Excel keeps at most this many characters in a drop-down that names its choices itself.
const maxChoices = 255

func (s *Sheet) annotate(file *excelize.File) error {
	slices.SortStableFunc(s.comments, func(a, b comment) int { return cmp.Or(a.row-b.row, a.col-b.col) })
	for _, c := range s.comments {
		lines := 1 + DisplayWidth(strings.ReplaceAll(c.text, "\n", ""))/40 + strings.Count(c.text, "\n")
		err := file.AddComment(s.Name, excelize.Comment{
			Cell: workbook.Address(c.row, c.col), Author: "aqs", Text: c.text, Width: 300, Height: uint(20 + 18*lines),
		})
		if err != nil {
			return err
		}
	}
	for _, l := range s.links {
		if err := file.SetCellHyperLink(s.Name, l.cell, quoted(l.sheet)+"!"+l.target, "Location"); err != nil {
			return err
		}
	}
	for _, list := range s.lists {
		validation := excelize.NewDataValidation(true)
		validation.SetSqref(list.area.ref())
		switch {
		case list.from != "":
			validation.SetSqrefDropList(list.from)
		case DisplayWidth(strings.Join(list.choices, ",")) > maxChoices || strings.Contains(strings.Join(list.choices, ""), ","):
			continue
		default:
			if err := validation.SetDropList(list.choices); err != nil {
				return err
			}
		}
		// Only a hint: with the error box on, Excel would refuse what is not in the list.
		validation.ShowErrorMessage = false
		if err := file.AddDataValidation(s.Name, validation); err != nil {
			return err
		}
	}
	return nil
}

// page sets the sheet up for A4, one page wide.
func (s *Sheet) page(file *excelize.File) error {
	const a4 = 9
	size, wide, tall, fit, orientation := a4, 1, 0, true, "portrait"
	if s.Landscape {
		orientation = "landscape"
	}
	if err := file.SetPageLayout(s.Name, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}); err != nil {
		return err
	}
	if err := file.SetSheetProps(s.Name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if s.Filter.LastRow > s.Filter.FirstRow {
		if err := file.AutoFilter(s.Name, s.Filter.ref(), nil); err != nil {
			return err
		}
	}
	return nil
}
