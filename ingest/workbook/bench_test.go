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
	"aqs/internal/bench"
)

// The workloads that docs/performance.md speaks of, each read in three ways in one run: by this
// package, by excelize (its row iterator, raw values: less than a Grid), and inflated only, the
// floor under any reader. AQS_BENCH_PERCENT reduces the sizes; AQS_BENCH_DIR keeps the inputs.

func BenchmarkReadW1(b *testing.B) { benchmarkRead(b, "W1") }
func BenchmarkReadW2(b *testing.B) { benchmarkRead(b, "W2") }
func BenchmarkReadW3(b *testing.B) { benchmarkRead(b, "W3") }
func BenchmarkReadW4(b *testing.B) { benchmarkRead(b, "W4") }

func benchmarkRead(b *testing.B, id string) {
	files := workload(b, id)
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
func workload(b *testing.B, id string) [][]byte {
	b.Helper()
	percent := 100
	if text := os.Getenv("AQS_BENCH_PERCENT"); text != "" {
		var err error
		if percent, err = strconv.Atoi(text); err != nil {
			b.Fatal(err)
		}
	}
	dir := os.Getenv("AQS_BENCH_DIR")
	if dir == "" {
		dir = b.TempDir()
	}
	var files [][]byte
	for _, load := range bench.All() {
		if load.ID != id {
			continue
		}
		input, err := load.Scaled(percent).Ensure(context.Background(), dir, 1)
		if err != nil {
			b.Fatal(err)
		}
		err = filepath.WalkDir(input.Dir, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || filepath.Ext(path) != ".xlsx" {
				return err
			}
			data, err := os.ReadFile(path)
			files = append(files, data)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
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
