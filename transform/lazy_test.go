package transform

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aqs/internal/warehouse"
	sqlfiles "aqs/sql"
)

// lazy is a warehouse in memory that builds a model when a query first names it, after all that it
// reads: a test of one figure needs twenty of the models, and building all of them for each test
// was most of the time of the suite. What the run itself adds (one file, all tests, publication)
// is the matter of tests that call Run.
type lazy struct {
	t        testing.TB
	session  *warehouse.Session
	models   []Model // in building order
	tests    []Test
	built    map[string]bool
	finished bool // all models are there, and the tests' results
}

// newLazy prepares a warehouse like Run does, without any model. When the test ends, the SQL tests that
// read nothing but what was built must have passed.
func newLazy(t testing.TB, o Options) *lazy {
	t.Helper()
	ctx := context.Background()
	l := &lazy{t: t, built: map[string]bool{}}
	if o.Files == nil {
		o.Files = sqlfiles.Files
	}
	models, err := loadModels(o.Files)
	l.must(err)
	l.models, err = order(models)
	l.must(err)
	l.tests, err = loadTests(o.Files)
	l.must(err)
	l.session, err = warehouse.Open(ctx, warehouse.Config{Threads: 1, TempDir: filepath.Join(t.TempDir(), "spill")},
		warehouse.Attachment{Name: "marts", Path: ":memory:"},
		warehouse.Attachment{Name: "raw", Path: o.RawPath, ReadOnly: true})
	l.must(err)
	t.Cleanup(func() {
		l.check()
		if err := l.session.Close(); err != nil {
			t.Error(err)
		}
	})
	l.must(errors.Join(prepare(ctx, l.session, o, o.Files, l.models), bringClosed(ctx, l.session, nil)))
	return l
}

func (l *lazy) must(err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
}

// need builds what the text reads and is not there yet; all models when it asks the catalogue or the
// results of tests.
func (l *lazy) need(text string) {
	l.t.Helper()
	names := reads(text, "")
	_, late := split(l.models)
	isLate := func(name string) bool {
		return name == testResultName || slices.ContainsFunc(late, func(m Model) bool { return m.Relation == name })
	}
	if strings.Contains(text, "information_schema") || slices.ContainsFunc(names, isLate) {
		l.finish()
		return
	}
	l.build(ancestors(l.models, names))
}

func (l *lazy) build(models []Model) {
	l.t.Helper()
	var missing []Model
	for _, model := range models {
		if !l.built[model.Relation] {
			missing = append(missing, model)
			l.built[model.Relation] = true
		}
	}
	l.must(buildModels(context.Background(), []*warehouse.Session{l.session}, missing, Options{}.reporter()))
}

// finish does what is left of a whole run.
func (l *lazy) finish() {
	l.t.Helper()
	if l.finished {
		return
	}
	ctx := context.Background()
	before, after := split(l.models)
	l.build(before)
	l.must(record(ctx, l.session, l.results(l.tests)))
	l.build(after)
	l.finished = true
}

// check runs the tests of which all inputs are there.
func (l *lazy) check() {
	var able []Test
	for _, test := range l.tests {
		if !slices.ContainsFunc(reads(test.SQL, ""), func(name string) bool {
			return !strings.HasPrefix(name, metaSchema+".") && !l.built[name]
		}) {
			able = append(able, test)
		}
	}
	if !l.finished && !l.t.Failed() {
		l.results(able)
	}
}

// results runs tests; one of error level that fails makes the Go test fail.
func (l *lazy) results(tests []Test) []Outcome {
	outcomes, err := runTests(context.Background(), []*warehouse.Session{l.session}, tests, Options{}.reporter())
	if err != nil {
		l.t.Error(err)
	}
	for _, outcome := range failures(outcomes) {
		l.t.Errorf("%s: %s (%d rows)", outcome.Name, outcome.Message, outcome.FailingRows)
	}
	return outcomes
}

// ancestors are the named models and all they read, directly or not, in building order.
func ancestors(sorted []Model, names []string) []Model {
	wanted := map[string]bool{}
	for _, name := range names {
		wanted[name] = true
	}
	var chosen []Model
	for _, model := range slices.Backward(sorted) {
		if !wanted[model.Relation] {
			continue
		}
		chosen = append(chosen, model)
		for _, name := range model.Reads {
			wanted[name] = true
		}
	}
	slices.Reverse(chosen)
	return chosen
}
