package transform

import (
	"context"
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"aqs/internal/warehouse"
	sqlfiles "aqs/sql"
)

// row is one sparse record: only the columns that matter to a test.
type row map[string]any

// rawTables are sparse rows by raw table.
type rawTables map[string][]row

// writeRaw makes a raw.duckdb with the given rows and returns its path.
func writeRaw(t testing.TB, tables rawTables) string {
	t.Helper()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "raw.duckdb")
	s, err := warehouse.Open(ctx, warehouse.Config{Threads: 1}, warehouse.Attachment{Name: "raw", Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}()
	schema, err := sqlfiles.Files.ReadFile("schema/raw.sql")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Exec(ctx, string(schema)); err != nil {
		t.Fatal(err)
	}
	names := make([]string, 0, len(tables))
	for name := range tables {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		for start := 0; start < len(tables[name]); start += 500 {
			part := tables[name][start:min(start+500, len(tables[name]))]
			if err := s.Exec(ctx, insert(name, part)); err != nil {
				t.Fatalf("insert into %s: %v", name, err)
			}
		}
	}
	return path
}

// insert writes the rows as one statement; absent columns are null.
func insert(table string, rows []row) string {
	columnSet := map[string]bool{}
	for _, r := range rows {
		for column := range r {
			columnSet[column] = true
		}
	}
	columns := make([]string, 0, len(columnSet))
	for column := range columnSet {
		columns = append(columns, column)
	}
	sort.Strings(columns)
	var text strings.Builder
	fmt.Fprintf(&text, "insert into %s (%s) values\n", table, strings.Join(columns, ", "))
	for i, r := range rows {
		if i > 0 {
			text.WriteString(",\n")
		}
		values := make([]string, len(columns))
		for j, column := range columns {
			values[j] = literal(r[column])
		}
		fmt.Fprintf(&text, "(%s)", strings.Join(values, ", "))
	}
	return text.String()
}

func literal(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case string:
		return warehouse.Literal(v)
	case time.Time:
		return "'" + v.Format("2006-01-02 15:04:05") + "'"
	default:
		return fmt.Sprint(v)
	}
}
