package form

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aqs/ingest/workbook"
)

// TestNearlyForms takes one text after the other off the top of every form of the gallery. Where the
// form is then not read any more, it should be said to be nearly one.
func TestNearlyForms(t *testing.T) {
	l := library(t)
	paths, err := filepath.Glob("testdata/gallery/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no gallery", err)
	}
	lost, near := 0, 0
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		head, body, _ := strings.Cut(string(text), "\n\n")
		filePath, sheet, _ := strings.Cut(head, "\n")
		read := func(row, col int) *Reading {
			g := grid(t, strings.TrimPrefix(sheet, "sheet: "), body)
			if row >= 0 {
				if row >= len(g.Rows) || col >= len(g.Rows[row].Cells) || g.Rows[row].Cells[col].Kind != workbook.Text {
					return nil
				}
				g.Rows[row].Cells[col].Text = "某某"
			}
			return l.Read(g, Context{Path: strings.TrimPrefix(filePath, "path: "), AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)})
		}
		whole := read(-1, 0)
		if whole.FormID == "" {
			if whole.IsNearly() {
				t.Logf("%s, which no form takes: nearly %s %v", filepath.Base(path), whole.Candidates[0].FormID, whole.Candidates[0].Missing)
			}
			continue
		}
		for row := range 4 {
			for col := range 12 {
				if reading := read(row, col); reading != nil && reading.FormID == "" {
					lost++
					if reading.IsNearly() {
						near++
					} else if testing.Verbose() {
						t.Logf("%s without cell %d of row %d: %v", filepath.Base(path), col, row, reading.Candidates[0])
					}
				}
			}
		}
	}
	t.Logf("%d sheets no longer read, %d of them nearly a form", lost, near)
	if lost < 50 || near*10 < lost*6 {
		t.Errorf("%d of %d sheets that lack one text are nearly a form", near, lost)
	}
}
