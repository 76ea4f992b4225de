package transform

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aqs/internal/calendar"
	"aqs/internal/warehouse"
)

// Every error-level test must be able to fail: for each, one fault in one model that a careless
// change could bring in.
func TestEveryTestCatchesItsFault(t *testing.T) {
	twice := "select * from final\nunion all\nselect * from final"
	faults := []fault{
		{"core_grain", "core/fct_day.sql", "select * from final", twice},
		{"analysis_grain", "analysis/luck.sql", "select * from final", twice},
		{"report_grain", "report/rpt_score.sql", "select * from final", twice},
		{"not_null", "report/rpt_headline.sql", "metrics.metric_name,", "cast(null as varchar) as metric_name,"},
		{"accepted_values", "core/fct_day.sql", "else 'missing'", "else 'lost'"},
		{"relationships", "core/dim_person.sql", "select * from final", "select * from final where person_id <> 'QJ0003'"},
		{"scopes_add_up", "analysis/child_metric.sql", "    where metrics.is_headline", "    where metrics.is_headline and periods.person_id <> 'QJ0003'"},
		{"people_add_up", "analysis/plan_actual.sql", "sum(members.actual) as actual", "sum(members.actual) + case when scopes.scope_type = 'company' then 1 else 0 end as actual"},
		{"periods_add_up", "analysis/member_metric.sql", "select 'week' as period_type, week_start(work_on)", "select 'week' as period_type, week_start(work_on + 1)"},
		{"ledger_adds_up", "report/rpt_ledger.sql", "where files.status <> 'superseded'", "where ledger.fate <> 'header'"},
		{"one_version_kept", "core/day_version.sql", "version_choice = 1 as is_kept", "version_choice <= 2 as is_kept"},
		{"logs_add_up", "report/rpt_missing_log.sql", "where days.status = 'missing'", "where days.status = 'missing' and days.person_id <> 'QJ0003'"},
		{"score_parts_add_up", "report/rpt_score_part.sql", "weight * z / nullif(weight_used, 0)", "weight * z"},
		{"every_log_is_placed", "core/day_version.sql", "where days.work_on <= run.as_of_on", "where days.work_on < run.as_of_on"},
		{"counts_from_staging", "analysis/member_metric.sql", "        sum(actual) as actual", "        sum(distinct actual) as actual"},
		{"sales_from_staging", "core/fct_day_metric.sql", "sum(sales.premium_yuan) as premium_yuan", "max(sales.premium_yuan) as premium_yuan"},
		{"lines_from_staging", "core/fct_sale.sql", "and days.is_kept", "and days.is_kept and sales.premium_yuan > 3000"},
		{"headline_from_people_days", "report/rpt_headline.sql", "targets.actual,", "1.1 * targets.actual as actual,"},
		{"targets_from_staging", "core/target_statement.sql", "where choice = 1", "where choice = 1 and month_start_on > date '2026-01-01'"},
		{"finite_numbers", "macros/statistics.sql", "cast(num as double) / nullif(cast(den as double), 0)", "cast(num as double) / cast(den as double)"},
		{"metric_says_why", "analysis/metric_month.sql", "when num is null then 'NO_FIGURE'", "when num is null then null"},
		{"gap_income_adds_up", "analysis/gap_income.sql", "(earned_yuan - actual_yuan) * own_rate, reason", "(earned_yuan - actual_yuan) * team_rate * 1.1, reason"},
		{"gap_adds_up", "analysis/gap_luck.sql", "when 'ticket' then n * estimate - (y - big_case_yuan)", "when 'ticket' then n * estimate - 0.9 * y"},
		{"gap_scope_adds_up", "analysis/gap_scope.sql", "        sum(details.yuan) as yuan\n    from people", "        sum(details.yuan) as yuan\n    from (select * from people where person_id <> 'QJ0003') as people"},
		{"gap_change_adds_up", "analysis/gap_change.sql", "list_extract(shares.phi, positions.position) as yuan", "1.1 * list_extract(shares.phi, positions.position) as yuan"},
	}
	faults = append(faults, slices.Concat(registerFaults(), loopFaults())...)
	tables := company(10, 1)
	registerFaultRows(tables)
	// A day handed in twice and a day at the end of the month, for the faults to bite on.
	tables["day"] = append(tables["day"], row{"file_id": "log-QJ0003-01", "sheet": "x", "row_no": 1, "record_no": 900,
		"person_name": "员工3", "team_name": "第1组", "work_on": calendar.Date(2026, time.January, 5)},
		row{"file_id": "log-QJ0003-01", "sheet": "y", "row_no": 1, "record_no": 901,
			"person_name": "员工3", "team_name": "第1组", "work_on": calendar.Date(2026, time.January, 5)},
		row{"file_id": "log-QJ0003-01", "sheet": "z", "row_no": 1, "record_no": 902,
			"person_name": "员工3", "team_name": "第1组", "work_on": calendar.Date(2026, time.January, 31)})
	// Intents without talks: a division by zero when the guard is gone.
	tables.logDay("log-QJ0003-01", 903, row{"person_name": "新人", "team_name": "第1组"}, calendar.Date(2026, time.January, 6),
		map[string][2]any{"talks": {nil, 0}, "intents": {nil, 1}})
	tables["product"] = []row{{"file_id": "roster", "record_no": 1, "product_name": "安心年金", "pay_mode": "regular", "commission_rate": 0.05}}
	// A day of the month before, so that something can be compared with it.
	tables.logDay("log-QJ0003-01", 904, row{"person_name": "员工3", "team_name": "第1组"}, calendar.Date(2025, time.December, 30),
		map[string][2]any{"talks": {nil, 4}, "intents": {nil, 2}, "cases": {nil, 1}, "premium_yuan": {nil, 9000}})
	raw := writeRaw(t, tables)
	asOf := calendar.Date(2026, time.January, 31)

	base := newLazy(t, Options{RawPath: raw, AsOf: asOf})
	base.finish()
	var covered []string
	for _, fault := range faults {
		covered = append(covered, fault.test)
		t.Run(fault.test, func(t *testing.T) {
			files := overlay(t, fault.path, fault.old, fault.replacement)
			if strings.HasPrefix(fault.path, "macros/") {
				failRun(t, Options{RawPath: raw, AsOf: asOf, Files: files}, fault.test) // any model may use it
				return
			}
			if base.rowsWithFault(t, fault, files) == 0 {
				t.Error("the test passes")
			}
		})
	}
	for _, test := range base.tests {
		if test.Severity == "error" && !slices.Contains(covered, test.Name) {
			t.Errorf("no fault is tried for %s", test.Name)
		}
	}
}

// rowsWithFault counts what the fault's test finds when the model at fault and what reads it are built
// anew; the warehouse is as before afterwards.
func (l *lazy) rowsWithFault(t *testing.T, wanted fault, files fs.FS) int64 {
	t.Helper()
	at := slices.IndexFunc(l.tests, func(test Test) bool { return test.Name == wanted.test })
	if at < 0 {
		t.Fatalf("no test %s", wanted.test)
	}
	faulty, err := loadModels(files)
	if err != nil {
		t.Fatal(err)
	}
	if faulty, err = order(faulty); err != nil {
		t.Fatal(err)
	}
	touched := map[string]bool{}
	var anew []Model
	// The model itself too: one test looks at its text in meta.model, not at its table.
	self := strings.ReplaceAll(strings.TrimSuffix(wanted.path, ".sql"), "/", ".")
	for _, model := range ancestors(faulty, append(reads(l.tests[at].SQL, ""), self)) {
		if model.Path == "sql/"+wanted.path || slices.ContainsFunc(model.Reads, func(name string) bool { return touched[name] }) {
			touched[model.Relation] = true
			anew = append(anew, model)
		}
	}
	ctx := context.Background()
	sessions := []*warehouse.Session{l.session}
	if err := l.session.Exec(ctx, "begin"); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := l.session.Exec(ctx, "rollback"); err != nil {
			t.Error(err)
		}
	}()
	for _, model := range anew {
		if err := l.session.Exec(ctx, "drop table "+model.Relation); err != nil {
			t.Fatal(err)
		}
		if err := l.session.Exec(ctx, "update meta.model set sql_text = ? where relation = ?", model.SQL, model.Relation); err != nil {
			t.Fatal(err)
		}
	}
	if err := buildModels(ctx, sessions, anew, Options{}.reporter()); err != nil {
		t.Fatal(err)
	}
	outcomes, err := runTests(ctx, sessions, l.tests[at:at+1], Options{}.reporter())
	if err != nil {
		t.Fatal(err)
	}
	return outcomes[0].FailingRows
}

// failRun runs the whole transform, of which the named test must fail; what was published before stays.
func failRun(t *testing.T, o Options, test string) {
	t.Helper()
	o.MartsPath, o.Warehouse = filepath.Join(t.TempDir(), "marts.duckdb"), oneThread
	if err := os.WriteFile(o.MartsPath, []byte("the published file"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Run(context.Background(), o)
	var failure *TestFailure
	if !errors.As(err, &failure) {
		t.Fatalf("no test failed: %v", err)
	}
	if !slices.ContainsFunc(failure.Failed, func(o Outcome) bool { return o.Name == test }) {
		t.Errorf("only others failed: %v", err)
	}
	if !strings.Contains(err.Error(), "未发布") {
		t.Errorf("message: %v", err)
	}
	if content, _ := os.ReadFile(o.MartsPath); string(content) != "the published file" {
		t.Error("the published file was touched")
	}
	if left, _ := filepath.Glob(o.MartsPath + ".*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestBrokenModelIsNamed(t *testing.T) {
	raw := writeRaw(t, rawTables{})
	path := filepath.Join(t.TempDir(), "marts.duckdb")
	_, err := Run(context.Background(), Options{RawPath: raw, MartsPath: path, AsOf: march31,
		Files: overlay(t, "core/dim_date.sql", "month_start(days.date_on)", "no_such_function(days.date_on)")})
	if err == nil || !strings.Contains(err.Error(), "core.dim_date (sql/core/dim_date.sql)") {
		t.Errorf("error %v", err)
	}
	if left, _ := filepath.Glob(path + "*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
