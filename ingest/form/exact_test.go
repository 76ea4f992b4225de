package form_test

import (
	"cmp"
	"context"
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"aqs/ingest/form"
	"aqs/ingest/record"
	"aqs/ingest/workbook"
	"aqs/internal/simulate"
)

// readAll gives every value that the library reads in a folder, by file, sheet and cell.
func readAll(t *testing.T, inbox string, asOf time.Time) (values map[string][]string, issues map[string][]string, unknown []string) {
	t.Helper()
	library, err := form.Load("")
	if err != nil {
		t.Fatal(err)
	}
	values, issues = map[string][]string{}, map[string][]string{}
	fates := map[string]int{}
	defer func() {
		for _, fate := range slices.Sorted(mapsKeys(fates)) {
			t.Logf("%-40s %d", fate, fates[fate])
		}
	}()
	err = filepath.WalkDir(inbox, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".xlsx" {
			return err
		}
		relative, _ := filepath.Rel(inbox, path)
		relative = filepath.ToSlash(relative)
		book, err := workbook.Open(context.Background(), path, workbook.Limits{})
		if err != nil {
			return nil // truncated on purpose
		}
		for _, grid := range book.Grids {
			if grid.Hidden {
				continue
			}
			reading := library.Read(grid, form.Context{Path: relative, AsOf: asOf, Modified: book.Modified})
			if len(reading.Rows) != len(grid.Rows) {
				t.Errorf("%s!%s: %d fates for %d rows", relative, grid.Sheet, len(reading.Rows), len(grid.Rows))
			}
			if reading.FormID == "" {
				unknown = append(unknown, relative+"!"+grid.Sheet)
			}
			for _, f := range reading.Rows {
				fates[reading.FormID+" "+string(f.Fate)+" "+f.Code]++
			}
			for _, i := range reading.Issues {
				key := relative + "!" + grid.Sheet + "!" + i.Cell
				issues[key] = append(issues[key], i.Code)
				if show := os.Getenv("AQS_SHOW"); show != "" && strings.Contains(show, i.Code) {
					t.Logf("%s %s %q %s", key, i.Code, i.Value, i.Message)
				}
			}
			put := func(cell, field, value string) {
				key := relative + "!" + grid.Sheet + "!" + cell
				values[key] = append(values[key], field+"="+value)
			}
			collect(&reading.Batch, put)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return values, issues, unknown
}

func num(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}

func str(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func day(d *time.Time) string {
	if d == nil {
		return ""
	}
	return d.Format("2006-01-02")
}

// collect lists the values of a batch with their cells, named as truth.csv names them.
func collect(b *record.Batch, put func(cell, field, value string)) {
	key := func(d record.Day) string { return d.WorkOn.Format("2006-01-02") + " " + str(d.PersonName) + " " }
	for _, d := range b.Days {
		if os.Getenv("AQS_SHOW") == "TEXT" {
			fmt.Printf("T plan=%q refl=%q total=%s st=%q sub=%v src=%s team=%s co=%s no=%s\n", str(d.DayPlan), str(d.Reflection), num(d.PremiumTotalYuan), str(d.StatusText), d.SubmittedAt, d.DateSource, str(d.TeamName), str(d.CompanyName), str(d.EmployeeNo))
		}
		put("", key(d)+"logged", "1")
		if d.Status != nil {
			put(d.Cells["status"], key(d)+"status", *d.Status)
		}
	}
	for _, m := range b.DayMetrics {
		k := key(b.Days[m.DayNo-1])
		if m.PlanCell != nil {
			put(*m.PlanCell, k+m.Metric+".plan", num(m.Plan))
		}
		if m.ActualCell != nil {
			put(*m.ActualCell, k+m.Metric+".actual", num(m.Actual))
		}
	}
	for _, v := range b.Visits {
		k := key(b.Days[v.DayNo-1])
		for field, value := range map[string]*string{"outlet_name": v.OutletName, "purpose_text": v.PurposeText, "time_text": v.TimeText, "result": v.Result} {
			if value != nil {
				put(v.Cells[field], k+field, *value)
			}
		}
	}
	for _, s := range b.Sales {
		k := key(b.Days[s.DayNo-1])
		for field, value := range map[string]string{"product_name": str(s.ProductName), "cases": num(s.Cases), "premium_yuan": num(s.PremiumYuan), "outlet_name": str(s.OutletName)} {
			put(s.Cells[field], k+field, value)
		}
	}
	for _, m := range b.PeriodMetrics {
		if m.PeriodType == "week" {
			k := m.PeriodStartOn.Format("2006-01-02") + " " + str(m.PersonName) + " "
			if m.PlanCell != nil {
				put(*m.PlanCell, k+m.Metric+".plan", num(m.Plan))
			}
			if m.ActualCell != nil {
				put(*m.ActualCell, k+m.Metric+".actual", num(m.Actual))
			}
		}
	}
	for _, g := range b.Targets {
		if g.WeekNo == nil {
			put(g.TargetCell, g.MonthStartOn.Format("2006-01-02")+" "+str(g.PersonName)+" "+g.Metric, num(&g.Target))
		}
	}
	all := func(cells record.Cells, fields map[string]string) {
		for field, value := range fields {
			put(cells[field], "  "+field, value)
		}
	}
	for _, p := range b.Persons {
		all(p.Cells, map[string]string{"employee_no": str(p.EmployeeNo), "person_name": str(p.PersonName), "role_text": str(p.RoleText), "team_name": str(p.TeamName),
			"dept_name": str(p.DeptName), "company_name": str(p.CompanyName), "hired_on": day(p.HiredOn), "left_on": day(p.LeftOn), "grade": str(p.Grade),
			"base_salary_yuan": num(p.BaseSalaryYuan), "allowance_yuan": num(p.AllowanceYuan)})
		put(p.Cells["role_text"], "  role", str(p.Role))
	}
	for _, o := range b.Outlets {
		all(o.Cells, map[string]string{"outlet_code": str(o.OutletCode), "outlet_name": str(o.OutletName), "bank_name": str(o.BankName), "grade": str(o.Grade),
			"employee_no": str(o.EmployeeNo), "person_name": str(o.PersonName), "valid_from_on": day(o.ValidFromOn), "valid_to_on": day(o.ValidToOn)})
	}
	for _, p := range b.Products {
		all(p.Cells, map[string]string{"product_name": str(p.ProductName), "pay_mode": str(p.PayMode), "commission_rate": num(p.CommissionRate), "std_factor": num(p.StdFactor)})
	}
	for _, l := range b.Leaves {
		all(l.Cells, map[string]string{"employee_no": str(l.EmployeeNo), "person_name": str(l.PersonName), "team_name": str(l.TeamName), "start_on": day(&l.StartOn), "end_on": day(&l.EndOn), "kind_text": str(l.KindText)})
		put(l.Cells["kind_text"], "  kind", str(l.Kind))
	}
}

// TestExact compares every value of truth.csv with what is read, for made-up companies of several
// seeds; AQS_SIM may name a folder (inbox and truth.csv) to be compared instead.
func TestExact(t *testing.T) {
	if dir := os.Getenv("AQS_SIM"); dir != "" {
		compareTruth(t, dir, time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC))
		return
	}
	for _, o := range []simulate.Options{
		{People: 12, Months: 1, Seed: 1},
		{People: 9, Months: 1, Seed: 2, Hostile: true},
		{People: 10, Months: 2, Seed: 3, Start: time.Date(2025, 11, 1, 0, 0, 0, 0, time.UTC)},
	} {
		t.Run(fmt.Sprintf("seed %d", o.Seed), func(t *testing.T) {
			dir := t.TempDir()
			if _, err := simulate.Write(t.Context(), dir, o); err != nil {
				t.Fatal(err)
			}
			start := o.Start
			if start.IsZero() {
				start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
			}
			compareTruth(t, dir, start.AddDate(0, o.Months, 5))
		})
	}
}

func compareTruth(t *testing.T, dir string, asOf time.Time) {
	t.Helper()
	values, issues, unknown := readAll(t, filepath.Join(dir, "inbox"), asOf)
	file, err := os.Open(filepath.Join(dir, "truth.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	type tally struct{ right, wrong int }
	counts := map[string]*tally{}
	shown := 0
	for _, row := range rows[1:] {
		kind, person, date, field, want, legible, path, sheet, cell, note := row[0], row[2], row[5], row[7], row[8], row[9], row[10], row[11], row[12], row[13]
		if kind == "day_status" && path != "" && cell == "" { // the log is there, whatever it says
			if !slices.Contains(values[path+"!"+sheet+"!"], date+" "+person+" logged=1") {
				t.Errorf("%s!%s: no day of %s on %s (%s)", path, sheet, person, date, want)
			}
		}
		if kind == "cause" || cell == "" {
			continue
		}
		if counts[kind] == nil {
			counts[kind] = &tally{}
		}
		key := path + "!" + sheet + "!" + cell
		expected := date + " " + person + " " + field + "=" + want
		if kind == "person" || kind == "outlet" || kind == "product" || kind == "leave" {
			expected = "  " + field + "=" + want
		}
		ok := slices.Contains(values[key], expected)
		if legible == "0" {
			ok = slices.Contains(issues[key], note)
		}
		if ok {
			counts[kind].right++
			continue
		}
		counts[kind].wrong++
		if shown++; shown <= 40 {
			t.Errorf("%s: want %q (legible=%s %s), got %q, issues %v", key, expected, legible, note, values[key], issues[key])
		}
	}
	told := map[string]bool{}
	for _, row := range rows[1:] {
		told[row[10]+"!"+row[11]+"!"+row[12]] = true
	}
	extra := map[string]int{}
	for key := range values {
		if !told[key] {
			extra[strings.SplitN(key, "!", 2)[0]]++
		}
	}
	for _, path := range slices.Sorted(mapsKeys(extra)) {
		t.Logf("values that the truth does not hold: %4d in %s", extra[path], path)
	}
	for _, kind := range slices.Sorted(mapsKeys(counts)) {
		t.Logf("%-14s exact %6d, wrong %d", kind, counts[kind].right, counts[kind].wrong)
	}
	t.Logf("unknown sheets: %v", unknown)
	byCode := map[string]int{}
	for _, codes := range issues {
		for _, code := range codes {
			byCode[code]++
		}
	}
	var lines []string
	for code, n := range byCode {
		lines = append(lines, fmt.Sprintf("%s %d", code, n))
	}
	slices.SortFunc(lines, cmp.Compare[string])
	t.Log(strings.Join(lines, ", "))
}

func mapsKeys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}
