package template

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"aqs/ingest/form"
	"aqs/internal/calendar"
	"aqs/internal/warehouse"
	"aqs/internal/xlsxout"
)

// Options say which template, and for whom and when.
type Options struct {
	Form      string // id
	Team      string
	Person    string    // name or employee number
	Month     time.Time // its first day; zero: the month of the next work day after AsOf
	AsOf      time.Time
	FormsDir  string
	RawPath   string // may be missing: then nothing is filled in
	Warehouse warehouse.Config
}

// Made is a template with its boxes.
type Made struct {
	Book   *xlsxout.Book
	Form   form.Description
	Month  time.Time
	People int
	Boxes  []Box
}

// Box is a cell to fill in.
type Box struct {
	Sheet    string
	Row, Col int
	Field    form.Field
	Part     string // label, column, plan, done, head or a block's id
	Given    string // what the template has filled in; empty when it is blank
	Record   int    // boxes of one row or sheet carry one number
}

// Errors of Make.
var (
	// ErrUnknownForm: no form of this id. The message names those there are.
	ErrUnknownForm = errors.New("没有这个表样")
	// ErrNoLayout: forms of this layout are not drawn.
	ErrNoLayout = errors.New("这种布局的表样没有模板")
)

// Make draws a template.
func Make(ctx context.Context, o Options) (*Made, error) {
	library, err := form.Load(o.FormsDir)
	if err != nil {
		return nil, err
	}
	described, found := library.Describe(o.Form)
	if !found {
		return nil, fmt.Errorf("%w：%s；现有 %s", ErrUnknownForm, o.Form, strings.Join(library.IDs(), "、"))
	}
	month := o.Month
	if month.IsZero() {
		month = comingMonth(o.AsOf)
	}
	known, err := loadRegisters(ctx, o.RawPath, o.Warehouse, month)
	if err != nil {
		return nil, fmt.Errorf("template: %w", err)
	}
	p := &painter{
		form: described, known: known, month: month, workdays: calendar.Workdays(month, month.AddDate(0, 1, -1)),
		members: known.members(o.Person, o.Team), team: o.Team,
		made: &Made{Form: described, Month: month, Book: &xlsxout.Book{Title: described.Name, Modified: month}},
	}
	p.made.People = len(p.members)
	switch described.Layout {
	case "form":
		p.forms()
	case "register":
		p.register()
	case "crosstab":
		p.crosstabs()
	case "calendar":
		p.calendars()
	default:
		return nil, fmt.Errorf("%w：%s（%s）", ErrNoLayout, o.Form, described.Layout)
	}
	p.notes()
	return p.made, nil
}

// comingMonth is the month of the next work day.
func comingMonth(asOf time.Time) time.Time {
	next := asOf.AddDate(0, 0, 1)
	for !calendar.IsWorkday(next) {
		next = next.AddDate(0, 0, 1)
	}
	return calendar.Date(next.Year(), next.Month(), 1)
}

// painter draws one template.
type painter struct {
	form     form.Description
	known    *registers
	month    time.Time
	workdays []time.Time
	members  []person
	team     string
	made     *Made

	sheet  *xlsxout.Sheet
	record int
	lists  *xlsxout.Sheet // hidden sheet of long drop-downs
	listAt map[string]int // its columns
}

func (p *painter) newSheet(name string) {
	p.sheet = p.made.Book.Sheet(name)
	p.record++
}

// box draws one cell to fill in.
func (p *painter) box(area xlsxout.Area, field form.Field, part string, given any) {
	style := xlsxout.Style{Look: xlsxout.Center, Format: formatOf(field.Type)}
	if field.IsLong || field.Type == "text" {
		style.Look = xlsxout.Box
	}
	value, text := xlsxout.Text(""), ""
	switch given := given.(type) {
	case string:
		value, text = xlsxout.Text(given), given
	case time.Time:
		value, text = xlsxout.Date(given), given.Format(time.DateOnly)
	case float64:
		value, text = xlsxout.Number(given), fmt.Sprint(given)
	}
	if text != "" {
		style.Look = xlsxout.Given
	}
	p.sheet.PutMerged(area, value, style)
	p.made.Boxes = append(p.made.Boxes, Box{p.sheet.Name, area.FirstRow, area.FirstCol, field, part, text, p.record})
}

func formatOf(kind string) string {
	switch kind {
	case "date":
		return "yyyy-mm-dd"
	case "datetime":
		return "yyyy-mm-dd hh:mm"
	case "yuan":
		return "#,##0.##"
	case "rate":
		return "0.0%"
	case "employee_no":
		return "@"
	}
	return ""
}

func at(row, col int) xlsxout.Area {
	return xlsxout.Area{FirstRow: row, FirstCol: col, LastRow: row, LastCol: col}
}

func across(row, first, last int) xlsxout.Area {
	return xlsxout.Area{FirstRow: row, FirstCol: first, LastRow: row, LastCol: last}
}

// titled draws the title over the sheet's whole width. The words by which the form is known are
// in it.
func (p *painter) titled(width int, before string) {
	text := p.form.Name
	if len(p.form.Titles) > 0 {
		text = p.form.Titles[0]
		for _, phrase := range p.form.Titles {
			if strings.Contains(p.form.Name, phrase) {
				text = p.form.Name
				break
			}
		}
	}
	p.sheet.PutMerged(across(1, 1, width), xlsxout.Text(before+text), xlsxout.Style{Look: xlsxout.Title})
	p.sheet.Height(1, 34)
}

// given is what is known about a label's value.
func (p *painter) given(field form.Field, who person, on time.Time) any {
	switch field.Field {
	case "person_name":
		return who.name
	case "employee_no":
		return who.no
	case "team_name":
		return who.team
	case "dept_name":
		return who.dept
	case "company_name":
		return who.company
	case "work_on":
		if !on.IsZero() {
			return on
		}
	}
	switch field.Type {
	case "month":
		return p.month.Format("2006年1月")
	case "period":
		if !on.IsZero() {
			first, last := p.weekDays(on)
			return first.Format("2006年1月2日") + "至" + last.Format("2006年1月2日")
		}
	}
	return nil
}

// weekDays are the first and last work day of the week that begins on a Monday.
func (p *painter) weekDays(monday time.Time) (first, last time.Time) {
	days := calendar.Workdays(monday, monday.AddDate(0, 0, 6))
	if len(days) == 0 {
		return monday, monday.AddDate(0, 0, 4)
	}
	return days[0], days[len(days)-1]
}

// mondays are the weeks of the month: those whose most work days lie in it.
func (p *painter) mondays() []time.Time {
	var list []time.Time
	for on := p.month.AddDate(0, 0, -6); on.Before(p.month.AddDate(0, 1, 0)); on = on.AddDate(0, 0, 1) {
		if on.Weekday() != time.Monday {
			continue
		}
		inside := 0
		days := calendar.Workdays(on, on.AddDate(0, 0, 6))
		for _, day := range days {
			if day.Month() == p.month.Month() {
				inside++
			}
		}
		if inside*2 > len(days) {
			list = append(list, on)
		}
	}
	return list
}
