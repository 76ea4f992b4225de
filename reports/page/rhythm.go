package page

import (
	"fmt"
	"strings"

	"aqs/reports/chart"
	"aqs/reports/data"
	"aqs/reports/table"
)

// The three M's: whether the month is still open, and what it takes from today on.

var paceZones = []struct{ zone, words string }{
	{"done", "已达成"}, {"ok", "月初没问题"}, {"effort", "月中没关系"}, {"late", "月末没办法"}, {"missed", "未达成"},
}

// paceSection shows one scope's way through the month.
func (s *Site) paceSection(scope data.Scope) (section, error) {
	out := section{ID: "h-pace", Title: "节奏与达成把握", Empty: "还没有节奏推算"}
	pace, ok := s.Data.Paces[scope.Key()]
	if !ok {
		return out, nil
	}
	out.Lead = pace.Sentence
	days := s.Data.PaceDays[scope.Key()]
	figure, err := chart.Pace("pace-1", days, pace.ActivityName, pace.ActivityUnit)
	if err != nil {
		return out, err
	}
	if figure.Option == nil {
		out.Empty = figure.Reason // neither a legend nor a table of blanks
		return out, nil
	}
	out.Figures = []chart.Figure{figure}
	out.Note = "实线是余下每天所需的活动量，虚线是平常的量，点线是最好的一周。所需超过平常即「月中没关系」，超过最好的一周即「月末没办法」。"
	sheet := table.OfRows("pace-days", "逐日节奏", days, func(r data.PaceDay) table.Row {
		return table.Row{Scope: s.evidenceOf(r.ScopeType, r.ScopeID), Period: "day:" + r.WorkOn.String()}
	}, []table.Col[data.PaceDay]{
		{Name: "日期", Kind: table.Date, Value: func(r data.PaceDay) any { return r.WorkOn }},
		{Name: "累计保费", Kind: table.Wan, Value: func(r data.PaceDay) any { return r.Actual }},
		{Name: "达成概率", Kind: table.Percent, Value: func(r data.PaceDay) any { return r.PAttain }},
		{Name: "余下每天所需", Kind: table.Decimal, Value: func(r data.PaceDay) any { return r.RequiredPerDay }},
		{Name: "平常", Kind: table.Decimal, Value: func(r data.PaceDay) any { return r.UsualPerDay }},
		{Name: "最好一周", Kind: table.Decimal, Value: func(r data.PaceDay) any { return r.BestPerDay }},
		{Name: "状态", Kind: table.Text, Value: func(r data.PaceDay) any { return r.ZoneName }},
	}...)
	out.Table, out.Folded = &sheet, true
	return out, nil
}

// paceTable compares the parts of a scope; people are left out where they are too many.
func (s *Site) paceTable(scopes []data.Scope, title string) table.Table {
	var rows []data.Pace
	for _, scope := range scopes {
		if pace, ok := s.Data.Paces[scope.Key()]; ok {
			rows = append(rows, pace)
		}
	}
	return table.OfRows("pace", title, rows, func(r data.Pace) table.Row { return s.rowOf(r.ScopeType, r.ScopeID, "month") },
		[]table.Col[data.Pace]{
			{Name: "名称", Kind: table.Text, Value: func(r data.Pace) any { return s.scopeCell(r.ScopeType, r.ScopeID, r.ScopeName) }},
			{Name: "状态", Kind: table.Text, Value: func(r data.Pace) any { return r.ZoneName }},
			{Name: "目标（万元）", Kind: table.Wan, Value: func(r data.Pace) any { return r.Target }},
			{Name: "已完成（万元）", Kind: table.Wan, Value: func(r data.Pace) any { return table.Cell{Num: r.Actual, Metric: "premium_yuan"} }},
			{Name: "预计全月（万元）", Kind: table.Wan, Value: func(r data.Pace) any { return r.Forecast }},
			{Name: "八成把握下限（万元）", Kind: table.Wan, Value: func(r data.Pace) any { return r.ForecastLo }},
			{Name: "上限（万元）", Kind: table.Wan, Value: func(r data.Pace) any { return r.ForecastHi }},
			{Name: "达成概率", Kind: table.Percent, Value: func(r data.Pace) any { return r.PAttain }},
			{Name: "每天需", Kind: table.Decimal, Value: func(r data.Pace) any { return r.RequiredPerDay }},
			{Name: "平常", Kind: table.Decimal, Value: func(r data.Pace) any { return r.UsualPerDay }},
			{Name: "最好一周", Kind: table.Decimal, Value: func(r data.Pace) any { return r.BestPerDay }},
			{Name: "最后可挽回日", Kind: table.Date, Value: func(r data.Pace) any { return r.LastRecoverableOn }},
			{Name: "说明", Kind: table.Long, Value: func(r data.Pace) any { return r.Sentence }},
		}...)
}

// zoneSentence counts the people by the state of their month.
func (s *Site) zoneSentence(scope data.Scope) string {
	counts, names, people := map[string]int{}, map[string]string{}, 0
	s.descend(scope, 0, func(at data.Scope) {
		if pace, ok := s.Data.Paces[at.Key()]; ok && at.Type == "person" && pace.Zone != "" {
			counts[pace.Zone]++
			names[pace.Zone] = pace.ZoneName
			people++
		}
	})
	if people == 0 {
		return ""
	}
	var parts []string
	for _, zone := range paceZones {
		if counts[zone.zone] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d 人", names[zone.zone], counts[zone.zone]))
			delete(counts, zone.zone)
		}
	}
	rest := 0
	for _, n := range counts {
		rest += n
	}
	if rest > 0 {
		parts = append(parts, fmt.Sprintf("其他 %d 人", rest))
	}
	return fmt.Sprintf("共 %d 人：", people) + strings.Join(parts, "，") + "。"
}

func (s *Site) rhythmPage() (Page, error) {
	company := s.company()
	own, err := s.paceSection(company)
	if err != nil {
		return Page{}, err
	}
	var groups, people []data.Scope
	s.descend(company, 0, func(at data.Scope) {
		if at.Type == "person" {
			people = append(people, at)
		} else {
			groups = append(groups, at)
		}
	})
	of := func(id, title, note, lead string, t table.Table) section {
		t.ID = id
		return section{ID: id, Title: title, Lead: lead, Note: note, Table: &t, Empty: "没有目标或记录，无从推算"}
	}
	sections := []section{own,
		of("h-groups", "营业部与团队", "", "", s.paceTable(groups, "团队节奏"))}
	if !s.short() {
		sections = append(sections, of("h-people", "客户经理", "预测是推算，不是评价；八成把握的区间说明它有多粗。", s.zoneSentence(company), s.paceTable(people, "个人节奏")))
	}
	calibration := table.Of("calibration", "预测的准头", s.Data.Calibrations, []table.Col[data.Calibration]{
		{Name: "对象", Kind: table.Text, Value: func(r data.Calibration) any { return r.ScopeName }},
		{Name: "走到", Kind: table.Percent, Value: func(r data.Calibration) any { return r.ElapsedShare }},
		{Name: "预测概率", Kind: table.Text, Value: func(r data.Calibration) any { return r.BinName }},
		{Name: "次数 n", Kind: table.Count, Value: func(r data.Calibration) any { return r.N }},
		{Name: "平均说", Kind: table.Percent, Value: func(r data.Calibration) any { return r.MeanP }},
		{Name: "实际达成", Kind: table.Percent, Value: func(r data.Calibration) any { return r.OutcomeShare }},
		{Name: "说明", Kind: table.Long, Value: func(r data.Calibration) any { return r.Sentence }},
	}...)
	sections = append(sections, section{ID: "h-calibration", Title: "预测的准头", Table: &calibration, Empty: "还没有已结束的月份可以检验预测",
		Note: "用过去各月检验：当时说有几成把握的，后来真的达成了几成。"})
	return s.topicPage(rhythmFile, "节奏（三M）", sections), nil
}

// topicPage is a page of sections about the whole company.
func (s *Site) topicPage(file, title string, sections []section) Page {
	return Page{File: file, template: "page-topic", Title: title, Kind: s.company().Name, Topic: file,
		Body: topicBody{Sections: sections}, Tables: tablesOf(sections)}
}
