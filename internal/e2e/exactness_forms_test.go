package e2e

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aqs/internal/simulate"
	"aqs/internal/warehouse"
)

// Every form in every layout with every kind of dirt, over five seeds: what was written legibly is
// in raw.duckdb exactly, what nobody can read is an issue of the right code at its cell, nothing
// is there that was not written.
func TestFormExactness(t *testing.T) {
	total := map[string]*confusion{}
	hits := map[string]int{}
	for seed := uint64(1); seed <= 5; seed++ {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			dir := t.TempDir()
			written, err := simulate.WriteForms(context.Background(), dir, simulate.FormOptions{People: 12, Seed: seed, Dirt: simulate.Dirt{Rate: 0.06}})
			if err != nil {
				t.Fatal(err)
			}
			for _, key := range slices.Sorted(maps.Keys(written.Hits)) {
				hits[key] += written.Hits[key]
			}
			o := newOffice(t, filepath.Join(dir, "inbox"), "2026-02-28")
			o.run(t, "ingest", "--quiet")
			session, err := warehouse.Open(context.Background(), warehouse.Config{},
				warehouse.Attachment{Name: "raw", Path: filepath.Join(o.data, "raw.duckdb"), ReadOnly: true})
			if err != nil {
				t.Fatal(err)
			}
			defer closed(t, session)
			facts, values := readTruth(t, dir), readRaw(t, session)
			byForm, complaints := compareForms(facts, values, true)
			for i, complaint := range complaints {
				if i == 40 {
					t.Errorf("… and %d more", len(complaints)-i)
					break
				}
				t.Error(complaint)
			}
			formsWantToFail(t, facts, values)
			for form, c := range byForm {
				if total[form] == nil {
					total[form] = &confusion{}
				}
				total[form].add(*c)
			}
		})
	}
	logConfusion(t, total)
	logCoverage(t, hits)
}

// confusion counts what became of the written values of one form.
type confusion struct{ correct, wrong, lost, invented, reported, missed int }

func (c *confusion) add(o confusion) {
	c.correct += o.correct
	c.wrong += o.wrong
	c.lost += o.lost
	c.invented += o.invented
	c.reported += o.reported
	c.missed += o.missed
}

func logConfusion(t *testing.T, total map[string]*confusion) {
	all := confusion{}
	t.Logf("%-10s %8s %6s %6s %9s %9s %7s", "form", "correct", "wrong", "lost", "invented", "reported", "missed")
	for _, form := range slices.Sorted(maps.Keys(total)) {
		c := *total[form]
		all.add(c)
		t.Logf("%-10s %8d %6d %6d %9d %9d %7d", form, c.correct, c.wrong, c.lost, c.invented, c.reported, c.missed)
	}
	t.Logf("%-10s %8d %6d %6d %9d %9d %7d", "all", all.correct, all.wrong, all.lost, all.invented, all.reported, all.missed)
}

// logCoverage prints how often each layout and each kind of dirt was written, and fails for one
// that never was.
func logCoverage(t *testing.T, hits map[string]int) {
	var wanted []string
	for _, layout := range simulate.FormLayouts() {
		wanted = append(wanted, "layout "+layout)
	}
	for _, kind := range simulate.DirtKinds() {
		wanted = append(wanted, "dirt "+string(kind))
	}
	for shape := 1; shape <= simulate.TimeShapes; shape++ {
		wanted = append(wanted, fmt.Sprintf("times %d", shape))
	}
	for _, key := range wanted {
		if hits[key] == 0 {
			t.Errorf("never written: %s", key)
		}
	}
	var line []string
	for _, key := range slices.Sorted(maps.Keys(hits)) {
		line = append(line, fmt.Sprintf("%s: %d", key, hits[key]))
	}
	t.Logf("coverage: %s", strings.Join(line, "; "))
}

// formsWantToFail spoils one legible and one illegible fact and wants to hear about each.
func formsWantToFail(t *testing.T, facts []fact, values *rawValues) {
	_, before := compareForms(facts, values, true)
	spoiled := slices.Clone(facts)
	hasLegible, hasBad, removed := false, false, -1
	for i, f := range spoiled {
		switch {
		case f.legible && !hasLegible:
			spoiled[i].value, hasLegible = f.value+"1", true
		case !f.legible && !hasBad && f.cell != "":
			spoiled[i].cell, hasBad = "XFD1", true
		case f.legible && strings.HasSuffix(f.kind, "/policy") && f.field == "product_name" && removed < 0:
			removed = i
		}
	}
	spoiled = slices.Delete(spoiled, removed, removed+1)
	// Wrong, unreported (with the finding at the old cell now unexpected), invented.
	_, after := compareForms(spoiled, values, true)
	if len(after)-len(before) < 3 {
		t.Errorf("three spoiled facts gave %d more complaints, want at least 3", len(after)-len(before))
	}
}

// compareForms looks every fact up and, where the truth is the whole of it, every value of the
// warehouse back.
func compareForms(facts []fact, v *rawValues, isWhole bool) (map[string]*confusion, []string) {
	byForm := map[string]*confusion{}
	var complaints []string
	of := func(form string) *confusion {
		if byForm[form] == nil {
			byForm[form] = &confusion{}
		}
		return byForm[form]
	}
	complain := func(format string, args ...any) { complaints = append(complaints, fmt.Sprintf(format, args...)) }

	// Facts of one cell and field belong together: a numbered list is several items in one cell.
	groups := map[string][]fact{}
	var order []string
	told := map[string]string{} // table, file, sheet, cell → form
	written := map[string]bool{}
	replaced := map[string]bool{}
	expected := map[string]bool{}
	for _, f := range facts {
		form, table, _ := strings.Cut(f.kind, "/")
		if f.note != "" {
			expected[f.file+"!"+f.sheet+"!"+f.cell+"!"+f.note] = true
		}
		if table == "replaced" { // an earlier version: its records are not compared
			replaced[f.file] = true
			continue
		}
		if table == "issue" {
			if _, found := v.issues[f.file+"!"+f.sheet+"!"+f.cell+"!"+f.note]; found {
				of(form).reported++
			} else {
				of(form).missed++
				complain("%s: no %s at %s!%s!%s", form, f.note, f.file, f.sheet, f.cell)
			}
			continue
		}
		at := key(table, f.file, f.sheet, f.cell)
		told[at], written[key(f.file, f.sheet, f.cell)] = form, true
		group := key(form, at, f.field)
		if groups[group] == nil {
			order = append(order, group)
		}
		groups[group] = append(groups[group], f)
	}
	for _, group := range order {
		fs := groups[group]
		f := fs[0]
		form, table, _ := strings.Cut(f.kind, "/")
		records := v.byCell[key(table, f.file, f.sheet, f.cell)]
		place := fmt.Sprintf("%s %s at %s!%s!%s", f.kind, f.field, f.file, f.sheet, f.cell)
		if f.note != "" {
			if _, found := v.issues[f.file+"!"+f.sheet+"!"+f.cell+"!"+f.note]; found {
				of(form).reported++
			} else {
				of(form).missed++
				complain("%s: no %s", place, f.note)
			}
		}
		if !f.legible {
			for _, r := range records {
				if got := r.value(f.field); got != "" {
					of(form).invented++
					complain("%s: illegible, and read as %q", place, got)
				}
			}
			continue
		}
		want, got := map[string]bool{}, map[string]bool{}
		for _, one := range fs {
			want[one.value] = true
		}
		for _, r := range records {
			got[r.value(f.field)] = true
		}
		switch {
		case len(records) == 0:
			of(form).lost++
			complain("%s: written %q, lost", place, f.value)
		case !maps.Equal(want, got):
			of(form).wrong++
			complain("%s: written %q, read %q", place, slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got)))
		default:
			if wrong := about(f, records); wrong != "" {
				of(form).wrong++
				complain("%s: %s", place, wrong)
			} else {
				of(form).correct++
			}
		}
	}
	if !isWhole {
		return byForm, complaints
	}
	for _, r := range v.records {
		if replaced[r.file] {
			continue
		}
		for _, field := range slices.Sorted(maps.Keys(r.cells)) {
			cell := r.cells[field]
			inherited := written[key(r.file, r.sheet, cell)] && !strings.HasSuffix(cell, r.columns["row_no"]) // a label of the sheet
			if told[key(r.table, r.file, r.sheet, cell)] != "" || inherited || isContext(field) || r.value(field) == "" {
				continue
			}
			of("invented").invented++
			complain("%s %s at %s!%s!%s: %q was never written", r.table, field, r.file, r.sheet, cell, r.value(field))
		}
	}
	for _, at := range slices.Sorted(maps.Keys(v.issues)) {
		if file, _, _ := strings.Cut(at, "!"); v.issues[at] == "error" && !expected[at] && !replaced[file] {
			of("false alarm").invented++
			complain("nobody planted %s", at)
		}
	}
	return byForm, complaints
}

// isContext names the fields that only say whom and when a sheet is about; they are compared with
// every record that took them over.
func isContext(field string) bool {
	switch field {
	case "person_name", "employee_no", "team_name", "dept_name", "company_name", "work_on", "rater_name", "filled_on", "snapshot_on", "reporter", "month", "period":
		return true
	}
	return strings.HasPrefix(field, "note.")
}

// about says what is wrong about whom and when the records of a fact are about.
func about(f fact, records []*record) string {
	for _, r := range records {
		if name, has := r.columns["person_name"]; has && f.person != "" && name != "" && name != f.person {
			return fmt.Sprintf("of %s, read as of %s", f.person, name)
		}
		if no := r.columns["employee_no"]; f.employeeNo != "" && no != "" && no != f.employeeNo {
			return fmt.Sprintf("of %s, read as of %s", f.employeeNo, no)
		}
		if name, has := r.columns["person_name"]; has && f.person != "" && name == "" && r.columns["employee_no"] == "" {
			return fmt.Sprintf("of %s, read as of nobody", f.person)
		}
		if team := r.columns["team_name"]; f.team != "" && team != "" && team != f.team {
			return fmt.Sprintf("of %s, read as of %s", f.team, team)
		}
		if on := r.date(); f.date != "" && on != "" && on != f.date {
			return fmt.Sprintf("of %s, read as of %s", f.date, on)
		}
	}
	return ""
}
