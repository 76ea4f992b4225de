//go:build linux

package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
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

// BenchmarkCrosstabs and BenchmarkRegister stop after ingest: a year of weekly reports, and one
// register of half a million rows.
func BenchmarkCrosstabs(b *testing.B) {
	o := benchOffice(b, "2027-12-31")
	if _, err := simulate.WriteWeeklyCrosstabs(context.Background(), o.inbox, 500, 1); err != nil {
		b.Fatal(err)
	}
	o.benchmarkIngest(b)
}

func BenchmarkRegister(b *testing.B) {
	o := benchOffice(b, "2026-03-31")
	if err := simulate.WriteBigRegister(context.Background(), filepath.Join(o.inbox, "台账.xlsx"), 500_000, 1); err != nil {
		b.Fatal(err)
	}
	o.benchmarkIngest(b)
}

func benchOffice(b *testing.B, asOf string) office {
	b.Helper()
	dir := b.TempDir()
	return office{inbox: filepath.Join(dir, "inbox"), data: filepath.Join(dir, "data"), site: filepath.Join(dir, "site"), asOf: asOf}
}

// benchmarkIngest reads an inbox for the first time, and again when nothing has changed.
func (o office) benchmarkIngest(b *testing.B) {
	files, cells, bytes := countCells(b, o.inbox)
	b.Run("ingest", func(b *testing.B) {
		for b.Loop() {
			if err := os.RemoveAll(o.data); err != nil {
				b.Fatal(err)
			}
			took, peak, _ := o.measure(b, "ingest")
			b.ReportMetric(float64(files)/took.Seconds(), "files/s")
			b.ReportMetric(float64(cells)/took.Seconds(), "cells/s")
			b.ReportMetric(peak, "peak-MB")
			b.ReportMetric(float64(files), "files")
			b.ReportMetric(float64(cells), "cells")
			b.ReportMetric(float64(bytes)/1e6, "input-MB")
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		for b.Loop() {
			took, peak, _ := o.measure(b, "ingest")
			b.ReportMetric(float64(files)/took.Seconds(), "files/s")
			b.ReportMetric(peak, "peak-MB")
		}
	})
}

func benchmarkStages(b *testing.B, files int, write func(context.Context, string, int, uint64) (*simulate.Summary, error)) {
	o := benchOffice(b, "2026-03-31")
	if _, err := write(context.Background(), o.inbox, files, 1); err != nil {
		b.Fatal(err)
	}
	o.benchmarkIngest(b)
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
//
// The peak is the kernel's high-water mark, read again and again while the process lives: what wait4
// says in the end counts the memory this test had when it started the process as well.
func (o office) measure(b *testing.B, stage string) (took time.Duration, peakMB float64, out []byte) {
	b.Helper()
	cmd := o.command(stage, "--json", "--quiet")
	var stdout bytes.Buffer
	cmd.Stdout = &stdout
	start := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for {
		select {
		case err := <-ended:
			took = time.Since(start)
			if code := cmd.ProcessState.ExitCode(); code != 0 && code != 3 {
				b.Fatalf("aqs %s: %v", stage, err)
			}
			if peakMB == 0 {
				b.Fatal("the peak could not be read")
			}
			return took, peakMB, stdout.Bytes()
		case <-time.After(2 * time.Millisecond):
			peakMB = max(peakMB, highWaterMB(cmd.Process.Pid))
		}
	}
}

// highWaterMB is VmHWM of a process, or 0 when it is gone.
func highWaterMB(pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kilobytes, err := strconv.ParseFloat(strings.Fields(after + " 0")[0], 64)
	if err != nil {
		return 0
	}
	return kilobytes / 1024
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

// countCells counts an inbox's files, cells with values and bytes, in the memory of a row: what
// this process holds must not slow the one that is measured.
func countCells(b *testing.B, inbox string) (files, cells int, bytes int64) {
	b.Helper()
	err := filepath.WalkDir(inbox, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files, bytes = files+1, bytes+int64(len(data))
		_, err = workbook.Sheets(context.Background(), data, workbook.DefaultLimits(), 1, func(sheet *workbook.Sheet) error {
			return sheet.Rows(func(row workbook.Row) error {
				cells += len(row.Cells)
				return nil
			})
		})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return files, cells, bytes
}
