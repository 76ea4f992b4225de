package transform

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"aqs/internal/warehouse"
)

// Test is one query of sql/tests: it passes when it returns no rows.
type Test struct {
	Name     string
	Path     string
	Kind     string // column, identity, integrity
	Severity string // error, warning
	Message  string // Chinese
	SQL      string
}

// Outcome is a test's result in one run.
type Outcome struct {
	Test
	FailingRows int64
}

// loadTests reads sql/tests. Each file begins with comments that give severity, kind and message.
func loadTests(files fs.FS) ([]Test, error) {
	names, err := fs.Glob(files, "tests/*.sql")
	if err != nil {
		return nil, fmt.Errorf("list tests: %w", err)
	}
	tests := make([]Test, 0, len(names))
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read test %s: %w", name, err)
		}
		test := Test{Name: strings.TrimSuffix(path.Base(name), ".sql"), Path: "sql/" + name, SQL: strings.TrimSpace(string(text))}
		for line := range strings.Lines(test.SQL) {
			key, value, found := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "-- "), ": ")
			if !strings.HasPrefix(line, "--") {
				break
			}
			if !found {
				continue
			}
			switch key {
			case "severity":
				test.Severity = value
			case "kind":
				test.Kind = value
			case "message":
				test.Message = value
			}
		}
		if !slices.Contains([]string{"error", "warning"}, test.Severity) ||
			!slices.Contains([]string{"column", "identity", "integrity"}, test.Kind) || test.Message == "" {
			return nil, fmt.Errorf("read test %s: front comment needs severity, kind and message", test.Path)
		}
		tests = append(tests, test)
	}
	return tests, nil
}

// finiteTest is the test over every floating-point column of the layers that users see. It is
// made from the catalogue so that a new column cannot escape it.
func finiteTest(ctx context.Context, s *warehouse.Session) (Test, error) {
	test := Test{
		Name: "finite_numbers", Path: "transform/check.go", Kind: "column", Severity: "error",
		Message: "分析层或报告层出现非有限数（NaN 或无穷大）",
	}
	rows, err := s.Conn().QueryContext(ctx, `
		select table_schema, table_name, column_name
		from information_schema.columns
		where table_catalog = current_database() and table_schema in ('core', 'analysis', 'report')
			and data_type in ('DOUBLE', 'FLOAT')
		order by table_schema, table_name, column_name`)
	if err != nil {
		return test, fmt.Errorf("list columns: %w", err)
	}
	defer rows.Close()
	var parts []string
	for rows.Next() {
		var schema, table, column string
		if err := rows.Scan(&schema, &table, &column); err != nil {
			return test, fmt.Errorf("list columns: %w", err)
		}
		parts = append(parts, fmt.Sprintf("select %s as place from %s.%s where not isfinite(%s)",
			warehouse.Literal(schema+"."+table+"."+column), warehouse.Identifier(schema),
			warehouse.Identifier(table), warehouse.Identifier(column)))
	}
	test.SQL = strings.Join(parts, "\nunion all\n")
	return test, rows.Err()
}

// runTests runs every test, also after one has failed: a person wants the whole list.
func runTests(ctx context.Context, sessions []*warehouse.Session, tests []Test, built func(string, time.Time)) ([]Outcome, error) {
	outcomes := make([]Outcome, len(tests))
	jobs := make([]job, len(tests))
	for i, test := range tests {
		jobs[i].run = func(ctx context.Context, s *warehouse.Session) error {
			start := time.Now()
			outcomes[i].Test = test
			query := "select count(*) from (\n" + strings.TrimSuffix(test.SQL, ";") + "\n) as failing"
			if err := s.Conn().QueryRowContext(ctx, query).Scan(&outcomes[i].FailingRows); err != nil {
				return fmt.Errorf("run test %s: %w", test.Path, err)
			}
			built("test:"+test.Name, start)
			return nil
		}
	}
	if err := runJobs(ctx, sessions, jobs); err != nil {
		return nil, err
	}
	return outcomes, nil
}

// TestFailure says which error-level tests failed; nothing was published.
type TestFailure struct {
	Failed []Outcome
}

// Error lists the failed tests for people.
func (f *TestFailure) Error() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%d 项检查未通过，未发布新结果（原有结果保持不变）：", len(f.Failed))
	for _, outcome := range f.Failed {
		fmt.Fprintf(&text, "\n  %s：%s（%d 行）", outcome.Name, outcome.Message, outcome.FailingRows)
	}
	return text.String()
}
