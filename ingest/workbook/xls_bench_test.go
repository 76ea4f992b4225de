package workbook

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"aqs/internal/simulate"
)

// BenchmarkReadXLS reads month workbooks (W2 of docs/performance.md) as .xls and as the .xlsx they
// were converted from. With AQS_SOFFICE, 200 books are converted first (AQS_BENCH_PERCENT reduces
// them; half a minute); without, the one of testdata is read 200 times.
func BenchmarkReadXLS(b *testing.B) {
	count := 200
	if text := os.Getenv("AQS_BENCH_PERCENT"); text != "" {
		percent, err := strconv.Atoi(text)
		must(b, err)
		count = max(1, count*percent/100)
	}
	dir := monthBooks(b, count)
	for _, carrier := range []string{".xls", ".xlsx"} {
		var files [][]byte
		size := 0
		for i := range count {
			data, err := os.ReadFile(filepath.Join(dir, strconv.Itoa(i)+carrier))
			must(b, err)
			files = append(files, data)
			size += len(data)
		}
		b.Run(carrier[1:], func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			cells := 0
			for b.Loop() {
				cells = 0
				for _, data := range files {
					book, err := Parse(context.Background(), data, Limits{})
					must(b, err)
					for _, grid := range book.Grids {
						for _, row := range grid.Rows {
							cells += len(row.Cells)
						}
					}
				}
			}
			seconds := b.Elapsed().Seconds() / float64(b.N)
			b.ReportMetric(float64(len(files))/seconds, "files/s")
			b.ReportMetric(float64(cells)/seconds, "cells/s")
		})
	}
}

// monthBooks gives a folder with books 0.xlsx, 0.xls, 1.xlsx …
func monthBooks(b *testing.B, count int) string {
	b.Helper()
	dir, made := b.TempDir(), []string{}
	put := func(from string) {
		data, err := os.ReadFile(from)
		must(b, err)
		made = append(made, filepath.Join(dir, strconv.Itoa(len(made))+".xlsx"))
		must(b, os.WriteFile(made[len(made)-1], data, 0o644))
	}
	soffice := os.Getenv("AQS_SOFFICE")
	if soffice == "" {
		one, err := filepath.Glob(filepath.Join(xlsSamples, "*邱松_2月*.xlsx"))
		if must(b, err); len(one) != 1 {
			b.Fatalf("found %v", one)
		}
		data, err := os.ReadFile(one[0][:len(one[0])-1])
		must(b, err)
		for range count {
			put(one[0])
			must(b, os.WriteFile(made[len(made)-1][:len(made[len(made)-1])-1], data, 0o644))
		}
		return dir
	}
	books := b.TempDir()
	_, err := simulate.WriteMonthBooks(context.Background(), books, count, 1)
	must(b, err, filepath.WalkDir(books, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".xlsx" && len(made) < count {
			put(path)
		}
		return err
	}))
	convert(b, soffice, "xls", dir, made)
	return dir
}
