package reports_test

import (
	"time"

	"aqs/reports/data"
)

// gap adds the split of a scope's gap for two references; every third scope has no target, and
// every fifth no split at all. label is text from a workbook.
func (s *sample) gap(scopeType, id, label string, seed int) {
	for _, reference := range []string{"plan", "peers"} {
		if seed%5 == 4 {
			s.add(data.GapLine{ScopeType: scopeType, ScopeID: id, Reference: reference, Ord: 1, Part: "none", Detail: "none", PartName: "未分解", Sentence: "没有计划：" + label})
			continue
		}
		target := data.Of(300000)
		if seed%3 == 2 {
			target = data.Num{}
		}
		ord := 0
		line := func(part, detail, name string, yuan data.Num, isTotal bool) {
			ord++
			s.add(data.GapLine{ScopeType: scopeType, ScopeID: id, Reference: reference, Ord: ord, Part: part, Detail: detail, PartName: name,
				Yuan: yuan, IsTotal: isTotal, Sentence: "差距中 1.0 万元对应：" + name + label})
		}
		line("total_target", "total_target", "目标", target, true)
		line("plan_shortfall", "target", "计划不足", data.Of(-20000), false)
		line("workdays", "workdays", "天数", data.Of(50000), false)
		line("intent_rate", "intent_rate", label, data.Of(30000), false)
		line("ticket", "ticket", "件均保费", data.Num{}, false)
		line("luck", "luck_close_rate", "偶然（成交率）", data.Of(-15000), false)
		line("total_actual", "total_actual", "实际", data.Of(255000), true)
	}
}

// cause adds a person's factors: one named, one low but not named, one without an estimate.
func (s *sample) cause(id, name, teamID, teamName string, ord int) {
	n := data.Of
	row := data.CauseFlag{PersonID: id, PersonName: name, TeamID: teamID, TeamName: teamName, FactorOrd: 3, Factor: "intent_rate", FactorName: "意向率",
		EstimateText: "14.1%（26/185）", PeerText: "22.9%", Reliability: n(0.7), PWorse: n(0.97), Confidence: "很可能", PhiYuan: n(53000),
		IsLow: true, IsFlagged: ord%2 == 0, Sentence: name + " 的意向率偏低，须面谈确认"}
	if row.IsFlagged {
		row.Role, row.RoleName = "primary", "首要"
	}
	s.add(row, data.CauseFlag{PersonID: id, PersonName: name, TeamID: teamID, TeamName: teamName, FactorOrd: 5, Factor: "ticket", FactorName: "件均保费",
		Sentence: "件均保费：记录太少"})
}

// weeks adds weekly activity; every fourth person has too few weeks for limits.
func (s *sample) weeks(id, name string, ord int) {
	for i := range 9 {
		row := data.ActivityWeek{ScopeType: "person", ScopeID: id, Ord: i + 1, WeekStart: data.Date{T: date(2026, time.January, 5).T.AddDate(0, 0, 7*i), OK: true},
			WeekLabel: "第" + string(rune('1'+i)) + "周", N: data.Of(5), Value: data.Of(float64((ord+i)%5) + 0.4), Mean: data.Of(2.4), Lo: data.Of(0), Hi: data.Of(6)}
		if ord%4 == 3 {
			row.Mean, row.Lo, row.Hi, row.Reason = data.Num{}, data.Num{}, data.Num{}, "不足 8 周"
		} else if i == 8 && ord%4 == 1 {
			row.Value, row.Signal, row.SignalName = data.Of(7), "above", "高于上限 "+name
		}
		s.add(row)
	}
}

func (s *sample) limits(teamID, teamName string, seed int) {
	n := data.Of
	for i, factor := range []struct{ id, name string }{{"intent_rate", "意向率"}, {"close_rate", "成交率"}} {
		size := float64(200 + seed*70)
		row := data.FunnelLimit{Chain: "bancassurance", Factor: factor.id, FactorOrd: 3 + i, FactorName: factor.name, TeamID: teamID, TeamName: teamName,
			Y: n(size * 0.2), N: n(size), Rate: n(0.2 + float64(seed)*0.01), CompanyRate: n(0.21), Expected: n(0.21),
			Lo95: n(0.18), Hi95: n(0.24), Lo998: n(0.16), Hi998: n(0.26), Sentence: teamName + "在正常波动之内，不作排名"}
		if seed == 3 {
			row.Rate, row.Signal = n(0.25), "above95"
		}
		if seed == 2 && i == 1 {
			row.Rate, row.N = data.Num{}, data.Num{}
		}
		s.add(row)
	}
}
