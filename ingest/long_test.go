package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aqs/ingest/form"
	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/workbook"
	"aqs/internal/calendar"
	"aqs/internal/warehouse"
)

// registerBook is a workbook with a register of days between two short sheets; some of its days
// come twice, far apart, and some cells cannot be read.
func registerBook(t testing.TB, days int) []byte {
	t.Helper()
	rows := [][]any{{"工作日志台账"}, {"日期", "姓名", "拜访量", "洽谈人数", "意向客户", "促成人数", "险种", "件数", "保费", "天气"}}
	for i := range days {
		on := calendar.Date(2026, 3, 31).AddDate(0, 0, -i/4).Format("2006-01-02")
		row := []any{on, []string{"张伟", "王芳", "李娜", "赵敏"}[i%4], 3 + i%5, 2 + i%3, i % 2, i % 3, "稳盈两全保险", 1, 1000.5, "晴"}
		switch {
		case i%97 == 5:
			row[2] = "三五次"
		case i%131 == 7:
			row[0] = ""
		case i == days-1:
			row = append([]any(nil), rows[2]...) // the first day once more
		case i == days-2:
			row = append([]any(nil), rows[3]...) // the second with another number
			row[3] = 77
		}
		rows = append(rows, row)
	}
	rows = append(rows, []any{"合计", "", 12345})
	small := [][]any{{"日期", "姓名", "拜访量", "洽谈人数", "意向客户", "促成人数"}, {"2026-03-30", "孙磊", 5, 4, 1, 0}}
	return bookBytes(t, sheet{"前", small}, sheet{"台账", rows}, sheet{"后", [][]any{{"日期", "姓名", "拜访量", "洽谈人数", "意向客户", "促成人数"}, {"2026-03-30", "周超", 6, 4, 1, 1}}})
}

// dumpRaw is every row of every table of a file.
func dumpRaw(t *testing.T, raw string) string {
	t.Helper()
	session, err := warehouse.Open(context.Background(), warehouse.Config{}, warehouse.Attachment{Name: "raw", Path: raw, ReadOnly: true})
	must(t, err)
	defer session.Close()
	var out strings.Builder
	for _, table := range fileTables() {
		rows, err := session.Conn().QueryContext(context.Background(), "select raw."+table+"::varchar from raw."+table+" order by all")
		must(t, err)
		for rows.Next() {
			var text string
			must(t, rows.Scan(&text))
			fmt.Fprintf(&out, "%s %s\n", table, text)
		}
		must(t, rows.Err(), rows.Close())
	}
	return out.String()
}

// TestLongFile: a register read in the memory of a row leaves the warehouse that it leaves when it
// is held whole, to the last row of the last table.
func TestLongFile(t *testing.T) {
	inbox := t.TempDir()
	must(t, os.WriteFile(filepath.Join(inbox, "台账.xlsx"), registerBook(t, 6000), 0o644))
	must(t, os.WriteFile(filepath.Join(inbox, "台账 - 副本.xlsx"), registerBook(t, 6000), 0o644))
	dumps := map[int]string{}
	for _, from := range []int{1, 1 << 40} {
		raw := filepath.Join(t.TempDir(), "raw.duckdb")
		summary, err := Run(context.Background(), Options{Inbox: inbox, RawPath: raw, AsOf: calendar.Date(2026, 3, 31), longFrom: from})
		must(t, err)
		if summary.RowsLoaded < 5000 {
			t.Fatalf("%+v", summary)
		}
		dumps[from] = dumpRaw(t, raw)
	}
	long, whole := strings.Split(dumps[1], "\n"), strings.Split(dumps[1<<40], "\n")
	if len(long) != len(whole) {
		t.Errorf("%d rows, whole %d", len(long), len(whole))
	}
	for i := range min(len(long), len(whole)) {
		if long[i] != whole[i] {
			t.Fatalf("long  %s\nwhole %s", long[i], whole[i])
		}
	}
	for _, want := range []string{issue.RowConflict, issue.DateMissing, issue.ValueUnreadable, "天气"} {
		if !strings.Contains(dumps[1], want) {
			t.Errorf("%s does not occur", want)
		}
	}
}

// A long file enters whole or not at all: what fails in the midst of it leaves nothing.
func TestLongFileFails(t *testing.T) {
	inbox := t.TempDir()
	must(t, os.WriteFile(filepath.Join(inbox, "台账.xlsx"), registerBook(t, 6000), 0o644))
	raw := filepath.Join(t.TempDir(), "raw.duckdb")
	session, err := openRaw(context.Background(), raw, warehouse.Config{})
	must(t, err)
	forms, err := form.Load("")
	must(t, err)
	read := fileReader{forms: forms, asOf: calendar.Date(2026, 3, 31), longFrom: 1}
	result, err := read.read(context.Background(), "台账.xlsx", filepath.Join(inbox, "台账.xlsx"))
	must(t, err)
	if result.long == nil {
		t.Fatal("the file is not long")
	}
	stop, batches := errors.New("disk full"), 0
	err = session.InTx(context.Background(), func() error {
		number := newNumbering("f")
		return result.records(context.Background(), func(_ int, batch *record.Batch) error {
			if batches++; batches > 3 {
				return stop
			}
			pending := pendingRows{}
			for _, table := range number.number(batch, "台账") {
				pending[table.table()] = append(pending[table.table()], table.rows)
			}
			return appendRows(session, pending)
		})
	})
	if !errors.Is(err, stop) || errors.Is(err, errLongFailed) {
		t.Errorf("got %v", err)
	}
	must(t, session.Close())
	if left := dumpRaw(t, raw); left != "" {
		t.Errorf("left behind: %.300s", left)
	}
}

// surveyPanics has a defect that shows in the second reading only: then the file is read as any other.
type surveyPanics struct{ *form.Library }

func (l surveyPanics) Survey(head *workbook.Grid, c form.Context) *form.Survey {
	survey := l.Library.Survey(head, c)
	if survey != nil {
		for range 3 { // rows that do not come again
			survey.Row(workbook.Row{No: 1 << 20})
		}
	}
	return survey
}

func TestLongFileFallsBack(t *testing.T) {
	inbox := t.TempDir()
	must(t, os.WriteFile(filepath.Join(inbox, "台账.xlsx"), registerBook(t, 3000), 0o644))
	forms, err := form.Load("")
	must(t, err)
	raw := filepath.Join(t.TempDir(), "raw.duckdb")
	summary, err := Run(context.Background(), Options{Inbox: inbox, RawPath: raw, AsOf: calendar.Date(2026, 3, 31), longFrom: 1, reader: surveyPanics{forms}})
	must(t, err)
	if summary.RowsLoaded < 2500 || summary.FilesPartial != 1 {
		t.Errorf("%+v", summary)
	}
}
