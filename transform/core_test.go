package transform

import (
	"testing"
	"time"

	"aqs/internal/calendar"
)

func jan(day int) time.Time   { return calendar.Date(2026, time.January, day) }
func march(day int) time.Time { return calendar.Date(2026, time.March, day) }

// who names a log's writer as logs do: by name and team.
func who(name, team string) row { return row{"person_name": name, "team_name": team} }

func TestPeopleAreResolvedNotGuessed(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	tables.roster("A1", "李伟", "一组", "甲部", nil)
	tables.roster("A2", "李伟", "二组", "甲部", nil) // a homonym in another team
	tables.roster("A3", "王芳", "一组", "甲部", nil)
	for i, w := range []row{
		{"employee_no": "a1 ", "person_name": "李伟", "team_name": "二组"}, // the number decides
		who("李伟", "二组"),    // name and team
		who("王 芳", "城东一组"), // name alone: only one bears it
		who("李伟", "三组"),    // two bear it: nobody is meant
		who("赵六", "一组"),    // unknown
		{"employee_no": "Z9", "person_name": "王芳", "team_name": "一组"}, // a number the roster does not know
	} {
		tables.logDay("logs", i+1, w, march(2+i%2), nil)
	}
	m := buildMarts(t, march31, tables)
	m.expect(`select person_id, is_in_roster, resolved_by from core.person_alias
		where person_key in (select person_key from staging.stg_day) order by person_id, resolved_by`,
		"?一组/赵六|false|unresolved",
		"?三组/李伟|false|unresolved",
		"A1|true|employee_no",
		"A2|true|name_and_team",
		"A3|true|name",
		"Z9|false|employee_no")
	// The strangers are listed and nothing is expected of them.
	m.expect("select distinct person_id from core.fct_day where is_expected order by person_id", "A1", "A2", "A3")
	m.expect("select child_id, title from report.rpt_attention where scope_type = 'company' and kind = 'data' order by child_id",
		"一组|2 名填报人不在花名册：王芳、赵六", "三组|1 名填报人不在花名册：李伟")
}

func TestDayStatus(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	tables.roster("A1", "王芳", "一组", "甲部", row{"hired_on": march(3), "left_on": march(24)})
	tables["leave"] = []row{
		{"file_id": "roster", "record_no": 1, "employee_no": "A1", "start_on": march(9), "end_on": march(11), "kind": "leave"},
		{"file_id": "roster", "record_no": 2, "employee_no": "A1", "start_on": march(12), "end_on": march(12), "kind": "training"},
	}
	talks := func(n any) map[string][2]any { return map[string][2]any{"talks": {4, n}} }
	tables.logDay("logs", 1, who("王芳", "一组"), march(3), talks(2))
	tables.logDay("logs", 2, who("王芳", "一组"), march(4), talks(0))
	tables.logDay("logs", 3, row{"person_name": "王芳", "team_name": "一组", "status": "leave"}, march(5), talks(nil))
	tables.logDay("logs", 4, row{"person_name": "王芳", "team_name": "一组", "status": "leave"}, march(6), talks(1)) // half a day
	tables.logDay("logs", 5, who("王芳", "一组"), march(7), talks(1))                                                // a Saturday
	tables.logDay("logs", 6, who("王芳", "一组"), march(11), talks(0))                                               // on leave, zeros
	tables.logDay("logs", 7, who("王芳", "一组"), march(13), nil)                                                    // a log without figures
	m := buildMarts(t, march31, tables)
	m.expect(`select work_on, status, is_expected, is_worked from core.fct_day
		where work_on between date '2026-03-02' and date '2026-03-16' or work_on >= date '2026-03-24' order by work_on limit 17`,
		"2026-03-02|not_employed|false|false",
		"2026-03-03|worked_logged|true|true",
		"2026-03-04|worked_zero|true|true",
		"2026-03-05|leave|false|false",
		"2026-03-06|worked_logged|false|true",
		"2026-03-07|nonworkday_logged|false|true",
		"2026-03-08|holiday|false|false",
		"2026-03-09|leave|false|false",
		"2026-03-10|leave|false|false",
		"2026-03-11|leave|false|false",
		"2026-03-12|training|false|false",
		"2026-03-13|worked_logged|true|true",
		"2026-03-14|holiday|false|false",
		"2026-03-15|holiday|false|false",
		"2026-03-16|missing|true|false",
		"2026-03-24|missing|true|false",
		"2026-03-25|not_employed|false|false")
	// Employed 3–24 March: 16 work days, less 5 and 6 (said in the log), 9–12 (register): 10 expected;
	// logged of these: 3, 4, 13.
	m.expect("select logs_expected, logs_received, coverage from report.rpt_run", "10|3|0.3")
	// Missing days are no zeros: the month's talks are 2+0+1+1+0 over the days that state them.
	m.expect("select actual, actual_days from analysis.plan_actual where scope_type = 'person' and period_type = 'month' and metric = 'talks'",
		"4|5")
}

func TestResubmissionKeepsTheLatestValid(t *testing.T) {
	tables := rawTables{}
	tables["file"] = []row{
		{"file_id": "f1", "path": "王芳_3月.xlsx", "status": "loaded", "rows_total": 0, "version_rank": 0, "modified_at": march(20)},
		{"file_id": "f2", "path": "王芳_3月_更正.xlsx", "status": "loaded", "rows_total": 0, "version_rank": 1, "modified_at": march(10)},
		{"file_id": "f3", "path": "王芳_3月_最终版.xlsx", "status": "loaded", "rows_total": 0, "version_rank": 2, "modified_at": march(21)},
		{"file_id": "f4", "path": "旧.xlsx", "status": "superseded", "rows_total": 0, "version_rank": 9},
	}
	for i, file := range []string{"f1", "f2", "f4"} {
		tables.logDay(file, 1, who("王芳", "一组"), march(3), map[string][2]any{"talks": {4, 3 + i}})
	}
	tables.saleLine("f2", 1, 1, 5000)
	tables.logDay("f3", 1, who("王芳", "一组"), march(3), nil) // the last one is empty: it says nothing against f2
	m := buildMarts(t, march31, tables)
	m.expect("select file_id, is_kept from core.day_version order by file_id", "f1|false", "f2|true", "f3|false")
	m.expect("select metric, actual, source from core.fct_day_metric order by metric",
		"cases|1|sale_rows", "premium_yuan|5000|sale_rows", "talks|4|log")
	m.expect("select kept_path, other_path, differs from report.rpt_resubmission order by ord",
		"王芳_3月_更正.xlsx|王芳_3月.xlsx|保费（预收） 空→5000；件数 空→1；洽谈人数 3→4",
		"王芳_3月_更正.xlsx|王芳_3月_最终版.xlsx|保费（预收） 空→5000；件数 空→1；洽谈人数 空→4")
}

func TestActualFromLinesOrTable(t *testing.T) {
	tables := rawTables{}
	tables.files("logs")
	figures := func(cases, premium any) map[string][2]any {
		return map[string][2]any{"cases": {1, cases}, "premium_yuan": {5000, premium}}
	}
	w := who("王芳", "一组")
	tables.logDay("logs", 1, w, march(2), figures(9, 9)) // lines win over the table
	tables.saleLine("logs", 1, 1, 3000)
	tables.saleLine("logs", 1, 2, 4000)
	tables.logDay("logs", 2, w, march(3), figures(2, 8000)) // no lines: the table
	tables.logDay("logs", 3, w, march(4), figures(nil, 7000))
	tables.saleLine("logs", 3, 1, nil) // one premium not readable: the table's is better than a part
	tables.saleLine("logs", 3, 1, 4000)
	tables.logDay("logs", 4, row{"person_name": "王芳", "team_name": "一组", "premium_total_yuan": 6000, "cells": `{"premium_total_yuan":"F30"}`}, march(5), nil) // only the total
	tables["visit"] = []row{
		{"file_id": "logs", "record_no": 1, "day_no": 4, "row_no": 12, "outlet_name": "工行"},
		{"file_id": "logs", "record_no": 2, "day_no": 4, "row_no": 13, "outlet_name": "农行"},
		{"file_id": "logs", "record_no": 3, "day_no": 4, "row_no": 14, "outlet_name": "建行", "is_done": false},
	}
	m := buildMarts(t, march31, tables)
	m.expect("select work_on, metric, plan, actual, source, stated_actual, actual_place from core.fct_day_metric order by work_on, metric",
		"2026-03-02|cases|1|3|sale_rows|9|第20–21行",
		"2026-03-02|premium_yuan|5000|7000|sale_rows|9|第20–21行",
		"2026-03-03|cases|1|2|log|2|D2",
		"2026-03-03|premium_yuan|5000|8000|log|8000|D2",
		"2026-03-04|cases|1|2|sale_rows|·|第22–23行",
		"2026-03-04|premium_yuan|5000|7000|log|7000|D3",
		"2026-03-05|premium_yuan|·|6000|day_total|·|·",
		"2026-03-05|visits|·|2|visit_rows|·|第12–13行")
	m.expect("select test_name, failing_rows from report.rpt_test where failing_rows > 0", "sale_lines_match_stated|2")
	m.expect("select cells_text from report.rpt_person_day where work_on between date '2026-03-02' and date '2026-03-05' order by work_on",
		"件数 D20、D21 · 保费 E20、E21", "件数 D2 · 保费 D2", "件数 D22、D23 · 保费 D3", "拜访 第12–13行 · 保费 F30")
}
