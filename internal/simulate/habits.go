package simulate

import "time"

// How people hand in their logs: the team decides the form, the person the medium and the
// spelling.

type medium uint8

const (
	monthBook medium = iota // a workbook a month, a sheet a day
	dayFiles                // a workbook a day
	register                // the team's register, a workbook a month
)

type dateStyle uint8

const (
	serialCN dateStyle = iota
	serialISO
	serialSys
	serialMD
	textDash
	textDot
	textSlash
	textCN
	textMD
	textDotMD   // 3.5
	textDayOnly // 5日
	textWeekday // 3月5日 星期四
	noDate      // only the sheet's name says the day
)

type sheetStyle uint8

const (
	sheetDay   sheetStyle = iota // 5日
	sheetDot                     // 3.5
	sheetMonth                   // 3月5日
	sheetBare                    // 5
)

// teamHabit is what a team has in common.
type teamHabit struct {
	layout *layout
	medium medium
	// dayFileMembers are the positions in the team of those who hand in a file a day.
	dayFileMembers []int
}

var teamHabits = []teamHabit{
	{layout: &layoutQuota, medium: monthBook},
	{layout: &layoutShifted, medium: monthBook, dayFileMembers: []int{2, 5}},
	{layout: &layoutPairs, medium: monthBook, dayFileMembers: []int{4}},
	{layout: nil, medium: register},
}

// habit is one person's way of filling in.
type habit struct {
	layout    *layout // the person's own copy of the team's form
	medium    medium
	date      dateStyle
	sheet     sheetStyle
	span      int     // spelling of time ranges
	messy     float64 // share of values not typed as a plain number
	blankZero bool    // leaves boxes of zero empty
	spacedOut bool    // writes 张 伟
	misnames  bool    // now and then gives a day's sheet the name of the day before
	listNames bool    // writes the customers' names into the box of 意向客户
}

// report is what became of one day's log.
type report struct {
	isLogged bool
	at       time.Time // when it was handed in
}

// handIn decides who hands in what, when, and how it is spelled.
func (w *world) handIn() {
	for _, p := range w.people {
		r := stream(w.seed, "habit", p.index)
		p.habit = habit{
			medium:    p.team.habit.medium,
			date:      pick(r, p.team.habit.dates()),
			sheet:     sheetStyle(r.IntN(4)),
			span:      r.IntN(3),
			messy:     pick(r, []float64{0, 0.02, 0.04, 0.10}),
			blankZero: r.chance(0.4),
			spacedOut: r.chance(0.2) && len([]rune(p.name)) == 2,
			misnames:  r.chance(0.2),
			listNames: r.chance(0.15) || p.index == 17,
		}
		if p.habit.date == noDate {
			p.habit.sheet = sheetDay
		}
		if p.team.habit.layout != nil {
			p.habit.layout = vary(*p.team.habit.layout, stream(w.seed, "layout", p.index))
		}
		for position, member := range p.team.members {
			for _, chosen := range p.team.habit.dayFileMembers {
				if member == p && position == chosen {
					p.habit.medium = dayFiles
				}
			}
		}
		if p.habit.medium == dayFiles && p.habit.date == noDate {
			p.habit.date = textMD
		}
		for _, d := range p.days {
			d.report = w.reportOf(p, d)
		}
	}
}

// dates are the spellings that fit the team's form.
func (h teamHabit) dates() []dateStyle {
	switch h.layout {
	case &layoutQuota:
		return []dateStyle{serialCN, serialISO, serialSys, textDash, textDayOnly, noDate}
	case &layoutShifted:
		return []dateStyle{textDot, textSlash, textCN, serialMD, textDotMD, textWeekday}
	default:
		return []dateStyle{textMD}
	}
}

func (w *world) reportOf(p *person, d *day) report {
	r := stream(w.seed, "report", p.index, int(d.on.Unix()/86400))
	at := d.on.Add(time.Duration(17*60+r.between(10, 230)) * time.Minute)
	if r.chance(0.05) { // handed in the next morning
		at = d.on.Add(time.Duration(24*60+8*60+r.between(0, 90)) * time.Minute)
	}
	skips := r.chance(p.traits.skipsLog)
	if w.plant != nil && len(d.visits) >= 5 {
		skips = skips || r.chance(w.plant.MissingMNAR)
	}
	isLogged := !skips
	switch {
	case d.absence == "培训":
	case d.absence != "":
		isLogged = !p.leaveOn(d.on).isRegistered || r.chance(0.5)
	case !d.isWork, len(d.sales) > 0: // a sale is never left out
		isLogged = true
	}
	return report{isLogged: isLogged, at: at}
}

// status is the day's status as far as anybody can know it from the workbooks.
func (d *day) status(p *person) string {
	leave := p.leaveOn(d.on)
	switch {
	case d.absence == "培训" && d.report.isLogged:
		return "training"
	case d.absence != "" && d.absence != "培训" && leave != nil && (leave.isRegistered || d.report.isLogged):
		return "leave"
	case !d.report.isLogged:
		return "missing"
	case !d.isWork:
		return "nonworkday_logged"
	case d.actual == counts{}:
		return "worked_zero"
	default:
		return "worked_logged"
	}
}

// logged lists the days of a month that have a log.
func (p *person) logged(month time.Time) []*day {
	var days []*day
	for _, d := range p.days {
		if d.report.isLogged && d.on.Year() == month.Year() && d.on.Month() == month.Month() {
			days = append(days, d)
		}
	}
	return days
}
