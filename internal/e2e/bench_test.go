//go:build unix

package e2e

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"aqs/ingest/workbook"
	"aqs/internal/simulate"
)

// The program's speed and peak memory over large inboxes, one stage after the other, each in a
// process of its own so that its peak is its own. Run with -benchtime 1x: the input is large, and
// each turn starts from nothing.

func BenchmarkDayForms(b *testing.B)   { benchmarkStages(b, 2000, simulate.WriteDayForms) }
func BenchmarkMonthBooks(b *testing.B) { benchmarkStages(b, 200, simulate.WriteMonthBooks) }

func benchmarkStages(b *testing.B, files int, write func(context.Context, string, int, uint64) (*simulate.Summary, error)) {
	dir := b.TempDir()
	o := office{inbox: filepath.Join(dir, "inbox"), data: filepath.Join(dir, "data"), site: filepath.Join(dir, "site"), asOf: "2026-03-31"}
	written, err := write(context.Background(), o.inbox, files, 1)
	if err != nil {
		b.Fatal(err)
	}
	cells := countCells(b, o.inbox)

	b.Run("ingest", func(b *testing.B) {
		for b.Loop() {
			if err := os.RemoveAll(o.data); err != nil {
				b.Fatal(err)
			}
			took, peak, _ := o.measure(b, "ingest")
			b.ReportMetric(float64(written.Files)/took.Seconds(), "files/s")
			b.ReportMetric(float64(cells)/took.Seconds(), "cells/s")
			b.ReportMetric(peak, "peak-MB")
			b.ReportMetric(float64(written.Files), "files")
			b.ReportMetric(float64(cells), "cells")
			b.ReportMetric(float64(written.Bytes)/1e6, "input-MB")
		}
	})
	records := o.countRecords(b)
	b.Run("transform", func(b *testing.B) {
		for b.Loop() {
			took, peak, _ := o.measure(b, "transform")
			b.ReportMetric(float64(records)/took.Seconds(), "rows/s")
			b.ReportMetric(float64(records), "rows")
			b.ReportMetric(peak, "peak-MB")
		}
	})
	b.Run("report", func(b *testing.B) {
		for b.Loop() {
			took, peak, out := o.measure(b, "report")
			var result struct {
				Report struct {
					Pages int `json:"pages"`
				} `json:"report"`
			}
			if err := json.Unmarshal(out, &result); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(result.Report.Pages)/took.Seconds(), "pages/s")
			b.ReportMetric(float64(result.Report.Pages), "pages")
			b.ReportMetric(peak, "peak-MB")
		}
	})
}

// measure runs one stage and gives its wall time, peak resident memory in MB and output.
func (o office) measure(b *testing.B, stage string) (took time.Duration, peakMB float64, out []byte) {
	b.Helper()
	cmd := o.command(stage, "--json", "--quiet")
	start := time.Now()
	out, err := cmd.Output()
	took = time.Since(start)
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != 0 && cmd.ProcessState.ExitCode() != 3 {
		b.Fatalf("aqs %s: %v", stage, err)
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		b.Fatal("no resource usage on this system")
	}
	return took, float64(usage.Maxrss) / 1024, out
}

// countRecords counts what ingest stored of days, counts, visits and sales.
func (o office) countRecords(b *testing.B) int {
	b.Helper()
	cmd := o.command("query", "--format", "csv", `select (select count(*) from raw.day) + (select count(*) from raw.day_metric)
		+ (select count(*) from raw.visit) + (select count(*) from raw.sale) as n`)
	out, err := cmd.Output()
	if err != nil {
		b.Fatal(err)
	}
	records, err := strconv.Atoi(string(out[2 : len(out)-1])) // below the header "n"
	if err != nil {
		b.Fatal(err)
	}
	return records
}

func countCells(b *testing.B, inbox string) int {
	b.Helper()
	cells := 0
	err := filepath.WalkDir(inbox, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		book, err := workbook.Open(context.Background(), path, workbook.DefaultLimits())
		if err != nil {
			return err
		}
		for _, grid := range book.Grids {
			for _, row := range grid.Rows {
				cells += len(row.Cells)
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return cells
}
