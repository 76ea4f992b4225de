package transform

import (
	"testing"
	"time"

	"aqs/internal/calendar"
)

const hostile = `</script><script>alert(1)</script>'; drop table core.dim_person; --`

// Whatever people write, a run ends with a published file: dirt of the input shows as warnings.
func TestDirtNeverStopsPublication(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "roster2", "logs", "logs2")
	tables.roster("A1", "王芳", "一组", "甲部", nil)
	tables.roster("A1", "王芳", "一组", "甲部", row{"file_id": "roster2"}) // the roster of the next month
	tables.roster("A2", "李伟", "一组", "乙部", nil)                       // the same team name elsewhere
	tables.roster("A3", "李伟", "一组", "乙部", nil)                       // homonyms in one team
	tables["person"] = append(tables["person"],
		row{"file_id": "roster", "record_no": 90, "employee_no": "A4"},
		row{"file_id": "roster", "record_no": 91, "person_name": "无号"},
		row{"file_id": "roster", "record_no": 92},
		row{"file_id": "roster", "record_no": 93, "employee_no": hostile, "person_name": hostile, "team_name": hostile, "dept_name": hostile, "role": "rep"},
		row{"file_id": "roster", "record_no": 94, "employee_no": "A5", "person_name": "离职", "team_name": "一组", "dept_name": "甲部", "hired_on": march(20), "left_on": march(1)})
	for i, w := range []row{who("王芳", "一组"), who("王芳", "一组"), who("李伟", "一组"), {}, {"team_name": "一组"}, who("无号", ""),
		who(hostile, hostile), {"employee_no": "?", "person_name": "?"}, who("离职", "一组")} {
		tables.logDay("logs", i+1, w, march(3), map[string][2]any{"talks": {0, 3}, "intents": {nil, 5}, "premium_yuan": {-1, -500}})
	}
	tables["day_metric"] = append(tables["day_metric"], row{"file_id": "logs", "record_no": 900, "day_no": 2, "metric": "talks", "actual": 4},
		row{"file_id": "logs", "record_no": 901, "day_no": 2, "metric": "unheard_of", "actual": 4},
		row{"file_id": "logs", "record_no": 902, "day_no": 77, "metric": "talks", "actual": 4}) // a day that is not there
	tables.logDay("logs2", 1, who("王芳", "一组"), calendar.Date(1926, time.March, 3), map[string][2]any{"talks": {nil, 3}})
	tables.logDay("logs2", 2, who("王芳", "一组"), calendar.Date(2026, time.December, 3), map[string][2]any{"talks": {nil, 3}})
	tables.saleLine("logs", 1, 0, 0)
	tables.saleLine("logs", 2, nil, nil)
	tables["leave"] = []row{
		{"file_id": "roster", "record_no": 1, "employee_no": "A1", "start_on": march(9), "kind": "leave"},
		{"file_id": "roster", "record_no": 2, "employee_no": "A1", "start_on": march(9), "end_on": march(2)},
		{"file_id": "roster", "record_no": 3, "person_name": "谁", "start_on": march(9), "end_on": march(10)},
		{"file_id": "roster", "record_no": 4}}
	tables["outlet"] = []row{{"file_id": "roster", "record_no": 1}, {"file_id": "roster", "record_no": 2, "outlet_name": "工行"}, {"file_id": "roster2", "record_no": 1, "outlet_name": "工行", "person_name": "李伟"}}
	tables["product"] = []row{{"file_id": "roster", "record_no": 1}, {"file_id": "roster", "record_no": 2, "product_name": "年金"}, {"file_id": "roster", "record_no": 3, "product_name": "年金"}}
	for i, scope := range []string{"person", "team", "dept", "company"} {
		tables["target"] = append(tables["target"],
			row{"file_id": "roster", "record_no": 10 * i, "scope_type": scope, "month_start_on": march(1), "metric": "premium_yuan", "target": 0},
			row{"file_id": "roster", "record_no": 10*i + 1, "scope_type": scope, "metric": "premium_yuan", "target": 5},
			row{"file_id": "roster", "record_no": 10*i + 2, "scope_type": scope, "team_name": "一组", "dept_name": "甲部", "month_start_on": march(15), "metric": "talks", "target": 5})
		tables["period_metric"] = append(tables["period_metric"],
			row{"file_id": "roster", "record_no": 10 * i, "scope_type": scope},
			row{"file_id": "roster", "record_no": 10*i + 1, "scope_type": scope, "team_name": "一组", "period_type": "week", "period_start_on": march(2), "metric": "visits", "actual": 99})
	}
	tables["issue"] = []row{{"issue_id": "1", "file_id": "gone", "code": "NEW_CODE", "severity": "strange"}}
	m := buildMarts(t, march31, tables)
	m.expect("select count(*) from report.rpt_test where severity = 'error' and failing_rows > 0", "0")
	m.expect("select count(*) from core.dim_person where person_name = '"+"</script><script>alert(1)</script>''; drop table core.dim_person; --"+"'", "1")
	m.expect("select is_expected from core.fct_day where work_on < date '2000-01-01'", "false")
	m.expect("select count(*) from core.fct_day where work_on > date '2026-03-31'", "0")
	// Two people of one name in one team: nobody is meant, and the log stands alone.
	m.expect("select person_id from core.person_alias where person_name = '李伟' and team_name = '一组'", "?一组/李伟")
	// The metric written twice counts once, the later one.
	m.expect("select actual from core.fct_day_metric where person_id = 'A1' and work_on = date '2026-03-03' and metric = 'talks'", "4")
}
