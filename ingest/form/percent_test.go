package form

import (
	"strings"
	"testing"
	"time"
)

// A rate is one number, however it is stored: 0.85 shown as 85 %, 85 under a % header, the text 85%.
func TestPercentCells(t *testing.T) {
	l := library(t)
	for name, c := range map[string]struct {
		header, cell, format string
		want                 float64
	}{
		"0.85 shown as 85%":                    {"网点活动率", "0.85", "0%", 0.85},
		"0.85 shown as 85.00% under %":         {"网点活动率(%)", "0.85", "0.00%", 0.85},
		"1.2 shown as 120%":                    {"网点活动率", "1.2", "0%", 1.2},
		"0.05 shown as 5% under %":             {"网点活动率（%）", "0.05", "0.0%", 0.05},
		"85 under %":                           {"网点活动率(%)", "85", "General", 0.85},
		"85% as text":                          {"网点活动率", "'85%", "", 0.85},
		"85% as text under %":                  {"网点活动率(%)", "'85%", "", 0.85},
		"full-width":                           {"网点活动率", "'８５％", "", 0.85},
		"a fraction without any sign":          {"网点活动率", "0.85", "General", 0.85},
		"120% stored as 1.2 beside a % header": {"网点活动率（％）", "1.2", "0.0%_ ", 1.2},
	} {
		g := grid(t, "Sheet1", strings.NewReplacer("HEAD", c.header, "CELL", c.cell).Replace(
			"营业部每周活动情况统计表\n统计时间：2026.3.9-3.13\n团队|拜访|洽谈|HEAD\n城东一组|100|60|CELL"))
		g.Rows[3].Cells[3].Format = c.format
		reading := l.Read(g, Context{Path: "周.xlsx", AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)})
		found := false
		for _, m := range reading.Batch.PeriodMetrics {
			if m.Metric == "outlet_active_rate" && m.Actual != nil {
				if found = true; *m.Actual < c.want-1e-9 || *m.Actual > c.want+1e-9 {
					t.Errorf("%s: %v, want %v", name, *m.Actual, c.want)
				}
			}
		}
		if !found {
			t.Errorf("%s: no rate\n%s", name, dump(reading))
		}
	}
}
