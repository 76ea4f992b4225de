package workbook_test

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zip"
	"github.com/xuri/excelize/v2"

	"aqs/ingest/workbook"
	"aqs/internal/simulate"
)

// The workloads that docs/performance.md speaks of, each read in three ways in one run: by this
// package, by excelize (its row iterator, raw values: less than a Grid), and inflated only, the
// floor under any reader. AQS_BENCH_PERCENT reduces the sizes; AQS_BENCH_DIR keeps the inputs.

func BenchmarkReadW1(b *testing.B) { benchmarkRead(b, "W1", 2000, "files", simulate.WriteDayForms) }

func BenchmarkReadW2(b *testing.B) { benchmarkRead(b, "W2", 200, "files", simulate.WriteMonthBooks) }

func BenchmarkReadW3(b *testing.B) {
	benchmarkRead(b, "W3", 500_000, "rows", func(ctx context.Context, dir string, rows int, seed uint64) (*simulate.Summary, error) {
		return nil, simulate.WriteBigRegister(ctx, filepath.Join(dir, "台账.xlsx"), rows, seed)
	})
}

func BenchmarkReadW4(b *testing.B) {
	benchmarkRead(b, "W4", 500, "files", simulate.WriteWeeklyCrosstabs)
}

type writeFunc func(ctx context.Context, dir string, n int, seed uint64) (*simulate.Summary, error)

func benchmarkRead(b *testing.B, name string, size int, unit string, write writeFunc) {
	files := workload(b, name, size, unit, write)
	total := 0
	for _, file := range files {
		total += len(file)
	}
	limits := workbook.Limits{FileBytes: 1 << 30, UnzippedBytes: 4 << 30}
	ways := []struct {
		name string
		read func(data []byte) (cells int, err error)
	}{
		{"own", func(data []byte) (int, error) {
			book, err := workbook.Parse(context.Background(), data, limits)
			return countCells(book), err
		}},
		{"stream", func(data []byte) (cells int, err error) {
			err = workbook.Stream(context.Background(), data, limits, func(_ *workbook.Grid, row workbook.Row) error {
				cells += len(row.Cells)
				return nil
			})
			return cells, err
		}},
		{"sheets", func(data []byte) (cells int, err error) {
			_, err = workbook.Sheets(context.Background(), data, limits, 64, func(sheet *workbook.Sheet) error {
				return sheet.Rows(func(row workbook.Row) error {
					cells += len(row.Cells)
					return nil
				})
			})
			return cells, err
		}},
		{"excelize", readExcelize},
		{"inflate", inflateNeeded},
	}
	for _, way := range ways {
		b.Run(way.name, func(b *testing.B) {
			b.SetBytes(int64(total))
			cells, before := 0, cpuSeconds(b)
			for b.Loop() {
				cells = 0
				for _, data := range files {
					n, err := way.read(data)
					if err != nil {
						b.Fatal(err)
					}
					cells += n
				}
			}
			seconds := b.Elapsed().Seconds() / float64(b.N)
			b.ReportMetric((cpuSeconds(b)-before)/float64(b.N), "cpu-s/op")
			b.ReportMetric(float64(len(files))/seconds, "files/s")
			b.ReportMetric(float64(cells)/seconds, "cells/s")
		})
	}
}

// cpuSeconds is what the process has used of all cores: other programs on the machine and a
// garbage collector on the second core do not falsify it.
func cpuSeconds(b *testing.B) float64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

// workload makes the input, or finds it where an earlier run left it, and loads it.
func workload(b *testing.B, name string, size int, unit string, write writeFunc) [][]byte {
	b.Helper()
	if text := os.Getenv("AQS_BENCH_PERCENT"); text != "" {
		percent, err := strconv.Atoi(text)
		if err != nil {
			b.Fatal(err)
		}
		size = max(1, size*percent/100)
	}
	dir := os.Getenv("AQS_BENCH_DIR")
	if dir == "" {
		dir = b.TempDir()
	}
	dir = filepath.Join(dir, name+"-"+strconv.Itoa(size)+"-"+unit)
	if _, err := os.Stat(dir); err != nil {
		if _, err := write(context.Background(), dir, size, 1); err != nil {
			b.Fatal(err)
		}
	}
	var files [][]byte
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".xlsx" {
			return err
		}
		data, err := os.ReadFile(path)
		files = append(files, data)
		return err
	})
	if err != nil || len(files) == 0 {
		b.Fatalf("%d files: %v", len(files), err)
	}
	return files
}

func countCells(book *workbook.Book) (cells int) {
	if book == nil {
		return 0
	}
	for _, grid := range book.Grids {
		for _, row := range grid.Rows {
			cells += len(row.Cells)
		}
	}
	return cells
}

func readExcelize(data []byte) (cells int, err error) {
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: 4 << 30, UnzipXMLSizeLimit: 4 << 30})
	if err != nil {
		return 0, err
	}
	defer file.Close()
	for _, sheet := range file.GetSheetList() {
		rows, err := file.Rows(sheet)
		if err != nil {
			return cells, err
		}
		for rows.Next() {
			values, err := rows.Columns()
			if err != nil {
				return cells, err
			}
			for _, value := range values {
				if value != "" {
					cells++
				}
			}
		}
		if err := rows.Close(); err != nil {
			return cells, err
		}
	}
	return cells, nil
}

var (
	floorFlate  = sync.OnceValue(func() io.ReadCloser { return flate.NewReader(bytes.NewReader(nil)) })
	floorBuffer = make([]byte, 256<<10)
)

// inflateNeeded inflates the parts that hold values, as fast as the library goes, and drops them.
func inflateNeeded(data []byte) (int, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return 0, err
	}
	for _, file := range archive.File {
		if strings.Contains(file.Name, "theme") || strings.Contains(file.Name, "docProps/app") || strings.HasPrefix(file.Name, "[") {
			continue
		}
		at, err := file.DataOffset()
		if err != nil {
			return 0, err
		}
		decoder := floorFlate()
		if err := decoder.(flate.Resetter).Reset(bytes.NewReader(data[at:at+int64(file.CompressedSize64)]), nil); err != nil {
			return 0, err
		}
		for err == nil {
			_, err = decoder.Read(floorBuffer)
		}
		if err != io.EOF {
			return 0, err
		}
	}
	return 0, nil
}
