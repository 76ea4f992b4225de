package form

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aqs/ingest/issue"
)

var update = flag.Bool("update", false, "rewrite the golden files; read the diff before committing it")

// TestGallery reads every sheet of testdata/gallery and compares the whole reading with its
// golden file. A sheet is a text file: path and sheet name, an empty line, then the grid as
// grid_test.go describes. Run with -update after a wanted change and read the diff.
func TestGallery(t *testing.T) {
	l := library(t)
	paths, err := filepath.Glob("testdata/gallery/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no gallery", err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			head, body, _ := strings.Cut(string(text), "\n\n")
			filePath, sheet, _ := strings.Cut(head, "\n")
			g := grid(t, strings.TrimPrefix(sheet, "sheet: "), body)
			reading := l.Read(g, Context{Path: strings.TrimPrefix(filePath, "path: "), AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)})
			if len(reading.Rows) != len(g.Rows) {
				t.Errorf("%d fates for %d rows", len(reading.Rows), len(g.Rows))
			}
			for _, found := range reading.Issues {
				if _, known := issue.Lookup(found.Code); !known {
					t.Errorf("code %s is not in the table", found.Code)
				}
			}
			got := dump(reading)
			golden := strings.TrimSuffix(path, ".txt") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got); diff != "" {
				t.Errorf("reading changed (-want +got):\n%s", diff)
			}
		})
	}
}

// dump writes a reading as text: form, fates, records, issues, trace of unknown headers.
func dump(r *Reading) string {
	var b strings.Builder
	fmt.Fprintf(&b, "form %s %s\n", r.FormID, r.FormName)
	if r.FormID == "" {
		for _, c := range r.Candidates {
			fmt.Fprintf(&b, "candidate %s: %s\n", c.FormID, strings.Join(c.Missing, "；"))
		}
	}
	b.WriteString("fates")
	for _, f := range r.Rows {
		fmt.Fprintf(&b, " %d:%s", f.RowNo, f.Fate)
		if f.Code != "" {
			fmt.Fprintf(&b, "(%s)", f.Code)
		}
	}
	b.WriteString("\n")
	batch := reflect.ValueOf(r.Batch)
	for i := range batch.NumField() {
		if batch.Type().Field(i).Name == "Mentions" {
			continue // names are in the records, too
		}
		list := batch.Field(i)
		for j := range list.Len() {
			fmt.Fprintf(&b, "%s %s\n", batch.Type().Field(i).Name, compact(list.Index(j)))
		}
	}
	for _, i := range r.Issues {
		fmt.Fprintf(&b, "issue %s %s %s %q %s\n", i.Severity, i.Code, i.Cell, i.Value, i.Message)
	}
	for _, t := range r.Trace {
		if t.Suggestion != "" {
			fmt.Fprintf(&b, "suggestion %s\n", t.Suggestion)
		}
	}
	return b.String()
}

// compact writes the fields of a record that say something.
func compact(v reflect.Value) string {
	var parts []string
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		switch {
		case name == "Place":
			parts = append(parts, fmt.Sprintf("row=%d", f.FieldByName("RowNo").Int()))
			continue
		case f.IsZero():
			continue
		case f.Kind() == reflect.Pointer:
			f = f.Elem()
		}
		if on, isTime := f.Interface().(time.Time); isTime {
			parts = append(parts, name+"="+on.Format("2006-01-02T15:04"))
			continue
		}
		text, _ := json.Marshal(f.Interface())
		parts = append(parts, name+"="+string(text))
	}
	return strings.Join(parts, " ")
}
