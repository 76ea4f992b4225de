package page

import (
	"testing"

	"aqs/reports/data"
)

// The first sentence names a cause only where evidence decided it and the target is missed.
func TestAnswer(t *testing.T) {
	n := data.Of
	person := data.Scope{Type: "person", ID: "p", Name: "甲"}
	headline := func(actual, target float64) []data.Headline {
		return []data.Headline{{Metric: "premium_yuan", Unit: "元", Actual: n(actual), Target: n(target), Gap: n(target - actual), Attainment: n(actual / target)}}
	}
	named := []data.CauseCard{{Rule: "R", RuleName: "计划不足", Verdict: "named", CauseClass: "plan", Action: "倒推"}}
	luck := []data.CauseCard{{RuleName: "偶然波动", Verdict: "named", CauseClass: "luck"}, {RuleName: "方案", Verdict: "needs_talk", CauseClass: "person"}}
	for _, c := range []struct {
		name  string
		lines []data.Headline
		cards []data.CauseCard
		want  answer
	}{
		{"missed", headline(60000, 80000), named, answer{"2026年3月预收保费 6.00 万元，达成目标的 75.0%（差 2.00 万元）。", "计划不足", "倒推", true}},
		{"missed without evidence", headline(60000, 80000), luck, answer{"2026年3月预收保费 6.00 万元，达成目标的 75.0%（差 2.00 万元）。", "", "", true}},
		{"met", headline(90000, 80000), named, answer{"2026年3月预收保费 9.00 万元，达成目标的 112.5%（超 1.00 万元）。", "", "", false}},
		{"no premium, no target", []data.Headline{{Metric: "premium_yuan", Unit: "元", Actual: n(0)}}, named, answer{}},
		{"nothing read", nil, nil, answer{}},
	} {
		site := &Site{Data: &data.Data{
			Run:        data.Run{MonthLabel: "2026年3月"},
			Headlines:  map[data.ScopeKey][]data.Headline{person.Key(): c.lines},
			CauseCards: map[data.ScopeKey][]data.CauseCard{person.Key(): c.cards},
		}}
		if got := site.answerOf(person); got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

// Without any target the premium still leads the overview.
func TestLeadFiguresKeepThePremium(t *testing.T) {
	var rows []data.Headline
	for _, metric := range []string{"premium_yuan", "cases", "closes", "intents", "talks", "visits"} {
		rows = append(rows, data.Headline{Metric: metric})
	}
	got := leadFigures(rows)
	if len(got) != headlineCount || got[0].Metric != "premium_yuan" || got[1].Metric != "cases" {
		t.Errorf("the overview leads with %v", got)
	}
}
