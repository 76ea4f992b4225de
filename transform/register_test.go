package transform

import (
	"strings"
	"testing"
)

// The alias register settles what the roster cannot; a 工号 and a name in its own team stand above it.
func TestAliasRegister(t *testing.T) {
	tables := registers("logs")
	tables.roster("B1", "李伟", "二组", "甲部", nil) // a homonym
	tables["alias"] = []row{
		{"file_id": "roster", "record_no": 1, "alias_name": "小芳", "person_name": "王芳"},
		{"file_id": "roster", "record_no": 2, "alias_name": "李伟", "employee_no": "B1", "team_name": "三组"},
		{"file_id": "roster", "record_no": 3, "alias_name": "Z9", "employee_no": "A3"},                                                     // a mistyped number
		{"file_id": "roster", "record_no": 4, "alias_name": "阿强", "employee_no": "A3", "valid_from_on": march(1), "valid_to_on": march(5)}, // held by another before
		{"file_id": "roster", "record_no": 5, "alias_name": "老李", "person_name": "李伟"},                                                     // two bear it
		{"file_id": "roster", "record_no": 6, "alias_name": "王芳", "employee_no": "A2"},                                                     // without a team: her own team wins
		{"file_id": "roster", "record_no": 7, "alias_name": "双面", "employee_no": "A1"}, {"file_id": "roster", "record_no": 8, "alias_name": "双面", "employee_no": "A2"},
	}
	for i, w := range []row{who("小 芳", "一组"), who("李伟", "三组"), who("李伟", "一组"), {"employee_no": "Z9", "person_name": "张强", "team_name": "二组"},
		who("阿强", "二组"), who("老李", "一组"), who("王芳", "一组"), who("双面", "一组")} {
		tables.logDay("logs", i+1, w, march(2+i), nil)
	}
	m := buildMarts(t, march31, tables)
	// 阿强's log is of 6 March, after the alias ended: nobody is meant.
	m.expect("select person_name, team_name, person_id, resolved_by from core.person_alias where person_key in (select person_key from staging.stg_day) order by person_name, team_name",
		"双面|一组|?一组/双面|unresolved",
		"小 芳|一组|A1|alias",
		"张强|二组|A3|alias",
		"李伟|一组|A2|name_and_team",
		"李伟|三组|B1|alias",
		"王芳|一组|A1|name_and_team",
		"老李|一组|?一组/老李|unresolved",
		"阿强|二组|?二组/阿强|unresolved")
	m.expect("select failing_rows from report.rpt_test where test_name = 'aliases_mean_somebody'", "1") // 老李
}

// Days that come again unchanged are folded into one line; a changed one stands for itself.
func TestUnchangedDaysAreNoNews(t *testing.T) {
	tables := registers()
	tables["file"] = append(tables["file"],
		row{"file_id": "f1", "path": "台账_1.xlsx", "status": "loaded", "modified_at": march(10)},
		row{"file_id": "f2", "path": "台账_2.xlsx", "status": "loaded", "modified_at": march(20)})
	for day := 2; day <= 5; day++ {
		for i, file := range []string{"f1", "f2"} {
			talks := day
			if day == 4 {
				talks += i
			}
			tables.logDay(file, day, who("王芳", "一组"), march(day), map[string][2]any{"talks": {nil, talks}})
		}
	}
	m := buildMarts(t, march31, tables)
	m.expect("select work_on, kept_path, other_path, differs from report.rpt_resubmission order by ord",
		"2026-03-04|台账_2.xlsx|台账_1.xlsx|洽谈人数 4→5",
		"2026-03-02|台账_2.xlsx|台账_1.xlsx|数字相同（共 3 天，至 3月5日）")
}

// Ratings, measures and customers handed in again: one counts, the other stays visible.
func TestRegisterRowsAreKeptOnce(t *testing.T) {
	tables := registers()
	tables["file"] = append(tables["file"],
		row{"file_id": "a", "path": "a.xlsx", "status": "loaded", "version_rank": 0, "modified_at": march(9)},
		row{"file_id": "b", "path": "a_更正.xlsx", "status": "loaded", "version_rank": 1, "modified_at": march(8)})
	for _, f := range []string{"a", "b"} {
		tables.put("rating", f, "s", row{"month_start_on": march(1), "rater_name": "陈刚", "employee_no": "A1", "skill": map[string]string{"a": "low", "b": "high"}[f], "will": "high"})
		tables.put("measure", f, "s", row{"scope_type": "team", "team_name": "一组", "month_start_on": march(1), "measure": "加强 陪访", "due_on": march(20)})
		tables.put("customer", f, "s", row{"employee_no": "A1", "customer_name": "清江机械厂", "industry": map[string]string{"a": "制造", "b": "机械"}[f]})
		// Two equal plans of one day are two visits.
		for range 2 {
			tables.put("plan_item", f, "s", row{"scope_type": "person", "employee_no": "A1", "period_type": "week", "period_start_on": march(9), "plan_on": march(10), "activity": "拜访", "planned_times": 1})
		}
	}
	m := buildMarts(t, march31, tables)
	m.expect("select skill, file_id from core.fct_rating", "high|b")
	m.expect("select measure, file_id from core.fct_measure", "加强 陪访|b")
	m.expect("select industry from core.dim_customer", "机械")
	m.expect("select count(*), min(file_id) from core.fct_plan_item", "2|b")
	m.expect("select kind, before_text, after_text from report.rpt_correction order by ord",
		"customer|行业 制造；|行业 机械；", "rating|技能 low；意愿 high；|技能 high；意愿 high；")
}

// Whatever the registers hold, the run ends with a published file.
func TestDirtyRegisters(t *testing.T) {
	tables := registers("f", "g")
	hostileText := `'; drop table core.dim_person; --</script>`
	for _, file := range []string{"f", "g"} {
		for _, table := range []string{"policy", "plan_item", "kpi", "measure", "measure_progress", "training", "rating", "slot", "prospect",
			"customer", "stage_event", "check_metric", "coaching", "key_account", "note", "extra", "alias"} {
			tables.put(table, file, "s", row{}) // nothing at all
			tables[table] = append(tables[table], row{"file_id": file, "record_no": 99})
		}
		for _, scope := range []any{"person", "team", "dept", "company", nil} {
			who := row{"scope_type": scope, "person_name": hostileText, "team_name": "没有的组", "dept_name": hostileText, "month_start_on": march(15),
				"kpi_name": hostileText + "（万元）", "measure": hostileText, "topic": hostileText, "period_type": "week", "period_start_on": march(40),
				"target": 1e300, "planned_times": -1, "actual_times": 0, "expected": 0, "attended": 5, "kind": "summary", "body": hostileText, "metric": "visits", "actual": -5}
			for table, keep := range map[string]string{"kpi": "kpi_name month_start_on target", "measure": "measure month_start_on", "training": "topic month_start_on expected attended",
				"plan_item": "period_type period_start_on planned_times actual_times", "period_metric": "period_type period_start_on metric actual", "note": "kind body period_type"} {
				values := row{}
				for _, column := range append([]string{"scope_type", "person_name", "team_name"}, strings.Fields(keep)...) {
					values[column] = who[column]
				}
				tables.put(table, file, "s", values)
			}
		}
		tables.put("policy", file, "s", row{"policy_no": "P1", "issued_on": march(40), "premium_yuan": -1, "cases": 0, "person_name": hostileText})
		tables.put("policy", file, "s", row{"policy_no": "P1", "received_on": march(2), "status": "withdrawn", "product_name": hostileText})
		tables.put("prospect", file, "s", row{"employee_no": "A1", "customer_name": hostileText, "snapshot_on": march(60), "first_visit_on": march(70)})
		tables.put("stage_event", file, "s", row{"employee_no": "不在册", "customer_name": hostileText, "event_on": march(1), "stage": "contract"})
		tables.put("check_metric", file, "s", row{"person_name": "王芳", "work_on": march(3), "metric": hostileText, "actual": 1})
		tables.put("alias", file, "s", row{"alias_name": hostileText, "person_name": hostileText})
		tables.put("slot", file, "s", row{"person_name": "王芳", "slot_on": march(3), "half_day": hostileText, "activity": hostileText})
	}
	m := buildMarts(t, march31, tables)
	m.expect("select count(*) from report.rpt_test where severity = 'error' and failing_rows > 0", "0")
	m.expect("select count(*) from core.dim_person where person_id = 'A1'", "1")
}

// Whom a schedule and a training plan are about, by names of the roster within the 营业部.
func TestPeopleNamedInPlans(t *testing.T) {
	tables := registers("f")
	tables.roster("A9", "王芳芳", "一组", "甲部", nil)
	tables.roster("X1", "赵六", "三组", "乙部", nil)
	for i, text := range []string{"陪同 李伟拜访", "辅导王芳芳", "王芳、王芳芳谈话", "与赵六、陈刚开会", "例会"} {
		tables.put("slot", "f", "s", row{"person_name": "陈刚", "team_name": "一组", "slot_on": march(9 + i), "half_day": "am", "activity": "one_on_one", "result_text": text})
	}
	for _, audience := range []any{"全体组员", "李伟、张强", "新人", nil} {
		tables.put("training", "f", "s", row{"scope_type": "team", "team_name": "一组", "month_start_on": march(1), "topic": "话术", "audience": audience, "held_on": march(5)})
	}
	m := buildMarts(t, march31, tables)
	m.expect("select slot_on, person_id from core.slot_person order by all",
		"2026-03-09|A2", "2026-03-10|A9", "2026-03-11|A1", "2026-03-11|A9")
	// 全体 and a blank mean the team's five; two are named, one of them in another team; 新人 names nobody.
	m.expect("select record_no, count(*), bool_or(by_name), string_agg(person_id, ',' order by person_id) from core.training_person group by record_no order by 1",
		"1|5|false|A1,A2,A9,M1,S1", "2|2|true|A2,A3", "4|5|false|A1,A2,A9,M1,S1")
}
