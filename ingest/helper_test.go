package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"aqs/ingest/form"
	"aqs/ingest/record"
	"aqs/ingest/workbook"
	"aqs/internal/calendar"
	"aqs/internal/warehouse"
)

// fakeForms knows one form: sheets whose A1 says 日志. Every other row is one day with one metric:
// name in A, date serial in B, talks in C.
type fakeForms struct{}

func (fakeForms) Read(grid *workbook.Grid, around form.Context) *form.Reading {
	switch title := grid.Rows[0].Cells[0].Text; {
	case title == "恐慌":
		panic("the form code has a defect")
	case title == "漏行":
		return &form.Reading{FormID: "F01"}
	case title != "日志":
		return &form.Reading{Score: 0.3, Candidates: []form.Candidate{
			{FormID: "F01", FormName: "工作日志", Score: 0.3, Threshold: 0.6, Missing: []string{"标题", "客户经理姓名"}},
		}}
	}
	reading := &form.Reading{FormID: "F01", FormName: "工作日志", Score: 1}
	reading.Rows = append(reading.Rows, record.RowFate{RowNo: grid.Rows[0].No, Fate: record.Header})
	for _, row := range grid.Rows[1:] {
		fate := record.RowFate{RowNo: row.No, Fate: record.Loaded}
		on := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(row.Cells[1].Number))
		if on.After(around.AsOf) {
			fate = record.RowFate{RowNo: row.No, Fate: record.Quarantined, Code: "DATE_FUTURE"}
			reading.Issues = append(reading.Issues, record.Issue{Sheet: grid.Sheet, Cell: row.Cells[1].Address(),
				Code: "DATE_FUTURE", Severity: record.Error, Message: "日期在将来"})
		} else {
			day := record.Day{PersonName: record.Ptr(row.Cells[0].Text), WorkOn: on, DateSource: "cell", Cells: record.Cells{"work_on": row.Cells[1].Address()}}
			day.RowNo = row.No
			reading.Batch.Days = append(reading.Batch.Days, day)
			metric := record.DayMetric{DayNo: len(reading.Batch.Days), Metric: "talks", Actual: record.Ptr(row.Cells[2].Number), ActualCell: record.Ptr(row.Cells[2].Address())}
			metric.RowNo = row.No
			reading.Batch.DayMetrics = append(reading.Batch.DayMetrics, metric)
		}
		reading.Rows = append(reading.Rows, fate)
	}
	return reading
}

func (fakeForms) Survey(*workbook.Grid, form.Context) *form.Survey { return nil }

func must(t testing.TB, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// sheet is rows of one sheet for logBook.
type sheet struct {
	name string
	rows [][]any
}

// serial of a day of March 2026.
func march(day int) int { return 46081 + day }

func logSheet(name, person string, day, talks int) sheet {
	return sheet{name, [][]any{{"日志"}, {person, march(day), talks}}}
}

func bookBytes(t testing.TB, sheets ...sheet) []byte {
	t.Helper()
	f := excelize.NewFile()
	must(t, f.SetSheetName("Sheet1", sheets[0].name))
	for _, s := range sheets {
		_, err := f.NewSheet(s.name)
		must(t, err)
		for i, row := range s.rows {
			must(t, f.SetSheetRow(s.name, fmt.Sprintf("A%d", i+1), &row))
		}
	}
	var out bytes.Buffer
	must(t, f.Write(&out))
	return out.Bytes()
}

// bench is an inbox and a warehouse of one test.
type stage struct {
	t       *testing.T
	options Options
}

func newStage(t *testing.T) *stage {
	t.Helper()
	dir := t.TempDir()
	must(t, os.Mkdir(filepath.Join(dir, "inbox"), 0o755))
	return &stage{t, Options{
		Inbox: filepath.Join(dir, "inbox"), RawPath: filepath.Join(dir, "data", "raw.duckdb"),
		AsOf: calendar.Date(2026, 3, 31), reader: fakeForms{}, Warehouse: warehouse.Config{Threads: 1},
	}}
}

// put writes a file with a time of its own, so that equal sizes do not hide a change.
func (s *stage) put(path string, data []byte) {
	s.t.Helper()
	real := filepath.Join(s.options.Inbox, filepath.FromSlash(path))
	must(s.t, os.MkdirAll(filepath.Dir(real), 0o755), os.WriteFile(real, data, 0o644))
	at := time.Now().Add(-time.Hour)
	for {
		info, err := os.Stat(real)
		must(s.t, err)
		if info.ModTime().Equal(at) || info.ModTime().Before(time.Now().Add(-30*time.Minute)) {
			return
		}
		at = at.Add(time.Duration(len(data)) * time.Millisecond)
		must(s.t, os.Chtimes(real, at, at))
	}
}

func (s *stage) remove(path string) {
	s.t.Helper()
	must(s.t, os.Remove(filepath.Join(s.options.Inbox, filepath.FromSlash(path))))
}

func (s *stage) run() *Summary {
	s.t.Helper()
	summary, err := Run(context.Background(), s.options)
	must(s.t, err)
	return summary
}

// rows gives a query's rows as text.
func (s *stage) rows(statement string) []string {
	s.t.Helper()
	ctx := context.Background()
	session, err := warehouse.Open(ctx, s.options.Warehouse, warehouse.Attachment{Name: "raw", Path: s.options.RawPath, ReadOnly: true})
	must(s.t, err)
	defer session.Close()
	rows, err := session.Conn().QueryContext(ctx, statement)
	must(s.t, err)
	defer rows.Close()
	columns, err := rows.Columns()
	must(s.t, err)
	var all []string
	for rows.Next() {
		values, pointers := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			pointers[i] = &values[i]
		}
		must(s.t, rows.Scan(pointers...))
		var line []string
		for _, value := range values {
			line = append(line, fmt.Sprint(value))
		}
		all = append(all, strings.Join(line, "|"))
	}
	must(s.t, rows.Err())
	return all
}

// dump is everything a warehouse holds, but times of files.
func (s *stage) dump() string {
	s.t.Helper()
	var out strings.Builder
	for _, table := range fileTables() {
		fmt.Fprintf(&out, "== %s\n", table)
		except := ""
		if table == "file" {
			except = " exclude (mtime_ns)"
		}
		for _, line := range s.rows(`select *` + except + ` from raw."` + table + `" order by all`) {
			fmt.Fprintln(&out, line)
		}
	}
	return out.String()
}

func (s *stage) expect(statement string, want ...string) {
	s.t.Helper()
	got := s.rows(statement)
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		s.t.Errorf("%s\ngot\n%s\nwant\n%s", statement, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

const (
	contents = `select path, status from raw.file order by path, status`
	talks    = `select file.path, person_name, work_on::varchar, actual from raw.day_metric join raw.day using (file_id)
		join raw.file using (file_id) where day_no = day.record_no and file.status in ('loaded', 'partial') order by all`
	codes = `select path, sheet, code from raw.issue join raw.file using (file_id) order by all`
)
