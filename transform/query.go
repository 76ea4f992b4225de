package transform

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/duckdb/duckdb-go/v2"

	"aqs/internal/warehouse"
)

// ErrNotSelect: the text given to [Query] is not one select statement.
var ErrNotSelect = errors.New("only one select statement is allowed")

// Result is what a query gave. Values are the driver's: nil, bool, integers, *big.Int, float64,
// string, time.Time, and DuckDB's own types for lists and decimals.
type Result struct {
	Columns []string
	Rows    [][]any
}

// Query runs one select over raw.duckdb (catalog raw) and marts.duckdb (the default catalog), as
// far as they exist. Both are attached read-only, and the statement can reach nothing else: no
// other file, no network, no extension, no setting.
func Query(ctx context.Context, rawPath, martsPath, text string) (result *Result, err error) {
	var files []warehouse.Attachment
	for _, file := range []warehouse.Attachment{
		{Name: "marts", Path: martsPath, ReadOnly: true},
		{Name: "raw", Path: rawPath, ReadOnly: true},
	} {
		switch _, err := os.Stat(file.Path); {
		case err == nil:
			files = append(files, file)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("query: %w", err)
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("query: %s: %w", rawPath, warehouse.ErrMissing)
	}
	s, err := warehouse.Open(ctx, warehouse.Config{}, files...)
	if err != nil {
		return nil, fmt.Errorf("query: %w", err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	for _, statement := range []string{
		"set enable_external_access = false", // before the lock, after the files are attached
		"set lock_configuration = true",
	} {
		if err := s.Exec(ctx, statement); err != nil {
			return nil, fmt.Errorf("query: %w", err)
		}
	}
	if err := checkSelect(s, text); err != nil {
		return nil, fmt.Errorf("query: %w", err)
	}
	result, err = rowsOf(ctx, s, text)
	if err != nil {
		return nil, fmt.Errorf("query: %w", err)
	}
	return result, nil
}

// rowsOf reads all a statement gives.
func rowsOf(ctx context.Context, s *warehouse.Session, text string) (*Result, error) {
	rows, err := s.Conn().QueryContext(ctx, text)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	result := &Result{Columns: columns, Rows: [][]any{}}
	for rows.Next() {
		values := make([]any, len(columns))
		targets := make([]any, len(columns))
		for i := range values {
			targets[i] = &values[i]
		}
		if err := rows.Scan(targets...); err != nil {
			return nil, err
		}
		result.Rows = append(result.Rows, values)
	}
	return result, rows.Err()
}

// checkSelect asks DuckDB itself what the text is: a parser of our own would be fooled sooner.
func checkSelect(s *warehouse.Session, text string) error {
	return s.Conn().Raw(func(driverConn any) (err error) {
		preparer, ok := driverConn.(driver.Conn)
		if !ok {
			return fmt.Errorf("not a duckdb connection but %T", driverConn)
		}
		// The context-free Prepare refuses more than one statement; the other one would run them.
		prepared, err := preparer.Prepare(text)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, prepared.Close()) }()
		statement, ok := prepared.(*duckdb.Stmt)
		if !ok {
			return fmt.Errorf("not a duckdb statement but %T", prepared)
		}
		kind, err := statement.StatementType()
		if err != nil {
			return err
		}
		if kind != duckdb.STATEMENT_TYPE_SELECT && kind != duckdb.STATEMENT_TYPE_EXPLAIN {
			return ErrNotSelect
		}
		return nil
	})
}
