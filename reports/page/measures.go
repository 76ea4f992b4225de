package page

import (
	"fmt"
	"slices"
	"strings"

	"aqs/reports/data"
	"aqs/reports/table"
)

// measureMonth is the measures of one month, the verdict first: what a director asks is whether it
// worked, not what it was measured with.
type measureMonth struct {
	Label, Summary string
	Open           bool // the review month; what was before is looked up
	HasTeam        bool
	Rows           []measureRow
	More           int // left to the workbook
}

type measureRow struct {
	data.Measure
	Sign, Level      string // of the verdict, beside its words
	Team             Link
	Change, Distance string
	Source           string
}

// verdicts in the order of what they ask of the reader.
var verdicts = []struct{ verdict, sign, level string }{
	{"effective", "▲", "is-good"}, {"no_effect", "＝", "is-medium"}, {"too_little", "？", "is-info"},
	{"not_measurable", "—", "is-info"}, {"not_done", "○", "is-info"},
}

// measuresShown is how many measures of a month a page shows.
const measuresShown = 60

// measureSection is what came of the measures; hasTeam names the team of each.
func (s *Site) measureSection(rows []data.Measure, hasTeam bool) section {
	sheet := s.measureSheet(rows)
	out := section{ID: "h-measures", Title: "改善措施的效果", Table: &sheet, Empty: "没有读到改善措施（F12 或团队周报的改善措施栏）",
		Note: "效果与「没有措施也会如此」相比：预期已扣除向平均回归和全队的共同变化；差的区间有九成把握。"}
	byMonth := map[string]*measureMonth{}
	var starts []string
	for _, row := range rows {
		start := row.MonthStart.String()
		month := byMonth[start]
		if month == nil {
			month = &measureMonth{Label: row.MonthLabel, HasTeam: hasTeam, Open: row.MonthStart == s.Data.Run.MonthStart}
			byMonth[start] = month
			starts = append(starts, start)
		}
		month.Rows = append(month.Rows, s.measureRow(row))
	}
	slices.Sort(starts)
	slices.Reverse(starts)
	for _, start := range starts {
		month := byMonth[start]
		month.Summary = verdictSentence(month.Rows)
		slices.SortStableFunc(month.Rows, func(a, b measureRow) int { return verdictOrder(a.Verdict) - verdictOrder(b.Verdict) })
		month.More = max(0, len(month.Rows)-measuresShown)
		month.Rows = month.Rows[:len(month.Rows)-month.More]
		out.Measures = append(out.Measures, *month)
	}
	if len(out.Measures) > 0 {
		out.Lead = out.Measures[0].Label + out.Measures[0].Summary + "。"
	}
	return out
}

func verdictOrder(verdict string) int {
	return slices.IndexFunc(verdicts, func(v struct{ verdict, sign, level string }) bool { return v.verdict == verdict })
}

// verdictSentence counts the measures by verdict, in the order of [verdicts].
func verdictSentence(rows []measureRow) string {
	var parts []string
	for _, v := range verdicts {
		count, name := 0, ""
		for _, row := range rows {
			if row.Verdict == v.verdict {
				count, name = count+1, row.VerdictName
			}
		}
		if count > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", name, count))
		} else if v.verdict == "effective" {
			parts = append(parts, "有效 0")
		}
	}
	return fmt.Sprintf(" %d 项：", len(rows)) + strings.Join(parts, "，")
}

func (s *Site) measureRow(row data.Measure) measureRow {
	out := measureRow{Measure: row, Sign: "—", Level: "is-info", Source: sourceText(row.FilePath, row.Sheet, row.Cell)}
	if at := verdictOrder(row.Verdict); at >= 0 {
		out.Sign, out.Level = verdicts[at].sign, verdicts[at].level
	}
	if scope, ok := s.Data.Scope[data.ScopeKey{Type: row.ScopeType, ID: row.ScopeID}]; ok {
		out.Team = s.link(scope.Type, scope.ID, scope.Name)
	}
	// A figure of a measure that was not carried out would read as its result.
	if row.ExpectedText != "" && row.ActualText != "" && row.Verdict != "not_done" {
		out.Change = row.ExpectedText + " → " + row.ActualText
		out.Distance = sourceSpan(row.DifferenceText, row.IntervalText)
	}
	return out
}

func (s *Site) measureSheet(rows []data.Measure) table.Table {
	return table.Of("measures", "改善措施", rows, []table.Col[data.Measure]{
		{Name: "月份", Kind: table.Text, Value: func(r data.Measure) any { return r.MonthLabel }},
		{Name: "判定", Kind: table.Text, Value: func(r data.Measure) any { return r.VerdictName }},
		{Name: "措施", Kind: table.Long, Value: func(r data.Measure) any { return r.Measure }},
		{Name: "问题", Kind: table.Long, Value: func(r data.Measure) any { return r.Problem }},
		{Name: "责任人", Kind: table.Text, Value: func(r data.Measure) any { return r.OwnerName }},
		{Name: "期限", Kind: table.Text, Value: func(r data.Measure) any { return r.DueText }},
		{Name: "状态", Kind: table.Text, Value: func(r data.Measure) any { return r.StatusName }},
		{Name: "指标", Kind: table.Text, Value: func(r data.Measure) any { return r.Indicator }},
		{Name: "基线", Kind: table.Text, Value: func(r data.Measure) any { return r.BaselineText }},
		{Name: "无措施时预期", Kind: table.Text, Value: func(r data.Measure) any { return r.ExpectedText }},
		{Name: "实际", Kind: table.Text, Value: func(r data.Measure) any { return r.ActualText }},
		{Name: "差", Kind: table.Text, Value: func(r data.Measure) any { return sourceSpan(r.DifferenceText, r.IntervalText) }},
		{Name: "说明", Kind: table.Long, Value: func(r data.Measure) any { return r.Sentence }},
		{Name: "来源", Kind: table.Source, Value: func(r data.Measure) any { return sourceText(r.FilePath, r.Sheet, r.Cell) }},
	}...)
}
