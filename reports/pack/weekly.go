package pack

import (
	"aqs/reports/data"
	"aqs/reports/table"
)

// form is the table 第 N 周小组活动统计 of the weekly report, in its own rows and columns, in blocks of
// as many people as fit on paper.
type form struct{ Blocks []formBlock }

type formBlock struct {
	Columns []string // 小组目标, then people; each has 计划 and 达成 below
	Rows    []formRow
}

type formRow struct {
	Name  string
	Cells []string // plan and actual of each column
}

// perBlock is how many pairs of columns stand side by side on A4.
const perBlock = 6

func (m *maker) weekForm(team data.Scope) *form {
	rows := m.PackWeeks[team.ID]
	if len(rows) == 0 {
		return nil
	}
	const metrics = 6
	// The relation is whole: each column has each metric, in their order.
	if len(rows)%metrics != 0 {
		return nil
	}
	var out form
	for start := 0; start < len(rows); start += perBlock * metrics {
		var block formBlock
		part := rows[start:min(len(rows), start+perBlock*metrics)]
		for i, row := range part {
			if i%metrics == 0 {
				block.Columns = append(block.Columns, row.ColumnName)
			}
			if i < metrics {
				name := row.MetricName
				if row.Unit == "元" {
					name += "（元）"
				}
				block.Rows = append(block.Rows, formRow{Name: name})
			}
			line := &block.Rows[i%metrics]
			line.Cells = append(line.Cells, formCell(row.Plan, row.Unit), formCell(row.Actual, row.Unit))
		}
		out.Blocks = append(out.Blocks, block)
	}
	return &out
}

func formCell(n data.Num, unit string) string {
	kind := table.Count
	switch unit {
	case "比率":
		kind = table.Percent
	case "元":
		kind = table.Yuan
	}
	if !n.OK {
		return ""
	}
	return table.Show(kind, table.Cell{Num: n})
}

func (m *maker) weekly(team data.Scope) Pack {
	var quotas []data.Quota
	for _, person := range m.people(team) {
		if rows := m.Quotas[person.ID]; len(rows) > 0 {
			quotas = append(quotas, rows[0])
		}
	}
	focus := m.Focuses[team.ID]
	lead := ""
	for _, row := range m.PlanActuals[team.Key()] {
		if row.PeriodType == "week" && row.Metric == "premium_yuan" && row.PeriodStart.T.Equal(m.PackDate.WeekStart.T) {
			plan := "没有计划"
			if row.Plan.OK {
				plan = "计划 " + wan(row.Plan) + "元"
			}
			lead = "本周保费 " + wan(row.Actual) + "元，" + plan + "；日志 " +
				table.Show(table.Count, table.Cell{Num: row.LoggedDays}) + "/" + table.Show(table.Count, table.Cell{Num: row.ExpectedDays}) + " 人日"
		}
	}
	return Pack{
		Period: m.PackDate.WeekLabel, Lead: lead,
		Sections: []Section{
			{Title: m.PackDate.WeekLabel + "小组活动统计", Form: m.weekForm(team), Empty: "没有成员，也没有周报",
				Note: "新增销售收入与拜访客户数按日志计算；销售总收入与有效客户数取周报所填，空格是没有填。比率在这里重算。"},
			{Title: "活动量的波动", Lead: "每个交了日志的工作日的活动量；两条虚线之间是自然波动，界外的点才值得追问。",
				Drawing: weeksChart(m.Weeks[team.Key()], 700), Empty: "不足两周，还画不出波动"},
			{Title: "转化漏斗（近三个月）", Tables: []table.Table{funnelTable(m.Funnels[team.Key()], "m3")}, Empty: "没有漏斗数据"},
			{Title: "重点客户开发", Tables: []table.Table{itemTable("accounts", "重点客户", m.items(team, "key_account"), "客户")}, Empty: "本周周报没有写重点客户",
				Note: "客户只写姓氏。"},
			{Title: "小组工作总结", Tables: []table.Table{itemTable("summary", "总结", m.items(team, "team_note", "week_note"), "栏目")}, Empty: "本周周报没有写总结"},
			{Title: "好做法：请分享", Tables: []table.Table{focusTable(focus, "share")}, Empty: "没有明显高于同组的环节，不勉强点名"},
			{Title: "本周重点辅导组员", Tables: []table.Table{focusTable(focus, "coach", "newcomer", "waiting")}, Empty: "没有需要点名辅导的人"},
			{Title: "训练主题", Tables: []table.Table{trainingTable(m.Trainings[team.Key()])}, Empty: "没有两人以上共同的薄弱环节"},
			{Title: "责任额建议：每天的活动量", Tables: []table.Table{quotaTable(quotas)}, Empty: "还没有足够的记录提出建议", Note: "由本人自己设定；建议不超过最好的一周。"},
		},
	}
}
