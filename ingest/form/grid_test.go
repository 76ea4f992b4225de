package form

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"aqs/ingest/workbook"
)

// grid builds a sheet from text: a line per row, cells between |, empty cells empty. A cell that
// is a plain number becomes a number; #46086 is a date cell; 'x is text whatever it looks like;
// ⏎ is a line break. ">>" after a cell merges it with the next column, "vv" with the next row.
func grid(t testing.TB, sheet, text string) *workbook.Grid {
	t.Helper()
	g := &workbook.Grid{Sheet: sheet, No: 1}
	plain := regexp.MustCompile(`^-?\d+(\.\d+)?$`)
	for i, line := range strings.Split(strings.Trim(text, "\n"), "\n") {
		row := workbook.Row{No: i + 1}
		for j, cell := range strings.Split(line, "|") {
			cell = strings.Trim(cell, " ")
			wide := strings.Count(cell, ">>")
			tall := strings.Count(cell, "vv")
			cell = strings.TrimSpace(strings.NewReplacer(">>", "", "vv", "", "⏎", "\n").Replace(cell))
			if wide+tall > 0 {
				g.Merges = append(g.Merges, workbook.Merge{FirstRow: i + 1, FirstCol: j + 1, LastRow: i + 1 + tall, LastCol: j + 1 + wide})
			}
			if cell == "" {
				continue
			}
			c := workbook.Cell{Row: i + 1, Col: j + 1, Kind: workbook.Text, Text: cell}
			if rest, found := strings.CutPrefix(cell, "#"); found && plain.MatchString(rest) {
				c.Kind, c.Text = workbook.Date, rest
				c.Number, _ = strconv.ParseFloat(rest, 64)
			} else if rest, found := strings.CutPrefix(cell, "'"); found {
				c.Text = rest
			} else if plain.MatchString(cell) {
				c.Kind = workbook.Number
				c.Number, _ = strconv.ParseFloat(cell, 64)
			}
			row.Cells = append(row.Cells, c)
		}
		if len(row.Cells) > 0 {
			g.Rows = append(g.Rows, row)
		}
	}
	return g
}

func library(t testing.TB) *Library {
	t.Helper()
	l, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	return l
}
