package paper

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"
)

// Bytes renders the book as an .xlsx file. Equal books give equal bytes: excelize takes no clock
// when the document's properties are set, and writes the parts of the package in sorted order.
func (b *Book) Bytes() ([]byte, error) {
	file := excelize.NewFile()
	defer file.Close()
	if err := b.draw(file); err != nil {
		return nil, fmt.Errorf("write %s: %w", b.Path, err)
	}
	var out bytes.Buffer
	if err := file.Write(&out); err != nil {
		return nil, fmt.Errorf("write %s: %w", b.Path, err)
	}
	content, err := b.patch(out.Bytes())
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", b.Path, err)
	}
	return content, nil
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
		if err := sheet.draw(file, &ids); err != nil {
			return fmt.Errorf("sheet %q: %w", sheet.Name, err)
		}
	}
	for _, sheet := range b.Sheets {
		if sheet.Hidden {
			if err := file.SetSheetVisible(sheet.Name, false); err != nil {
				return err
			}
		}
	}
	stamp := b.Modified.Format(time.RFC3339)
	return file.SetDocProps(&excelize.DocProperties{
		Creator: b.Author, LastModifiedBy: b.Author, Created: stamp, Modified: stamp,
	})
}

// styles registers the styles that are used, in the order of their numbers, so that style ids do
// not depend on the order of cells.
func (b *Book) styles(file *excelize.File) ([numStyles]int, error) {
	var used [numStyles]bool
	var ids [numStyles]int
	for _, sheet := range b.Sheets {
		for _, cell := range sheet.cells {
			used[cell.style] = true
		}
	}
	for style := Plain; style < numStyles; style++ {
		if !used[style] {
			continue
		}
		id, err := file.NewStyle(style.spec())
		if err != nil {
			return ids, fmt.Errorf("style %d: %w", style, err)
		}
		ids[style] = id
	}
	return ids, nil
}

// page sets the sheet up for printing on A4, one page wide, as people hang these forms up.
func (s *Sheet) page(file *excelize.File) error {
	const a4 = 9
	size, wide, orientation, fit := a4, 1, "portrait", true
	if s.Landscape {
		orientation = "landscape"
	}
	tall := 0
	err := file.SetPageLayout(s.Name, &excelize.PageLayoutOptions{
		Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall,
	})
	if err != nil {
		return err
	}
	if err := file.SetSheetProps(s.Name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if s.Frozen == 0 {
		return nil
	}
	return file.SetPanes(s.Name, &excelize.Panes{
		Freeze: true, YSplit: s.Frozen, TopLeftCell: Address(s.Frozen+1, 1), ActivePane: "bottomLeft",
	})
}

func (s *Sheet) draw(file *excelize.File, ids *[numStyles]int) error {
	for i, width := range s.widths {
		if width == 0 {
			continue
		}
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := file.SetColWidth(s.Name, name, name, width); err != nil {
			return err
		}
	}
	// Row by row from the top: excelize then grows its rows once.
	order := slices.Clone(s.cells)
	slices.SortFunc(order, func(a, b cell) int {
		if a.row != b.row {
			return a.row - b.row
		}
		return a.col - b.col
	})
	for _, cell := range order {
		address := Address(cell.row, cell.col)
		var err error
		switch cell.value.Kind {
		case Text:
			err = file.SetCellStr(s.Name, address, cell.value.Text)
		case Number, Failed, Formula, Uncached: // what is no number gets its own form in patch
			err = file.SetCellFloat(s.Name, address, cell.value.Number, -1, 64)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", address, err)
		}
		if err := file.SetCellStyle(s.Name, address, address, ids[cell.style]); err != nil {
			return fmt.Errorf("%s: %w", address, err)
		}
	}
	for _, area := range s.merges {
		if err := file.MergeCell(s.Name, Address(area.Row1, area.Col1), Address(area.Row2, area.Col2)); err != nil {
			return err
		}
	}
	if err := s.hide(file); err != nil {
		return err
	}
	if err := s.page(file); err != nil {
		return err
	}
	rows := make([]int, 0, len(s.heights))
	for row := range s.heights {
		rows = append(rows, row)
	}
	slices.Sort(rows)
	for _, row := range rows {
		if err := file.SetRowHeight(s.Name, row, s.heights[row]); err != nil {
			return err
		}
	}
	return nil
}
