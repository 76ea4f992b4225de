package simulate

import (
	"context"
	"time"

	"aqs/internal/calendar"
)

// benchMonth has 22 work days, so that a month's book has 22 sheets.
var benchMonth = calendar.Date(2026, time.March, 1)

const benchDays = 22

// WriteDayForms writes n workbooks of one day's log each into dir: what a benchmark of many small
// files reads. They have nothing wrong with them.
func WriteDayForms(ctx context.Context, dir string, n int, seed uint64) (*Summary, error) {
	w, err := benchWorld((n+benchDays-1)/benchDays, seed)
	if err != nil {
		return nil, err
	}
	var jobs []job
	for _, p := range w.people {
		p.habit.medium = dayFiles
		jobs = append(jobs, w.plainJobs(p)...)
	}
	return writeJobs(ctx, dir, jobs[:min(n, len(jobs))], &truth{})
}

// WriteMonthBooks writes n workbooks of 22 days' logs each into dir.
func WriteMonthBooks(ctx context.Context, dir string, n int, seed uint64) (*Summary, error) {
	w, err := benchWorld(n, seed)
	if err != nil {
		return nil, err
	}
	var jobs []job
	for _, p := range w.people {
		p.habit.medium = monthBook
		jobs = append(jobs, w.plainJobs(p)...)
	}
	return writeJobs(ctx, dir, jobs[:min(n, len(jobs))], &truth{})
}

// benchWorld is a branch without flaws, leave or gaps: everybody logs every day of one month, on
// a form, never in a register.
func benchWorld(people int, seed uint64) (*world, error) {
	o, err := Options{People: max(2, people), Months: 1, Seed: seed, Start: benchMonth}.checked()
	if err != nil {
		return nil, err
	}
	w := newWorld(o)
	for _, t := range w.teams {
		if t.habit.layout == nil {
			t.habit = teamHabits[t.index/len(teamHabits)%3]
		}
	}
	w.isTidy = true
	w.drawTraits()
	w.assignOutlets()
	w.setGoals()
	w.live()
	w.handIn()
	for _, p := range w.people {
		for _, d := range p.days {
			d.report.isLogged = true
		}
		p.habit.date = textCN
		if p.habit.layout.inCell {
			p.habit.date = textMD
		}
	}
	return w, nil
}

// plainJobs are a person's logs of the first month without mishaps: work days only.
func (w *world) plainJobs(p *person) []job {
	var days []*day
	for _, d := range p.days {
		if d.isWork {
			days = append(days, d)
		}
	}
	if p.habit.medium != dayFiles {
		return []job{w.monthJob(p, 0, days)}
	}
	var jobs []job
	for _, d := range days {
		jobs = append(jobs, w.dayJob(p, d))
	}
	return jobs
}
