package evidence

import (
	"aqs/reports/data"
)

// person is what the drawer reads about one person. Rows are arrays, because there are many and
// because no key of theirs may come from a cell.
type person struct {
	Name   string   `json:"name"`
	Places []place  `json:"places"` // workbook and sheet, named once
	Rows   [][7]any `json:"rows"`   // day, metric, actual, cell, plan, plan cell, index of the place
	// Month, metric, target, and where it was written down.
	Targets [][5]any `json:"targets,omitempty"`
}

type place struct {
	File  string `json:"file"`
	Sheet string `json:"sheet"`
}

// Person gives the side file of one person: every figure that was read, with its cell.
func Person(name, scopeName string, rows []data.Evidence, targets ...data.TargetSource) (File, error) {
	out := person{Name: scopeName, Places: []place{}, Rows: make([][7]any, 0, len(rows)), Targets: targetsOf(targets)}
	known := map[place]int{}
	for _, row := range rows {
		at := place{row.FilePath, row.Sheet}
		index, ok := known[at]
		if !ok {
			index = len(out.Places)
			known[at] = index
			out.Places = append(out.Places, at)
		}
		out.Rows = append(out.Rows, [7]any{row.WorkOn.String(), row.Metric, number(row.Actual), row.Place, number(row.Plan), row.PlanCell, index})
	}
	return fileOf(name, out)
}

// group is what the drawer reads about a team, a dept or the company: what each part contributes.
type group struct {
	Name    string   `json:"name"`
	Parts   []part   `json:"parts"`
	Metrics []string `json:"metrics"`
	// Figures holds, per period ("month:2026-03-01") and metric, [actual, plan] of each part.
	Periods []period `json:"periods"`
	Targets [][5]any `json:"targets,omitempty"` // as a person's
}

type part struct {
	Name string `json:"name"`
	File string `json:"file"` // side file to go on with, without .js
	Page string `json:"page"`
}

type period struct {
	Key     string     `json:"key"`
	Figures [][][2]any `json:"figures"` // by metric, then part
}

// Part is one direct child of a scope, with its figures.
type Part struct {
	Name, File, Page string
	Rows             []data.PlanActual
}

// Group gives the side file of a scope that has parts.
func Group(name, scopeName string, own []data.PlanActual, parts []Part, targets ...data.TargetSource) (File, error) {
	out := group{Name: scopeName, Targets: targetsOf(targets), Parts: []part{}, Metrics: []string{}, Periods: []period{}}
	metrics, periods := map[string]int{}, map[string]int{}
	for _, row := range own {
		if _, ok := metrics[row.Metric]; !ok {
			metrics[row.Metric] = len(out.Metrics)
			out.Metrics = append(out.Metrics, row.Metric)
		}
		if key := PeriodKey(row.PeriodType, row.PeriodStart); periods[key] == 0 {
			out.Periods = append(out.Periods, period{Key: key})
			periods[key] = len(out.Periods)
		}
	}
	for i := range out.Periods {
		figures := make([][][2]any, len(out.Metrics))
		for k := range figures {
			figures[k] = make([][2]any, len(parts))
		}
		out.Periods[i].Figures = figures
	}
	for i, p := range parts {
		out.Parts = append(out.Parts, part{p.Name, p.File, p.Page})
		for _, row := range p.Rows {
			metric, known := metrics[row.Metric]
			if at := periods[PeriodKey(row.PeriodType, row.PeriodStart)]; known && at > 0 {
				out.Periods[at-1].Figures[metric][i] = [2]any{number(row.Actual), number(row.Plan)}
			}
		}
	}
	return fileOf(name, out)
}

// targetsOf gives the targets that were written down, with their cells.
func targetsOf(rows []data.TargetSource) [][5]any {
	var out [][5]any
	for _, row := range rows {
		place := ""
		for _, part := range []string{row.FilePath, row.Sheet, row.Cell} {
			if place != "" && part != "" {
				place += " ! "
			}
			place += part
		}
		out = append(out, [5]any{row.MonthStart.String(), row.Metric, number(row.Target), row.OriginName, place})
	}
	return out
}

// PeriodKey names a period the way pages and side files do.
func PeriodKey(kind string, start data.Date) string { return kind + ":" + start.String() }

func number(n data.Num) any {
	if !n.OK {
		return nil
	}
	return n.V
}
