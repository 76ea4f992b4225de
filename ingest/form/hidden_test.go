package form

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/workbook"
)

func hiddenSheet(t *testing.T) *workbook.Grid {
	g := grid(t, "Sheet1", "客户经理工作日志台账\n日期|姓名|拜访|洽谈|意向|促成\n2026-3-5|张伟|5|3|1|0\n2026-3-6|张伟|6|4|2|1\n2026-3-9|张伟|7|4|2|1")
	g.Rows[3].Hidden = true
	g.HiddenCols = map[int]bool{6: true}
	return g
}

func taught(t *testing.T, text string) (*Library, error) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(dir)
}

// What a sheet hides is read or not as its form says, and nothing of it goes without a word.
func TestHiddenPolicy(t *testing.T) {
	c := Context{Path: "2026年3月/x.xlsx", AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)}
	for policy, want := range map[string]struct {
		days, metrics int
		issues        string
	}{
		"{}":                            {3, 12, ""},
		"{rows: read, columns: read}":   {3, 12, ""},
		"{rows: skip}":                  {2, 8, issue.RowHidden + " 1 行"},
		"{columns: skip}":               {3, 9, issue.ColumnHidden + " 4 个格子"},
		"{rows: skip, columns: skip}":   {2, 6, issue.RowHidden + " 1 行 " + issue.ColumnHidden + " 3 个格子"},
		"{rows: skip, sheets: skip}":    {2, 8, issue.RowHidden + " 1 行"},
		"{sheets: read, columns: read}": {3, 12, ""},
	} {
		l, err := taught(t, "extends: F01R\nhidden: "+policy)
		if err != nil {
			t.Fatal(err)
		}
		g := hiddenSheet(t)
		reading := l.Read(g, c)
		if len(reading.Batch.Days) != want.days || len(reading.Batch.DayMetrics) != want.metrics || len(reading.Rows) != len(g.Rows) {
			t.Errorf("%s: %d days, %d metrics, %d fates\n%s", policy, len(reading.Batch.Days), len(reading.Batch.DayMetrics), len(reading.Rows), dump(reading))
		}
		for _, part := range strings.Fields(want.issues) {
			if !strings.Contains(dump(reading), part) {
				t.Errorf("%s: nothing says %s\n%s", policy, part, dump(reading))
			}
		}
		if want.issues == "" && strings.Contains(dump(reading), "HIDDEN") {
			t.Errorf("%s: %s", policy, dump(reading))
		}
		if fate := reading.Rows[3]; strings.Contains(policy, "rows: skip") && (fate.Fate != record.Quarantined || fate.Code != issue.RowHidden) {
			t.Errorf("%s: the hidden row is %+v", policy, fate)
		}
		g = hiddenSheet(t)
		g.Hidden = true
		if taken := l.Read(g, c).FormID != ""; taken != strings.Contains(policy, "sheets: read") || taken != l.ReadsHidden() {
			t.Errorf("%s: hidden sheet taken: %v", policy, taken)
		}
	}
	if _, err := taught(t, "extends: F01R\nhidden: {rows: no}"); err == nil || !strings.Contains(err.Error(), "hidden.rows") {
		t.Error(err)
	}
	if _, err := taught(t, "extends: F01R\nhidden: {row: skip}"); err == nil || !strings.Contains(err.Error(), "rows") {
		t.Error(err)
	}
}
