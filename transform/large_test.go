package transform

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"syscall"
	"testing"
	"time"

	"aqs/internal/calendar"
	"aqs/internal/warehouse"
	sqlfiles "aqs/sql"
)

// largeRaw makes a raw.duckdb of the given size by SQL alone and returns its path and the number of
// day-metric rows. The months end with March 2026.
func largeRaw(b *testing.B, people, months int) (string, int64) {
	b.Helper()
	ctx := context.Background()
	path := filepath.Join(b.TempDir(), "raw.duckdb")
	s, err := warehouse.Open(ctx, warehouse.Config{MemoryLimit: "3GB"}, warehouse.Attachment{Name: "raw", Path: path})
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}()
	schema, err := sqlfiles.Files.ReadFile("schema/raw.sql")
	if err != nil {
		b.Fatal(err)
	}
	text, err := os.ReadFile("testdata/large.sql")
	if err != nil {
		b.Fatal(err)
	}
	days := calendar.Workdays(march(1).AddDate(0, 1-months, 0), march31)
	values := make([]string, len(days))
	for i, on := range days {
		values[i] = "(date '" + on.Format(time.DateOnly) + "')"
	}
	for _, statement := range []string{
		string(schema),
		fmt.Sprintf("set variable people = %d", people),
		"create temp table workday as select * from (values " + strings.Join(values, ", ") + ") as days (work_on)",
		string(text),
	} {
		if err := s.Exec(ctx, statement); err != nil {
			b.Fatal(err)
		}
	}
	var rows int64
	if err := s.Conn().QueryRowContext(ctx, "select count(*) from day_metric").Scan(&rows); err != nil {
		b.Fatal(err)
	}
	return path, rows
}

// BenchmarkTransformLarge runs the whole transform over 3,000 people and twelve months and over 300,
// reports peak memory of the process and lists the ten slowest models and tests.
// AQS_BENCH_LARGE=people,months chooses one other size.
func BenchmarkTransformLarge(b *testing.B) {
	sizes := [][2]int{{300, 12}, {3000, 12}}
	if text := os.Getenv("AQS_BENCH_LARGE"); text != "" {
		var people, months int
		if _, err := fmt.Sscanf(text, "%d,%d", &people, &months); err != nil {
			b.Fatalf("AQS_BENCH_LARGE=%s: want people,months: %v", text, err)
		}
		sizes = [][2]int{{people, months}}
	}
	for _, size := range sizes {
		raw, rows := largeRaw(b, size[0], size[1])
		b.Run(fmt.Sprintf("%d_people_%d_months", size[0], size[1]), func(b *testing.B) {
			took := map[string]time.Duration{}
			for b.Loop() {
				_, err := Run(context.Background(), Options{RawPath: raw, MartsPath: filepath.Join(b.TempDir(), "m.duckdb"),
					AsOf: march31, Built: func(name string, d time.Duration) { took[name] += d }})
				if err != nil {
					b.Fatal(err)
				}
			}
			var usage syscall.Rusage
			if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(rows), "rows")
			b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(usage.Maxrss)/1024, "MB-peak") // kilobytes on Linux
			for _, name := range slowest(took, 10) {
				b.Logf("%8.2f s %s", took[name].Seconds()/float64(b.N), name)
			}
		})
	}
}

// slowest names the n entries that took longest, ties by name.
func slowest(took map[string]time.Duration, n int) []string {
	names := make([]string, 0, len(took))
	for name := range took {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		if took[names[i]] != took[names[j]] {
			return took[names[i]] > took[names[j]]
		}
		return names[i] < names[j]
	})
	return names[:min(n, len(names))]
}
