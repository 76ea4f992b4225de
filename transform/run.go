package transform

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"aqs/internal/calendar"
	"aqs/internal/warehouse"
	sqlfiles "aqs/sql"
)

// Options say what to build from what.
type Options struct {
	RawPath, MartsPath string
	// AsOf is the day of the review (midnight UTC): later logs are left out.
	AsOf      time.Time
	Warehouse warehouse.Config
	// IssueCodes are the Chinese names of ingest's issue codes; a code without one is shown as it
	// is. They are passed in because this package does not know ingest.
	IssueCodes []IssueCode
	// Chains name the chain (core.dim_chain: bancassurance, telecom, agency) of teams that do not
	// work as bancassurance, by team name or by 营业部/team.
	Chains map[string]string
	// ClosedDir holds the snapshots of closed months (see [Close]); later differences become
	// restatements. Empty, or a folder that is not there, means no month is closed.
	ClosedDir string
	// Files are the models; nil means the ones built into the program.
	Files fs.FS
	// Built, when not nil, hears of each table and test ("test:name") as it is finished, one at a time. Times are not
	// kept in the marts: they differ from run to run and equal input shall give equal tables.
	Built func(name string, took time.Duration)
	// LargeFrom is the number of raw day-metric rows from which tables are compressed; 0 means
	// 200,000. The tables are the same whatever the number of threads.
	LargeFrom int64
}

// IssueCode names one kind of finding.
type IssueCode struct {
	Code, Name, Severity string
}

// Summary counts what a run did.
type Summary struct {
	Models   int `json:"models"`
	Tests    int `json:"tests"`
	Warnings int `json:"warnings"` // warning-level tests with failing rows
}

// Run builds marts.duckdb beside the published one, tests it, and publishes it. When an
// error-level test fails the error is a *[TestFailure] and the published file is untouched.
func Run(ctx context.Context, o Options) (*Summary, error) {
	if _, err := os.Stat(o.RawPath); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("transform: open %s: %w", o.RawPath, warehouse.ErrMissing)
	}
	if err := warehouse.Discard(o.MartsPath); err != nil {
		return nil, fmt.Errorf("transform: clear the last run's leftovers: %w", err)
	}
	summary, err := build(ctx, o)
	if err != nil {
		// A half-built file must not stay; why it could not be removed matters less than why it failed.
		return nil, errors.Join(err, warehouse.Discard(o.MartsPath))
	}
	if err := warehouse.Publish(o.MartsPath); err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	return summary, nil
}

func build(ctx context.Context, o Options) (summary *Summary, err error) {
	files := o.Files
	if files == nil {
		files = sqlfiles.Files
	}
	models, err := loadModels(files)
	if err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	if models, err = order(models); err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	tests, err := loadTests(files)
	if err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	closed, err := closedMonths(ctx, singleThreaded(o.Warehouse), o.ClosedDir)
	if err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	cfg := singleThreaded(o.Warehouse)
	if cfg.TempDir == "" {
		cfg.TempDir = warehouse.Staging(o.MartsPath) + ".spill"
	}
	s, err := warehouse.Open(ctx, cfg, append([]warehouse.Attachment{
		{Name: "raw", Path: o.RawPath, ReadOnly: true},
	}, attachments(closed)...)...)
	if err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := workbench(ctx, s, o); err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	sessions, release, err := forks(ctx, s, o)
	if err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	defer func() { err = errors.Join(err, release()) }()

	built := o.reporter()
	var outcomes []Outcome
	steps := func() error {
		if err := prepare(ctx, s, o, files, models); err != nil {
			return err
		}
		if err := bringClosed(ctx, s, closed); err != nil {
			return err
		}
		before, after := split(models)
		if err := buildModels(ctx, sessions, before, built); err != nil {
			return err
		}
		finite, err := finiteTest(ctx, s)
		if err != nil {
			return err
		}
		if outcomes, err = runTests(ctx, sessions, append(tests, finite), built); err != nil {
			return err
		}
		// What is not published need not be written to the disk either.
		if failed := failures(outcomes); len(failed) > 0 {
			return &TestFailure{Failed: failed}
		}
		if err := record(ctx, s, outcomes); err != nil {
			return err
		}
		if err := buildModels(ctx, sessions, after, built); err != nil {
			return err
		}
		return finish(ctx, s)
	}
	if err := steps(); err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	summary = &Summary{Models: len(models), Tests: len(outcomes)}
	for _, outcome := range outcomes {
		if outcome.FailingRows > 0 {
			summary.Warnings++
		}
	}
	return summary, nil
}

func failures(outcomes []Outcome) []Outcome {
	var failed []Outcome
	for _, outcome := range outcomes {
		if outcome.Severity == "error" && outcome.FailingRows > 0 {
			failed = append(failed, outcome)
		}
	}
	return failed
}

// singleThreaded makes equal input give equal bytes: the last digit of a sum of floating-point numbers
// depends on the order of its terms, and threads take turns as they like. With one thread and
// sorted staging tables every aggregate sees one order, whatever order the files came in. More cores
// are used by building several models beside each other, see forks.
func singleThreaded(cfg warehouse.Config) warehouse.Config {
	cfg.Threads = 1
	return cfg
}

// buildModels makes each model's table, after those it reads.
func buildModels(ctx context.Context, sessions []*warehouse.Session, models []Model, built func(string, time.Time)) error {
	at := make(map[string]int, len(models))
	for i, model := range models {
		at[model.Relation] = i
	}
	jobs := make([]job, len(models))
	for i, model := range models {
		for _, name := range model.Reads {
			if before, ours := at[name]; ours {
				jobs[i].needs = append(jobs[i].needs, before)
			}
		}
		jobs[i].run = func(ctx context.Context, s *warehouse.Session) error {
			start := time.Now()
			query := strings.TrimSuffix(model.SQL, ";")
			if model.Layer == "staging" {
				// raw keeps the order in which files happened to arrive; see singleThreaded.
				query = "select * from (\n" + query + "\n) as staged order by all"
			}
			if err := s.Exec(ctx, "create table "+model.Relation+" as\n"+query); err != nil {
				return fmt.Errorf("build %s (%s): %w", model.Relation, model.Path, err)
			}
			built(model.Relation, start)
			return nil
		}
	}
	return runJobs(ctx, sessions, jobs)
}

// prepare makes the schemas, the macros, and what the run itself knows: schema meta.
func prepare(ctx context.Context, s *warehouse.Session, o Options, files fs.FS, models []Model) error {
	for _, schema := range append(layers[:], metaSchema) {
		if err := s.Exec(ctx, "create schema "+schema); err != nil {
			return err
		}
	}
	macros, err := fs.Glob(files, "macros/*.sql")
	if err != nil {
		return fmt.Errorf("list macros: %w", err)
	}
	for _, name := range macros {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		if err := s.Exec(ctx, string(text)); err != nil {
			return fmt.Errorf("run sql/%s: %w", name, err)
		}
	}
	for _, statement := range []string{
		"create table meta.run (as_of_on date, month_start_on date)",
		"create table meta.calendar_notice (date_on date, is_work boolean, holiday_name varchar)",
		"create table meta.team_chain (team_name varchar, chain varchar)",
		"create table meta.issue_code (code varchar, code_name varchar, severity varchar)",
		"create table meta.model (ord integer, relation varchar, layer varchar, path varchar, sql_text varchar)",
		"create table meta.test_result (test_name varchar, kind varchar, severity varchar, failing_rows bigint, message varchar, path varchar)",
	} {
		if err := s.Exec(ctx, statement); err != nil {
			return err
		}
	}
	asOf := o.AsOf.Format(time.DateOnly)
	if err := s.Exec(ctx, "insert into meta.run select cast(? as date), cast(date_trunc('month', cast(? as date)) as date)", asOf, asOf); err != nil {
		return err
	}
	notices := make([][]any, 0, len(calendar.Notices()))
	for _, day := range calendar.Notices() {
		notices = append(notices, []any{day.On, day.IsWork, day.Name})
	}
	codes := make([][]any, 0, len(o.IssueCodes))
	for _, code := range o.IssueCodes {
		codes = append(codes, []any{code.Code, code.Name, code.Severity})
	}
	chains := make([][]any, 0, len(o.Chains))
	for _, team := range slices.Sorted(maps.Keys(o.Chains)) {
		chains = append(chains, []any{team, o.Chains[team]})
	}
	texts := make([][]any, 0, len(models))
	for i, model := range models {
		texts = append(texts, []any{int32(i + 1), model.Relation, model.Layer, model.Path, model.SQL})
	}
	return errors.Join(
		s.Append(ctx, "marts", metaSchema, "calendar_notice", notices),
		s.Append(ctx, "marts", metaSchema, "issue_code", codes),
		s.Append(ctx, "marts", metaSchema, "team_chain", chains),
		s.Append(ctx, "marts", metaSchema, "model", texts),
	)
}

func record(ctx context.Context, s *warehouse.Session, outcomes []Outcome) error {
	rows := make([][]any, 0, len(outcomes))
	for _, outcome := range outcomes {
		rows = append(rows, []any{outcome.Name, outcome.Kind, outcome.Severity, outcome.FailingRows, outcome.Message, outcome.Path})
	}
	return s.Append(ctx, "marts", metaSchema, "test_result", rows)
}
