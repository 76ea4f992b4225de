// Package calendar knows the work days of mainland China: Monday to Friday, less the public
// holidays, plus the make-up days (调休) that the State Council's yearly notice names.
//
// The notices are data (statecouncil.csv): 2025 from 国办发明电〔2024〕12号, 2026 from
// 国办发明电〔2025〕7号. A year without a notice falls back to Monday–Friday, and
// [HasNotice] says so, because a wrong number of work days bends every per-day figure.
package calendar

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"fmt"
	"sync"
	"time"
)

//go:embed statecouncil.csv
var notices []byte

// Day is one day that a notice names.
type Day struct {
	On     time.Time // midnight UTC
	IsWork bool      // true: a make-up work day; false: a day off
	Name   string    // the holiday it belongs to, for example 春节
}

// Date is midnight UTC of a civil date; every date in this program is written so.
func Date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

var load = sync.OnceValue(func() []Day {
	rows, err := csv.NewReader(bytes.NewReader(notices)).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("calendar: statecouncil.csv: %v", err)) // embedded at build time, read by a test
	}
	days := make([]Day, 0, len(rows)-1)
	for _, row := range rows[1:] {
		on, err := time.Parse(time.DateOnly, row[0])
		if err != nil {
			panic(fmt.Sprintf("calendar: statecouncil.csv: %v", err))
		}
		days = append(days, Day{On: on, IsWork: row[1] == "work", Name: row[2]})
	}
	return days
})

var byDate = sync.OnceValue(func() map[time.Time]Day {
	index := make(map[time.Time]Day)
	for _, day := range load() {
		index[day.On] = day
	}
	return index
})

// Notices lists every day the State Council's notices name, by date.
func Notices() []Day { return load() }

// HasNotice says whether the year's public holidays are known.
func HasNotice(year int) bool {
	for _, day := range load() {
		if day.On.Year() == year {
			return true
		}
	}
	return false
}

// IsWorkday says whether people work on a date.
func IsWorkday(on time.Time) bool {
	if day, named := byDate()[on]; named {
		return day.IsWork
	}
	return on.Weekday() != time.Saturday && on.Weekday() != time.Sunday
}

// Workdays lists the work days from first to last, both included.
func Workdays(first, last time.Time) []time.Time {
	var days []time.Time
	for on := first; !on.After(last); on = on.AddDate(0, 0, 1) {
		if IsWorkday(on) {
			days = append(days, on)
		}
	}
	return days
}
