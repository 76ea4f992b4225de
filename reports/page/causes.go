package page

import (
	"strings"

	"aqs/reports/data"
	"aqs/reports/table"
)

// causeCard is one phenomenon with its cause, what decided for it and the cells that say so.
type causeCard struct {
	data.CauseCard
	Link      Link
	Questions []string
	Evidence  []data.CauseEvidence
}

func (s *Site) causeCards(scope data.Scope) []causeCard {
	var cards []causeCard
	for _, row := range s.Data.CauseCards[scope.Key()] {
		card := causeCard{CauseCard: row, Link: s.link(scope.Type, scope.ID, scope.Name)}
		for _, question := range strings.Split(row.Questions, "；") {
			if question = strings.TrimSpace(question); question != "" {
				card.Questions = append(card.Questions, question)
			}
		}
		for _, evidence := range s.Data.CauseEvidences[scope.Key()] {
			if evidence.Rule == row.Rule {
				card.Evidence = append(card.Evidence, evidence)
			}
		}
		cards = append(cards, card)
	}
	return cards
}

// causeSections are a scope's own cards and, above people, what is known below it.
func (s *Site) causeSections(scope data.Scope) []section {
	own := section{ID: "h-cards", Title: "现象、原因与行动", Cards: s.causeCards(scope),
		Note: "原因只在证据足以区分时点名，否则列出要问的问题；金额是核算出的差距，不等于因果。", Empty: "没有达到提示标准的现象"}
	if sheet := s.cardTable(scope); len(sheet.Rows) > 0 {
		own.Table, own.BookOnly = &sheet, true
	}
	sections := []section{own}
	rows := s.Data.CauseSummaries[scope.Key()]
	if len(own.Cards) == 0 && len(rows) > 0 {
		sections = nil // nothing of its own to say: the summary's workbook takes the cards of those below
	}
	if len(rows) > 0 {
		summary := table.Of("cause-summary", "原因汇总", rows, []table.Col[data.CauseSummary]{
			{Name: "现象", Kind: table.Text, Value: func(r data.CauseSummary) any { return r.RuleName }},
			{Name: "原因类别", Kind: table.Text, Value: func(r data.CauseSummary) any { return r.CauseClassName }},
			{Name: "条数", Kind: table.Count, Value: func(r data.CauseSummary) any { return r.Cards }},
			{Name: "有证据", Kind: table.Count, Value: func(r data.CauseSummary) any { return r.Named }},
			{Name: "对应差距（万元）", Kind: table.Wan, Value: func(r data.CauseSummary) any { return table.Cell{Num: r.PhiYuan, Metric: "gap_part"} }},
			{Name: "涉及", Kind: table.Long, Value: func(r data.CauseSummary) any { return r.PeopleText }},
			{Name: "说明", Kind: table.Long, Value: func(r data.CauseSummary) any { return r.Sentence }},
		}...)
		below := section{ID: "h-cause-summary", Title: "下级的现象与原因", Table: &summary, Shown: without(summary, false, "说明"),
			Note: "证据在各人的页面上，全文在 Excel 里。原因只在证据足以区分时点名；金额是核算出的差距，不等于因果。"}
		if sections == nil && own.Table != nil {
			below.Also = []table.Table{*own.Table}
		}
		sections = append(sections, below)
	}
	return withContent(sections...)
}

// cardTable has every card at or below scope, with its evidence as text, for the workbook.
func (s *Site) cardTable(scope data.Scope) table.Table {
	type line struct {
		data.CauseCard
		name, evidence string
	}
	var lines []line
	s.descend(scope, 0, func(at data.Scope) {
		for _, card := range s.causeCards(at) {
			var cells []string
			for _, e := range card.Evidence {
				cells = append(cells, e.Text+"（"+sourceText(e.FilePath, e.Sheet, e.Cell)+"）")
			}
			lines = append(lines, line{card.CauseCard, at.Name, strings.Join(cells, "；")})
		}
	})
	return table.Of("cause-cards", "原因卡", lines, []table.Col[line]{
		{Name: "对象", Kind: table.Text, Value: func(r line) any { return s.scopeCell(r.ScopeType, r.ScopeID, r.name) }},
		{Name: "现象", Kind: table.Text, Value: func(r line) any { return r.RuleName }},
		{Name: "具体", Kind: table.Long, Value: func(r line) any { return r.Phenomenon }},
		{Name: "原因", Kind: table.Long, Value: func(r line) any { return r.Cause }},
		{Name: "类别", Kind: table.Text, Value: func(r line) any { return r.CauseClassName }},
		{Name: "结论", Kind: table.Text, Value: func(r line) any { return r.VerdictName }},
		{Name: "区分证据", Kind: table.Long, Value: func(r line) any { return r.DecidedBy }},
		{Name: "反面证据", Kind: table.Long, Value: func(r line) any { return r.Against }},
		{Name: "行动", Kind: table.Long, Value: func(r line) any { return r.Action }},
		{Name: "对应差距（万元）", Kind: table.Wan, Value: func(r line) any { return r.PhiYuan }},
		{Name: "证据单元格", Kind: table.Source, Value: func(r line) any { return r.evidence }},
	}...)
}
