package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aqs/ingest/form"
	"aqs/ingest/record"
	"aqs/ingest/workbook"
	"aqs/internal/calendar"
	"aqs/internal/warehouse"
)

// Run with -update to rewrite testdata/*.golden, and read the diff before you commit it.
var update = flag.Bool("update", false, "rewrite golden files")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		must(t, os.MkdirAll("testdata", 0o755), os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	must(t, err)
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestStatusGolden(t *testing.T) {
	s := newStage(t)
	good := bookBytes(t, logSheet("5日", "张伟", 5, 3), sheet{"别的表", [][]any{{"账号", "密码"}}})
	s.put("城东一组/张伟.xlsx", good)
	s.put("城东一组/张伟 - 副本.xlsx", good)
	s.put("坏\u202e.xlsx", good[:len(good)/2])
	s.run()
	report, err := Status(context.Background(), s.options.RawPath)
	must(t, err)
	var out strings.Builder
	must(t, report.WriteText(&out))
	golden(t, "status.golden", out.String())
	if _, err := json.Marshal(report); err != nil {
		t.Error(err)
	}
}

func TestStatusBeforeTheFirstRun(t *testing.T) {
	_, err := Status(context.Background(), filepath.Join(t.TempDir(), "raw.duckdb"))
	expectHint(t, err, warehouse.ErrMissing)
}

// tracedForms adds what the real library tells about its fields.
type tracedForms struct{ fakeForms }

func (f tracedForms) Read(grid *workbook.Grid, around form.Context) *form.Reading {
	reading := f.fakeForms.Read(grid, around)
	reading.Trace = []form.Trace{
		{Field: "person_name", FieldName: "客户经理", LabelCell: "A1", LabelText: "客户经理\x1b[31m姓名", MatchedBy: "客户经理姓名", ValueCells: []string{"A2"}, Samples: []string{"张伟"}},
		{Field: "team_name", FieldName: "团队", MatchedBy: "没有找到", Suggestion: "team_name: {aliases: [小组名]}"},
	}
	return reading
}

func TestExplainGolden(t *testing.T) {
	inbox := t.TempDir()
	path := filepath.Join(inbox, "三月", "张伟_更正.xlsx")
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	must(t, os.WriteFile(path, bookBytes(t,
		sheet{"5日", [][]any{{"日志"}, {"张伟", march(5), 3}, {"张伟", march(31) + 3, 3}}},
		sheet{"别的表", [][]any{{"账号", "密码"}}}), 0o644))
	made, err := Explain(context.Background(), path, ExplainOptions{Inbox: inbox, AsOf: calendar.Date(2026, 3, 31), reader: tracedForms{}})
	must(t, err)
	made.SHA256 = strings.Repeat("0", 64) // the zip holds the time of its making
	made.ModifiedAt = nil
	var out strings.Builder
	must(t, made.WriteText(&out))
	golden(t, "explain.golden", out.String())
}

func TestExplainBrokenFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.xlsx")
	must(t, os.WriteFile(path, []byte("PK\x03\x04 and then nothing"), 0o644))
	made, err := Explain(context.Background(), path, ExplainOptions{AsOf: calendar.Date(2026, 3, 31), reader: fakeForms{}})
	must(t, err)
	if made.Status != statusRejected || len(made.Issues) != 1 || made.Issues[0].Code != "FILE_TRUNCATED" {
		t.Errorf("got %+v", made)
	}
}

func TestForget(t *testing.T) {
	s := newStage(t)
	data := bookBytes(t, logSheet("5日", "张伟", 5, 3))
	s.put("a.xlsx", data)
	s.put("b.xlsx", data)
	s.run()
	s.remove("a.xlsx")
	contents, err := Forget(context.Background(), s.options.RawPath, "a.xlsx")
	must(t, err)
	if contents != 1 {
		t.Errorf("%d contents", contents)
	}
	s.expect(talks)
	s.run()
	s.expect(talks, "b.xlsx|张伟|2026-03-05|3")
	if _, err := Forget(context.Background(), s.options.RawPath, "a.xlsx"); !errors.Is(err, ErrUnknownFile) {
		t.Errorf("got %v", err)
	}
}

func TestTextWidth(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "张伟a": 5, "Ａ": 2, "é": 1} {
		if got := textWidth(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	if got := shorten("城东一组的日志", 8); textWidth(got) > 8 {
		t.Errorf("%q", got)
	}
}

func TestIssuesAreNumberedByPlace(t *testing.T) {
	at := func(sheet, cell, code string) record.Issue { return record.Issue{Sheet: sheet, Cell: cell, Code: code} }
	numbers := map[string]int{"一": 1, "二": 2}
	list := []record.Issue{at("二", "A1", "X"), at("一", "B10", "X"), at("一", "B9", "X"), at("", "", "F"), at("一", "B9", "X")}
	numbered := numberIssues("f", numbers, list)
	var got []string
	ids := map[string]bool{}
	for _, found := range numbered {
		got = append(got, found.Sheet+found.Cell)
		ids[found.id] = true
	}
	if strings.Join(got, " ") != " 一B9 一B9 一B10 二A1" || len(ids) != len(list) {
		t.Errorf("got %q, %d ids", got, len(ids))
	}
}
