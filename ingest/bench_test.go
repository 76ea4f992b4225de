package ingest

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"aqs/ingest/workbook"
	"aqs/internal/calendar"
	"aqs/internal/simulate"
)

// AQS_BENCH_FILES changes the number of files: the default of each benchmark is the size that
// docs/performance.md speaks of.

func BenchmarkIngestDayForms(b *testing.B) { benchmarkIngest(b, 2000, simulate.WriteDayForms) }

func BenchmarkIngestMonthBooks(b *testing.B) { benchmarkIngest(b, 200, simulate.WriteMonthBooks) }

func benchmarkIngest(b *testing.B, files int, write func(context.Context, string, int, uint64) (*simulate.Summary, error)) {
	ctx := context.Background()
	if text := os.Getenv("AQS_BENCH_FILES"); text != "" {
		given, err := strconv.Atoi(text)
		must(b, err)
		files = given
	}
	dir := b.TempDir()
	_, err := write(ctx, dir, files, 1)
	must(b, err)
	inbox := filepath.Join(dir, "inbox")
	if _, err := os.Stat(inbox); err != nil {
		inbox = dir
	}
	seen, cells, size := measure(b, inbox)
	b.Logf("input: %d files, %d cells, %.1f MB; %d CPUs", seen, cells, float64(size)/1e6, runtime.NumCPU())
	b.ResetTimer()
	for i := range b.N {
		raw := filepath.Join(b.TempDir(), strconv.Itoa(i), "raw.duckdb")
		summary, err := Run(ctx, Options{Inbox: inbox, RawPath: raw, AsOf: calendar.Date(2026, 12, 31)})
		must(b, err)
		if summary.RowsLoaded == 0 {
			b.Fatalf("nothing was loaded: %+v", summary)
		}
	}
	perRun := b.Elapsed().Seconds() / float64(b.N)
	b.ReportMetric(float64(seen)/perRun, "files/s")
	b.ReportMetric(float64(cells)/perRun, "cells/s")
	b.ReportMetric(peakMB(b), "peak-MB")
}

// measure counts an inbox's files, non-empty cells and bytes.
func measure(b *testing.B, inbox string) (files, cells int, size int64) {
	b.Helper()
	found, err := discover(inbox, 0)
	must(b, err)
	for _, file := range found.files {
		book, err := workbook.Open(context.Background(), file.real, workbook.Limits{})
		must(b, err)
		for _, grid := range book.Grids {
			for _, row := range grid.Rows {
				cells += len(row.Cells)
			}
		}
		size += file.size
	}
	return len(found.files), cells, size
}

// peakMB is the process's largest resident size so far, DuckDB's memory included; 0 where the
// system does not tell.
func peakMB(b *testing.B) float64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	return peakOf(string(status))
}
