package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An inbox of .xls files loads to the same records, issues and fates as one of the .xlsx files they
// were made from. WPS's .et is the same format under another name.
func TestOldWorkbooksLoadAlike(t *testing.T) {
	load := func(from, to string) string {
		s := newStage(t)
		s.options.reader = nil
		files, err := filepath.Glob(filepath.Join("workbook", "testdata", "xls", "*"+from))
		must(t, err)
		for _, file := range files {
			if name := filepath.Base(file); strings.HasPrefix(name, "libreoffice-") || strings.HasPrefix(name, "long-") {
				continue // no forms
			}
			data, err := os.ReadFile(file)
			must(t, err)
			s.put("2026年/"+strings.TrimSuffix(filepath.Base(file), from)+to, data)
		}
		summary := s.run()
		if summary.FilesSeen < 10 || summary.RowsLoaded < 300 || summary.FilesRejected > 0 {
			t.Fatalf("%s: %+v", to, summary)
		}
		var dump strings.Builder
		for _, table := range fileTables() {
			// Identifiers are made of a file's bytes.
			statement := `select path, it.* exclude (file_id) from raw."` + table + `" as it join raw.file using (file_id) order by all`
			switch table {
			case "file":
				statement = `select path, form, status, rows_total, rows_loaded, version_rank, modified_at from raw.file order by all`
			case "issue":
				statement = strings.Replace(statement, "(file_id)", "(file_id, issue_id)", 1)
			}
			dump.WriteString("== " + table + "\n" + strings.Join(s.rows(statement), "\n") + "\n")
		}
		return strings.ReplaceAll(dump.String(), to, "")
	}
	want := load(".xlsx", ".xlsx")
	for _, to := range []string{".xls", ".et"} {
		if got := load(".xls", to); got != want {
			t.Errorf("%s: %s", to, firstDifference(got, want))
		}
	}
}

// firstDifference shows the first lines that differ.
func firstDifference(got, want string) string {
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i, line := range gotLines {
		if i >= len(wantLines) || line != wantLines[i] {
			return "got\n" + line + "\nwant\n" + strings.Join(wantLines[min(i, len(wantLines)):min(i+1, len(wantLines))], "")
		}
	}
	return "lines are missing"
}
