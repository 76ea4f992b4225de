package transform

import (
	"fmt"
	"testing"

	"aqs/internal/calendar"
)

// Soft indicators of five people who each visit two customers a day in March, 22 work days, 44 visits.
//
//	p3: A1 writes the days of the first week again, word for word, in the second: five copies.
//	p4: A2 names 4 customers in 44 visits (.09) where the others name 44 each (1): 4 <= 11 and < 22.
//	A3 repeats two days only: below three, no finding.
func TestPlausibilityOfTexts(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	for i := range 5 {
		name := fmt.Sprintf("员工%d", i+1)
		tables.roster(fmt.Sprintf("A%d", i+1), name, "一组", "甲部", nil)
		for d, on := range calendar.Workdays(march(1), march31) {
			no := 100*i + d + 1
			tables.logDay("logs", no, who(name, "一组"), on, map[string][2]any{"talks": {nil, 3 + d%3}})
			for v := range 2 {
				written := d
				if i == 0 && d >= 5 && d < 10 || i == 2 && d >= 5 && d < 7 {
					written = d - 5
				}
				customer := fmt.Sprintf("客户%d-%d-%d", i, written, v)
				if i == 1 {
					customer = fmt.Sprintf("熟客%d", (d+v)%4)
				}
				tables["visit"] = append(tables["visit"], row{"file_id": "logs", "sheet": "s", "row_no": 50 + v, "record_no": len(tables["visit"]) + 1, "day_no": no,
					"outlet_name": "工行支行", "customer_name": customer, "purpose": "present", "result": fmt.Sprintf("结果%d-%d-%d", i, written, v), "is_done": true})
			}
		}
	}
	m := buildMarts(t, march31, tables)
	m.expect("select person_id, value, is_hit from analysis.plausibility_count where indicator = 'p3' and value > 0 order by 1", "A1|5|true", "A3|2|false")
	// The others of A2: A1 names 34, A3 40, A4 and A5 44 in 176 visits: 162 ÷ 176 = .9205.
	m.expect("select person_id, round(value, 4), round(peer_value, 4), is_hit from analysis.plausibility_count where indicator = 'p4' and person_id = 'A2'", "A2|0.0909|0.9205|true")
	m.expect("select count(*) from analysis.plausibility_count where indicator = 'p4' and is_hit", "1")
}

// Contradictions between records. A1 is at two outlets at once on three days (p5) and sells to three
// customers no visit names (p6); the ledger has one of these three sales, 3 > 1 + 1 and > 1.25 · 1 (p10).
// A2 does each one time less (two, two; the ledger has one of two): nothing is said.
func TestPlausibilityOfFacts(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs", "ledger")
	for i := range 2 {
		name := fmt.Sprintf("员工%d", i+1)
		tables.roster(fmt.Sprintf("A%d", i+1), name, "一组", "甲部", nil)
		for d, on := range calendar.Workdays(march(2), march(13)) {
			no := 100*i + d + 1
			tables.logDay("logs", no, who(name, "一组"), on, map[string][2]any{"talks": {nil, 3}})
			for v := range 2 {
				from := 540 + 120*v
				if d < 3-i {
					from = 540 + 30*v // 9:00–10:00 and 9:30–10:30
				}
				tables["visit"] = append(tables["visit"], row{"file_id": "logs", "sheet": "s", "row_no": 50 + v, "record_no": len(tables["visit"]) + 1, "day_no": no, "outlet_name": fmt.Sprintf("支行%d", v),
					"customer_name": fmt.Sprintf("客户%d", d), "from_minute": from, "to_minute": from + 60, "is_done": true, "cells": `{"time_text":"A9"}`})
			}
			if d < 3-i {
				tables.saleLine("logs", no, 1, 5000)
				tables["sale"][len(tables["sale"])-1]["customer_name"] = fmt.Sprintf("生客%d", d)
			} else if d == 9 {
				tables.saleLine("logs", no, nil, nil) // a line without a deal is no sale to check
			}
		}
		tables.put("policy", "ledger", "s", row{"policy_no": fmt.Sprintf("P%d", i), "issued_on": march(4), "employee_no": fmt.Sprintf("A%d", i+1), "cases": 1, "premium_yuan": 5000, "status": "in_force"})
	}
	m := buildMarts(t, march31, tables)
	m.expect("select person_id, kind, count(*) from analysis.plausibility_fact group by all order by all",
		"A1|ledger|1", "A1|no_contact|3", "A1|overlap|3", "A2|no_contact|2", "A2|overlap|2")
	m.expect("select person_id, indicator, value, is_hit from analysis.plausibility_indicator where is_hard and is_hit order by all",
		"A1|p10|1|true", "A1|p5|3|true", "A1|p6|3|true")
	m.expect("select text, cell from analysis.plausibility_fact where person_id = 'A1' and kind = 'ledger'", "2026年3月日志出单 3 件，出单台账 1 件|第20行")
	m.expect("select indicators, hard_indicators from report.rpt_plausibility_person where person_id = 'A1'", "3|3")
	m.expect("select count(*) from report.rpt_plausibility_person where person_id = 'A2'", "0")
}

// p8: of eight alike people one talks three times as much and brings a third of the others' intents.
// More activity alone (the second: three times the talks, intents and cases) is no finding.
func TestPlausibilityOfVolumeWithoutResult(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	quarter(tables, 8, "一组", func(i, d int) (map[string][2]any, []row) {
		talks, intents, cases := 4+d%2, 2, 1
		if i < 2 {
			talks *= 3
		}
		if i == 1 {
			intents, cases = 6, 3
		}
		return map[string][2]any{"talks": {nil, talks}, "intents": {nil, intents}, "cases": {nil, cases}, "premium_yuan": {nil, 1000 * cases}}, nil
	})
	m := buildMarts(t, march31, tables)
	m.expect("select person_id from analysis.plausibility_count where indicator = 'p8' and is_hit order by 1", "一组-1")
}
