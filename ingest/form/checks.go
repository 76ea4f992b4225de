package form

import (
	"strconv"
	"strings"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/value"
)

// check compares what a day says with itself. Everything is loaded as written; the findings are
// warnings.
func (b *dayBuilder) check() {
	b.checkTotal()
	b.checkFunnel()
	if b.day.Status != nil && (b.numbers > 0 && b.anyActual() || len(b.visits) > 0 || len(b.sales) > 0) {
		b.r.issue(issue.StatusWithCounts, b.statusCell, "")
	}
	b.checkName()
}

func (b *dayBuilder) anyActual() bool {
	for _, m := range b.metrics {
		if m.Actual != nil && *m.Actual > 0 {
			return true
		}
	}
	return false
}

// checkTotal compares the sales lines with the day's total.
func (b *dayBuilder) checkTotal() {
	if b.day.PremiumTotalYuan == nil || b.premiumTotal == nil {
		return
	}
	sum := 0.0
	for _, s := range b.sales {
		if s.PremiumYuan == nil {
			return // a line that could not be read: the sum says nothing
		}
		sum += *s.PremiumYuan
	}
	if differs(sum, *b.day.PremiumTotalYuan) {
		b.r.issue(issue.TotalMismatch, b.premiumTotal.cell, "当日保费合计写的是 "+number(*b.day.PremiumTotalYuan)+" 元，各行之和是 "+number(sum)+" 元")
	}
}

// checkFunnel: nobody closes more people than were talked to.
func (b *dayBuilder) checkFunnel() {
	var talks, closes *record.DayMetric
	for i := range b.metrics {
		switch b.metrics[i].Metric {
		case "talks":
			talks = &b.metrics[i]
		case "closes":
			closes = &b.metrics[i]
		}
	}
	if talks == nil || closes == nil || talks.Actual == nil || closes.Actual == nil || *closes.Actual <= *talks.Actual {
		return
	}
	made := issue.New(issue.CheckCloses, b.r.page.grid.Sheet, *closes.ActualCell, number(*closes.Actual),
		"促成 "+number(*closes.Actual)+" 人，洽谈只有 "+number(*talks.Actual)+" 人（"+*talks.ActualCell+"）")
	b.r.report(made)
}

// checkName looks for another person's name in the names of the file and the sheet.
func (b *dayBuilder) checkName() {
	if b.day.PersonName == nil || b.name == nil || b.r.d.Layout != layoutForm {
		return
	}
	name := *b.day.PersonName
	file := b.r.ctx.Path[strings.LastIndexByte(b.r.ctx.Path, '/')+1:]
	texts := []string{value.Squeeze(b.r.page.grid.Sheet), value.Squeeze(file)}
	for _, text := range texts {
		if strings.Contains(text, name) {
			return
		}
	}
	for i, text := range texts {
		if other := nameIn(text); other != "" && (b.day.TeamName == nil || !strings.Contains(*b.day.TeamName, other)) {
			where := "工作表名"
			if i == 1 {
				where = "文件名"
			}
			b.r.issue(issue.NameDisagrees, b.name.cell, "表内姓名与"+where+"中的“"+other+"”不同，以表内为准")
			return
		}
	}
}

// nameIn finds a token that could be a person's name in a file's or sheet's name.
func nameIn(text string) string {
	if dot := strings.LastIndexByte(text, '.'); dot > 0 {
		text = text[:dot]
	}
	for _, word := range [...]string{"工作日志", "工作日报", "银保", "客户经理", "日志", "日报", "更正", "修改", "最终版", "副本"} {
		text = strings.ReplaceAll(text, word, " ")
	}
	for _, token := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" _-—()（）.,、+年月日号0123456789", r) }) {
		if value.LooksLikeName(token) && len([]rune(token)) <= 3 {
			return token
		}
	}
	return ""
}

func number(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
