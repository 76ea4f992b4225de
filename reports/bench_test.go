package reports_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"aqs/reports"
)

// BenchmarkReport draws the site of a warehouse that a real run has filled, bundles of the teams
// included: AQS_BENCH_MARTS names its marts.duckdb. Thin rows made by hand would flatter the report.
func BenchmarkReport(b *testing.B) {
	marts := os.Getenv("AQS_BENCH_MARTS")
	if marts == "" {
		b.Skip("AQS_BENCH_MARTS names no marts.duckdb")
	}
	for b.Loop() {
		dir := filepath.Join(b.TempDir(), "site")
		summary, err := reports.Build(context.Background(), reports.Options{MartsPath: marts, SiteDir: dir, Version: "bench", Bundles: reports.Bundles{Teams: true}})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(summary.Pages), "pages")
	}
}
