package transform

import "testing"

// A month's target over its weeks and days: 22 work days of March 2026 in the weeks 2–6 (5), 9–13 (5),
// 16–20 (5), 23–27 (5), 30–31 (2).
func TestTargetSplit(t *testing.T) {
	tables := registers("logs")
	target := func(no, metric string, week, amount any) {
		tables.put("target", "logs", "t", row{"scope_type": "person", "employee_no": no, "month_start_on": march(1), "metric": metric,
			"week_no": week, "target": amount, "set_by": "self"})
	}
	target("A1", "talks", nil, 220) // evenly: 10 a day
	target("A2", "talks", nil, 220) // own first week 90, the other 130 over 17 days
	target("A2", "talks", 1, 90)
	target("A3", "talks", nil, 100) // own weeks take more than the month: the rest is 0
	target("A3", "talks", 1, 80)
	target("A3", "talks", 2, 40)
	tables.logDay("logs", 1, who("王芳", "一组"), march(2), map[string][2]any{"talks": {nil, 12}})
	tables.logDay("logs", 2, who("王芳", "一组"), march(7), map[string][2]any{"talks": {nil, 3}}) // a Saturday counts for its week
	tables.logDay("logs", 3, who("王芳", "一组"), march(10), map[string][2]any{"talks": {nil, 5}})
	m := buildMarts(t, march(11), tables)
	m.expect(`select scope_id, level, period_start_on, period_end_on, target, target_to_date, actual, gap_to_date, split_by, reason from analysis.target_split
		where scope_type = 'person' and metric = 'talks' and level in ('week', 'month', 'year') order by scope_id, level_ord, period_start_on`,
		"A1|year|2026-01-01|2026-12-31|220|80|20|60|·|·",
		"A1|month|2026-03-01|2026-03-31|220|80|20|60|·|·",
		"A1|week|2026-03-02|2026-03-06|50|50|15|35|calendar|·",
		"A1|week|2026-03-09|2026-03-13|50|30|5|25|calendar|·",
		"A1|week|2026-03-16|2026-03-20|50|0|·|·|calendar|OPEN_PERIOD",
		"A1|week|2026-03-23|2026-03-27|50|0|·|·|calendar|OPEN_PERIOD",
		"A1|week|2026-03-30|2026-03-31|20|0|·|·|calendar|OPEN_PERIOD",
		"A2|year|2026-01-01|2026-12-31|220|112.9412|·|112.9412|·|NO_FIGURE",
		"A2|month|2026-03-01|2026-03-31|220|112.9412|·|112.9412|·|NO_FIGURE",
		"A2|week|2026-03-02|2026-03-06|90|90|·|90|own|NO_FIGURE",
		"A2|week|2026-03-09|2026-03-13|38.2353|22.9412|·|22.9412|calendar|NO_FIGURE", // 130 × 5 ÷ 17
		"A2|week|2026-03-16|2026-03-20|38.2353|0|·|·|calendar|OPEN_PERIOD",
		"A2|week|2026-03-23|2026-03-27|38.2353|0|·|·|calendar|OPEN_PERIOD",
		"A2|week|2026-03-30|2026-03-31|15.2941|0|·|·|calendar|OPEN_PERIOD",
		"A3|year|2026-01-01|2026-12-31|100|100|·|100|·|NO_FIGURE", // 104 by the split, but never more than the month
		"A3|month|2026-03-01|2026-03-31|100|100|·|100|·|NO_FIGURE",
		"A3|week|2026-03-02|2026-03-06|80|80|·|80|own|NO_FIGURE",
		"A3|week|2026-03-09|2026-03-13|40|24|·|24|own|NO_FIGURE",
		"A3|week|2026-03-16|2026-03-20|0|0|·|·|calendar|OPEN_PERIOD",
		"A3|week|2026-03-23|2026-03-27|0|0|·|·|calendar|OPEN_PERIOD",
		"A3|week|2026-03-30|2026-03-31|0|0|·|·|calendar|OPEN_PERIOD")
	m.expect("select target, actual from analysis.target_split where level = 'day' and scope_id = 'A1' and period_start_on in (date '2026-03-02', date '2026-03-03') order by period_start_on",
		"10|12", "10|·")
	m.expect("select period_label, split_name from report.rpt_target_split where scope_id = 'A2' and metric = 'talks' and level in ('year', 'week') order by level_ord, period_start_on limit 2",
		"2026年|各月目标之和（已设 1 个月）", "3月2日–3月6日|本人（团队）自己的分解")
}

// The year's target is the form's where it states one: what the person set before what was given, the
// later form before the earlier; what should be there by now stays the months' sum.
func TestYearTargetAsStated(t *testing.T) {
	tables := registers("logs", "feb", "mar")
	year := func(file, no, setBy string, filled int, amount any) {
		tables.put("year_target", file, "t", row{"scope_type": "person", "employee_no": no, "year": 2026, "metric": "talks",
			"target": amount, "set_by": setBy, "filled_on": march(filled), "target_cell": "C4"})
	}
	for _, no := range []string{"A1", "A2", "A3"} {
		tables.put("target", "logs", "t", row{"scope_type": "person", "employee_no": no, "month_start_on": march(1), "metric": "talks", "target": 220, "set_by": "self"})
	}
	year("feb", "A1", "self", 1, 2400)
	year("mar", "A1", "supervisor", 5, 3000)
	year("feb", "A2", "self", 1, 2000)
	year("mar", "A2", "self", 5, 2200)
	m := buildMarts(t, march(31), tables)
	m.expect("select scope_id, target, target_to_date, split_by, months_with_target from analysis.target_split where scope_type = 'person' and level = 'year' and metric = 'talks' order by scope_id",
		"A1|2400|220|stated|1", "A2|2200|220|stated|1", "A3|220|220|·|1")
	m.expect("select scope_id, target, target_cell, file_id = 'mar' from core.year_target order by scope_id", "A1|2400|C4|false", "A2|2200|C4|true")
	m.expect("select split_name from report.rpt_target_split where scope_id = 'A1' and metric = 'talks' and level = 'year'", "表上所写的年度目标（已设 1 个月）")
}

// KPI keep their owner's words; known ones get our figures beside them, and their targets stand in where
// no target form says otherwise.
func TestKPI(t *testing.T) {
	tables := registers("logs", "kpi")
	kpi := func(name, person string, more row) {
		values := row{"scope_type": "person", "person_name": person, "team_name": "一组", "month_start_on": march(1), "kpi_name": name, "cells": `{"kpi_name":"B4"}`}
		for key, value := range more {
			values[key] = value
		}
		tables.put("kpi", "kpi", "s", values)
	}
	kpi("保费（万元）", "周建国", row{"target": 10, "target_text": "10", "actual": 2, "actual_text": "2", "attain_rate": 0.3})
	kpi("洽谈人数", "王芳", row{"target": 40, "target_text": "40"})
	kpi("团队氛围", "周建国", row{"target_text": "良好", "score": 15})
	kpi("件数", "周建国", row{"target": 99, "target_text": "99"})
	kpi("件数", "陈刚", row{"target": 8, "target_text": "8"}) // a 主管's KPI is the team's
	tables.put("target", "logs", "t", row{"scope_type": "person", "employee_no": "A1", "month_start_on": march(1), "metric": "talks", "target": 50, "set_by": "self"})
	tables.logDay("logs", 1, who("王芳", "一组"), march(3), map[string][2]any{"talks": {nil, 20}})
	tables.saleLine("logs", 1, 2, 30000)
	m := buildMarts(t, march31, tables)
	m.expect("select kpi_name, subject_type, subject_id, metric, stated_target, stated_actual, computed_actual, attainment, difference, is_rate_right, reason from analysis.kpi_month order by kpi_name, subject_type",
		"件数|dept|甲部|cases|99|·|2|0.0202|·|·|·",
		"件数|team|一组|cases|8|·|2|0.25|·|·|·",
		"保费（万元）|dept|甲部|premium_yuan|100000|20000|30000|0.3|-10000|false|·",
		"团队氛围|dept|甲部|·|·|·|·|·|·|·|NO_METRIC",
		"洽谈人数|person|A1|talks|40|·|20|0.5|·|·|·")
	m.expect("select scope_type, scope_id, metric, target, origin from core.fct_target order by all",
		"dept|甲部|cases|99|kpi", "dept|甲部|premium_yuan|100000|kpi", "person|A1|talks|50|target_form", "team|一组|cases|8|kpi")
	// What a level's own form or those below it say comes before a KPI sheet.
	m.expect("select scope_type, scope_id, metric, target, target_source from analysis.target_month where target is not null order by all",
		"company|company|cases|8|members", "company|company|premium_yuan|100000|members", "company|company|talks|50|members",
		"dept|甲部|cases|8|members", "dept|甲部|premium_yuan|100000|kpi", "dept|甲部|talks|50|members",
		"person|A1|talks|50|own", "team|一组|cases|8|kpi", "team|一组|talks|50|members")
	m.expect("select sentence, cell from report.rpt_kpi where metric = 'premium_yuan'",
		"甲部保费（预收）：目标 10.0 万元，按日志与台账 3.0 万元（30%）；表上写 2.0 万元，请核对；表上的达成率与目标、实际不符|B4")
}
