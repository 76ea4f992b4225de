package reports_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"aqs/reports"
)

func build(t testing.TB, marts string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	if keep := os.Getenv("AQS_KEEP_SITE"); keep != "" {
		dir = keep
	}
	if _, err := reports.Build(context.Background(), reports.Options{MartsPath: marts, SiteDir: dir, Version: "0.1.0"}); err != nil {
		t.Fatal(err)
	}
	return dir
}

