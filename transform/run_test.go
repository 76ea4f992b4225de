package transform

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"aqs/internal/calendar"
)

func TestRunBuildsEveryRelation(t *testing.T) {
	raw := writeRaw(t, company(30, 3))
	marts := filepath.Join(t.TempDir(), "marts.duckdb")
	start := time.Now()
	summary, err := Run(context.Background(), Options{RawPath: raw, MartsPath: marts, AsOf: calendar.Date(2026, time.March, 25)})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v in %s", summary, time.Since(start))
}
