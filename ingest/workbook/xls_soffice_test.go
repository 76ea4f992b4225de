//go:build soffice

package workbook

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What TestXLSSamples says of a few, for every workbook of the sample data, converted now: run with
// -tags soffice and AQS_SOFFICE=soffice where LibreOffice is installed.
func TestXLSOfAllSampleData(t *testing.T) {
	soffice := os.Getenv("AQS_SOFFICE")
	if soffice == "" {
		t.Fatal("AQS_SOFFICE names no LibreOffice")
	}
	dir, count := t.TempDir(), 0
	must(t, filepath.WalkDir("../../sample-data/inbox", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".xlsx" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if _, err := Parse(context.Background(), data, Limits{}); err != nil {
			return nil // broken on purpose
		}
		count++
		return os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.xlsx", count)), data, 0o644)
	}))
	files, err := filepath.Glob(filepath.Join(dir, "*.xlsx"))
	must(t, err)
	convert(t, soffice, "xls", dir, files)
	for _, file := range files {
		if err := sameAsXLSX(file, strings.TrimSuffix(file, "x")); err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
		}
	}
	t.Logf("%d workbooks", count)
}
