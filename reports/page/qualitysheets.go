package page

import (
	"aqs/reports/data"
	"aqs/reports/table"
)

// qualitySheets are the lists behind 数据质量, complete where the pages show them in parts.
func (s *Site) qualitySheets() []table.Table {
	d := s.Data
	return []table.Table{
		table.Of("issues", "问题清单", d.Issues, []table.Col[data.Issue]{
			{Name: "级别", Kind: table.Text, Value: func(r data.Issue) any { return issueSeverity(r.Severity) }},
			{Name: "文件", Kind: table.Source, Value: func(r data.Issue) any { return r.FilePath }},
			{Name: "工作表", Kind: table.Text, Value: func(r data.Issue) any { return r.Sheet }},
			{Name: "单元格", Kind: table.Text, Value: func(r data.Issue) any { return r.Cell }},
			{Name: "问题", Kind: table.Text, Value: func(r data.Issue) any { return r.CodeName }},
			{Name: "代码", Kind: table.Text, Value: func(r data.Issue) any { return r.Code }},
			{Name: "原值", Kind: table.Text, Value: func(r data.Issue) any { return r.Value }},
			{Name: "说明", Kind: table.Long, Value: func(r data.Issue) any { return r.Message }},
			{Name: "建议", Kind: table.Long, Value: func(r data.Issue) any { return r.Hint }},
		}...),
		table.Of("missing", "未交日志", d.MissingLogs, []table.Col[data.MissingLog]{
			{Name: "营业部", Kind: table.Text, Value: func(r data.MissingLog) any { return r.DeptName }},
			{Name: "团队", Kind: table.Text, Value: func(r data.MissingLog) any { return r.TeamName }},
			{Name: "客户经理", Kind: table.Text, Value: func(r data.MissingLog) any { return r.PersonName }},
			{Name: "日期", Kind: table.Date, Value: func(r data.MissingLog) any { return r.WorkOn }},
			{Name: "星期", Kind: table.Text, Value: func(r data.MissingLog) any { return r.WeekdayName }},
		}...),
		table.Of("files", "文件清单", d.Files, []table.Col[data.File]{
			{Name: "文件", Kind: table.Source, Value: func(r data.File) any { return r.Path }},
			{Name: "表", Kind: table.Text, Value: func(r data.File) any { return r.FormName }},
			{Name: "状态", Kind: table.Text, Value: func(r data.File) any { return r.StatusName }},
			{Name: "行数", Kind: table.Count, Value: func(r data.File) any { return r.RowsTotal }},
			{Name: "载入", Kind: table.Count, Value: func(r data.File) any { return r.RowsLoaded }},
			{Name: "问题", Kind: table.Count, Value: func(r data.File) any { return r.Issues }},
		}...),
		table.Of("ledger", "行的去向", d.Ledger, []table.Col[data.LedgerLine]{
			{Name: "去向", Kind: table.Text, Value: func(r data.LedgerLine) any { return r.FateName }},
			{Name: "原因", Kind: table.Text, Value: func(r data.LedgerLine) any { return r.CodeName }},
			{Name: "行数", Kind: table.Count, Value: func(r data.LedgerLine) any { return r.Rows }},
		}...),
		s.controlRateSheet(),
		s.correctionSheet(),
		s.lifeSheet(s.company()),
	}
}

func (s *Site) controlRateSheet() table.Table {
	return table.Of("control-rate", "汇总表一致率", s.Data.ControlRates, []table.Col[data.ControlSummary]{
		{Name: "表", Kind: table.Text, Value: func(r data.ControlSummary) any { return r.FormName }},
		{Name: "对象", Kind: table.Text, Value: func(r data.ControlSummary) any { return r.ScopeName }},
		{Name: "时段", Kind: table.Text, Value: func(r data.ControlSummary) any { return r.PeriodName }},
		{Name: "指标", Kind: table.Text, Value: func(r data.ControlSummary) any { return r.MetricName }},
		{Name: "比较了", Kind: table.Count, Value: func(r data.ControlSummary) any { return r.Compared }},
		{Name: "一致", Kind: table.Count, Value: func(r data.ControlSummary) any { return r.Agreeing }},
		{Name: "一致率", Kind: table.Percent, Value: func(r data.ControlSummary) any { return table.Cell{Num: r.Rate, Text: r.Reason} }},
		{Name: "全部月份一致率", Kind: table.Percent, Value: func(r data.ControlSummary) any { return r.RateAll }},
	}...)
}

func (s *Site) correctionSheet() table.Table {
	return table.Of("corrections", "重新上交的更正", s.Data.Corrections, []table.Col[data.Correction]{
		{Name: "种类", Kind: table.Text, Value: func(r data.Correction) any { return r.KindName }},
		{Name: "对象", Kind: table.Text, Value: func(r data.Correction) any { return r.ScopeName }},
		{Name: "日期", Kind: table.Date, Value: func(r data.Correction) any { return r.RecordOn }},
		{Name: "更正前", Kind: table.Long, Value: func(r data.Correction) any { return r.Before }},
		{Name: "更正后", Kind: table.Long, Value: func(r data.Correction) any { return r.After }},
		{Name: "原文件", Kind: table.Source, Value: func(r data.Correction) any { return r.BeforePath }},
		{Name: "新文件", Kind: table.Source, Value: func(r data.Correction) any { return r.AfterPath }},
	}...)
}
