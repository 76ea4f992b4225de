package form

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aqs/ingest/record"
	"aqs/ingest/workbook"
)

// FuzzLoad: no form file, however broken, brings the loader down, and a file that is refused says
// where it stands.
func FuzzLoad(f *testing.F) {
	f.Add("id: X\nname: 表\nlayout: register\nrecord: policy\nthreshold: 0.5\n")
	f.Add("extends: F01\naliases: {talks: [聊天人数]}\n")
	f.Add("id: [\n")
	f.Add("---\n---\n{extends: 5}")
	f.Add("id: X\nname: 表\nlayout: calendar\nrecord: slot\nthreshold: .5\nrequire: [{any: [\"label:x\"]}]\n")
	for _, name := range []string{"R_LEAVE", "F03", "F14"} {
		text, err := os.ReadFile("defs/" + name + ".yaml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(strings.Replace(string(text), "id: ", "id: X", 1))
	}
	f.Fuzz(func(t *testing.T, text string) {
		l := &Library{}
		var extensions []placedExtension
		err := l.add([]byte(text), "x.yaml", &extensions)
		for _, e := range extensions {
			if err == nil {
				err = l.extend(e)
			}
		}
		if err != nil {
			if !strings.Contains(err.Error(), "x.yaml") {
				t.Fatalf("the error does not say which file: %v", err)
			}
			return
		}
		l.index()
		l.Read(&workbook.Grid{Sheet: "S", Rows: []workbook.Row{{No: 1, Cells: []workbook.Cell{{Row: 1, Col: 1, Kind: workbook.Text, Text: "工作日志"}}}}}, Context{})
	})
}

// FuzzRead: any text as a sheet gives every row one fate, and nothing of an unknown sheet is kept.
func FuzzRead(f *testing.F) {
	paths, err := filepath.Glob("testdata/gallery/*.txt")
	if err != nil || len(paths) == 0 {
		f.Fatal("no gallery", err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		if _, body, found := strings.Cut(string(text), "\n\n"); found {
			f.Add(body)
		}
	}
	l, err := Load("")
	if err != nil {
		f.Fatal(err)
	}
	asOf := time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 20_000 {
			return
		}
		g := grid(t, "3月", text)
		reading := l.Read(g, Context{Path: "2026年3月/张伟.xlsx", AsOf: asOf})
		if len(reading.Rows) != len(g.Rows) {
			t.Fatalf("%d fates for %d rows", len(reading.Rows), len(g.Rows))
		}
		if reading.FormID == "" && (len(reading.Issues) > 0 || len(reading.Batch.Extras) > 0) {
			t.Fatal("something was kept of a sheet that no form takes")
		}
		for _, fate := range reading.Rows {
			if (fate.Fate == record.Quarantined) != (fate.Code != "") {
				t.Fatalf("fate %+v", fate)
			}
		}
		// A register gives the same when its rows come one by one.
		if long := readLong(t, l, g, len(g.Rows), Context{Path: "2026年3月/张伟.xlsx", AsOf: asOf}); long != nil {
			if diff := cmp.Diff(dump(reading), dump(long)); diff != "" {
				t.Fatalf("(-whole +row by row):\n%s", diff)
			}
		}
		for _, extra := range reading.Batch.Extras {
			if isPrivateValue(extra.Text) {
				t.Fatalf("a private value was kept: %s", extra.Cell)
			}
		}
	})
}
