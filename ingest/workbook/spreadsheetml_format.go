package workbook

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// namedFormat gives the code of a number format that SpreadsheetML and Excel's HTML call by name;
// any other format is a code already.
func namedFormat(format string) string {
	switch strings.ToLower(format) {
	case "general number", "general":
		return "General"
	case "general date":
		return "yyyy/m/d h:mm"
	case "long date":
		return `yyyy"年"m"月"d"日"`
	case "medium date":
		return "d-mmm-yy"
	case "short date":
		return "yyyy/m/d"
	case "long time":
		return "h:mm:ss"
	case "medium time":
		return "h:mm AM/PM"
	case "short time":
		return "h:mm"
	case "percent":
		return "0.00%"
	case "currency", "euro currency", "standard":
		return "#,##0.00"
	case "fixed":
		return "0.00"
	case "scientific":
		return "0.00E+00"
	case "yes/no", "true/false", "on/off":
		return "General"
	}
	return format
}

// numberCell makes a cell of a stored number and its format's code. The code is kept where it
// changes the meaning: of dates, and of percentages.
func numberCell(col int, stored, code string) (Cell, bool) {
	stored = strings.TrimSpace(stored)
	number, err := strconv.ParseFloat(stored, 64)
	if err != nil || math.IsInf(number, 0) || math.IsNaN(number) {
		return Cell{}, false
	}
	cell := Cell{Col: col, Kind: Number, Text: stored, Number: number}
	switch {
	case isDateCode(code):
		cell.Kind, cell.Format = Date, code
	case strings.Contains(code, "%"):
		cell.Format = code
	}
	return cell, true
}

// boolCell makes a cell of a truth value.
func boolCell(col int, stored string) Cell {
	if stored = strings.TrimSpace(stored); stored == "1" || strings.EqualFold(stored, "true") {
		return Cell{Col: col, Kind: Bool, Text: "TRUE", Number: 1}
	}
	return Cell{Col: col, Kind: Bool, Text: "FALSE"}
}

// dateTimeCell makes a cell of an ISO 8601 date and time without zone.
func dateTimeCell(col int, stored, code string, date1904 bool) (Cell, bool) {
	for _, layout := range []string{"2006-01-02T15:04:05.999999999", "2006-01-02T15:04:05Z", time.DateOnly} {
		at, err := time.Parse(layout, strings.TrimSpace(stored))
		if err != nil {
			continue
		}
		if !isDateCode(code) {
			code = "yyyy-mm-dd"
		}
		serial := dateSerial(at, date1904)
		return Cell{Col: col, Kind: Date, Number: serial, Text: strconv.FormatFloat(serial, 'f', -1, 64), Format: code}, true
	}
	return Cell{}, false
}

// dateSerial is a time as a day number. Excel's calendar has a 29 February 1900, so that its day 0
// is 1899-12-31, and from March 1900 on the numbers count from 1899-12-30.
func dateSerial(at time.Time, date1904 bool) float64 {
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case date1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case at.Before(time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)):
		epoch = time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	const day = 24 * 60 * 60
	seconds := at.Unix() - epoch.Unix()
	// Whole days and the part of a day apart: together they would lose the last digits of a time.
	return float64(seconds/day) + (float64(seconds%day)+float64(at.Nanosecond())/1e9)/day
}
