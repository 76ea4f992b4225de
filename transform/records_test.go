package transform

import "testing"

// registers is a branch with a roster of two teams and an outlet, for the tests of registers.
func registers(more ...string) rawTables {
	tables := rawTables{}
	tables.files(append([]string{"roster"}, more...)...)
	tables.roster("A1", "王芳", "一组", "甲部", nil)
	tables.roster("A2", "李伟", "一组", "甲部", nil)
	tables.roster("A3", "张强", "二组", "甲部", nil)
	tables.roster("S1", "陈刚", "一组", "甲部", row{"role": "supervisor"})
	tables.roster("M1", "周建国", "一组", "甲部", row{"role": "dept_manager"})
	tables["outlet"] = []row{
		{"file_id": "roster", "record_no": 1, "outlet_code": "N1", "outlet_name": "工行解放路支行", "employee_no": "A1", "grade": "A"},
		{"file_id": "roster", "record_no": 2, "outlet_code": "N2", "outlet_name": "农行城东支行", "employee_no": "A1", "grade": "B"},
	}
	return tables
}

// put adds one record, numbered within its file and table.
func (tables rawTables) put(table, fileID, sheet string, values row) {
	no := 1
	for _, r := range tables[table] {
		if r["file_id"] == fileID {
			no++
		}
	}
	record := row{"file_id": fileID, "sheet": sheet, "row_no": no + 2, "record_no": no}
	for key, value := range values {
		record[key] = value
	}
	tables[table] = append(tables[table], record)
}

// Every kind of record reaches core with its person, team and 营业部 resolved.
func TestRecordsReachCore(t *testing.T) {
	tables := registers("f")
	week := march(9)
	tables.put("plan_item", "f", "s", row{"scope_type": "person", "person_name": "王芳", "period_type": "week", "period_start_on": week, "plan_on": march(10), "activity": "拜访", "planned_times": 3})
	tables.put("kpi", "f", "s", row{"scope_type": "person", "person_name": "周建国", "month_start_on": march(1), "kpi_name": "保费（万元）", "target": 300, "target_text": "300"})
	tables.put("measure", "f", "s", row{"scope_type": "team", "team_name": "一组", "month_start_on": march(1), "measure": "加强陪访", "owner_name": "陈刚", "due_on": march(20)})
	tables.put("measure_progress", "f", "s", row{"scope_type": "dept", "dept_name": "甲部", "month_start_on": march(1), "measure": "加强陪访", "owner_name": "全体", "status": "done"})
	tables.put("training", "f", "s", row{"scope_type": "team", "team_name": "二组", "month_start_on": march(1), "topic": "话术", "expected": 4, "attended": 3})
	tables.put("rating", "f", "s", row{"month_start_on": march(1), "rater_name": "陈刚", "person_name": "李伟", "team_name": "一组", "skill": "low", "will": "high"})
	tables.put("slot", "f", "s", row{"person_name": "陈刚", "slot_on": march(9), "half_day": "am", "activity": "joint_visit"})
	tables.put("prospect", "f", "s", row{"employee_no": "A1", "snapshot_on": march(1), "customer_name": "赵先生", "grade": "A"})
	tables.put("customer", "f", "s", row{"employee_no": "A1", "customer_name": "清江机械厂", "industry": "制造"})
	tables.put("stage_event", "f", "s", row{"employee_no": "A1", "customer_name": "清江机械厂", "event_on": march(2), "stage": "needs"})
	tables.put("policy", "f", "s", row{"policy_no": "P1", "issued_on": march(3), "person_name": "张强", "outlet_name": "农行城东支行", "cases": 1, "premium_yuan": 5000, "status": "in_force"})
	tables.put("check_metric", "f", "s", row{"person_name": "王芳", "team_name": "一组", "work_on": march(3), "metric": "talks", "actual": 4, "actual_cell": "D3"})
	tables.put("coaching", "f", "s", row{"team_name": "一组", "person_name": "李伟", "week_start_on": week, "problem": "开口少"})
	tables.put("key_account", "f", "s", row{"team_name": "一组", "week_start_on": week, "customer_name": "第一中学", "owner_name": "王芳"})
	tables.put("note", "f", "s", row{"scope_type": "team", "team_name": "二组", "period_type": "week", "period_start_on": week, "kind": "summary", "body": "平稳"})
	tables.put("extra", "f", "s", row{"header": "备注2", "cell": "H3", "text": "x"})
	m := buildMarts(t, march31, tables)
	m.expect("select kind, scope_type, scope_id, person_id, team_id, dept_id from core.record_scope order by kind",
		"coaching|person|A2|A2|一组|甲部",
		"customer|person|A1|A1|一组|甲部",
		"key_account|team|一组|·|一组|甲部",
		"kpi|person|M1|M1|一组|甲部",
		"measure|team|一组|·|一组|甲部",
		"measure_progress|dept|甲部|·|·|甲部",
		"note|team|二组|·|二组|甲部",
		"plan_item|person|A1|A1|一组|甲部",
		"policy|person|A3|A3|二组|甲部",
		"prospect|person|A1|A1|一组|甲部",
		"rating|person|A2|A2|一组|甲部",
		"slot|person|S1|S1|一组|甲部",
		"stage_event|person|A1|A1|一组|甲部",
		"training|team|二组|·|二组|甲部")
	m.expect(`select owner_id from core.fct_measure union all select owner_id from core.fct_measure_progress
		union all select owner_id from core.fct_key_account_week union all select rater_id from core.fct_rating`, "S1", "·", "A1", "S1")
	// 300 in 万元 is three million; the KPI of a 营业部经理 is the department's.
	m.expect("select metric, subject_type, subject_id, target_amount from core.fct_kpi", "premium_yuan|dept|甲部|3000000")
	m.expect("select person_id, outlet_id, premium_yuan, status, is_received, file_id, sheet, row_no from core.fct_policy",
		"A3|N2|5000|in_force|true|f|s|3")
	m.expect("select person_id, team_id, work_on, metric, actual from core.fct_check_metric", "A1|一组|2026-03-03|talks|4")
	m.expect("select customer_id, source, person_id from core.dim_customer order by customer_id",
		"A1/清江机械厂|F16|A1", "A1/第一中学|F09|A1", "A1/赵先生|F15|A1")
	m.expect("select path, header, cell, text from core.fct_extra", "f.xlsx|备注2|H3|x")
	for _, table := range []string{"plan_item", "training", "supervisor_slot", "prospect_snapshot", "stage_event", "coaching", "note"} {
		m.expect("select count(*) from core.fct_"+table, "1")
	}
}
