package form

import (
	"fmt"
	"slices"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/workbook"
)

// What a definition may say about hidden rows, columns and sheets.
const (
	hiddenRead = "read"
	hiddenSkip = "skip"
)

// hiddenDef is a form's policy for what is hidden. Rows and columns are read unless it says skip:
// they are mostly folded away for the eye. Sheets are skipped unless it says read: they are mostly
// last month's, copied along.
type hiddenDef struct {
	Rows    string `yaml:"rows"`
	Columns string `yaml:"columns"`
	Sheets  string `yaml:"sheets"`
}

func (h *hiddenDef) check() error {
	for _, part := range [...]struct{ key, says string }{{"rows", h.Rows}, {"columns", h.Columns}, {"sheets", h.Sheets}} {
		if !slices.Contains([]string{"", hiddenRead, hiddenSkip}, part.says) {
			return fmt.Errorf("hidden.%s 是 %q; 建议: read（读）或 skip（不读）", part.key, part.says)
		}
	}
	return nil
}

// join takes over what an extension says.
func (h *hiddenDef) join(more hiddenDef) {
	for _, part := range [...]struct{ into, from *string }{{&h.Rows, &more.Rows}, {&h.Columns, &more.Columns}, {&h.Sheets, &more.Sheets}} {
		if *part.from != "" {
			*part.into = *part.from
		}
	}
}

// ReadsHidden says whether any form takes hidden sheets.
func (l *Library) ReadsHidden() bool {
	return slices.ContainsFunc(l.forms, func(d *definition) bool { return d.Hidden.Sheets == hiddenRead })
}

// ofHidden keeps the claims of forms that take hidden sheets.
func ofHidden(claims []claim) []claim {
	return slices.DeleteFunc(claims, func(c claim) bool { return c.d.Hidden.Sheets != hiddenRead })
}

// skips says whether the form leaves out something that the sheet hides.
func (d *definition) skips(g *workbook.Grid) bool {
	return d.Hidden.Columns == hiddenSkip && len(g.HiddenCols) > 0 ||
		d.Hidden.Rows == hiddenSkip && slices.ContainsFunc(g.Rows, func(row workbook.Row) bool { return row.Hidden })
}

// visible is the sheet without what the form skips, and the fates of the rows that are left out.
func (d *definition) visible(g *workbook.Grid) (shown *workbook.Grid, left []record.RowFate, cells int) {
	made := *g
	made.Rows, made.HiddenCols = nil, nil
	for _, row := range g.Rows {
		if row.Hidden && d.Hidden.Rows == hiddenSkip {
			left = append(left, record.RowFate{RowNo: row.No, Fate: record.Quarantined, Code: issue.RowHidden})
			continue
		}
		row.Hidden = false
		if d.Hidden.Columns == hiddenSkip && len(g.HiddenCols) > 0 {
			kept := make([]workbook.Cell, 0, len(row.Cells))
			for _, c := range row.Cells {
				if !g.HiddenCols[c.Col] {
					kept = append(kept, c)
				}
			}
			cells += len(row.Cells) - len(kept)
			if row.Cells = kept; len(kept) == 0 {
				left = append(left, record.RowFate{RowNo: row.No, Fate: record.Quarantined, Code: issue.ColumnHidden})
				continue
			}
		}
		made.Rows = append(made.Rows, row)
	}
	return &made, left, cells
}

// readVisible reads a sheet without what its form skips. What is left may be no such form any more;
// then it is read, or not, as what it is.
func (l *Library) readVisible(d *definition, g *workbook.Grid, c Context) *Reading {
	shown, left, cells := d.visible(g)
	reading := l.Read(shown, c)
	if reading.FormID == "" && len(left) > 0 { // every row shares the verdict of an unknown sheet
		code := issue.FormUnknown
		if reading.IsNearly() {
			code = issue.FormNearly
		}
		for i := range left {
			left[i].Code = code
		}
	}
	hidden := 0
	for _, fate := range left {
		if fate.Code == issue.RowHidden {
			hidden++
		}
	}
	if reading.FormID != "" && hidden > 0 {
		reading.Issues = append(reading.Issues, issue.New(issue.RowHidden, g.Sheet, "", "", "有 "+itoa(hidden)+" 行是隐藏的，按表样“"+d.Name+"”的约定没有读取"))
	}
	if reading.FormID != "" && cells > 0 {
		reading.Issues = append(reading.Issues, issue.New(issue.ColumnHidden, g.Sheet, "", "", "有 "+itoa(cells)+" 个格子在隐藏的列中，按表样“"+d.Name+"”的约定没有读取"))
	}
	reading.Rows = append(reading.Rows, left...)
	slices.SortFunc(reading.Rows, func(a, b record.RowFate) int { return a.RowNo - b.RowNo })
	return reading
}
