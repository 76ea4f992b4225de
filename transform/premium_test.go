package transform

import "testing"

func (tables rawTables) policyRow(file, sheet, no string, more row) {
	values := row{"policy_no": no, "employee_no": "A1", "outlet_name": "工行解放路支行", "product_name": "安心年金", "pay_mode": "regular",
		"cases": 1, "status": "in_force"}
	for key, value := range more {
		values[key] = value
	}
	tables.put("policy", file, sheet, values)
}

// A cumulative ledger resends all old rows; a withdrawal list names little more than the number.
func TestPolicyLedgerVersions(t *testing.T) {
	tables := registers()
	tables["file"] = append(tables["file"],
		row{"file_id": "feb", "path": "台账_2月.xlsx", "status": "loaded", "version_rank": 1, "modified_at": march(9)},
		row{"file_id": "mar", "path": "台账_3月.xlsx", "status": "loaded", "version_rank": 0, "modified_at": march(8)},
		row{"file_id": "out", "path": "撤单.xlsx", "status": "loaded", "version_rank": 0, "modified_at": march(1)})
	feb := row{"issued_on": jan(20), "received_on": jan(22), "premium_yuan": 5000}
	tables.policyRow("feb", "s", "P1", feb)
	tables.policyRow("feb", "s", "P2", row{"issued_on": jan(21), "received_on": jan(23), "premium_yuan": 7000})
	tables.policyRow("feb", "s", "P4", row{"issued_on": jan(25), "received_on": jan(26), "premium_yuan": 1000})
	// The list of March reaches further and is believed, although it was saved earlier and is no 更正.
	tables.policyRow("mar", "s", "P1", row{"issued_on": jan(20), "received_on": jan(22), "premium_yuan": 6000}) // corrected
	tables.policyRow("mar", "s", "P2", row{"issued_on": jan(21), "received_on": jan(23), "premium_yuan": 7000}) // unchanged
	tables.policyRow("mar", "s", "P3", row{"issued_on": march(3), "premium_yuan": 8000, "status": "pending"})
	// One number, two products: both lines stand. The second row of one product is its later state.
	tables.policyRow("mar", "s", "P4", row{"issued_on": jan(25), "received_on": jan(26), "premium_yuan": 1000})
	tables.policyRow("mar", "s", "P4", row{"issued_on": jan(25), "received_on": jan(26), "premium_yuan": 1500, "product_name": "附加险"})
	tables.policyRow("mar", "s", "P4", row{"issued_on": jan(25), "received_on": jan(26), "premium_yuan": 900})
	// A reversal cancels out.
	tables.policyRow("mar", "s", "P5", row{"issued_on": march(4), "received_on": march(5), "premium_yuan": 3000})
	tables.policyRow("mar", "s", "P5", row{"issued_on": march(4), "received_on": march(5), "premium_yuan": -3000, "cases": -1})
	// Without a number two equal rows of one list are two policies.
	for range 2 {
		tables.policyRow("mar", "s", "", row{"policy_no": nil, "employee_no": "A2", "issued_on": march(6), "received_on": march(7), "premium_yuan": 400})
	}
	tables.put("policy", "out", "s", row{"policy_no": "P2", "issued_on": jan(30), "status": "withdrawn", "status_text": "犹豫期撤单"})
	m := buildMarts(t, march31, tables)
	m.expect(`select policy_no, product_name, person_id, issued_on, received_on, premium_yuan, cases, status, is_received, ended_on, file_id
		from core.fct_policy order by policy_no nulls last, product_name, premium_yuan`,
		"P1|安心年金|A1|2026-01-20|2026-01-22|6000|1|in_force|true|·|mar",
		"P2|安心年金|A1|2026-01-21|2026-01-23|7000|1|withdrawn|false|2026-01-30|out",
		"P3|安心年金|A1|2026-03-03|·|8000|1|pending|false|·|mar",
		"P4|安心年金|A1|2026-01-25|2026-01-26|900|1|in_force|true|·|mar",
		"P4|附加险|A1|2026-01-25|2026-01-26|1500|1|in_force|true|·|mar",
		"P5|安心年金|A1|2026-03-04|2026-03-05|-3000|-1|in_force|true|·|mar",
		"P5|安心年金|A1|2026-03-04|2026-03-05|3000|1|in_force|true|·|mar",
		"·|安心年金|A2|2026-03-06|2026-03-07|400|1|in_force|true|·|mar",
		"·|安心年金|A2|2026-03-06|2026-03-07|400|1|in_force|true|·|mar")
	// The unchanged row of P2 is no news; the corrected one and the withdrawal are.
	m.expect("select policy_no, after_path, is_counted from report.rpt_correction where policy_no in ('P1', 'P2', 'P3') order by policy_no",
		"P1|台账_3月.xlsx|true", "P2|撤单.xlsx|true")
	m.expect("select before_text, after_text from report.rpt_correction where policy_no = 'P1'",
		"出单 2026-01-20；实收 2026-01-22；险种 安心年金；件数 1；保费 5000；网点 工行解放路支行；缴费 regular；状态 in_force；|"+
			"出单 2026-01-20；实收 2026-01-22；险种 安心年金；件数 1；保费 6000；网点 工行解放路支行；缴费 regular；状态 in_force；")
}

// Received premium, withdrawals and income; the log stays 预收.
func TestPremiumMetrics(t *testing.T) {
	tables := registers("led", "logs")
	tables["person"][0]["base_salary_yuan"], tables["person"][0]["allowance_yuan"] = 3000, 500
	tables["product"] = []row{{"file_id": "roster", "record_no": 1, "product_name": "安心年金", "pay_mode": "regular", "commission_rate": 0.1}}
	tables["target"] = []row{{"file_id": "roster", "record_no": 1, "scope_type": "person", "employee_no": "A1", "month_start_on": march(1),
		"metric": "premium_yuan", "target": 20000, "set_by": "self"}}
	tables.logDay("logs", 1, who("王芳", "一组"), march(3), map[string][2]any{"talks": {nil, 5}})
	tables.saleLine("logs", 1, 3, 18000)
	tables.logDay("logs", 2, who("李伟", "一组"), march(3), map[string][2]any{"talks": {nil, 5}})
	tables.policyRow("led", "s", "P1", row{"issued_on": march(3), "received_on": march(4), "premium_yuan": 6000})
	tables.policyRow("led", "s", "P2", row{"issued_on": march(3), "received_on": march(5), "premium_yuan": 4000, "status": "withdrawn"})
	tables.policyRow("led", "s", "P3", row{"issued_on": march(30), "premium_yuan": 8000}) // not received yet
	m := buildMarts(t, march31, tables)
	query := func(scope, id string) string {
		return "select metric_id, num, den, value, reason from analysis.metric_month where metric_id in ('R01', 'R06', 'R09', 'R11', 'R12')" +
			" and month_start_on = date '2026-03-01' and scope_type = '" + scope + "' and scope_id = '" + id + "' order by metric_id"
	}
	// R06: 3,000 + 500 + 6,000 × 10 %. R09: one case of three. R01 is what the log says: 18,000 of 20,000.
	m.expect(query("person", "A1"), "R01|18000|20000|0.9|·", "R06|600|·|4100|·", "R09|1|3|0.3333|·", "R11|6000|·|6000|·", "R12|6000|20000|0.3|·")
	// R03: the log names no outlet, the ledger does: one of A1's two.
	m.expect("select num, den from analysis.metric_month where metric_id = 'R03' and scope_id = 'A1' and month_start_on = date '2026-03-01'", "1|2")
	// Without pay, policies or target each figure says why; nothing collected in a month of the ledger is 0.
	m.expect(query("person", "A2"), "R01|·|·|·|NO_TARGET", "R06|·|·|·|NO_PAY", "R09|·|·|·|NO_POLICY", "R11|0|·|0|·", "R12|0|·|·|NO_TARGET")
	m.expect(query("team", "一组"), "R01|18000|20000|0.9|·", "R06|600|·|·|NO_PAY", "R09|1|3|0.3333|·", "R11|6000|·|6000|·", "R12|6000|20000|0.3|·")
	m.expect("select actual from core.fct_day_metric where metric = 'premium_yuan'", "18000")
	// The ledger is a control total of the log: 3 cases and 18,000 issued, as logged.
	m.expect("select scope_id, metric, stated, from_logs, agrees from core.control_total where source = 'R_POLICY' and scope_type = 'person' order by metric",
		"A1|cases|3|3|true", "A1|premium_yuan|18000|18000|true")
}

// Without a ledger every one of these is off and says why.
func TestNoLedger(t *testing.T) {
	tables := registers("logs")
	tables.logDay("logs", 1, who("王芳", "一组"), march(3), map[string][2]any{"talks": {nil, 5}})
	m := buildMarts(t, march31, tables)
	m.expect("select distinct metric_id, reason from analysis.metric_month where metric_id in ('R09', 'R11') and scope_id = 'A1' order by 1",
		"R09|NO_POLICY", "R11|NO_POLICY")
	m.expect("select count(*) from report.rpt_missing_input where input = '出单台账'", "1")
}
