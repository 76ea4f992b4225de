package transform

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
)

// leaders is two departments with managers the roster gives no team, one it gives nothing, and a
// supervisor who sells.
func leaders() rawTables {
	tables := rawTables{}
	tables.files("roster", "logs", "kpi")
	tables.roster("A1", "王芳", "一组", "甲部", nil)
	tables.roster("B1", "张强", "二组", "乙部", nil)
	tables.roster("S1", "陈刚", "一组", "甲部", row{"role": "supervisor"})
	for no, dept := range map[string]any{"M1": "甲部", "M2": "乙部", "M3": nil, "M4": "丁部"} {
		tables.roster(no, "经理"+no, "", "", row{"role": "dept_manager", "team_name": nil, "dept_name": dept})
	}
	for i, target := range []row{{"employee_no": "A1", "target": 100000}, {"employee_no": "B1", "target": 80000}, {"employee_no": "S1", "target": 20000}} {
		target["file_id"], target["record_no"], target["scope_type"], target["month_start_on"], target["metric"] = "roster", i+1, "person", march(1), "premium_yuan"
		tables["target"] = append(tables["target"], target)
	}
	for day := 2; day <= 13; day++ {
		for i, name := range []string{"王芳", "张强"} {
			tables.logDay("logs", 10*day+i, who(name, []string{"一组", "二组"}[i]), march(day),
				map[string][2]any{"talks": {4, 4}, "intents": {nil, 2}, "cases": {nil, 1}, "premium_yuan": {nil, 5000}})
		}
	}
	return tables
}

// A manager has no team in the 花名册 but a 营业部: the KPI is that department's and no target of a
// department without a name, nor the manager's own.
func TestManagersKPIIsTheDepartments(t *testing.T) {
	tables := leaders()
	for no, target := range map[string]int{"M1": 30, "M2": 20, "M3": 50, "M4": 70} {
		if no == "M2" { // no target form speaks of 乙部: its manager's KPI stands in
			tables["target"] = slices.DeleteFunc(tables["target"], func(r row) bool { return r["employee_no"] == "B1" })
		}
		tables.put("kpi", "kpi", no, row{"scope_type": "person", "employee_no": no, "month_start_on": march(1), "kpi_name": "保费（万元）", "target": target, "target_text": "x"})
	}
	m := buildMarts(t, march31, tables)
	m.expect("select scope_id, dept_id from core.record_scope where kind = 'kpi' order by 1", "M1|甲部", "M2|乙部", "M3|（未归属营业部）", "M4|丁部")
	m.expect("select scope_id, subject_type, subject_id, target_amount from core.fct_kpi order by 1",
		"M1|dept|甲部|300000", "M2|dept|乙部|200000", "M3|person|M3|500000", "M4|dept|丁部|700000")
	m.expect("select scope_type, scope_id, target from core.fct_target where origin = 'kpi' order by 1, 2", "dept|丁部|700000", "dept|乙部|200000", "dept|甲部|300000")
	m.expect("select scope_id, target, actual from analysis.target_month where metric = 'premium_yuan' and month_start_on = '2026-03-01' and scope_type in ('dept', 'company') order by 1",
		"company|320000|120000", "乙部|200000|60000", "甲部|120000|60000")
	m.expect("select distinct target_yuan, actual_yuan from analysis.gap_scope where scope_type = 'company' and reference = 'plan'", "320000|120000")
	m.expect("select scope_id, detail, yuan from analysis.gap_scope where scope_type = 'dept' and reference = 'plan' and detail in ('target_split', 'no_basis') order by all",
		"乙部|no_basis|-60000", "乙部|target_split|200000", "甲部|no_basis|20000") // the supervisor's own target
}

// Two chains in one company: each money has its own gap, and targets in the other chain's money stand
// where nobody's factors explain them.
func TestGapOfTwoChains(t *testing.T) {
	tables := leaders()
	tables.roster("T1", "赵六", "集客组", "丙部", nil)
	tables.roster("T2", "钱七", "集客组", "丙部", nil)
	for day := 2; day <= 13; day++ {
		tables.logDay("logs", 10*day+5, who("赵六", "集客组"), march(day), map[string][2]any{"visits": {5, 4}, "intents": {nil, 2}, "cases": {nil, 1}})
		tables["day_metric"] = append(tables["day_metric"], row{"file_id": "logs", "sheet": "2", "record_no": 9000 + day, "day_no": 10*day + 5, "metric": "new_revenue_yuan", "actual": 300})
	}
	for i, target := range []row{{"scope_type": "person", "employee_no": "T1", "metric": "new_revenue_yuan", "target": 6000},
		{"scope_type": "person", "employee_no": "T2", "metric": "premium_yuan", "target": 7000}, {"scope_type": "dept", "dept_name": "丙部", "metric": "premium_yuan", "target": 9000},
		{"scope_type": "person", "employee_no": "T2", "metric": "new_revenue_yuan", "target": -500}} {
		target["file_id"], target["record_no"], target["month_start_on"] = "roster", 10+i, march(1)
		tables["target"] = append(tables["target"], target)
	}
	path := filepath.Join(t.TempDir(), "marts.duckdb")
	if _, err := Run(context.Background(), Options{RawPath: writeRaw(t, tables), MartsPath: path, AsOf: march31, Warehouse: oneThread,
		Chains: map[string]string{"集客组": "telecom"}}); err != nil {
		t.Fatal(err) // gap_scope_adds_up among others
	}
	m := marts{t: t, path: path}
	m.expect(`select money_metric, scope_type, scope_id, target_yuan, actual_yuan, round(sum(yuan), 2) from analysis.gap_scope
		where reference = 'plan' and scope_id in ('company', '丙部', '集客组') group by all order by all`,
		"new_revenue_yuan|company|company|5500|3600|1900", "new_revenue_yuan|dept|丙部|5500|3600|1900", "new_revenue_yuan|team|集客组|5500|3600|1900",
		"premium_yuan|company|company|209000|120000|89000", "premium_yuan|dept|丙部|9000|0|9000", "premium_yuan|team|集客组|7000|0|7000")
	m.expect("select money_metric, part from analysis.gap_scope where reference = 'plan' and scope_id = '丙部' and abs(yuan) > 0.005 and part in ('target_split', 'no_basis') order by all",
		"new_revenue_yuan|no_basis", "premium_yuan|no_basis", "premium_yuan|target_split")
}
