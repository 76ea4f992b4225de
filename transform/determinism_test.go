package transform

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"aqs/internal/warehouse"
)

// Two runs, one model after the other and two beside each other, give the same tables row for row: in the order of
// their columns, and report tables also in the order in which they are stored.
func TestSameInputSameTables(t *testing.T) {
	raw := writeRaw(t, company(20, 2))
	ctx := context.Background()
	var files []warehouse.Attachment
	for _, threads := range []int{1, 2} {
		path := filepath.Join(t.TempDir(), "marts.duckdb")
		_, err := Run(ctx, Options{RawPath: raw, MartsPath: path, AsOf: jan(31).AddDate(0, 1, -3), Warehouse: warehouse.Config{Threads: threads}, LargeFrom: 1})
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, warehouse.Attachment{Name: fmt.Sprintf("marts%d", threads), Path: path, ReadOnly: true})
	}
	s, err := warehouse.Open(ctx, oneThread, files...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	tables, err := rowsOf(ctx, s, `select table_schema || '.' || table_name, starts_with(table_schema, 'report') from information_schema.tables
		where table_catalog = 'marts1' and table_schema <> 'main' order by all`)
	if err != nil {
		t.Fatal(err)
	}
	compared := int64(0)
	for _, table := range tables.Rows {
		name := table[0].(string)
		order := "cast(line as varchar)"
		if table[1].(bool) {
			order = "rowid"
		}
		// Row by row as text: every digit of a number counts.
		result, err := rowsOf(ctx, s, fmt.Sprintf(`with
			one as (select cast(line as varchar) as line, row_number() over (order by %[2]s) as no from marts1.%[1]s as line),
			two as (select cast(line as varchar) as line, row_number() over (order by %[2]s) as no from marts2.%[1]s as line)
			select count(*), count(*) filter (where one.line is distinct from two.line),
				min_by(one.line, no) filter (where one.line is distinct from two.line), min_by(two.line, no) filter (where one.line is distinct from two.line)
			from one full join two using (no)`, name, order))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		row := result.Rows[0]
		if row[1].(int64) > 0 {
			t.Errorf("%s: %d of %d rows differ, first\n%v\n%v", name, row[1], row[0], row[2], row[3])
		}
		compared += row[0].(int64)
	}
	t.Logf("compared %d rows of %d tables", compared, len(tables.Rows))
	if compared < 10000 || len(tables.Rows) < 200 {
		t.Errorf("only %d rows of %d tables: the sample is too small to mean anything", compared, len(tables.Rows))
	}
}

func BenchmarkTransform(b *testing.B) {
	for _, size := range []struct{ people, months int }{{30, 3}, {300, 3}} {
		tables := company(size.people, size.months)
		rows := 0
		for _, table := range tables {
			rows += len(table)
		}
		raw := writeRaw(b, tables)
		b.Run(fmt.Sprintf("%d_people_%d_months", size.people, size.months), func(b *testing.B) {
			for b.Loop() {
				if _, err := Run(context.Background(), Options{RawPath: raw, MartsPath: filepath.Join(b.TempDir(), "m.duckdb"), AsOf: march31}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(rows), "rows")
		})
	}
}
