package form

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// TestRenamedTextMovesNothing blots one text after the other out of every sheet of the gallery, as
// somebody renames a label. What the label belonged to may be lost, with an issue; but a count in
// another cell must not come to mean something else: a plan that is read as what was done is worse
// than one that is not read.
func TestRenamedTextMovesNothing(t *testing.T) {
	l := library(t)
	paths, err := filepath.Glob("testdata/gallery/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no gallery", err)
	}
	tried := 0
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		head, body, _ := strings.Cut(string(text), "\n\n")
		filePath, sheet, _ := strings.Cut(head, "\n")
		read := func(row, col int) map[string]string {
			g := grid(t, strings.TrimPrefix(sheet, "sheet: "), body)
			if row >= 0 {
				g.Rows[row].Cells[col].Text = "某某"
			}
			counts := map[string]string{}
			reading := l.Read(g, Context{Path: strings.TrimPrefix(filePath, "path: "), AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)})
			put := func(cell *string, value *float64, meaning string) {
				if cell != nil && value != nil {
					counts[*cell] = meaning
				}
			}
			for _, m := range reading.Batch.DayMetrics {
				put(m.PlanCell, m.Plan, m.Metric+" plan")
				put(m.ActualCell, m.Actual, m.Metric+" actual")
			}
			for _, m := range reading.Batch.PeriodMetrics {
				put(m.PlanCell, m.Plan, m.Metric+" plan")
				put(m.ActualCell, m.Actual, m.Metric+" actual")
			}
			for _, m := range reading.Batch.Targets {
				put(&m.TargetCell, &m.Target, fmt.Sprint(m.Metric, " target of week ", m.WeekNo != nil))
			}
			for _, m := range reading.Batch.WeekResults {
				put(&m.ActualCell, &m.Actual, m.Metric+" result of a week")
			}
			return counts
		}
		whole := read(-1, 0)
		if len(whole) == 0 || strings.Contains(path, "same-header-twice") { // there the second header comes to its own
			continue
		}
		g := grid(t, strings.TrimPrefix(sheet, "sheet: "), body)
		for row := range g.Rows {
			for col, c := range g.Rows[row].Cells {
				meanings := l.lexicon[value.ReadHeader(c.Text).Key]
				isTotal := slices.ContainsFunc(meanings, func(h hit) bool { return h.kind == slotTotal })
				if c.Kind != workbook.Text || len(meanings) == 0 || isTotal {
					continue // what somebody filled in; and a sum without its 合计 is a team of an unknown name
				}
				tried++
				for cell, meaning := range read(row, col) {
					if before := whole[cell]; before != meaning {
						t.Errorf("%s without %q (%s): %s was %q and is %q", filepath.Base(path), c.Text, c.Address(), cell, before, meaning)
					}
				}
			}
		}
	}
	if tried < 500 {
		t.Errorf("only %d texts blotted", tried)
	}
}
