package form

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/workbook"
)

// readLong reads a sheet as a long register of which only some rows are seen at first; nil when
// they are not those of a register. Cells are overwritten after use, as a reader of files may do.
func readLong(t *testing.T, l *Library, g *workbook.Grid, head int, c Context) *Reading {
	t.Helper()
	first := *g
	first.Rows = g.Rows[:min(head, len(g.Rows))]
	survey := l.Survey(&first, c)
	if survey == nil {
		return nil
	}
	each := func(row func(workbook.Row) error) error {
		var cells []workbook.Cell
		for _, r := range g.Rows {
			cells = append(cells[:0], r.Cells...)
			if err := row(workbook.Row{No: r.No, Hidden: r.Hidden, Cells: cells}); err != nil {
				return err
			}
			clear(cells)
		}
		return nil
	}
	if err := each(func(row workbook.Row) error { survey.Row(row); return nil }); err != nil {
		t.Fatal(err)
	}
	survey.Done()
	whole := record.Batch{}
	reading, err := survey.Read(each, func(batch *record.Batch) error {
		into, from := reflect.ValueOf(&whole).Elem(), reflect.ValueOf(batch).Elem()
		for i := range into.NumField() { // days are counted over the whole sheet already
			into.Field(i).Set(reflect.AppendSlice(into.Field(i), from.Field(i)))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.ValueOf(reading.Batch).IsZero() {
		t.Error("records were left behind")
	}
	reading.Batch = whole
	return reading
}

// TestLongRegistersAsWhole reads every register of the gallery row by row, knowing only its first
// rows, and compares fates, records and issues with those of the sheet read whole.
func TestLongRegistersAsWhole(t *testing.T) {
	l := library(t)
	paths, err := filepath.Glob("testdata/gallery/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		head, body, _ := strings.Cut(string(text), "\n\n")
		filePath, sheet, _ := strings.Cut(head, "\n")
		g := grid(t, strings.TrimPrefix(sheet, "sheet: "), body)
		c := Context{Path: strings.TrimPrefix(filePath, "path: "), AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)}
		want := l.Read(g, c)
		i := slices.IndexFunc(l.forms, func(d *definition) bool { return d.ID == want.FormID })
		if i < 0 || l.forms[i].Layout != layoutRegister {
			continue
		}
		if slices.ContainsFunc(want.Issues, func(i record.Issue) bool { return i.Code == issue.HeaderAssumed }) {
			continue // known by all of its rows only: always held whole
		}
		for _, rows := range []int{6, 9, 1000} {
			got := readLong(t, l, g, rows, c)
			if got == nil || got.FormID != want.FormID {
				if rows == 1000 {
					t.Errorf("%s: no register when read row by row", path)
				}
				continue // the first rows do not suffice: held whole
			}
			compared++
			if diff := cmp.Diff(dump(want), dump(got)); diff != "" {
				t.Errorf("%s, %d rows seen first (-whole +long):\n%s", path, rows, diff)
			}
			if diff := cmp.Diff(want.Trace, got.Trace); diff != "" {
				t.Errorf("%s: trace (-whole +long):\n%s", path, diff)
			}
		}
	}
	t.Logf("%d readings compared", compared)
	if compared < 60 {
		t.Errorf("only %d readings compared", compared)
	}
}

// A file that changes between the two readings is not read with the eyes of the first.
func TestLongRegisterChanges(t *testing.T) {
	l := library(t)
	g := grid(t, "台账", "工作日志台账\n日期|姓名|拜访量|洽谈人数|意向客户|促成人数\n2026-3-2|张伟|3|1|0|0\n2026-3-3|张伟|4|2|1|0")
	survey := l.Survey(g, Context{})
	if survey == nil {
		t.Fatal("no register")
	}
	for _, row := range g.Rows {
		survey.Row(row)
	}
	survey.Done()
	keep := func(*record.Batch) error { return nil }
	if _, err := survey.Read(func(func(workbook.Row) error) error { return nil }, keep); !errors.Is(err, errRowsChanged) {
		t.Errorf("fewer rows give %v", err)
	}
}

// TestMoreAlike: a column that is wrong throughout is a thousand findings and a sum.
func TestMoreAlike(t *testing.T) {
	l := library(t)
	var text strings.Builder
	text.WriteString("工作日志台账\n日期|姓名|拜访量|洽谈人数|意向客户|促成人数\n")
	const days = mostAlike + 234
	for i := range days {
		text.WriteString(time.Date(2022, 9, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i).Format("2006-1-2") + "|张伟|三五次|1|0|0\n")
	}
	g := grid(t, "台账", text.String())
	c := Context{AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)}
	whole, long := l.Read(g, c), readLong(t, l, g, 50, c)
	if diff := cmp.Diff(dump(whole), dump(long)); diff != "" {
		t.Errorf("(-whole +long):\n%s", diff)
	}
	counts, sum := map[string]int{}, record.Issue{}
	for _, found := range whole.Issues {
		counts[found.Code]++
		if found.Code == issue.MoreAlike && strings.Contains(found.Message, issue.ValueUnreadable) {
			sum = found
		}
	}
	if counts[issue.ValueUnreadable] != mostAlike || !strings.Contains(sum.Message, "234 处未逐一列出") || sum.Severity != record.Error {
		t.Errorf("%v, %+v", counts, sum)
	}
}
