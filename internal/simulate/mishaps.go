package simulate

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"aqs/internal/simulate/paper"
)

// What goes wrong between the person and the inbox: logs handed in again with corrections,
// copies, files cut off on the way, workbooks that are no logs at all, stale and empty sheets.

// mishap is what befell one person's month.
type mishap struct {
	isCorrected bool // handed in twice; the second version is true
	isCopied    bool // " - 副本" beside it, the same bytes
	isCutOff    bool // "(1)" beside it, half of the bytes
}

// mishapOf draws a person's month. The first people of a branch get theirs for certain, so that a
// sample of any size shows every kind once.
func (w *world) mishapOf(p *person, m int) mishap {
	r := stream(w.seed, "mishap", p.index, m)
	corrected, copied, cutOff := r.chance(0.04), r.chance(0.03), r.chance(0.015)
	last := len(w.months) - 1
	switch {
	case corrected, p.index == 0 && m == 0, p.index == 10 && m == min(1, last):
		return mishap{isCorrected: true}
	case copied, p.index == 1 && m == 0:
		return mishap{isCopied: true}
	case cutOff, p.index == 1 && m == min(1, last):
		return mishap{isCutOff: true}
	}
	return mishap{}
}

// mistaken is the day as it was first handed in: some figures wrong.
func mistaken(d *day) *day {
	wrong := *d
	wrong.actual.talks++
	wrong.actual.intents++
	if len(d.sales) > 0 { // a nought too many
		wrong.sales = slices.Clone(d.sales)
		wrong.sales[0].premium *= 10
		wrong.actual.premium += 9 * d.sales[0].premium
	}
	return &wrong
}

// befall applies a mishap to the jobs of a month's logs.
func (w *world) befall(p *person, m int, days []*day, jobs []job) []job {
	what := w.mishapOf(p, m)
	beside := func(path, suffix string) string { return strings.TrimSuffix(path, ".xlsx") + suffix + ".xlsx" }
	first := &jobs[0]
	switch {
	case what.isCopied:
		first.copies = append(first.copies, copyOf{beside(first.path, " - 副本"), 1})
	case what.isCutOff:
		first.copies = append(first.copies, copyOf{beside(first.path, "(1)"), 0.55})
	case what.isCorrected:
		worked := slices.IndexFunc(days, func(d *day) bool { return d.absence == "" && !p.spoiled(d) })
		if worked < 0 {
			return jobs
		}
		at := 0
		if len(jobs) > 1 { // a file a day: the day's file is the one handed in again
			at = worked
		}
		second := jobs[at]
		second.path = beside(second.path, "_更正")
		second.modified = second.modified.Add(90 * time.Minute)
		if len(jobs) > 1 {
			jobs[at] = w.dayJob(p, mistaken(days[worked]))
		} else {
			wrong := slices.Clone(days)
			wrong[worked] = mistaken(days[worked])
			jobs[at] = w.monthJob(p, m, wrong)
		}
		jobs[at].stale = true
		return append(jobs, second)
	}
	return jobs
}

// extras are the sheets of a month's book that are no log: a hidden one of last year, the empty
// form, sheets that Excel made, a list of telephone numbers.
func (w *world) extras(book *paper.Book, p *person, m int, days []*day) {
	r := stream(w.seed, "extras", p.index)
	hidden, empty, unused, foreign := r.chance(0.15), r.chance(0.25), r.chance(0.15), r.chance(0.06)
	l := p.habit.layout
	if hidden || p.index == 3 {
		old := *days[0]
		old.on = old.on.AddDate(-1, 0, 0)
		drawLog(book, "范例", nil, l, p, &old, stream(w.seed, "stale", p.index, m))
		book.Sheets[len(book.Sheets)-1].Hidden = true
	}
	if empty || p.index == 2 {
		drawLog(book, "空白表", nil, l, p, nil, r)
	}
	if unused {
		book.Sheet("Sheet2")
		book.Sheet("Sheet3")
	}
	if foreign || p.index == 5 {
		s := book.Sheet("常用电话", 16, 18, 24)
		s.Row(1, 1, paper.Header, "单位", "电话", "说明")
		for i := range 4 {
			s.Row(2+i, 1, paper.Body, fmt.Sprintf("%s支行营业室", banks[i].short), fmt.Sprintf("0000-%07d", 1000001+r.IntN(999999)), "分机转内线")
		}
	}
}

// strayJobs are workbooks that are no forms of ours.
func (w *world) strayJobs() []job {
	at := w.from.Add(10 * time.Hour)
	t := w.teams[0]
	stray := func(path string, draw func(book *paper.Book)) job {
		return job{path: path, author: "行政", modified: at, draw: func(book *paper.Book, _ *truth) { draw(book) }}
	}
	jobs := []job{
		stray("基础资料/办公用品价格表.xlsx", drawPrices),
		stray(t.name+"/系统账号登记.xlsx", w.drawAccounts),
		{path: t.name + "/~$工作日志.xlsx", raw: append([]byte{4, 'a', 'q', 's', '_'}, make([]byte, 160)...)},
	}
	if l := t.habit.layout; l != nil {
		jobs = append(jobs, stray("模板/客户经理工作日志（空白）.xlsx", func(book *paper.Book) {
			drawLog(book, "工作日志", nil, l, nil, nil, random{})
		}))
	}
	return jobs
}

func drawPrices(book *paper.Book) {
	s := book.Sheet("价格表", 8, 24, 14, 10, 12)
	s.PutMerged(paper.Rect{Row1: 1, Col1: 1, Row2: 1, Col2: 5}, paper.Str("2026年办公用品采购价格表"), paper.Title)
	s.Row(2, 1, paper.Header, "序号", "品名", "规格", "单位", "单价（元）")
	for i, item := range []struct {
		name, size, unit string
		price            float64
	}{{"复印纸", "A4 70g", "包", 21.5}, {"签字笔", "0.5mm 黑", "盒", 18}, {"文件夹", "A4 双夹", "个", 6.8}, {"宣传折页", "三折", "百张", 45}, {"展架", "80×180", "套", 68}} {
		s.Put(3+i, 1, paper.Int(i+1), paper.Center)
		s.Row(3+i, 2, paper.Body, item.name, item.size, item.unit)
		s.Put(3+i, 5, paper.Num(item.price), paper.Center)
	}
}

// drawAccounts is what is found beside logs more often than it should be: a list of passwords.
// Not one of its texts may turn up anywhere behind the reader.
func (w *world) drawAccounts(book *paper.Book) {
	s := book.Sheet("账号", 12, 14, 18, 20)
	s.Row(1, 1, paper.Header, "姓名", "系统", "账号", "密码")
	for i, p := range w.teams[0].members {
		s.Row(2+i, 1, paper.Body, p.name, "银保通", strings.ToLower(p.no), fmt.Sprintf("SECRET-%s-%d", p.no, 4711+i))
	}
}
