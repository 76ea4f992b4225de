package e2e

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"aqs/internal/simulate"
	"aqs/internal/warehouse"
)

// maxShown bounds how many wrong values one kind prints; all are counted.
const maxShown = 8

// Every value that was written legibly is in the warehouse exactly; every one that nobody can read
// is an issue at its cell. All of them, for the sample and three other branches.
func TestExactness(t *testing.T) {
	type branch struct {
		name, dir, asOf string
	}
	branches := []branch{{"sample-data", "../../sample-data", "2026-03-31"}}
	for _, seed := range []uint64{1, 2, 3} {
		dir := simulated(t, simulate.Options{People: 12, Months: 2, Seed: seed})
		branches = append(branches, branch{fmt.Sprintf("seed %d, 12 people, 2 months", seed), dir, "2026-02-28"})
	}
	for _, b := range branches {
		t.Run(b.name, func(t *testing.T) {
			o := newOffice(t, filepath.Join(b.dir, "inbox"), b.asOf)
			o.run(t, "ingest", "--quiet")
			o.run(t, "transform", "--quiet")
			session := o.open(t)
			defer closed(t, session)
			all, values := readTruth(t, b.dir), readWarehouse(t, session)
			facts, formFacts := split(all)
			byForm, wrong := compareForms(formFacts, readRaw(t, session), false)
			for i, complaint := range wrong {
				if i < maxShown {
					t.Error(complaint)
				}
			}
			logConfusion(t, byForm)
			tallies, complaints := compare(facts, values)
			for _, complaint := range complaints {
				t.Error(complaint)
			}
			logTallies(t, tallies)
			for _, kind := range comparedKinds {
				if tallies[kind].equal == 0 {
					t.Errorf("not one %s was compared and equal", kind)
				}
			}
			wantsToFail(t, facts, values)
		})
	}
}

// split parts the facts of logs, weekly reports, targets and registers, which core is asked for,
// from those of the other forms (kind F08/note), which raw is asked for.
func split(all []fact) (facts, formFacts []fact) {
	for _, f := range all {
		if strings.Contains(f.kind, "/") {
			formFacts = append(formFacts, f)
		} else {
			facts = append(facts, f)
		}
	}
	return facts, formFacts
}

// comparedKinds are the kinds of facts that are values; a cause is only why values are so.
var comparedKinds = [...]string{"day_status", "day_metric", "visit", "sale", "target", "period_metric", "person", "outlet", "product", "leave"}

// tally counts what was compared for one kind of fact.
type tally struct{ equal, wrong, flagged, unflagged int }

// compare looks every fact up. At most maxShown complaints of a kind are put into words.
func compare(facts []fact, values *warehouseValues) (tallies map[string]tally, complaints []string) {
	tallies = make(map[string]tally)
	for _, f := range facts {
		if !slices.Contains(comparedKinds[:], f.kind) {
			if f.kind != "cause" {
				complaints = append(complaints, "truth.csv has a kind this test does not know: "+f.kind)
			}
			continue
		}
		counts := tallies[f.kind]
		got, found := values.value(f)
		place := fmt.Sprintf("%s %s%s %s %s %s (%s!%s!%s)", f.kind, f.employeeNo, f.team, f.date, f.seq, f.field, f.file, f.sheet, f.cell)
		switch {
		case f.legible && found && got == f.value:
			counts.equal++
		case f.legible:
			if counts.wrong++; counts.wrong <= maxShown {
				complaints = append(complaints, fmt.Sprintf("%s: written %q, in the warehouse %q (found: %v)", place, f.value, got, found))
			}
		// f.note names the code of the issue that must stand at an unreadable cell.
		case values.issues[f.file+"!"+f.sheet+"!"+f.cell+"!"+f.note] && got == "":
			counts.flagged++
		default:
			if counts.unflagged++; counts.unflagged <= maxShown {
				complaints = append(complaints, fmt.Sprintf("%s: unreadable; the warehouse says %q and has no issue %s there", place, got, f.note))
			}
		}
		tallies[f.kind] = counts
	}
	return tallies, complaints
}

func logTallies(t *testing.T, tallies map[string]tally) {
	var all tally
	for _, kind := range comparedKinds {
		counts := tallies[kind]
		t.Logf("%-14s %6d equal, %d wrong; unreadable: %d reported, %d not", kind, counts.equal, counts.wrong, counts.flagged, counts.unflagged)
		all.equal += counts.equal
		all.wrong += counts.wrong
		all.flagged += counts.flagged
		all.unflagged += counts.unflagged
	}
	t.Logf("%-14s %6d equal, %d wrong; unreadable: %d reported, %d not", "all", all.equal, all.wrong, all.flagged, all.unflagged)
}

// wantsToFail spoils one fact of each kind and wants to hear about each: a comparison that cannot
// fail proves nothing.
func wantsToFail(t *testing.T, facts []fact, values *warehouseValues) {
	spoiled := slices.Clone(facts)
	seen := make(map[string]bool)
	for i, f := range spoiled {
		if f.legible && !seen[f.kind] {
			seen[f.kind] = true
			spoiled[i].value += "1"
		}
		if !f.legible && !seen["unreadable"] {
			seen["unreadable"] = true
			spoiled[i].cell = "XFD1"
		}
	}
	tallies, _ := compare(spoiled, values)
	unflagged := 0
	for _, kind := range comparedKinds {
		if tallies[kind].wrong != 1 {
			t.Errorf("a spoiled %s gave %d complaints, want 1", kind, tallies[kind].wrong)
		}
		unflagged += tallies[kind].unflagged
	}
	if unflagged != 1 {
		t.Errorf("an unreadable value without its issue gave %d complaints, want 1", unflagged)
	}
}

// warehouseValues is everything the truth speaks of, as the warehouse says it.
type warehouseValues struct {
	scalars map[string]string // kind, key and field → value
	lines   map[string][]map[string]string
	issues  map[string]bool // file!sheet!cell!code
}

func readWarehouse(t *testing.T, session *warehouse.Session) *warehouseValues {
	w := &warehouseValues{scalars: make(map[string]string), lines: make(map[string][]map[string]string), issues: make(map[string]bool)}
	for _, line := range rows(t, session, `select person_id, work_on, status from core.fct_day`) {
		w.scalars[key("day_status", line[0], line[1], "status")] = line[2]
	}
	// What the cell says: where sale lines overrule the activity table, actual is their sum.
	for _, line := range rows(t, session, `select person_id, work_on, metric, plan, case when source = 'log' then actual else stated_actual end from core.fct_day_metric`) {
		w.scalars[key("day_metric", line[0], line[1], line[2]+".plan")] = line[3]
		w.scalars[key("day_metric", line[0], line[1], line[2]+".actual")] = line[4]
	}
	for kind, query := range map[string]string{
		"visit": `select person_id, work_on, outlet_name, purpose_text, time_text, result from core.fct_visit order by person_id, work_on, record_no`,
		"sale":  `select person_id, sold_on, product_name, cases, premium_yuan, outlet_name from core.fct_sale order by person_id, sold_on, record_no`,
	} {
		fields := map[string][]string{
			"visit": {"outlet_name", "purpose_text", "time_text", "result"},
			"sale":  {"product_name", "cases", "premium_yuan", "outlet_name"},
		}[kind]
		for _, line := range rows(t, session, query) {
			values := make(map[string]string)
			for i, field := range fields {
				values[field] = line[2+i]
			}
			w.lines[key(kind, line[0], line[1])] = append(w.lines[key(kind, line[0], line[1])], values)
		}
	}
	teamOf := `case when f.scope_type = 'team' then (select d.dept_name || '/' || d.team_name from core.dim_team d where d.team_id = f.scope_id) else f.scope_id end`
	for _, line := range rows(t, session, `select `+teamOf+`, month_start_on, metric, target from core.fct_target f where scope_type in ('person', 'team')`) {
		w.scalars[key("target", line[0], line[1], line[2])] = line[3]
	}
	for _, line := range rows(t, session, `select `+teamOf+`, period_start_on, metric, plan, actual from core.period_statement f where scope_type in ('person', 'team') and period_type = 'week' and source = 'F09'`) {
		w.scalars[key("period_metric", line[0], line[1], line[2]+".plan")] = line[3]
		w.scalars[key("period_metric", line[0], line[1], line[2]+".actual")] = line[4]
	}
	for kind, register := range registers() {
		for _, line := range rows(t, session, register.query) {
			for i, field := range register.fields {
				w.scalars[key(kind, line[0], field)] = line[1+i]
			}
		}
	}
	for _, line := range rows(t, session, `select f.path, coalesce(i.sheet, ''), coalesce(i.cell, ''), i.code from raw.issue i join raw.file f using (file_id)`) {
		w.issues[strings.Join(line, "!")] = true
	}
	return w
}

// register says how a row of a reference register is found again: the first column is the key of
// truth.csv. Columns that core does not carry on (salaries, the register's own words) come from raw.
type register struct {
	query  string
	fields []string
}

func registers() map[string]register {
	return map[string]register{
		"person": {
			`select e.employee_no, e.employee_no, e.person_name, e.role, e.role_text, e.team_name, e.dept_name, e.company_name,
			        e.hired_on, e.left_on, e.grade, r.base_salary_yuan, r.allowance_yuan
			 from core.roster_entry e join raw.person r on r.file_id = e.file_id and r.sheet = e.sheet and r.row_no = e.row_no`,
			[]string{"employee_no", "person_name", "role", "role_text", "team_name", "dept_name", "company_name", "hired_on", "left_on", "grade", "base_salary_yuan", "allowance_yuan"},
		},
		"outlet": {
			`select o.outlet_code, o.outlet_code, o.outlet_name, o.bank_name, o.grade, p.employee_no, p.person_name, o.valid_from_on, o.valid_to_on
			 from core.dim_outlet o left join core.dim_person p using (person_id)`,
			[]string{"outlet_code", "outlet_name", "bank_name", "grade", "employee_no", "person_name", "valid_from_on", "valid_to_on"},
		},
		"product": {
			`select product_name, product_name, pay_mode, commission_rate, std_factor from core.dim_product`,
			[]string{"product_name", "pay_mode", "commission_rate", "std_factor"},
		},
		"leave": {
			`select employee_no || '/' || start_on, employee_no, person_name, team_name, start_on, end_on, kind, kind_text from raw.leave`,
			[]string{"employee_no", "person_name", "team_name", "start_on", "end_on", "kind", "kind_text"},
		},
	}
}

func (w *warehouseValues) value(f fact) (value string, found bool) {
	switch f.kind {
	case "visit", "sale":
		lines := w.lines[key(f.kind, f.employeeNo, f.date)]
		n, err := strconv.Atoi(f.seq)
		if err != nil || n < 1 || n > len(lines) {
			return "", false
		}
		value, found = lines[n-1][f.field]
	case "day_status", "day_metric":
		value, found = w.scalars[key(f.kind, f.employeeNo, f.date, f.field)]
	case "target", "period_metric":
		scope := f.employeeNo
		if scope == "" {
			scope = f.dept + "/" + f.team
		}
		value, found = w.scalars[key(f.kind, scope, f.date, f.field)]
	default:
		value, found = w.scalars[key(f.kind, f.seq, f.field)]
	}
	return value, found
}

func key(parts ...string) string { return strings.Join(parts, "\x00") }
