package reports_test

import "aqs/reports/data"

// actions adds what follows from a person's figures: pace, a cause with its cells, coaching, next
// month's quota, a measure and a doubt. Names and texts are those of workbooks, hostile ones too.
func (s *sample) actions(id, name, teamID, teamName, deptID string, ord int) {
	n := data.Of
	place := struct{ file, sheet, cell string }{name + ".xlsx", name, "B7"}
	s.add(data.Pace{ScopeType: "person", ScopeID: id, ScopeName: name, Target: n(200000), Actual: n(150000), Forecast: n(180000), ForecastLo: n(160000), ForecastHi: n(210000),
		PAttain: n(0.31), ActivityName: "洽谈", ActivityUnit: "人", RequiredPerDay: n(4.5), UsualPerDay: n(3.1), BestPerDay: n(5), Zone: "effort", ZoneName: "月中没关系",
		LastRecoverableOn: date(2026, 3, 27), Sentence: name + "：今天起每天需洽谈 4.5 人（通常 3.1，最好一周 5.0）。"})
	for day := range 6 {
		row := data.PaceDay{ScopeType: "person", ScopeID: id, DayNo: day, WorkOn: date(2026, 3, day+1), Actual: n(float64(day) * 10000), UsualPerDay: n(3), BestPerDay: n(5), ZoneName: "月初没问题"}
		if ord%5 != 4 {
			row.RequiredPerDay = n(2 + float64(day)*3)
		}
		s.add(row)
	}
	s.add(data.CauseCard{ScopeType: "person", ScopeID: id, Ord: 1, Rule: "R3", RuleName: "介绍不能激发客户兴趣", Phenomenon: name + " 意向率 14.1%（26/185）", Cause: "介绍说明能力欠缺",
		CauseClass: "person", CauseClassName: "本人", Verdict: "needs_talk", VerdictName: "需面谈确认", Against: "培训到训正常", Action: "训练：需求了解", Questions: "客户最常问什么？；" + name, PhiYuan: n(53000)},
		data.CauseEvidence{ScopeType: "person", ScopeID: id, Rule: "R3", Ord: 1, Text: "洽谈 9，意向 0", FilePath: place.file, Sheet: place.sheet, Cell: place.cell},
		data.Focus{TeamID: teamID, Ord: ord, PersonID: id, TeamName: teamName, DeptID: deptID, PersonName: name, Kind: "coach", KindName: "辅导", Problem: "意向率偏低", Content: "需求了解",
			Method: "陪访", Questions: name, Track: "意向率，两周", Gain: n(21000), PWorse: n(0.9)},
		data.Quota{PersonID: id, MonthStart: date(2026, 4, 1), Ord: 1, Metric: "talks", PersonName: name, TeamID: teamID, DeptID: deptID, MonthLabel: "2026年4月", MetricName: "洽谈", Unit: "人",
			LastPlan: n(60), LastActual: n(52), P50: n(66), P70: n(75), Proposal: n(66), PerDay: n(3.14), UsualPerDay: n(2.4), BestPerDay: n(4), Sentence: name},
		data.Measure{ScopeType: "person", ScopeID: id, Ord: 1, OwnerName: name, Measure: name, Problem: "约访少", DueText: "4月", StatusName: "进行中", Indicator: "洽谈", VerdictName: "数据不足", FilePath: place.file},
		data.LoopItem{ScopeType: "person", ScopeID: id, Ord: 1, KindName: "辅导", RaisedOn: date(2026, 3, 2), PersonName: name, Text: name, Owner: name, Status: "open", StatusName: "进行中"},
		data.Evidence{PersonID: id, WorkOn: date(2026, 3, 5), Metric: "visits", Actual: n(4), FilePath: place.file, Sheet: place.sheet, Place: "C7"},
	)
	if ord%4 == 0 {
		s.add(data.PlausibilityPerson{TeamID: teamID, PersonID: id, Ord: ord, PersonName: name, TeamName: teamName, DeptID: deptID, Indicators: n(3), Hard: n(1), Sentence: "需核实：" + name},
			data.Plausibility{TeamID: teamID, PersonID: id, Ord: 1, PersonName: name, TeamName: teamName, IndicatorName: "非工作日拜访", IsHard: true, ValueText: "4 天", FilePath: place.file, Sheet: place.sheet, Cell: place.cell},
			data.Control{Ord: ord, ScopeType: "person", ScopeID: id, ScopeName: name, PeriodLabel: "3月5日", MetricName: "拜访", FormName: "检查表", Stated: n(5), FromLogs: n(4), Sentence: name, FilePath: place.file})
	}
}

// actionsOf adds the same for a team.
func (s *sample) actionsOf(id, name string) {
	n := data.Of
	s.add(data.Pace{ScopeType: "team", ScopeID: id, ScopeName: name, Target: n(1), Actual: n(1), Forecast: n(1), Sentence: name},
		data.CauseSummary{ScopeType: "company", ScopeID: "C", Ord: 1, Rule: "R14", RuleName: "计划不足", CauseClass: "plan", CauseClassName: "计划", Cards: n(3), Named: n(2), PeopleText: hostile[1], PhiYuan: n(41000), Sentence: hostile[0]},
		data.Training{ScopeType: "team", ScopeID: id, Ord: 1, ScopeName: name, Topic: "需求了解", NeedName: "技能", Audience: hostile[2], People: n(3), PhiYuan: n(90000), Method: "演练", When: "周例会", Indicator: "意向率"},
		data.MetricMonth{ScopeType: "team", ScopeID: id, Ord: 1, ID: "R03", Name: "网点活动率", Unit: "比率", Num: n(8), Den: n(12), Value: n(0.667)},
		data.MetricMonth{ScopeType: "team", ScopeID: id, Ord: 2, ID: "C01", Name: "陪访", Unit: "次", Reason: "NO_SUPERVISOR_LOG"},
		data.Restatement{ScopeType: "team", ScopeID: id, MonthStart: date(2026, 2, 1), Ord: 1, ScopeName: name, MonthLabel: "2026年2月", MetricName: "拜访", Frozen: n(40), Now: n(44), Difference: n(4), Files: hostile[3]},
	)
}
