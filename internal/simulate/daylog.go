package simulate

import (
	"fmt"
	"strings"

	"aqs/internal/simulate/paper"
)

// width of the form in columns: the blocks below divide eight columns.
const formWidth = 8

var formWidths = []float64{9, 13, 9, 9, 11, 13, 11, 15}

// logForm draws one 工作日志: the form of one person's one day.
type logForm struct {
	*layout
	notary
	p   *person
	d   *day
	r   random // of the spelling
	at  int    // next row
	bad string // the field written so that nobody can read it; mostly none
}

// drawLog adds the sheet of a day. With a nil day it is the preprinted form, nothing filled in.
func drawLog(book *paper.Book, name string, t *truth, l *layout, p *person, d *day, r random) {
	widths := append(make([]float64, l.col-1), formWidths...)
	if l.col > 1 {
		widths[0] = 2
	}
	form := &logForm{
		layout: l, notary: notary{truth: t, file: book.Path, sheet: book.Sheet(name, widths...)},
		p: p, d: d, r: r, at: l.row,
	}
	if d != nil && p.spoiled(d) {
		form.bad = p.spoiledField
	}
	form.head()
	for i, b := range l.order {
		if l.gaps && i > 0 {
			form.at++
		}
		switch b {
		case planBlock:
			form.box(l.plan, planOf(d), 46)
		case visitBlock:
			form.visits()
		case talkBlock:
			if l.talkHead[0] != "" {
				form.quota()
			} else {
				form.pairs()
			}
		case saleBlock:
			form.sales()
		case closingBlock:
			form.closing()
		}
	}
}

func planOf(d *day) string {
	if d == nil || d.absence != "" {
		return ""
	}
	return d.planText
}

// span is a range of form columns of the current row, from 1 to formWidth.
func (f *logForm) span(from, to int) paper.Rect {
	return paper.Rect{Row1: f.at, Col1: f.col + from - 1, Row2: f.at, Col2: f.col + to - 1}
}

func (f *logForm) label(from, to int, words string, style paper.Style) {
	f.sheet.PutMerged(f.span(from, to), paper.Str(words), style)
}

func (f *logForm) head() {
	title := f.title
	if strings.Contains(title, "%s") {
		day := "　月　日"
		if f.d != nil {
			day = fmt.Sprintf("%d月%d日", f.d.on.Month(), f.d.on.Day())
		}
		title = fmt.Sprintf(title, day)
	}
	f.label(1, formWidth, title, paper.Title)
	f.sheet.Height(f.at, 28)
	f.at++
	name, team, company := "", "", ""
	if f.d != nil {
		name, team, company = f.signature(), f.p.team.name, companyName
	}
	if f.inCell {
		f.label(1, 3, f.person+"："+name, paper.Caption)
		f.label(4, 6, f.team+"："+team, paper.Caption)
		f.label(7, 8, f.company+"："+company, paper.Caption)
		f.at++
		return
	}
	f.label(1, 1, f.person, paper.Label)
	f.label(2, 3, name, paper.Center)
	f.label(4, 4, f.team, paper.Label)
	f.label(5, 6, team, paper.Center)
	f.label(7, 7, f.date, paper.Label)
	if f.d == nil {
		f.label(8, 8, "", paper.Center)
	} else {
		date, style := spellDate(f.d.on, f.p.habit.date)
		f.sheet.PutMerged(f.span(8, 8), date.value, style)
	}
	f.at++
	if f.company != "" {
		f.label(1, 1, f.company, paper.Label)
		f.label(2, 4, company, paper.Body)
		f.label(5, 5, f.number, paper.Label)
		no := ""
		if f.d != nil {
			no = f.p.no
		}
		f.label(6, 8, no, paper.Center)
		f.at++
	}
}

// signature is the name as the person writes it.
func (f *logForm) signature() string {
	if f.p.habit.spacedOut {
		letters := []rune(f.p.name)
		gap := " "
		if f.p.index%2 == 0 {
			gap = "　"
		}
		return string(letters[0]) + gap + string(letters[1])
	}
	return f.p.name
}

// box is a label with a text box beside it.
func (f *logForm) box(words, content string, height float64) {
	f.label(1, 2, words, paper.Label)
	f.label(3, formWidth, content, paper.Body)
	f.sheet.Height(f.at, height)
	f.at++
}

func (f *logForm) visits() {
	f.label(1, formWidth, f.visitTitle, paper.Section)
	f.at++
	f.label(1, 1, "序号", paper.Header)
	f.label(2, 3, f.visitHead[0], paper.Header)
	f.label(4, 5, f.visitHead[1], paper.Header)
	f.label(6, 6, f.visitHead[2], paper.Header)
	f.label(7, 8, f.visitHead[3], paper.Header)
	f.at++
	var done []visit
	if f.d != nil {
		done = f.d.visits
	}
	for i := range max(f.visitRows, len(done)) {
		f.sheet.PutMerged(f.span(1, 1), paper.Int(i+1), paper.Center)
		if i >= len(done) {
			for _, area := range []paper.Rect{f.span(2, 3), f.span(4, 5), f.span(6, 6), f.span(7, 8)} {
				f.sheet.PutMerged(area, paper.Blank(), paper.Body)
			}
			f.at++
			continue
		}
		v := done[i]
		note := func(field string) fact {
			line := about(f.p, f.d.on)
			line.kind, line.field, line.seq, line.position = "visit", field, fmt.Sprint(i+1), i+1
			return line
		}
		f.putMerged(f.span(2, 3), text(v.outlet.name), paper.Body, note("outlet_name"))
		f.putMerged(f.span(4, 5), text(v.reason), paper.Body, note("purpose_text"))
		f.putMerged(f.span(6, 6), text(spellSpan(v.start, v.end, f.p.habit.span)), paper.Center, note("time_text"))
		f.putMerged(f.span(7, 8), text(v.result), paper.Body, note("result"))
		f.sheet.Height(f.at, 27)
		f.at++
	}
}

func (f *logForm) sales() {
	f.label(1, formWidth, f.saleTitle, paper.Section)
	f.at++
	f.label(1, 3, f.saleHead[0], paper.Header)
	f.label(4, 4, f.saleHead[1], paper.Header)
	f.label(5, 6, f.saleHead[2], paper.Header)
	f.label(7, 8, f.saleHead[3], paper.Header)
	f.at++
	var sold []sale
	if f.d != nil {
		sold = f.d.sales
	}
	for i := range max(f.saleRows, len(sold)) {
		if i >= len(sold) {
			for _, area := range []paper.Rect{f.span(1, 3), f.span(4, 4), f.span(5, 6), f.span(7, 8)} {
				f.sheet.PutMerged(area, paper.Blank(), paper.Body)
			}
			f.at++
			continue
		}
		s := sold[i]
		note := func(field string) fact {
			line := about(f.p, f.d.on)
			line.kind, line.field, line.seq, line.position = "sale", field, fmt.Sprint(i+1), i+1
			return line
		}
		f.putMerged(f.span(1, 3), text(s.product.name), paper.Body, note("product_name"))
		f.putMerged(f.span(4, 4), f.spell(s.cases, "件"), paper.Center, note("cases"))
		premium := f.spellMoney(s.premium)
		if f.bad == "premium_yuan" && i == 0 {
			premium = unreadable(f.r, premium.means)
		}
		f.putMerged(f.span(5, 6), premium, paper.Money, note("premium_yuan"))
		f.putMerged(f.span(7, 8), text(s.outlet.name), paper.Body, note("outlet_name"))
		f.at++
	}
	f.label(1, 4, f.total, paper.Label)
	sum := paper.Blank()
	if len(sold) > 0 {
		sum = f.money(f.d.actual.premium).value
	}
	f.sheet.PutMerged(f.span(5, formWidth), sum, paper.Total)
	f.at++
}

func (f *logForm) closing() {
	content := ""
	if f.d != nil && f.d.absence == "" {
		content = f.d.insight
	}
	f.box(f.insight, content, 40)
	if f.attendance == "" {
		return
	}
	f.label(1, 2, f.attendance, paper.Label)
	mark := ""
	if f.d != nil && f.d.absence == "" {
		mark = "√"
	}
	f.label(3, 4, mark, paper.Center)
	f.label(5, 6, f.submitted, paper.Label)
	stamp := paper.Blank()
	if f.d != nil && f.submitted != "" {
		stamp = paper.Num(paper.Serial(f.d.report.at))
	}
	f.sheet.PutMerged(f.span(7, 8), stamp, paper.Stamp)
	f.at++
}
