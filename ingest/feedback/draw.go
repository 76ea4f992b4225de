package feedback

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/workbook"
	"aqs/internal/xlsxout"
)

const listSheet = "问题清单"

// A sheet with more cells than this is not copied: nobody mends it by looking at colours.
const maxCopiedCells = 200_000

// More findings of one file than this are counted and not listed: mending these comes first.
const maxListed = 2_000

// draw makes the workbook that goes back to whoever filled in the original.
func (f *handBack) draw(book *workbook.Book) *xlsxout.Book {
	made := &xlsxout.Book{Title: "问题清单：" + f.path, Modified: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}
	if book.Modified != nil {
		made.Modified = *book.Modified
	}
	list := made.Sheet(listSheet)
	copies := map[string]*xlsxout.Sheet{}
	grids := map[string]*workbook.Grid{}
	for _, grid := range book.Grids {
		cells := 0
		for _, row := range grid.Rows {
			cells += len(row.Cells)
		}
		if grid.Hidden || cells > maxCopiedCells || !slices.Contains(f.sheets, grid.Sheet) {
			continue
		}
		copies[grid.Sheet], grids[grid.Sheet] = made.Sheet(grid.Sheet), grid
		copyGrid(grid, copies[grid.Sheet])
	}
	f.drawList(list, copies)
	for _, found := range f.listed() {
		sheet := copies[found.Sheet]
		if sheet == nil {
			continue
		}
		if row, col, ok := workbook.ParseAddress(firstCell(found.Cell)); ok {
			paint(sheet, grids[found.Sheet], row, col, found)
		}
	}
	return made
}

func (f *handBack) listed() []finding { return f.findings[:min(len(f.findings), maxListed)] }

func firstCell(cell string) string {
	first, _, _ := strings.Cut(cell, ":")
	return first
}

// paint colours a cell and pins what is wrong to it. The graver colour stays.
func paint(sheet *xlsxout.Sheet, grid *workbook.Grid, row, col int, found finding) {
	mark := xlsxout.Doubtful
	if found.Severity == "error" {
		mark = xlsxout.Wrong
	}
	area := workbook.Merge{FirstRow: row, FirstCol: col, LastRow: row, LastCol: col}
	for _, merge := range grid.Merges {
		if merge.FirstRow == row && merge.FirstCol == col {
			area = merge
		}
	}
	// All cells of a merge carry the look of the first, or its border would break; one that is
	// merged over whole columns is painted at its head only.
	for r := area.FirstRow; r <= min(area.LastRow, area.FirstRow+50); r++ {
		for c := area.FirstCol; c <= min(area.LastCol, area.FirstCol+50); c++ {
			sheet.Restyle(r, c, func(style xlsxout.Style) xlsxout.Style {
				if style.Mark != xlsxout.Wrong {
					style.Mark = mark
				}
				return style
			})
		}
	}
	text := severityName(found.Severity) + "：" + codeName(found.Code) + "\n" + found.Message
	if found.Hint != "" {
		text += "\n建议：" + found.Hint
	}
	sheet.Comment(row, col, text)
}

// copyGrid writes a sheet anew from its cells.
func copyGrid(grid *workbook.Grid, sheet *xlsxout.Sheet) {
	widths := map[int]int{}
	inMerge := map[[2]int]bool{}
	for _, merge := range grid.Merges {
		if merge.LastCol > merge.FirstCol {
			inMerge[[2]int{merge.FirstRow, merge.FirstCol}] = true
		}
	}
	for _, row := range grid.Rows {
		for _, cell := range row.Cells {
			value, format := valueOf(grid, cell)
			sheet.Put(cell.Row, cell.Col, value, xlsxout.Style{Format: format})
			if !inMerge[[2]int{cell.Row, cell.Col}] {
				widths[cell.Col] = max(widths[cell.Col], min(xlsxout.DisplayWidth(cell.Text)+2, 36))
			}
		}
	}
	for _, merge := range grid.Merges {
		sheet.Merge(xlsxout.Area{FirstRow: merge.FirstRow, FirstCol: merge.FirstCol, LastRow: merge.LastRow, LastCol: merge.LastCol})
	}
	for col, width := range widths {
		sheet.Width(col, float64(max(width, 9)))
	}
}

// valueOf is a cell as it is copied. A formula's result is its value; an error stays as a text,
// coloured by its finding.
func valueOf(grid *workbook.Grid, cell workbook.Cell) (xlsxout.Value, string) {
	switch cell.Kind {
	case workbook.Number:
		return xlsxout.Number(cell.Number), cell.Format
	case workbook.Date:
		number := cell.Number
		if grid.Date1904 {
			number += 1462 // days between the two epochs
		}
		return xlsxout.Number(number), cell.Format
	case workbook.Text, workbook.Bool, workbook.Error:
		return xlsxout.Text(cell.Text), ""
	}
	return xlsxout.Value{}, ""
}

// drawList writes the first sheet: what is wrong, where, and how to mend it.
func (f *handBack) drawList(sheet *xlsxout.Sheet, copies map[string]*xlsxout.Sheet) {
	for col, width := range []float64{6, 18, 10, 8, 18, 52, 24, 44} {
		sheet.Width(col+1, width)
	}
	wrong := 0
	for _, found := range f.findings {
		if found.Severity == "error" {
			wrong++
		}
	}
	title(sheet, xlsxout.OwnMark, 8)
	sheet.PutMerged(xlsxout.Area{FirstRow: 2, FirstCol: 1, LastRow: 2, LastCol: 8}, xlsxout.Text("问题清单"), xlsxout.Style{Look: xlsxout.Title})
	sheet.PutMerged(xlsxout.Area{FirstRow: 3, FirstCol: 1, LastRow: 3, LastCol: 8}, xlsxout.Text(fmt.Sprintf(
		"原文件：%s\n共 %d 处：红色 %d 处没有载入，黄色 %d 处已载入但可能有误。点“单元格”一栏可跳到该处；请在各工作表中改好，以原文件名交回即可，本页不用删除。",
		f.path, len(f.findings), wrong, len(f.findings)-wrong)), xlsxout.Style{})
	sheet.Height(2, 28)
	sheet.Height(3, 44)
	header(sheet, 4, "序号", "工作表", "单元格", "级别", "问题", "说明", "单元格内容", "怎样改")
	for i, found := range f.listed() {
		row := 5 + i
		style := xlsxout.Style{Mark: xlsxout.Doubtful}
		if found.Severity == "error" {
			style.Mark = xlsxout.Wrong
		}
		sheet.Put(row, 1, xlsxout.Number(float64(i+1)), xlsxout.Style{Look: xlsxout.Center})
		texts := []string{found.Sheet, found.Cell, severityName(found.Severity), codeName(found.Code), found.Message, found.Value, found.Hint}
		for j, text := range texts {
			look := xlsxout.Style{}
			if j == 2 {
				look = style
			}
			sheet.Put(row, 2+j, xlsxout.Text(text), look)
		}
		if copied := copies[found.Sheet]; copied != nil {
			target := firstCell(found.Cell)
			if _, _, ok := workbook.ParseAddress(target); !ok {
				target = "A1"
				sheet.Put(row, 3, xlsxout.Text("整张表"), xlsxout.Style{})
			}
			sheet.Restyle(row, 3, func(xlsxout.Style) xlsxout.Style { return xlsxout.Style{Look: xlsxout.Jump} })
			sheet.Link(row, 3, copied, target)
		}
	}
	if more := len(f.findings) - maxListed; more > 0 {
		sheet.Put(5+maxListed, 1, xlsxout.Text(fmt.Sprintf("还有 %d 处没有列出，改好以上各处后会再列。", more)), xlsxout.Style{Look: xlsxout.Caption})
	}
	sheet.Frozen, sheet.Landscape = 4, true
}

func title(sheet *xlsxout.Sheet, text string, columns int) {
	sheet.PutMerged(xlsxout.Area{FirstRow: 1, FirstCol: 1, LastRow: 1, LastCol: columns}, xlsxout.Text(text), xlsxout.Style{Look: xlsxout.Caption})
}

func header(sheet *xlsxout.Sheet, row int, texts ...string) {
	for i, text := range texts {
		sheet.Put(row, i+1, xlsxout.Text(text), xlsxout.Style{Look: xlsxout.Header})
	}
}

func codeName(code string) string {
	if known, found := issue.Lookup(code); found {
		return known.Name
	}
	return code
}

func severityName(severity string) string {
	if severity == "error" {
		return "错误"
	}
	return "提醒"
}
