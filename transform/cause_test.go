package transform

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"aqs/internal/calendar"
)

// Ten people over three months; the first two talk half as much as the others. A1 plans six talks a day and does two of them; A2
// writes no plan. A2 was coached in the week before the review.
func twoQuietPeople() rawTables {
	tables := rawTables{}
	tables.files("roster", "logs", "week")
	no := 0
	for i := range 10 {
		name := fmt.Sprintf("员工%d", i+1)
		tables.roster(fmt.Sprintf("A%d", i+1), name, "一组", "甲部", nil)
		for d, on := range calendar.Workdays(jan(1), march31) {
			no++
			talks, plan := 5+i%3+d%3, any(nil)
			if i < 2 {
				talks = 1 + d%3
			}
			if i == 0 {
				plan = 6
			}
			tables.logDay("logs", no, who(name, "一组"), on, map[string][2]any{"talks": {plan, talks}, "intents": {nil, 2}, "cases": {nil, 1}, "premium_yuan": {nil, 1000}})
		}
	}
	tables["coaching"] = []row{{"file_id": "week", "sheet": "周报", "row_no": 20, "record_no": 1, "team_name": "一组", "week_start_on": march(23),
		"person_name": "员工2", "problem": "活动少", "content": "一起排日程", "cells": `{"content":"J20"}`}}
	return tables
}

func TestCauseCards(t *testing.T) {
	m := buildMarts(t, march31, twoQuietPeople())
	// A1 is named: 22 work days with a plan of six, 44 talks at 1 + d mod 3. For A2 nothing decides.
	m.expect(`select scope_id, rule, verdict, cause, decided_by, cause_class, questions is not null from report.rpt_cause_card where scope_type = 'person' and rule = 'R6' order by scope_id`,
		"A1|R6|named|做得不够|本人计划洽谈 132，计划日只完成 44（33%）|person|true",
		"A2|R6|needs_talk|负责的网点少／做得不够／投入不足（做得少，记录与计划也少）|·|outlet|true")
	// Each row of evidence has its cell; the quietest days come first.
	m.expect("select count(*), count(file_path), count(cell), min(text) from report.rpt_cause_evidence where scope_id = 'A1' and rule = 'R6' and ord = 1", "1|1|1|3月4日：洽谈人数 1（计划 6）")
	m.expect("select count(*) from report.rpt_cause_evidence where scope_id = 'A1' and rule = 'R6'", "6")
	m.expect("select failing_rows from report.rpt_test where test_name = 'cause_card_has_evidence'", "0")
	// Healthy colleagues have no card but for plans and luck.
	m.expect("select count(*) from analysis.cause_card where scope_id not in ('A1', 'A2') and rule not in ('R0', 'R14')", "0")
	m.expect("select rule, status, reason from report.rpt_cause_rule where rule in ('R1', 'R2', 'R6') order by rule",
		"R1|absent|没有财富100 等客户名单", "R2|absent|没有约访与约访成功的次数", "R6|active|·")

	// A2 was coached a week ago: time to show it. A1 is this week's.
	m.expect("select person_id, kind, factor from report.rpt_focus where kind in ('coach', 'waiting') order by ord", "A1|coach|activity", "A2|waiting|activity")
	m.expect("select capacity, capacity_source from analysis.focus_capacity", "4|standard")
	m.expect("select kind, status, due_on, text, cell from report.rpt_loop where scope_type = 'person' and scope_id = 'A2' and kind = 'coaching'", "coaching|open|2026-04-20|活动少：一起排日程|J20")
	// Only A1's cause is known: that is coaching, no session.
	m.expect("select count(*) from report.rpt_training", "0")
	m.expect("select rule, cards, named from report.rpt_cause_summary where scope_type = 'company' and rule = 'R6' order by named", "R6|1|0", "R6|1|1")
}

// February: both 4 talks a day on average (3, 5, 3, 5 …), nobody differs, so the baseline is 4 for both. March: A1 talks 6 (5, 7 …),
// A2 still 4. The others' change is (Σy + 10) / (Σn·4 + 10) = 1 for A1, so 4 was to be expected and 6 came.
func TestMeasuresAgainstExpectation(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs", "plan", "review")
	no := 0
	for i := range 2 {
		name := fmt.Sprintf("员工%d", i+1)
		tables.roster(fmt.Sprintf("A%d", i+1), name, "一组", "甲部", nil)
		for _, month := range []time.Month{time.February, time.March} {
			days := calendar.Workdays(calendar.Date(2026, month, 1), calendar.Date(2026, month+1, 0))[:14]
			for d, on := range days {
				no++
				talks := 3 + 2*(d%2)
				if i == 0 && month == time.March {
					talks += 2
				}
				tables.logDay("logs", no, who(name, "一组"), on, map[string][2]any{"talks": {nil, talks}, "intents": {nil, 1}, "cases": {nil, 0}})
			}
		}
	}
	measure := func(employee, text, indicator string) {
		n := len(tables["measure"]) + 1
		tables["measure"] = append(tables["measure"], row{"file_id": "plan", "sheet": "措施", "row_no": n + 3, "record_no": n, "scope_type": "person", "employee_no": employee,
			"team_name": "一组", "month_start_on": march(1), "measure_no": fmt.Sprint(n), "measure": text, "indicator": indicator, "cells": fmt.Sprintf(`{"measure":"C%d"}`, n+3)})
	}
	measure("A1", "每天多约两位客户面谈", "日均洽谈")
	measure("A2", "每天多走一个网点", "日均拜访、洽谈")
	measure("A2", "整理周报", "按时上交")
	measure("A1", "话术通关", "成交率")
	tables["measure_progress"] = []row{{"file_id": "review", "sheet": "检讨", "row_no": 4, "record_no": 1, "scope_type": "person", "employee_no": "A1", "team_name": "一组",
		"month_start_on": calendar.Date(2026, time.April, 1), "measure_no": "4", "measure": "话术通关", "status": "cancelled"}}
	m := buildMarts(t, march31, tables)
	m.expect("select person_id, baseline, change, expected, actual, difference, lo > 0 from analysis.measure_effect where month_start_on = date '2026-03-01' and factor = 'activity' order by 1",
		// For A2 the other is A1 with 84 talks against 56: change (84 + 10)/(56 + 10) = 1.4242.
		"A1|4|1|4|6|2|true", "A2|4|1.4242|5.697|4|-1.697|false")
	// 14 days at the peers' 4 are 56 each; the team did 140 instead of 112, so A1 came to 84/(56·1.25) − 1 = .2 above it, A2 as much below.
	m.expect("select person_id, weight, said, came from analysis.rate_pair where month_start_on = date '2026-03-01' and factor = 'activity' order by 1",
		"A1|56|0|0.2", "A2|56|0|-0.2")
	m.expect("select measure, verdict_name, status_name, cell from report.rpt_measure order by scope_id, ord",
		"每天多约两位客户面谈|有效|没有进展记录|C4", "话术通关|未执行|已取消|C7", "每天多走一个网点|未见效果|没有进展记录|C5", "整理周报|无法衡量|没有进展记录|C6")
}

// Four people. A1 and A2 hit their plan to the unit on 20 days and hand all of it in at one moment; for A1 the supervisor's sheet saw
// less on three days. Three indicators with a hard one: A1 is to be checked. Two soft ones: A2 is not.
func suspicious() rawTables {
	tables := rawTables{}
	tables.files("roster", "logs", "check")
	no := 0
	for i := range 4 {
		name := fmt.Sprintf("员工%d", i+1)
		tables.roster(fmt.Sprintf("A%d", i+1), name, "一组", "甲部", nil)
		for d, on := range calendar.Workdays(march(2), march(27)) {
			no++
			talks := 2 + (d*7+i*3)%5
			plan := talks
			if i >= 2 {
				plan = 1 + (d*3+i)%7
			}
			tables.logDay("logs", no, who(name, "一组"), on, map[string][2]any{"talks": {plan, talks}})
			day := tables["day"][len(tables["day"])-1]
			if i < 2 {
				day["submitted_at"] = time.Date(2026, time.April, 3, 20, 0, 0, 0, time.UTC)
			}
			if i == 0 && d < 3 {
				tables["check_metric"] = append(tables["check_metric"], row{"file_id": "check", "sheet": "检查", "row_no": d + 1, "record_no": d + 1, "employee_no": "A1",
					"person_name": name, "team_name": "一组", "work_on": on, "metric": "talks", "actual": talks - 1, "actual_cell": "C3"})
			}
		}
	}
	return tables
}

func TestPlausibilityNeedsThreeAndAFact(t *testing.T) {
	m := buildMarts(t, march31, suspicious())
	m.expect("select person_id, string_agg(indicator, ' ' order by indicator) from analysis.plausibility_indicator where is_hit group by person_id order by person_id", "A1|p2 p7 p9", "A2|p2 p7")
	m.expect("select person_id, indicators, hard_indicators from report.rpt_plausibility_person", "A1|3|1")
	m.expect("select indicator, is_hard, file_path, cell from report.rpt_plausibility where indicator = 'p9'", "p9|true|logs.xlsx|"+m.lines("select min(actual_place) from core.fct_day_metric where person_id = 'A1' and work_on = date '2026-03-02'")[0])
}

// A score that read it would stop the publication.
func TestPlausibilityNeverReachesAScore(t *testing.T) {
	files := overlay(t, "analysis/score_axis.sql", "select * from final", "select * from final where person_id not in (select person_id from analysis.plausibility_person)")
	_, err := Run(context.Background(), Options{RawPath: writeRaw(t, suspicious()), MartsPath: filepath.Join(t.TempDir(), "marts.duckdb"), AsOf: march31, Warehouse: oneThread, Files: files})
	var failure *TestFailure
	if !errors.As(err, &failure) || len(failure.Failed) != 1 || failure.Failed[0].Name != "plausibility_stays_apart" {
		t.Errorf("got %v", err)
	}
}

// Habits. Three of four people note a purpose on each of 12 visits a month; A1 on 3 of 12, in each of three months. And A1 talks on
// the day after refusals with one customer, else with four.
func TestHabitsAndRefusals(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	no := 0
	for i := range 4 {
		name := fmt.Sprintf("员工%d", i+1)
		tables.roster(fmt.Sprintf("A%d", i+1), name, "一组", "甲部", nil)
		for d, on := range calendar.Workdays(jan(1), march31) {
			no++
			talks := 4
			if i == 0 && d%4 == 1 {
				talks = 1
			}
			tables.logDay("logs", no, who(name, "一组"), on, map[string][2]any{"talks": {nil, talks}})
			for v := range 2 {
				visit := row{"file_id": "logs", "sheet": "s", "row_no": 50 + v, "record_no": len(tables["visit"]) + 1, "day_no": no, "outlet_name": "工行支行", "is_done": true,
					"cells": fmt.Sprintf(`{"outlet_name":"B%d","result":"H%d"}`, 50+v, 50+v), "result": "客户再看看"}
				if i > 0 || d%4 == 2 {
					visit["purpose"], visit["purpose_text"] = "present", "产品说明"
				}
				if d%4 == 0 {
					visit["result"] = "客户拒绝，不需要"
				}
				tables["visit"] = append(tables["visit"], visit)
			}
		}
	}
	m := buildMarts(t, march31, tables)
	m.expect("select person_id, habit, n, y < n / 3, is_low from analysis.cause_share where habit = 'object' and month_start_on = date '2026-03-01' and person_id in ('A1', 'A2') order by 1",
		"A1|object|"+m.lines("select count(*) from core.fct_visit where person_id = 'A1'")[0]+"|true|true", "A2|object|"+m.lines("select count(*) from core.fct_visit where person_id = 'A2'")[0]+"|false|false")
	m.expect("select rule, verdict, cause, decided_by from report.rpt_cause_card where scope_id = 'A1' and rule = 'R7'", "R7|named|没有计划拜访的习惯|3 个月每个月都低于同组，不是偶然一次")
	// One after each heavy day, four otherwise: nothing but the order of days tells, and it tells.
	m.expect("select person_id, activity_after, activity_other, is_low from analysis.cause_reject where month_start_on = date '2026-03-01' and is_low", "A1|1|4|true")
	m.expect("select rule, verdict, cause from report.rpt_cause_card where scope_id = 'A1' and rule = 'R10'", "R10|needs_talk|遭拒之后缩手")
	m.expect("select count(*) > 0, count(*) = count(cell) from report.rpt_cause_evidence where scope_id = 'A1' and rule in ('R7', 'R10')", "true|true")
}
