package transform

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aqs/internal/calendar"
)

// closing is a warehouse with a folder of closed months, built and closed again and again.
type closing struct {
	t      *testing.T
	folder string
	marts  marts
}

func newClosing(t *testing.T) *closing {
	folder := t.TempDir()
	return &closing{t: t, folder: folder, marts: marts{t: t, path: filepath.Join(folder, "marts.duckdb")}}
}

func (c *closing) dir() string { return filepath.Join(c.folder, "closed") }

func (c *closing) run(asOf time.Time, tables rawTables) {
	c.t.Helper()
	if _, err := Run(context.Background(), Options{RawPath: writeRaw(c.t, tables), MartsPath: c.marts.path, AsOf: asOf, Warehouse: oneThread, ClosedDir: c.dir()}); err != nil {
		c.t.Fatal(err)
	}
}

func (c *closing) close(month time.Time, reason string) (*CloseSummary, error) {
	return Close(context.Background(), CloseOptions{MartsPath: c.marts.path, Dir: c.dir(), Month: month, On: calendar.Date(2026, time.April, 2),
		Version: "test", Again: reason != "", Reason: reason, Warehouse: oneThread})
}

// One log of two talks in March; file says which file brings it.
func oneLog(file string, talks int) rawTables {
	tables := rawTables{}
	tables.files("roster", file)
	tables.roster("A1", "王芳", "一组", "甲部", nil)
	tables.logDay(file, 1, who("王芳", "一组"), march(3), map[string][2]any{"talks": {nil, talks}})
	return tables
}

func TestCloseRefuses(t *testing.T) {
	c := newClosing(t)
	c.run(march(30), oneLog("logs", 2))
	if _, err := c.close(march(1), ""); !errors.Is(err, ErrMonthOpen) {
		t.Errorf("a month with a day to come: %v", err)
	}
	c.run(march31, oneLog("logs", 2))
	if _, err := c.close(jan(1), ""); !errors.Is(err, ErrMonthUnknown) {
		t.Errorf("a month without any log: %v", err)
	}
	if summary, err := c.close(march(15), ""); err != nil || summary.Month != "2026-03" || summary.Files != 1 || summary.Closing != 1 {
		t.Errorf("summary %+v, %v", summary, err)
	}
	if _, err := c.close(march(1), ""); !errors.Is(err, ErrMonthClosed) {
		t.Errorf("closed twice: %v", err)
	}
	entries, err := os.ReadDir(c.dir())
	if err != nil || len(entries) != 1 || entries[0].Name() != "2026-03.duckdb" {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

func TestClosedMonthIsRestated(t *testing.T) {
	c := newClosing(t)
	april30 := calendar.Date(2026, time.April, 30)
	c.run(april30, oneLog("logs", 2))
	if _, err := c.close(march(1), ""); err != nil {
		t.Fatal(err)
	}
	const rows = "select scope_type, metric, frozen, now, difference, files_text from report.rpt_restatement order by 1, 2"
	c.run(april30, oneLog("logs", 2))
	c.marts.expect(rows)
	c.marts.expect("select month_label, differences, is_again, is_readable from report.rpt_closed_month", "2026年3月|0|false|true")

	// The log is handed in anew with five talks: one figure differs, for each of the four scopes.
	c.run(april30, oneLog("again", 5))
	const files = "again.xlsx（新增）、logs.xlsx（不再采用）"
	c.marts.expect(rows, "company|talks|2|5|3|"+files, "dept|talks|2|5|3|"+files, "person|talks|2|5|3|"+files, "team|talks|2|5|3|"+files)
	c.marts.expect("select sentence from report.rpt_restatement where scope_type = 'person'",
		"2026年3月洽谈人数：关账时 2 人，现为 5 人（"+files+"）")
	// A figure that is gone is a difference too.
	empty := rawTables{}
	empty.files("roster")
	empty.roster("A1", "王芳", "一组", "甲部", nil)
	empty.logDay("roster", 1, who("王芳", "一组"), march(4), map[string][2]any{"visits": {nil, 1}})
	c.run(april30, empty)
	c.marts.expect("select metric, frozen, now from report.rpt_restatement where scope_type = 'person' order by 1", "talks|2|·", "visits|·|1")

	// Looking back at a day before the one of the closing compares nothing.
	c.run(march31, oneLog("again", 5))
	c.marts.expect(rows)

	// Closed again: the first closing stays beside the second and is not read.
	c.run(april30, oneLog("again", 5))
	if summary, err := c.close(march(1), "重交"); err != nil || summary.Closing != 2 {
		t.Fatalf("%+v, %v", summary, err)
	}
	c.run(april30, oneLog("again", 5))
	c.marts.expect(rows)
	c.marts.expect("select closing, reason, is_again, program_version from report.rpt_closed_month join core.closed_month using (month_start_on, closing, reason)", "2|重交|true|test")
	if _, err := os.Stat(filepath.Join(c.dir(), "2026-03.1.duckdb")); err != nil {
		t.Error(err)
	}

	// A snapshot that cannot be read is said, and the run goes on; one of another month is no snapshot.
	if err := os.WriteFile(filepath.Join(c.dir(), "2026-02.duckdb"), []byte("cut"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(c.dir(), "2026-03.duckdb"), filepath.Join(c.dir(), "2026-01.duckdb")); err != nil {
		t.Fatal(err)
	}
	c.run(april30, oneLog("again", 5))
	c.marts.expect("select month_label, is_readable, trouble is not null from report.rpt_closed_month", "2026年1月|false|true", "2026年2月|false|true")
	c.marts.expect("select failing_rows from report.rpt_test where test_name = 'closed_months_readable'", "2")
}
