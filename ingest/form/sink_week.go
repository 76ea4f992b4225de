package form

import (
	"strings"
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/value"
)

// sinkFigures turns a team's table of a day, week or month into records.
func (r *reader) sinkFigures(figures []figure, f *formReading) string {
	s, code := r.surround(f)
	if code != "" {
		return code
	}
	start := s.start
	team, dept := r.label(f, "team_name").str(), r.label(f, "dept_name").str()
	type key struct {
		kind, name string
		metric     int
	}
	byKey := map[key]*record.PeriodMetric{}
	rates := map[key][2]*parsed{}
	var order []key
	teamMissing := false
	told := map[*cell]bool{}
	for _, g := range figures {
		k := key{g.column.kind, g.column.name, g.metric}
		field := &r.d.Metrics.Rows[g.metric]
		row := &r.state[r.page.index(g.value.cell.Row)]
		if len(field.Derived) > 0 || g.column.side == rate {
			pair := rates[k]
			pair[sideIndex(g.column.side)] = g.value
			rates[k] = pair
			if !row.loaded {
				row.subtotal = true
			}
			continue
		}
		if g.value.bad != "" {
			row.code = g.value.bad
		}
		if k.kind == groupTeam && team == nil {
			if !teamMissing {
				r.issue(issue.NameMissing, r.claim.title, "找不到团队名称，小组一列没有载入")
			}
			teamMissing, row.code = true, issue.NameMissing
			continue
		}
		if !g.value.filled() && !g.value.none {
			continue
		}
		m := byKey[k]
		if m == nil {
			m = &record.PeriodMetric{Place: r.place(g.value.cell.Row), ScopeType: "team", TeamName: team, DeptName: dept,
				PeriodType: s.period, PeriodStartOn: start, Metric: field.Field, Source: r.d.Source}
			if k.kind == groupTeams {
				m.TeamName = record.Ptr(k.name)
			}
			if k.kind == groupPeople {
				m.ScopeType, m.PersonName = "person", record.Ptr(k.name)
				if _, no := value.Name(g.column.cell.Text); no != "" {
					m.EmployeeNo = record.Ptr(no)
				}
			}
			byKey[k] = m
			order = append(order, k)
		}
		row.loaded = true
		if g.column.side == plan {
			if m.PlanCell != nil {
				r.duplicateColumn(g, told)
				continue
			}
			m.Plan, m.PlanCell = g.value.number, g.value.address()
		} else {
			if m.ActualCell != nil {
				r.duplicateColumn(g, told)
				continue
			}
			m.Actual, m.ActualCell = g.value.number, g.value.address()
		}
	}
	for _, k := range order {
		if m := byKey[k]; m.PlanCell != nil || m.ActualCell != nil {
			r.putFigure(m)
		}
	}
	// The rate rows are recomputed, and compared with what somebody wrote.
	lookup := func(column groupColumn, term string) *float64 {
		name, sideName, _ := strings.Cut(term, ".")
		for i := range r.d.Metrics.Rows {
			if r.d.Metrics.Rows[i].Field != name {
				continue
			}
			m := byKey[key{column.kind, column.name, i}]
			if m == nil {
				return nil
			}
			if sideName == "plan" || sideName == "" && column.side == plan {
				return m.Plan
			}
			return m.Actual
		}
		return nil
	}
	for _, g := range figures {
		field := &r.d.Metrics.Rows[g.metric]
		if len(field.Derived) > 0 && g.value.number != nil {
			r.checkDerived(field, g, lookup)
		}
	}
	r.sinkWeekBlocks(f, team, start)
	r.sinkWeekNotes(f, team, s.period, start)
	return ""
}

func sideIndex(s side) int {
	if s == plan {
		return 0
	}
	return 1
}

// checkDerived accepts any of the formulas that the form allows for a rate row.
func (r *reader) checkDerived(field *fieldDef, g figure, lookup func(groupColumn, string) *float64) {
	var best *float64
	for _, formula := range field.Derived {
		top, bottom, _ := strings.Cut(formula, "/")
		numerator, denominator := lookup(g.column, top), lookup(g.column, bottom)
		if numerator == nil || denominator == nil || *denominator == 0 {
			continue
		}
		real := *numerator / *denominator
		if sameRate(real, *g.value.number) {
			return
		}
		if best == nil {
			best = &real
		}
	}
	if best != nil {
		r.issue(issue.RateMismatch, g.value.cell, "“"+field.Name+"”写的是 "+percent(*g.value.number)+"，重新计算是 "+percent(*best))
	}
}

func (r *reader) sinkWeekBlocks(f *formReading, team *string, monday time.Time) {
	for _, block := range f.blocks {
		definition := &r.d.Blocks[block.header.block]
		for i := range block.rows {
			row := &block.rows[i]
			get := map[string]*string{}
			cells := record.Cells{}
			for j, column := range definition.Columns {
				if v := row.values[j]; v != nil && !v.none {
					get[column.Field] = v.str()
					optional(cells, column.Field, v)
				}
			}
			switch definition.Record {
			case "key_account":
				r.out.Batch.KeyAccounts = append(r.out.Batch.KeyAccounts, record.KeyAccount{Place: r.place(row.no), TeamName: team, WeekStartOn: monday,
					CustomerName: get["customer_name"], Needs: get["needs"], OwnerName: get["owner_name"], Plan: get["plan"], Cells: cells})
			case "coaching":
				r.out.Batch.Coachings = append(r.out.Batch.Coachings, record.Coaching{Place: r.place(row.no), TeamName: team, WeekStartOn: monday,
					PersonName: get["person_name"], Problem: get["problem"], Content: get["content"], Effect: get["effect"], Cells: cells})
			}
		}
	}
}

func (r *reader) sinkWeekNotes(f *formReading, team *string, period string, start time.Time) {
	for i, field := range r.d.Labels {
		kind, isNote := strings.CutPrefix(field.Field, "note.")
		got := f.fields[i]
		if !isNote || got == nil || !got.value.filled() {
			continue
		}
		r.out.Batch.Notes = append(r.out.Batch.Notes, record.Note{Place: r.place(got.value.cell.Row), ScopeType: "team", TeamName: team,
			PeriodType: period, PeriodStartOn: start, Kind: kind, Body: got.value.text, Cells: record.Cells{"body": got.value.cell.Address()}})
	}
}

// putFigure stores a figure of a cross-tab as the form's kind of record. A check knows people only.
func (r *reader) putFigure(m *record.PeriodMetric) {
	if r.d.Record != "check_metric" {
		r.out.Batch.PeriodMetrics = append(r.out.Batch.PeriodMetrics, *m)
		return
	}
	if m.ScopeType != "person" {
		return
	}
	r.out.Batch.CheckMetrics = append(r.out.Batch.CheckMetrics, record.CheckMetric{Place: m.Place, EmployeeNo: m.EmployeeNo, PersonName: m.PersonName,
		TeamName: m.TeamName, WorkOn: m.PeriodStartOn, Metric: m.Metric, Plan: m.Plan, Actual: m.Actual, PlanCell: m.PlanCell, ActualCell: m.ActualCell, Source: m.Source})
}
