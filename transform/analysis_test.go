package transform

import (
	"testing"
	"time"

	"aqs/internal/calendar"
)

func TestPlanIsComparedOverPlannedDays(t *testing.T) {
	tables := rawTables{}
	tables.files("logs")
	w := who("王芳", "一组")
	tables.logDay("logs", 1, w, march(2), map[string][2]any{"talks": {4, 3}, "premium_yuan": {10000, 0}})
	tables.logDay("logs", 2, w, march(3), map[string][2]any{"talks": {4, 5}, "premium_yuan": {nil, 6000}})
	tables.logDay("logs", 3, w, march(4), map[string][2]any{"talks": {nil, 9}})
	tables.logDay("logs", 4, w, march(5), map[string][2]any{"visits": {0, 2}})
	m := buildMarts(t, march31, tables)
	// talks: plan 8 on two days, done 3+5 on them, 17 in all. premium: the 2nd and 3rd are planned
	// days (the 3rd plans talks), so 6,000 of 10,000. visits: a plan of zero is no plan.
	m.expect(`select metric, plan, actual, planned_actual, gap, attainment, reason from report.rpt_plan_actual
		where scope_type = 'company' and period_type = 'month' and metric in ('talks', 'premium_yuan', 'visits', 'cases') order by ord`,
		"premium_yuan|10000|6000|6000|4000|0.6|·",
		"cases|·|·|·|·|·|没有计划",
		"talks|8|17|8|0|1|·",
		"visits|0|2|2|-2|·|计划外（计划为 0）")
}

func TestWeeksStartOnMondayAndSkipHolidays(t *testing.T) {
	tables := rawTables{}
	tables.files("logs")
	for i, on := range []time.Time{jan(2), jan(4), jan(5), calendar.Date(2026, time.February, 18)} {
		tables.logDay("logs", i+1, who("王芳", "一组"), on, map[string][2]any{"talks": {2, 1}})
	}
	m := buildMarts(t, calendar.Date(2026, time.February, 28), tables)
	// 1–3 January 2026 are off, Sunday the 4th is a make-up day: the first week has one work day.
	// The week of 16 February (Spring Festival) has none. Neither gets a rate.
	m.expect(`select period_label, workdays, plan, actual, attainment, reason from report.rpt_plan_actual
		where scope_type = 'company' and period_type = 'week' and metric = 'talks' and plan > 0 order by period_start_on`,
		"第1周（12.29–1.4）|1|4|2|·|该周已过的工作日不足 2 天",
		"第2周（1.5–1.11）|5|2|1|0.5|·",
		"第8周（2.16–2.22）|0|2|1|·|该周已过的工作日不足 2 天")
}

func TestTargets(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "f1", "f2")
	tables.roster("A1", "王芳", "一组", "甲部", nil)
	tables.roster("A2", "李伟", "一组", "甲部", nil)
	tables.roster("A3", "赵六", "二组", "甲部", nil)
	target := func(file string, scope string, more row) {
		r := row{"file_id": file, "sheet": "s", "row_no": 1, "record_no": len(tables["target"]) + 1, "scope_type": scope,
			"month_start_on": march(1), "metric": "premium_yuan"}
		for key, value := range more {
			r[key] = value
		}
		tables["target"] = append(tables["target"], r)
	}
	target("f1", "person", row{"person_name": "王芳", "team_name": "一组", "target": 100, "set_by": "supervisor", "filled_on": march(9)})
	target("f2", "person", row{"person_name": "王芳", "team_name": "一组", "target": 80, "set_by": "self", "filled_on": march(1)}) // 自设 wins
	target("f2", "person", row{"employee_no": "A2", "target": 50})
	target("f2", "person", row{"employee_no": "A3", "target": 40})
	target("f2", "person", row{"employee_no": "A3", "target": 10, "week_no": 1}) // a week is no month
	target("f2", "team", row{"team_name": "一组", "target": 150})                  // the team's own, not 130
	tables.logDay("f1", 1, who("王芳", "一组"), march(3), map[string][2]any{"premium_yuan": {nil, 20}})
	m := buildMarts(t, march31, tables)
	m.expect(`select scope_id, target, actual, gap, attainment, attainment_reason, target_source from report.rpt_headline
		where metric = 'premium_yuan' order by scope_type, scope_id`,
		"company|190|20|170|0.1053|·|members", // 150 + 40
		"甲部|190|20|170|0.1053|·|members",
		"A1|80|20|60|0.25|·|own",
		"A2|50|·|50|·|没有日志|own",
		"A3|40|·|40|·|没有日志|own",
		"一组|150|20|130|0.1333|·|own",
		"二组|40|·|40|·|没有日志|members")
	m.expect("select failing_rows from report.rpt_test where test_name = 'team_target_is_sum'", "1")
	m.expect("select attainment_reason from report.rpt_headline where scope_type = 'company' and metric = 'talks'", "没有目标")
}

func TestTransferTakesNoHistoryAlong(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	tables.roster("A1", "王芳", "一组", "甲部", row{"hired_on": jan(1)})
	tables.roster("A1", "王芳", "二组", "甲部", row{"hired_on": jan(1), "joined_team_on": march(16)})
	tables.roster("A2", "李伟", "一组", "甲部", nil)
	tables.logDay("logs", 1, who("王芳", "一组"), march(3), map[string][2]any{"talks": {nil, 5}})
	tables.logDay("logs", 2, who("王芳", "二组"), march(17), map[string][2]any{"talks": {nil, 2}})
	m := buildMarts(t, march31, tables)
	m.expect("select scope_id, child_id, talks from report.rpt_child where scope_type = 'team' order by scope_id, child_id",
		"一组|A1|5", "一组|A2|·", "二组|A1|2")
	m.expect("select scope_id, actual from report.rpt_headline where metric = 'talks' and scope_type = 'team' order by scope_id", "一组|5", "二组|2")
	m.expect("select actual from report.rpt_headline where metric = 'talks' and scope_id = 'A1'", "7")
	m.expect("select team_id from core.dim_person where person_id = 'A1'", "二组")
}

func TestFunnelRatesAndReasons(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	tables.roster("A1", "王芳", "一组", "甲部", nil)
	tables.roster("A2", "李伟", "一组", "甲部", nil)
	tables.logDay("logs", 1, who("王芳", "一组"), march(3), map[string][2]any{"visits": {nil, 4}, "talks": {nil, 10}, "intents": {nil, 3}, "closes": {nil, 4}})
	tables.logDay("logs", 2, who("李伟", "一组"), march(3), map[string][2]any{"talks": {nil, 0}, "intents": {nil, 0}})
	m := buildMarts(t, march31, tables)
	// 3 of 10: p̂+z²/2n = .3+.1353 = .4353, half width 1.645·sqrt(.021+.00677) = .2741; ÷ 1.2706:
	// .1269 – .5583. 10 of 4 is a ratio, 4 of 3 exceeds its base: neither has an interval.
	m.expect("select stage, n, den, rate, rate_lo, rate_hi, reason, peer_rate from report.rpt_funnel where scope_id = 'A1' and window_type = 'month' order by stage_ord",
		"visits|4|·|·|·|·|·|·",
		"talks|10|4|2.5|·|·|·|2.5",
		"intents|3|10|0.3|0.1269|0.5583|·|0.3",
		"closes|4|3|1.3333|·|·|多于上一环节（含以往积累），不算区间|1.3333")
	m.expect("select stage, n, rate, reason from report.rpt_funnel where scope_id = 'A2' and window_type = 'month' order by stage_ord",
		"visits|·|·|没有拜访记录", "talks|0|·|没有拜访记录", "intents|0|·|没有洽谈记录", "closes|·|·|没有意向记录")
}

func TestMacros(t *testing.T) {
	m := buildMarts(t, march31, rawTables{})
	// Φ(1.96) and Φ(−1) from tables; Wilson 0/5 at 90 % (2.706/7.706); Poisson(3): P(X≤1) = 4e⁻³.
	m.expect("select ncdf(1.96), ncdf(-1), ncdf(0), ncdf(null)", "0.975|0.1587|0.5|·")
	m.expect("select wilson_lo(0, 5), wilson_hi(0, 5), wilson_lo(1, 0), wilson_hi(3, 2)", "0|0.3512|·|·")
	m.expect("select poisson_at_most(1, 3), poisson_at_most(0, 0), poisson_at_most(5000, 5000) > 0.4", "0.1991|1|true")
	m.expect("select ratio(1, 0), ratio(1, 4), yuan_text(12345), yuan_text(950), percent_text(0.615)", "·|0.25|1.2 万元|950 元|62%")
}

func TestEmptyWarehouse(t *testing.T) {
	m := buildMarts(t, calendar.Date(2027, time.May, 10), rawTables{})
	m.expect("select month_label, workdays, workdays_elapsed, files_total, logs_expected, coverage, calendar_note is not null from report.rpt_run",
		"2027年5月|21|6|0|0|·|true")
	m.expect("select input from report.rpt_missing_input order by ord", "出单台账", "花名册", "月度目标", "请假表", "网点表", "产品表", "团队周报",
		"检查表", "主管日程", "改善措施检讨", "培训计划表", "技能意愿评估表", "客户名单")
	m.expect("select count(*) from report.rpt_scope", "1")
	m.expect("select test_name from report.rpt_test where failing_rows > 0", "calendar_notice")
}
