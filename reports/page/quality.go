package page

import (
	"fmt"

	"aqs/reports/data"
	"aqs/reports/table"
)

// perPage bounds the long lists: a page of this many rows still opens at once on a phone.
const perPage = 500

// qualityBody is the page 数据质量.
type qualityBody struct {
	Data         *data.Data
	LargestFate  float64
	FailingTests []data.Test
	PassingTests []data.Test
	IssuesFirst  Link
	Control      section // how often the forms agree with the logs
	Corrections  section
	Rules        section
	Life         section
}

// listBody is one page of a long list.
type listBody struct {
	Total    int
	From, To int
	Pages    []Link // the other parts of the list; the current one has no file
	Issues   []data.Issue
	Missing  []missingRow
	Files    []data.File
}

type missingRow struct {
	data.MissingLog
	Link Link
}

func (s *Site) qualityPages() []Page {
	body := qualityBody{Data: s.Data}
	for _, line := range s.Data.Ledger {
		body.LargestFate = max(body.LargestFate, line.Rows.V)
	}
	for _, test := range s.Data.Tests {
		if test.FailingRows.V > 0 {
			body.FailingTests = append(body.FailingTests, test)
		} else {
			body.PassingTests = append(body.PassingTests, test)
		}
	}
	missing := make([]missingRow, len(s.Data.MissingLogs))
	for i, row := range s.Data.MissingLogs {
		missing[i] = missingRow{row, s.link("person", row.PersonID, row.PersonName)}
	}
	rates, corrections := s.controlRateSheet(), s.correctionSheet()
	body.Control = section{ID: "h-agreement", Title: "汇总表与日志的一致率", Table: &rates, Empty: "没有读到检查表、周报或月表，无从核对", Note: "不一致只是数据质量的提示，计算以日志为准；逐处清单见「需核实」。"}
	body.Corrections = section{ID: "h-corrections", Title: "登记表的更正", Table: &corrections, Empty: "没有重新上交而内容不同的登记行"}
	rules := table.Of("rules", "现象规则", s.Data.CauseRules, []table.Col[data.CauseRule]{
		{Name: "规则", Kind: table.Text, Value: func(r data.CauseRule) any { return r.Rule + " " + r.RuleName }},
		{Name: "状态", Kind: table.Text, Value: func(r data.CauseRule) any { return r.StatusName }},
		{Name: "缺什么", Kind: table.Long, Value: func(r data.CauseRule) any { return r.Reason }},
		{Name: "怎样发现", Kind: table.Long, Value: func(r data.CauseRule) any { return r.Detector }},
		{Name: "本月条数", Kind: table.Count, Value: func(r data.CauseRule) any { return r.Cards }},
	}...)
	body.Rules = section{ID: "h-rules", Title: "现象规则是否有数据", Table: &rules, Empty: "还没有规则清单"}
	body.Life = s.lifeSection(s.company())
	body.IssuesFirst = Link{"quality-issues.html", fmt.Sprintf("全部问题（%d）", len(s.Data.Issues))}
	pages := []Page{{File: qualityFile, template: "page-quality", Title: "数据质量", Topic: qualityFile, Body: body, Tables: s.qualitySheets()}}
	pages = append(pages, listPages("quality-issues", "page-issues", "问题清单", s.Data.Issues,
		func(b *listBody, rows []data.Issue) { b.Issues = rows })...)
	pages = append(pages, listPages("quality-missing", "page-missing", "未交日志", missing,
		func(b *listBody, rows []missingRow) { b.Missing = rows })...)
	pages = append(pages, listPages("quality-files", "page-files", "文件清单", s.Data.Files,
		func(b *listBody, rows []data.File) { b.Files = rows })...)
	return pages
}

// listPages cuts rows into pages; an empty list is one page that says so.
func listPages[T any](stem, template, title string, rows []T, set func(*listBody, []T)) []Page {
	count := max(1, (len(rows)+perPage-1)/perPage)
	file := func(i int) string {
		if i == 0 {
			return stem + ".html"
		}
		return fmt.Sprintf("%s-%d.html", stem, i+1)
	}
	var pages []Page
	for i := range count {
		from, to := i*perPage, min(len(rows), (i+1)*perPage)
		body := listBody{Total: len(rows), From: from + 1, To: to}
		for k := range count {
			link := Link{file(k), fmt.Sprint(k + 1)}
			if k == i {
				link.File = ""
			}
			body.Pages = append(body.Pages, link)
		}
		set(&body, rows[from:to])
		pages = append(pages, Page{
			File: file(i), template: template, Title: title, Topic: qualityFile, Body: body,
			Crumbs: []Link{{qualityFile, "数据质量"}, {"", title}},
		})
	}
	return pages
}
