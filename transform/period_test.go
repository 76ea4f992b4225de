package transform

import "testing"

// A team's own weekly report stands; what others report of it goes beside it into the control totals,
// whoever saved a file last.
func TestPeriodSourcesStayApart(t *testing.T) {
	tables := registers("logs")
	for i, source := range []string{"F09", "dept_week", "F06", "F08"} {
		tables["file"] = append(tables["file"], row{"file_id": source, "path": source + ".xlsx", "status": "loaded", "modified_at": march(20 + i)})
	}
	stated := func(source, scope, name, metric string, plan, actual any) {
		values := row{"scope_type": scope, "period_type": "week", "period_start_on": march(9), "metric": metric, "plan": plan, "actual": actual, "source": source}
		values[map[string]string{"team": "team_name", "person": "employee_no", "dept": "dept_name"}[scope]] = name
		tables.put("period_metric", source, "s", values)
	}
	stated("F09", "team", "一组", "talks", 50, 30)
	stated("F09", "team", "一组", "talks", 55, nil) // the plan of the week to come, in another sheet
	stated("dept_week", "team", "一组", "talks", 60, 33)
	stated("dept_week", "team", "二组", "talks", 60, 20) // no report of its own: still nothing but a control total
	stated("F06", "team", "一组", "talks", 40, 31)
	stated("F06", "team", "一组", "visits", 90, 70)
	stated("F09", "person", "A1", "talks", 9, 7)
	stated("F08", "person", "A1", "talks", 8, 6)
	stated("dept_week", "dept", "甲部", "talks", nil, 53)
	tables.logDay("logs", 1, who("王芳", "一组"), march(9), map[string][2]any{"talks": {nil, 6}, "visits": {nil, 6}})
	m := buildMarts(t, march31, tables)
	m.expect("select scope_id, metric, plan, actual, source from core.fct_period_metric order by all",
		"A1|talks|8|6|F08", "一组|talks|50|30|F09", "一组|visits|90|70|F06", "甲部|talks|·|53|dept_week")
	m.expect("select scope_id, source, stated from core.control_total where metric = 'talks' and source <> 'R_POLICY' order by all",
		"A1|F08|6", "A1|F09|7", "一组|F06|31", "一组|F07|33", "一组|F09|30", "二组|F07|20", "甲部|F07|53")
}
