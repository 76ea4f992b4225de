package simulate

import (
	"fmt"
	"slices"
	"time"

	"aqs/internal/simulate/paper"
)

// job is one workbook to draw. Jobs are independent of each other, so they can be drawn in
// parallel; each has a truth of its own.
type job struct {
	path     string
	author   string
	modified time.Time
	draw     func(book *paper.Book, t *truth)
	copies   []copyOf // further files made of this one's bytes
	stale    bool     // replaced by a later version: no source of truth
	raw      []byte   // the file itself, where it is no workbook
}

// copyOf is a file that comes of copying another one, well or badly.
type copyOf struct {
	path string
	keep float64 // share of the bytes that arrived
}

// jobs lists every workbook of the branch, in a fixed order.
func (w *world) jobs() []job {
	jobs := append(w.referenceJobs(), w.strayJobs()...)
	for m := range w.months {
		for _, tm := range w.teams {
			jobs = append(jobs, w.targetJob(tm, m))
			if tm.habit.medium == register {
				jobs = append(jobs, w.registerJob(tm, m))
				continue
			}
			for _, p := range tm.members {
				jobs = append(jobs, w.logJobs(p, m)...)
			}
		}
	}
	for _, monday := range w.mondays {
		for _, tm := range w.teams {
			jobs = append(jobs, w.weekJob(tm, monday))
		}
	}
	if w.telecom != nil {
		jobs = append(jobs, w.fullJobs()...)
	}
	return slices.Concat(jobs, w.callerJobs(), w.checkJobs())
}

func (w *world) referenceJobs() []job {
	at := w.from.Add(9 * time.Hour)
	reference := func(name string, draw func(*paper.Book, *truth)) job {
		return job{path: "基础资料/" + name + ".xlsx", author: "业务管理部", modified: at, draw: draw}
	}
	return []job{
		reference("花名册", w.drawRoster), reference("网点表", w.drawOutlets),
		reference("产品表", w.drawProducts), reference("请假表", w.drawLeave),
	}
}

func (w *world) targetJob(tm *team, m int) job {
	month := w.months[m]
	return job{
		path:   fmt.Sprintf("月度目标/%d年%d月/%s%d月目标设定达成表.xlsx", month.Year(), month.Month(), tm.name, month.Month()),
		author: tm.supervisor.name, modified: month.AddDate(0, 1, -1).Add(18 * time.Hour),
		draw: func(book *paper.Book, t *truth) { w.drawTargets(book, t, tm, m) },
	}
}

func (w *world) registerJob(tm *team, m int) job {
	month := w.months[m]
	return job{
		path:   fmt.Sprintf("%s/%s%d年%d月工作日志台账.xlsx", tm.name, tm.name, month.Year(), month.Month()),
		author: tm.supervisor.name, modified: month.AddDate(0, 1, -1).Add(19 * time.Hour),
		draw: func(book *paper.Book, t *truth) { w.drawRegister(book, t, tm, m) },
	}
}

func (w *world) weekJob(tm *team, monday time.Time) job {
	year, week := monday.ISOWeek()
	return job{
		path:   fmt.Sprintf("周报/%s/%s%d年第%02d周周报.xlsx", tm.name, tm.name, year, week),
		author: tm.supervisor.name, modified: monday.AddDate(0, 0, 6).Add(20 * time.Hour),
		draw: func(book *paper.Book, t *truth) { w.drawWeek(book, t, tm, monday) },
	}
}

// logJobs are the workbooks of one person's month: one, or one a day.
func (w *world) logJobs(p *person, m int) []job {
	days := p.logged(w.months[m])
	if len(days) == 0 {
		return nil
	}
	jobs := []job{}
	if p.habit.medium == dayFiles {
		for _, d := range days {
			jobs = append(jobs, w.dayJob(p, d))
		}
	} else {
		jobs = append(jobs, w.monthJob(p, m, days))
	}
	return w.befall(p, m, days, jobs)
}

func (w *world) dayJob(p *person, d *day) job {
	return job{
		path: dayPath(p, d.on), author: p.name, modified: d.report.at,
		draw: func(book *paper.Book, t *truth) {
			drawLog(book, "工作日志", t, p.habit.layout, p, d, w.spelling(p, d))
		},
	}
}

func (w *world) monthJob(p *person, m int, days []*day) job {
	return job{
		path: monthPath(p, w.months[m]), author: p.name, modified: days[len(days)-1].report.at,
		draw: func(book *paper.Book, t *truth) {
			names := w.sheetNames(p, m, days)
			for i, d := range days {
				drawLog(book, names[i], t, p.habit.layout, p, d, w.spelling(p, d))
			}
			if !w.isTidy {
				w.extras(book, p, m, days)
			}
		},
	}
}

func (w *world) spelling(p *person, d *day) random {
	return stream(w.seed, "spelling", p.index, int(d.on.Unix()/86400))
}

// sheetNames names a month's sheets by their days. Whoever copies yesterday's sheet sometimes
// forgets to rename it; the date in the form is right.
func (w *world) sheetNames(p *person, m int, days []*day) []string {
	names := make([]string, len(days))
	taken := map[string]bool{}
	for i, d := range days {
		names[i] = sheetName(d.on, p.habit.sheet)
		taken[names[i]] = true
	}
	r := stream(w.seed, "sheet names", p.index, m)
	at := r.IntN(len(days))
	wrong := sheetName(days[at].on.AddDate(0, 0, -1), p.habit.sheet)
	said := p.habit.date != noDate && p.habit.date != textDayOnly
	if p.habit.misnames && said && !taken[wrong] && days[at].on.Day() > 1 {
		names[at] = wrong
	}
	return names
}

func sheetName(on time.Time, style sheetStyle) string {
	switch style {
	case sheetDot:
		return fmt.Sprintf("%d.%d", on.Month(), on.Day())
	case sheetMonth:
		return fmt.Sprintf("%d月%d日", on.Month(), on.Day())
	case sheetBare:
		return fmt.Sprint(on.Day())
	default:
		return fmt.Sprintf("%d日", on.Day())
	}
}

// monthPath and dayPath name files the way each team does.
func monthPath(p *person, month time.Time) string {
	y, m, name := month.Year(), int(month.Month()), inFileName(p.name, p.no)
	switch p.team.habit.layout {
	case &layoutShifted:
		return fmt.Sprintf("%s/%d月/%s%d年%d月工作日志.xlsx", p.team.name, m, name, y, m)
	case &layoutPairs:
		return fmt.Sprintf("%s/%d-%02d/%s-银保工作日志-%d月.xlsx", p.team.name, y, m, name, m)
	default:
		return fmt.Sprintf("%s/%d年%d月/%s_%s_%d月工作日志.xlsx", p.team.name, y, m, p.team.name, name, m)
	}
}

func dayPath(p *person, on time.Time) string {
	y, m, d, name := on.Year(), int(on.Month()), on.Day(), inFileName(p.name, p.no)
	if p.team.habit.layout == &layoutPairs {
		return fmt.Sprintf("%s/%d-%02d/%s/%02d%02d工作日志.xlsx", p.team.name, y, m, name, m, d)
	}
	return fmt.Sprintf("%s/%d月/%s/%s工作日志%d.%d.%d.xlsx", p.team.name, m, name, name, y, m, d)
}
