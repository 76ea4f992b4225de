package e2e

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"aqs/internal/warehouse"
)

// raw.duckdb as the comparison with truth.csv sees it.

// record is one row of a raw table with the cells its fields were read from.
type record struct {
	table, file, sheet string
	columns            map[string]string
	cells              map[string]string // field → cell
}

func (r *record) value(field string) string {
	switch r.table {
	case "note":
		if r.columns["kind"] == field {
			return r.columns["body"]
		}
		return "kind " + r.columns["kind"]
	case "extra":
		return r.columns["text"]
	case "day_metric", "period_metric", "check_metric":
		metric, side, _ := strings.Cut(field, ".")
		if r.columns["metric"] != metric {
			return "metric " + r.columns["metric"]
		}
		return r.columns[side]
	case "target", "week_result":
		metric, week, _ := strings.Cut(field, ".week")
		if r.columns["metric"] != metric || r.columns["week_no"] != week {
			return "metric " + r.columns["metric"] + " week " + r.columns["week_no"]
		}
		if r.table == "week_result" {
			return r.columns["actual"]
		}
		return r.columns["target"]
	}
	return r.columns[field]
}

// date is the day or period the record is about.
func (r *record) date() string {
	for _, name := range []string{"work_on", "slot_on", "period_start_on", "month_start_on", "week_start_on", "snapshot_on"} {
		if on, has := r.columns[name]; has {
			return on
		}
	}
	return ""
}

// rawValues is raw.duckdb as the comparison needs it.
type rawValues struct {
	records []*record
	byCell  map[string][]*record // table, file, sheet, cell
	issues  map[string]string    // file!sheet!cell!code → severity
	atSheet map[string]int
}

func readRaw(t *testing.T, session *warehouse.Session) *rawValues {
	v := &rawValues{byCell: map[string][]*record{}, issues: map[string]string{}, atSheet: map[string]int{}}
	days := map[string]*record{}
	for _, table := range []string{"day", "day_metric", "visit", "sale", "period_metric", "target", "week_result", "key_account", "coaching", "note", "person", "outlet", "product",
		"leave", "policy", "alias", "check_metric", "plan_item", "kpi", "measure", "measure_progress", "training", "rating", "slot", "prospect", "customer", "stage_event", "extra"} {
		names := rows(t, session, `select column_name from duckdb_columns() where database_name = 'raw' and table_name = '`+table+`' order by column_index`)
		for _, line := range rows(t, session, `select f.path, r.* from raw.`+table+` r join raw.file f using (file_id) where f.status in ('loaded', 'partial')`) {
			r := &record{table: table, file: line[0], columns: map[string]string{}, cells: map[string]string{}}
			for i, name := range names {
				r.columns[name[0]] = line[1+i]
			}
			r.sheet = r.columns["sheet"]
			r.readCells(t)
			if day := days[r.file+"!"+r.sheet+"!"+r.columns["day_no"]]; day != nil && r.columns["day_no"] != "" {
				for _, name := range []string{"work_on", "person_name", "employee_no", "team_name"} {
					r.columns[name] = day.columns[name]
				}
			}
			if table == "day" {
				days[r.file+"!"+r.sheet+"!"+r.columns["record_no"]] = r
			}
			v.records = append(v.records, r)
			seen := map[string]bool{}
			for _, field := range slices.Sorted(maps.Keys(r.cells)) {
				if cell := r.cells[field]; !seen[cell] {
					seen[cell] = true
					at := key(r.table, r.file, r.sheet, cell)
					v.byCell[at] = append(v.byCell[at], r)
				}
			}
		}
	}
	for _, line := range rows(t, session, `select f.path, coalesce(i.sheet, ''), coalesce(i.cell, ''), i.code, i.severity from raw.issue i join raw.file f using (file_id)`) {
		v.issues[strings.Join(line[:4], "!")] = line[4]
	}
	return v
}

// readCells finds the cells a record was read from, by the names truth.csv uses for its fields.
func (r *record) readCells(t *testing.T) {
	metric := r.columns["metric"]
	add := func(field, column string) {
		if cell := r.columns[column]; cell != "" {
			r.cells[field] = cell
		}
	}
	switch r.table {
	case "day_metric", "period_metric", "check_metric":
		add(metric+".plan", "plan_cell")
		add(metric+".actual", "actual_cell")
	case "target", "week_result":
		field := metric
		if week := r.columns["week_no"]; week != "" {
			field += ".week" + week
		}
		add(field, "target_cell")
		add(field, "actual_cell")
	case "extra":
		add(r.columns["header"], "cell")
	default:
		named := map[string]string{}
		if err := json.Unmarshal([]byte(r.columns["cells"]), &named); err != nil {
			t.Fatalf("cells of %s %s: %v", r.table, r.file, err)
		}
		for field, cell := range named {
			if r.table == "note" && field == "body" {
				field = r.columns["kind"]
			}
			r.cells[field] = cell
		}
	}
}
