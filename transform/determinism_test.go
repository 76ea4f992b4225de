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
	var builds []marts
	for _, threads := range []int{1, 2} {
		m := marts{t: t, path: filepath.Join(t.TempDir(), "marts.duckdb")}
		_, err := Run(context.Background(), Options{RawPath: raw, MartsPath: m.path, AsOf: jan(31).AddDate(0, 1, -3), Warehouse: warehouse.Config{Threads: threads}, ParallelFrom: 1})
		if err != nil {
			t.Fatal(err)
		}
		builds = append(builds, m)
	}
	compared := 0
	for _, table := range builds[0].lines(`select table_schema || '.' || table_name from information_schema.tables
		where table_catalog = 'marts' and table_schema <> 'main' order by all`) {
		queries := []string{"select * from " + table + " order by all"}
		if table[:6] == "report" {
			queries = append(queries, "select * from "+table)
		}
		for _, query := range queries {
			first, second := builds[0].lines(query), builds[1].lines(query)
			if fmt.Sprint(first) != fmt.Sprint(second) {
				for i := range min(len(first), len(second)) {
					if first[i] != second[i] {
						t.Errorf("%s differs: %d and %d rows, first\n%s\n%s", query, len(first), len(second), first[i], second[i])
						break
					}
				}
			}
			compared += len(first)
		}
	}
	t.Logf("compared %d rows", compared)
	if compared < 10000 {
		t.Errorf("only %d rows: the sample is too small to mean anything", compared)
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
