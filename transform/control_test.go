package transform

import "testing"

// What others state about the same days is set against the logs and never put in their place.
func TestControlTotals(t *testing.T) {
	tables := registers("logs", "check", "week")
	talks := func(n, premium any) map[string][2]any {
		return map[string][2]any{"talks": {nil, n}, "premium_yuan": {nil, premium}}
	}
	tables.logDay("logs", 1, who("王芳", "一组"), march(9), talks(4, 34800))
	tables.logDay("logs", 2, who("王芳", "一组"), march(10), talks(2, nil))
	tables.logDay("logs", 3, who("李伟", "一组"), march(9), talks(3, nil))
	tables.logDay("logs", 4, who("张强", "二组"), march(10), talks(nil, nil))
	check := func(name string, day int, metric string, n any) {
		tables.put("check_metric", "check", "s", row{"person_name": name, "team_name": "一组", "work_on": march(day),
			"metric": metric, "actual": n, "actual_cell": "D3"})
	}
	check("王芳", 9, "talks", 4)
	check("王芳", 9, "log_filed", 1)
	check("王芳", 10, "talks", 3)     // the log says 2
	check("王芳", 10, "cases", 0)     // no sale line: nothing sold
	check("李伟", 10, "talks", 5)     // no log
	check("李伟", 10, "log_filed", 0) // and the sheet says so
	check("王芳", 11, "log_filed", 1) // the sheet has a tick, the log is not there
	check("王芳", 9, "proposals", 1)  // the log has no such field
	check("王芳", 12, "talks", nil)   // blank: nothing stated
	stated := func(scope, name, metric string, n any, source string, day int) {
		tables.put("period_metric", "week", "s", row{"scope_type": scope, "person_name": name, "team_name": "一组", "dept_name": "甲部",
			"period_type": "week", "period_start_on": march(day), "metric": metric, "actual": n, "actual_cell": "C5", "source": source})
	}
	stated("person", "王芳", "talks", 6, "F09", 9)                // 4 + 2
	stated("person", "王芳", "new_revenue_yuan", 35000, "F09", 9) // 34,800 written as 3.5万
	stated("team", "", "talks", 10, "F09", 9)                   // 4 + 2 + 3 = 9
	stated("team", "", "talks", 9, "F07", 9)                    // another form says 9
	stated("dept", "", "logs_filed", 4, "F07", 9)               // four logs
	stated("team", "", "talks", 1, "F09", 30)                   // a week that is not over on the 31st
	m := buildMarts(t, march31, tables)
	m.expect(`select scope_id, period_start_on, metric, source, stated, from_logs, difference, agrees, reason from core.control_total
		order by source, scope_id, period_start_on, metric`,
		"A1|2026-03-09|log_filed|F04|1|1|0|true|·",
		"A1|2026-03-09|proposals|F04|1|·|·|·|NO_FIGURE",
		"A1|2026-03-09|talks|F04|4|4|0|true|·",
		"A1|2026-03-10|cases|F04|0|0|0|true|·",
		"A1|2026-03-10|talks|F04|3|2|1|false|·",
		"A1|2026-03-11|log_filed|F04|1|0|1|false|·",
		"A2|2026-03-10|log_filed|F04|0|0|0|true|·",
		"A2|2026-03-10|talks|F04|5|·|·|·|NO_LOG",
		"一组|2026-03-09|talks|F07|9|9|0|true|·",
		"甲部|2026-03-09|logs_filed|F07|4|4|0|true|·",
		"A1|2026-03-09|new_revenue_yuan|F09|35000|34800|200|true|·",
		"A1|2026-03-09|talks|F09|6|6|0|true|·",
		"一组|2026-03-09|talks|F09|10|9|1|false|·",
		"一组|2026-03-30|talks|F09|1|·|·|·|OPEN_PERIOD")
	m.expect("select sentence, file_path, sheet, cell from report.rpt_control order by ord",
		"一组 第11周（3.9–3.15）：团队工作周报写洽谈人数 10 人，日志合计 9 人，相差 1 人（有日志 3/10 人天，缺日志可以解释一部分）。以日志为准计算，请双方核对|week.xlsx|s|C5",
		"王芳 3月10日：业务员每日活动检查表写洽谈人数 3 人，日志写 2 人，相差 1 人。以日志为准计算，请双方核对|check.xlsx|s|D3",
		"王芳 3月11日：业务员每日活动检查表写日志填写 1 份，日志写 0 份，相差 1 份（有日志 0/1 人天，缺日志可以解释一部分）。以日志为准计算，请双方核对|check.xlsx|s|D3")
	m.expect("select source, metric, stated, compared, agreeing, rate, reason from report.rpt_control_summary where source = 'F04' order by ord",
		"F04|cases|1|1|1|1|·",
		"F04|talks|3|2|1|0.5|·",
		"F04|proposals|1|0|0|·|日志没有这一项，无法核对",
		"F04|log_filed|3|3|2|0.6667|·")
	// The log's own figures are untouched by what others state.
	m.expect("select sum(actual) from core.fct_day_metric where metric = 'talks'", "9")
}
