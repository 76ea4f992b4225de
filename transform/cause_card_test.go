package transform

import (
	"fmt"
	"testing"

	"aqs/internal/calendar"
)

// quarter adds people who each log every work day of the year's first quarter; day says what they write.
func quarter(tables rawTables, people int, team string, day func(i, d int) (map[string][2]any, []row)) {
	for i := range people {
		name := fmt.Sprintf("%s%d", team, i+1)
		tables.roster(fmt.Sprintf("%s-%d", team, i+1), name, team, "甲部", nil)
		for d, on := range calendar.Workdays(jan(1), march31) {
			no := len(tables["day"]) + 1
			metrics, visits := day(i, d)
			tables.logDay("logs", no, who(name, team), on, metrics)
			for v, visit := range visits {
				visit["file_id"], visit["sheet"], visit["row_no"], visit["record_no"], visit["day_no"] = "logs", "s", 50+v, len(tables["visit"])+1, no
				visit["cells"] = fmt.Sprintf(`{"outlet_name":"B%d"}`, 50+v)
				tables["visit"] = append(tables["visit"], visit)
			}
		}
	}
}

// Habits of visits and appointments. Of five alike people the first gets half of the others'
// appointments (2 of 4 against 4 of 4 every other day), prepares and follows up one visit in four
// where the others do three in four. Three months, all below the team's: named.
func TestCardsOfHabits(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	quarter(tables, 5, "一组", func(i, d int) (map[string][2]any, []row) {
		visits := []row{{"outlet_name": "工行支行", "customer_name": "客户", "purpose_text": "产品说明", "purpose": "present", "is_done": true}}
		done := d%4 != 0
		if i == 0 {
			done = d%4 == 0
		}
		if done {
			visits[0]["prepared_text"], visits[0]["next_step"] = "备好资料", "送计划书"
		}
		return map[string][2]any{"talks": {nil, 4}}, visits
	})
	for i := range tables["day"] {
		made := 3 + i%2
		if i < len(calendar.Workdays(jan(1), march31)) {
			made = 1 + i%2
		}
		for metric, actual := range map[string]int{"appointments": 4, "appointments_made": made} {
			tables["day_metric"] = append(tables["day_metric"], row{"file_id": "logs", "sheet": "1", "record_no": 100000 + len(tables["day_metric"]), "day_no": i + 1, "metric": metric, "actual": actual})
		}
	}
	m := buildMarts(t, march31, tables)
	m.expect("select scope_id, rule, verdict, decided_by, phi_yuan from report.rpt_cause_card where rule in ('R2', 'R8', 'R9') order by rule",
		"一组-1|R2|named|3 个月每个月都低于同组|·",
		"一组-1|R8|named|3 个月每个月都低于同组，不是偶然一次|·",
		"一组-1|R9|named|3 个月每个月都低于同组，不是偶然一次|·")
}

// Plans, lists, lateness. Four people with a daily plan of four talks and a quarter of all talks an
// intent, a quarter of these a case of 1,000: 58 work days × 4 talks. The target is ten times what
// the plan brings for the first (R14); the second talks 12 a day in the month's last third and 1
// before (R15); the third's list holds two names that are still open, one that is not (R1).
func TestCardsOfPlansListsAndLateness(t *testing.T) {
	m := shortPlans(t, 0)
	m.expect("select scope_id, rule, phi_yuan > 30000 from report.rpt_cause_card where rule = 'R14' and phi_yuan > 20000", "一组-1|R14|true")
	m.expect("select scope_id, verdict, decided_by from report.rpt_cause_card where rule = 'R15'", "一组-2|named|三个月每个月都是如此，且合并检验显著")
	m.expect("select scope_id, left(phenomenon, 21) from report.rpt_cause_card where rule = 'R1'", "一组-3|名单上还可跟进的客户 2 位（共 3 位）")
}

// The same plan, but one case of 60,000 brings the first over the target of 50,000: nothing is
// missed, so no plan is to blame.
func TestNoPlanIsBlamedForAReachedTarget(t *testing.T) {
	m := shortPlans(t, 60000)
	m.expect("select count(*) from analysis.gap_detail where person_id = (select person_id from core.dim_person where employee_no = '一组-1') and reference = 'plan' and detail = 'target' and yuan > 20000", "3")
	m.expect("select count(*) from report.rpt_cause_card where rule = 'R14' and scope_id = '一组-1'", "0")
}

// shortPlans builds the marts of the plans, lists and lateness above; bonus is the premium of one
// more case of the first person on the last day.
func shortPlans(t *testing.T, bonus int) marts {
	t.Helper()
	tables := rawTables{}
	tables.files("roster", "logs", "list")
	days := calendar.Workdays(jan(1), march31)
	last := map[int]bool{}
	for d, on := range days {
		month := calendar.Workdays(calendar.Date(on.Year(), on.Month(), 1), calendar.Date(on.Year(), on.Month()+1, 0))
		for k, day := range month {
			if day.Equal(on) && 3*(k+1) > 2*len(month) {
				last[d] = true
			}
		}
	}
	quarter(tables, 4, "一组", func(i, d int) (map[string][2]any, []row) {
		talks := 4
		if i == 1 {
			talks = 1
			if last[d] {
				talks = 12
			}
		}
		sold := 0
		if d%4 == 0 {
			sold = 1
		}
		premium := 1000 * sold
		if bonus > 0 && i == 0 && d == len(days)-1 {
			sold, premium = sold+1, premium+bonus
		}
		return map[string][2]any{"talks": {4, talks}, "intents": {nil, 1}, "cases": {nil, sold}, "premium_yuan": {nil, premium}}, nil
	})
	for i := range 4 {
		for month := 1; month <= 3; month++ {
			target := 5000
			if i == 0 {
				target = 50000
			}
			tables["target"] = append(tables["target"], row{"file_id": "list", "record_no": len(tables["target"]) + 1, "scope_type": "person", "employee_no": fmt.Sprintf("一组-%d", i+1),
				"month_start_on": calendar.Date(2026, 1, 1).AddDate(0, month-1, 0), "metric": "premium_yuan", "target": target})
		}
	}
	for _, status := range []any{"跟进中", nil, "放弃"} {
		tables.put("prospect", "list", "s", row{"employee_no": "一组-3", "snapshot_on": march(2), "customer_name": fmt.Sprintf("客户%v", status), "status_text": status})
	}
	return buildMarts(t, march31, tables)
}

// Everybody talks 12 a day in the month's last third and 1 before: closing dates, nobody's habit. No R15.
func TestLateWithEverybodyIsNobodysHabit(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	days := calendar.Workdays(jan(1), march31)
	quarter(tables, 4, "一组", func(_, d int) (map[string][2]any, []row) {
		talks := 1
		if on := days[d]; on.Day() > 20 {
			talks = 12
		}
		return map[string][2]any{"talks": {nil, talks}, "intents": {nil, 1}, "cases": {nil, 0}}, nil
	})
	m := buildMarts(t, march31, tables)
	m.expect("select count(*) from analysis.metric_month where metric_id = 'T04' and scope_type = 'person' and month_start_on = date '2026-03-01' and value > 0.1", "4")
	m.expect("select count(*) from report.rpt_cause_card where rule = 'R15'", "0")
	m.expect("select max(late_months) from analysis.pace_lateness", "0")
}

// Three of eight in a team bring half of the others' intents (R17); their supervisor's week holds one
// joint visit. Another team of four alike people has half of everybody's intents: that is the team (R18).
func TestCardsOfTeams(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs", "plan")
	write := func(low func(i int) bool) func(i, d int) (map[string][2]any, []row) {
		return func(i, d int) (map[string][2]any, []row) {
			intents := 4 - d%2 // 3.5 of 8
			if low(i) {
				intents = 1 + d%2 // 1.5 of 8
			}
			return map[string][2]any{"talks": {nil, 8}, "intents": {nil, intents}, "cases": {nil, 1}, "premium_yuan": {nil, 1000}}, nil
		}
	}
	quarter(tables, 8, "一组", write(func(i int) bool { return i < 3 }))
	quarter(tables, 4, "二组", write(func(int) bool { return true }))
	for _, team := range []string{"三组", "四组", "五组"} {
		quarter(tables, 4, team, write(func(int) bool { return false }))
	}
	tables.roster("S1", "陈刚", "一组", "甲部", row{"role": "supervisor"})
	tables.put("slot", "plan", "s", row{"person_name": "陈刚", "team_name": "一组", "slot_on": march(10), "half_day": "am", "activity": "joint_visit"})
	m := buildMarts(t, march31, tables)
	m.expect("select person_id from analysis.cause_flag where is_flagged and factor = 'intent_rate' and month_start_on = date '2026-03-01' and team_id = '一组' order by 1", "一组-1", "一组-2", "一组-3")
	m.expect("select scope_id, verdict, decided_by, phenomenon from report.rpt_cause_card where scope_type = 'team' and rule = 'R17'",
		"一组|named|主管日程已填写，次数低于每周三次|意向率有 3 人被点名；主管本月日程中陪访与个别辅导平均每周 1.0 次")
	m.expect("select scope_id, cause_class from report.rpt_cause_card where scope_type = 'team' and rule = 'R18'", "二组|product")
}

// R16: outlets of grade D yield intents half as often as those of grade A, for everybody; the sixth
// person has D only. A plan of six talks a day and a target give the money of it.
func TestCardOfPoorOutlets(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	for _, grade := range []string{"A", "D"} {
		tables["outlet"] = append(tables["outlet"], row{"file_id": "roster", "record_no": len(tables["outlet"]) + 1, "outlet_name": grade + "支行", "grade": grade})
	}
	quarter(tables, 6, "一组", func(i, d int) (map[string][2]any, []row) {
		grade, intents := "A", 2+d%3 // 3 of 6 on average
		if i == 5 || d%2 == 1 {
			grade, intents = "D", 1+(d/2)%2 // 1.5 of 6
		}
		return map[string][2]any{"talks": {6, 6}, "intents": {nil, intents}, "cases": {nil, intents}, "premium_yuan": {nil, 5000 * intents}},
			[]row{{"outlet_name": grade + "支行", "is_done": true}}
	})
	for i := range 6 {
		tables["target"] = append(tables["target"], row{"file_id": "roster", "record_no": i + 1, "scope_type": "person", "employee_no": fmt.Sprintf("一组-%d", i+1),
			"month_start_on": march(1), "metric": "premium_yuan", "target": 150000})
	}
	m := buildMarts(t, march31, tables)
	m.expect("select scope_id, verdict, cause_class, round(phi_yuan), left(phenomenon, 26) from report.rpt_cause_card where rule = 'R16'", "一组-6|named|outlet|68415|负责的网点按等级折算，应有的转化率只有同组的 71%")
}
