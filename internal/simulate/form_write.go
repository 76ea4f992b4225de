package simulate

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"aqs/internal/calendar"
	"aqs/internal/simulate/paper"
)

// FormOptions say how the collection of all forms is written.
type FormOptions struct {
	People int       // of the branch the forms are about: 10 to 5000
	Seed   uint64    // equal options give equal bytes
	Start  time.Time // first day of the first month; zero: 2026-01-01
	Dirt   Dirt      // how the forms are spoiled; zero: not at all
}

// FormSummary counts what WriteForms wrote.
type FormSummary struct {
	Summary
	Hits map[string]int // "layout F08 form sheet", "dirt 3+2" → how often
}

// formMonths are the months of the branch that the forms are about.
const formMonths = 2

// sheetCase is what one sheet is about.
type sheetCase struct {
	w      *world
	team   *team
	person *person
	month  time.Time // first day
	monday time.Time // of a whole week in the month
	path   string
}

// formLayout is one form in one layout: where its workbook lies and how its sheets are drawn.
type formLayout struct {
	form, name string
	path       string // 团队, 姓名, 年, 月, 日 stand for themselves in braces
	draw       func(d *desk, book *paper.Book, c sheetCase)
}

// FormLayouts lists "F08 form sheet" for every form in every layout that WriteForms writes.
func FormLayouts() []string {
	var names []string
	for _, l := range formLayouts() {
		names = append(names, l.form+" "+l.name)
	}
	return names
}

func formLayouts() []formLayout {
	return slices.Concat(dailyForms(), checkForms(), weeklyForms(), teamWeekForms(), monthlyForms(), measureForms(), customerForms(), registerForms())
}

// WriteForms makes up a branch and writes every form in every layout about it, spoiled as the
// options say: dir/inbox and dir/truth.csv. Facts of these forms have kinds such as F08/note: the
// form and the table of raw.duckdb that the value belongs in; F08/issue is a finding that must be
// reported at the cell.
func WriteForms(ctx context.Context, dir string, o FormOptions) (*FormSummary, error) {
	options, err := Options{People: o.People, Months: formMonths, Seed: o.Seed, Start: o.Start}.checked()
	if err != nil {
		return nil, err
	}
	w := build(options)
	truths := &truth{}
	summary, err := writeJobs(ctx, filepath.Join(dir, "inbox"), w.formJobs(formLayouts(), o.Dirt), truths)
	if err != nil {
		return nil, err
	}
	table, err := truths.csv()
	if err != nil {
		return nil, fmt.Errorf("truth.csv: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "truth.csv"), table, 0o644); err != nil {
		return nil, fmt.Errorf("truth.csv: %w", err)
	}
	summary.Facts = len(truths.facts)
	return &FormSummary{Summary: *summary, Hits: truths.hits}, nil
}

// formJobs are the workbooks of the given layouts, each about people of its own choice.
func (w *world) formJobs(layouts []formLayout, dirt Dirt) []job {
	var jobs []job
	for i, l := range layouts {
		r := stream(w.seed, "form "+l.form+" "+l.name, 0)
		tm := w.teams[r.IntN(len(w.teams))]
		c := sheetCase{w: w, team: tm, person: pick(r, tm.members), month: w.months[i%len(w.months)]}
		c.monday = pick(r, w.mondaysIn(c.month))
		jobs = append(jobs, w.formJob(l, c, dirt, i)...)
	}
	return jobs
}

// mondaysIn lists the Mondays of weeks that lie wholly in a month.
func (w *world) mondaysIn(month time.Time) []time.Time {
	var inside []time.Time
	for _, monday := range w.mondays {
		if monday.Month() == month.Month() && monday.AddDate(0, 0, 6).Month() == month.Month() {
			inside = append(inside, monday)
		}
	}
	return inside
}

// formJob is one workbook and what befell it on the way: a copy, a version handed in before.
func (w *world) formJob(l formLayout, c sheetCase, dirt Dirt, index int) []job {
	c.path = c.fill(l.path)
	draw := func(book *paper.Book, t *truth) {

		d := &desk{
			notary: notary{truth: t}, form: l.form, layout: l.name, month: c.month,
			speller: speller{r: stream(w.seed, "form sheet "+l.form+" "+l.name, index), dirt: dirt, hits: hits{}, year: c.month.Year()},
			who:     fact{team: c.team.name, dept: c.team.dept.name},
		}
		l.draw(d, book, c)
		d.befall(book)
		if t != nil {
			d.hits["layout "+l.form+" "+l.name]++
			if t.hits == nil {
				t.hits = hits{}
			}
			t.hits.add(d.hits)
		}
	}
	at := c.month.AddDate(0, 1, -1).Add(18 * time.Hour)
	one := job{path: c.path, author: c.team.supervisor.name, modified: at, draw: draw}
	r := stream(w.seed, "form fate "+l.form+" "+l.name, index)
	if r.chance(dirt.rate(DirtCopy)) {
		copied := strings.TrimSuffix(c.path, ".xlsx") + pick(r, []string{" - 副本.xlsx", "(1).xlsx", "-副本.xlsx"})
		one.copies = append(one.copies, copyOf{copied, 1})
		whole := one.draw
		one.draw = func(book *paper.Book, t *truth) {
			whole(book, t)
			if t != nil {
				t.hits["dirt "+string(DirtCopy)]++
				t.facts = append(t.facts, fact{kind: l.form + "/issue", field: "FILE_DUPLICATE", seq: copied, note: "FILE_DUPLICATE", file: copied, illegal: true})
			}
		}
	}
	if strings.Contains(l.form, "F0") && r.chance(dirt.rate(DirtCorrected)) {
		return w.corrected(l, c, one)
	}
	return []job{one}
}

// corrected hands a book in twice: the first with other figures, which the second replaces.
func (w *world) corrected(l formLayout, c sheetCase, first job) []job {
	second := first
	second.path = strings.TrimSuffix(c.path, ".xlsx") + "_更正.xlsx"
	second.modified = second.modified.Add(2 * time.Hour)
	second.copies = nil
	path := first.path
	told := second.draw
	second.draw = func(book *paper.Book, t *truth) {
		told(book, t)
		if t != nil {
			t.hits["dirt "+string(DirtCorrected)]++
			t.facts = append(t.facts, fact{kind: l.form + "/replaced", file: path, seq: path})
		}
	}
	first.stale = true
	return []job{first, second}
}

// fill writes a path for a case.
func (c sheetCase) fill(path string) string {
	return strings.NewReplacer(
		"{团队}", c.team.name, "{部}", c.team.dept.name, "{姓名}", inFileName(c.person.name, c.person.no),
		"{年}", fmt.Sprint(c.month.Year()), "{月}", fmt.Sprint(int(c.month.Month())),
		"{周}", fmt.Sprintf("%d.%d-%d.%d", c.monday.Month(), c.monday.Day(), c.monday.AddDate(0, 0, 4).Month(), c.monday.AddDate(0, 0, 4).Day()),
		"{日}", c.monday.Format("20060102"), "{日期}", c.monday.Format("2006-01-02"),
	).Replace(path)
}

// befall adds to a finished book what people leave in books: sheets that are no forms.
func (d *desk) befall(book *paper.Book) {
	d.file = book.Path
	if d.often(DirtEmptySheet) {
		book.Sheet("Sheet2")
		book.Sheet("Sheet3")
	}
	if d.often(DirtHiddenSheet) {
		d.sheet = book.Sheet("旧表", 14, 14, 14)
		d.sheet.Row(1, 1, paper.Header, "姓名", "拜访", "洽谈")
		d.sheet.Row(2, 1, paper.Body, "某某", "99", "88")
		d.sheet.Hidden = true
		d.expect("", "SHEET_HIDDEN")
	}
	if d.often(DirtForeign) {
		d.sheet = book.Sheet("物资价目", 14, 14, 14)
		d.sheet.Row(1, 1, paper.Header, "品名", "规格", "单价")
		d.sheet.Row(2, 1, paper.Body, "复印纸", "A4", "21.5")
		d.expect("", "FORM_UNKNOWN")
	}
}

// person says whose sheet it is: the context of every record on it.
func (d *desk) about(p *person, on time.Time) {
	d.who = about(p, on)
	d.who.dept = p.dept.name
}

// group makes the sheet one of a team or department.
func (d *desk) group(tm *team, on time.Time) {
	d.who = fact{team: tm.name, dept: tm.dept.name, date: on.Format(time.DateOnly)}
}

// homonym says whether another person of the branch has the same name: then the number must stand
// on the sheet.
func (w *world) homonym(p *person) bool {
	for _, other := range w.people {
		if other != p && other.name == p.name {
			return true
		}
	}
	return false
}

// whose are the labels that say whose sheet it is, in one of the wordings in use.
func (d *desk) whose(w *world, p *person) []pair {
	pairs := []pair{{label: pick(d.r, []string{"姓名", "客户经理姓名", "业务员", "客户经理"}), item: nameItem("person_name", p.name)}}
	if w.homonym(p) {
		d.hits["dirt "+string(DirtHomonym)]++
		pairs = append(pairs, pair{label: pick(d.r, []string{"工号", "员工编号"}), item: item{field: "employee_no", shape: asNo, text: p.no}})
	}
	return append(pairs, pair{label: pick(d.r, []string{"团队", "所在团队", "团队名称", "小组"}), item: textItem("team_name", p.team.name)})
}

// span writes the days of a week in a form that says which they are.
func (d *desk) span(monday time.Time) string {
	last := monday.AddDate(0, 0, pick(d.r, []int{4, 6}))
	y, m, day := monday.Year(), int(monday.Month()), monday.Day()
	return pick(d.r, []string{
		fmt.Sprintf("%d年%d月%d日—%d月%d日", y, m, day, last.Month(), last.Day()),
		fmt.Sprintf("%d.%d.%d-%d.%d", y, m, day, last.Month(), last.Day()),
		fmt.Sprintf("%d-%02d-%02d至%d-%02d-%02d", y, m, day, last.Year(), last.Month(), last.Day()),
		fmt.Sprintf("%d年%d月%d日至%d月%d日", y, m, day, last.Month(), last.Day()),
		fmt.Sprintf("%d.%d.%d—%d.%d.%d", y, m, day, last.Year(), last.Month(), last.Day()),
		fmt.Sprintf("%d/%d/%d~%d/%d", y, m, day, last.Month(), last.Day()),
		fmt.Sprintf("%d月%d日至%d月%d日", m, day, last.Month(), last.Day()),
	})
}

// monthWords writes a month.
func (d *desk) monthWords(month time.Time) string {
	return pick(d.r, []string{fmt.Sprintf("%d年%d月", month.Year(), month.Month()), fmt.Sprintf("%d年%02d月", month.Year(), month.Month()), fmt.Sprintf("%d月", month.Month())})
}

func workdaysOf(month time.Time) []time.Time {
	return calendar.Workdays(month, month.AddDate(0, 1, -1))
}
