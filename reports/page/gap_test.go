package page

import (
	"strings"
	"testing"

	"aqs/reports/data"
)

func gapLines(target data.Num) []data.GapLine {
	n := data.Of
	return []data.GapLine{
		{Reference: "plan", Part: "total_target", Detail: "total_target", PartName: "目标", Yuan: target, IsTotal: true},
		{Reference: "plan", Part: "plan_shortfall", Detail: "target", PartName: "计划不足", Yuan: n(-20000)},
		{Reference: "plan", Part: "workdays", Detail: "workdays", PartName: "天数", Yuan: n(50000)},
		{Reference: "plan", Part: "ticket", Detail: "ticket", PartName: "件均", Sentence: "不足 5 件"},
		{Reference: "plan", Part: "luck", Detail: "luck_x", PartName: "偶然", Yuan: n(15000)},
		{Reference: "plan", Part: "total_actual", Detail: "total_actual", PartName: "实际", Yuan: n(255000), IsTotal: true},
	}
}

// The bars run without a break from target to actual, with or without a target.
func TestFallSpansJoin(t *testing.T) {
	for _, target := range []data.Num{data.Of(300000), {}} {
		spans, start, end := fallSpans(gapLines(target))
		if spans[1] != (span{300000, 320000}) || spans[2] != (span{320000, 270000}) || spans[4] != (span{270000, 255000}) {
			t.Errorf("target %v: spans are %v", target, spans)
		}
		if start != 250000 || end != 320000 {
			t.Errorf("target %v: axis is %v to %v", target, start, end)
		}
	}
}

// A line without a sum shows its reason and no bar; a plan above the target is no shortfall.
func TestWaterfallRows(t *testing.T) {
	tab := waterfallTabOf(gapLines(data.Of(300000)))
	if tab.Reason != "" || tab.Rows[1].Name != "计划充分" || tab.Rows[1].Amount != "+2.00" || tab.Rows[2].Amount != "−5.00" {
		t.Errorf("rows are %+v", tab.Rows)
	}
	if row := tab.Rows[3]; row.Amount != none || row.Bar != "" || row.Sentence != "不足 5 件" {
		t.Errorf("the line without a sum is %+v", row)
	}
	for _, want := range []string{"少 4.50 万元", "「天数」5.00 万元", "「计划充分」2.00 万元", "偶然波动合计拉低 1.50 万元"} {
		if !strings.Contains(tab.Sentence, want) {
			t.Errorf("%q does not say %q", tab.Sentence, want)
		}
	}
	tab = waterfallTabOf([]data.GapLine{{Part: "none", Sentence: "没有计划"}})
	if tab.Reason != "没有计划" || tab.Sentence != "" {
		t.Errorf("without a split: %+v", tab)
	}
}
