package page

import (
	"math"
	"strconv"
	"time"

	"aqs/reports/data"
)

// dayCell is one day of one person in a calendar: a figure or a word, and a class for its shade.
type dayCell struct {
	Day     int
	Class   string // CSS, from a fixed set
	Text    string // visits, or the status in one character
	Label   string // the same in words
	Blank   bool
	Shifted bool // 调休
}

// dayMark gives a status its class and its character. Logged days show visits instead.
func dayMark(status string) (class, text string) {
	switch status {
	case "worked_logged", "nonworkday_logged":
		return "d-logged", ""
	case "worked_zero":
		return "d-zero", "0"
	case "missing":
		return "d-missing", "缺"
	case "leave":
		return "d-leave", "假"
	case "training":
		return "d-training", "训"
	case "holiday":
		return "d-off", "休"
	case "not_employed":
		return "d-off", "·"
	}
	return "d-off", ""
}

// dayOf builds the cell; busiest is the scale of the shade.
func dayOf(day data.PersonDay, busiest float64) dayCell {
	class, text := dayMark(day.Status)
	label := day.WorkOn.String() + " " + day.StatusName
	weekend := day.WorkOn.T.Weekday() == time.Saturday || day.WorkOn.T.Weekday() == time.Sunday
	shifted := day.IsWorkday && weekend // 调休: a day of the week-end that is worked
	if shifted {
		label += "（调休上班）"
	}
	if class == "d-logged" {
		text = number(day.Visits)
		label += "，拜访 " + number(day.Visits) + "，洽谈 " + number(day.Talks)
		if day.Visits.OK && busiest > 0 {
			class += " heat-" + strconv.Itoa(int(math.Ceil(clamp(day.Visits.V/busiest)*4)))
		}
	}
	return dayCell{Day: day.WorkOn.T.Day(), Class: class, Text: text, Label: label, Shifted: shifted}
}

func busiest(days []data.PersonDay) float64 {
	most := 0.0
	for _, day := range days {
		most = math.Max(most, day.Visits.V)
	}
	return most
}

// monthCalendar is one month of one person, weeks down, Monday to Sunday across.
type monthCalendar struct {
	Label string
	Weeks [][7]dayCell
}

func calendars(days []data.PersonDay) []monthCalendar {
	most := busiest(days)
	var months []monthCalendar
	for start := 0; start < len(days); {
		end := start
		for end < len(days) && sameMonth(days[end].WorkOn.T, days[start].WorkOn.T) {
			end++
		}
		months = append(months, calendarOf(days[start:end], most))
		start = end
	}
	return months
}

func calendarOf(days []data.PersonDay, most float64) monthCalendar {
	known := map[int]data.PersonDay{}
	for _, day := range days {
		known[day.WorkOn.T.Day()] = day
	}
	first := time.Date(days[0].WorkOn.T.Year(), days[0].WorkOn.T.Month(), 1, 0, 0, 0, 0, time.UTC)
	out := monthCalendar{Label: first.Format("2006年1月")}
	var week [7]dayCell
	for i := range week {
		week[i].Blank = true
	}
	for date := first; date.Month() == first.Month(); date = date.AddDate(0, 0, 1) {
		column := (int(date.Weekday()) + 6) % 7
		if day, ok := known[date.Day()]; ok {
			week[column] = dayOf(day, most)
		} else {
			week[column] = dayCell{Day: date.Day(), Class: "d-off", Label: date.Format("2006-01-02") + " 非工作日"}
		}
		if column == 6 {
			out.Weeks = append(out.Weeks, week)
			week = [7]dayCell{}
			for i := range week {
				week[i].Blank = true
			}
		}
	}
	for _, cell := range week {
		if !cell.Blank {
			out.Weeks = append(out.Weeks, week)
			break
		}
	}
	return out
}

func sameMonth(a, b time.Time) bool { return a.Year() == b.Year() && a.Month() == b.Month() }

// logMatrix is the review month of a team: people down, days across.
type logMatrix struct {
	Days []matrixDay
	Rows []matrixRow
}

type matrixDay struct {
	Day     int
	Weekday string
	Off     bool
}

type matrixRow struct {
	Link   Link
	Logged string
	Cells  []dayCell
}

func (s *Site) logMatrix(team data.Scope) *logMatrix {
	month := s.Data.Run.MonthStart.T
	matrix := &logMatrix{}
	last := month.AddDate(0, 1, -1).Day()
	if s.Data.Run.AsOf.OK && sameMonth(s.Data.Run.AsOf.T, month) {
		last = s.Data.Run.AsOf.T.Day()
	}
	weekdays := []string{"日", "一", "二", "三", "四", "五", "六"}
	for day := 1; day <= last; day++ {
		date := month.AddDate(0, 0, day-1)
		matrix.Days = append(matrix.Days, matrixDay{day, weekdays[date.Weekday()], true})
	}
	for _, child := range s.Data.Children[team.Key()] {
		var days []data.PersonDay
		for _, day := range s.Data.Days[child.ChildID] {
			if sameMonth(day.WorkOn.T, month) && day.WorkOn.T.Day() <= last {
				days = append(days, day)
			}
		}
		row := matrixRow{
			Link:   s.link(child.ChildType, child.ChildID, child.ChildName),
			Logged: number(child.LoggedDays) + "/" + number(child.ExpectedDays),
			Cells:  make([]dayCell, last),
		}
		for i := range row.Cells {
			row.Cells[i] = dayCell{Day: i + 1, Class: "d-off", Label: "非工作日"}
		}
		most := busiest(days)
		for _, day := range days {
			row.Cells[day.WorkOn.T.Day()-1] = dayOf(day, most)
			if day.IsWorkday {
				matrix.Days[day.WorkOn.T.Day()-1].Off = false
			}
		}
		matrix.Rows = append(matrix.Rows, row)
	}
	return matrix
}
