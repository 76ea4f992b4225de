package simulate

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestBigRegisterHasItsRows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "台账.xlsx")
	if err := WriteBigRegister(context.Background(), path, 1200, 1); err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := file.GetRows("台账")
	if err != nil || len(rows) != 1201 || len(rows[0]) != 15 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if rows[1][1] != "QJ0000" || rows[401][1] != "QJ0000" || rows[1][0] == rows[401][0] {
		t.Errorf("people and days: %v, %v", rows[1], rows[401])
	}
	if last := rows[1200][0]; last != "03-31-26" {
		t.Errorf("the last day is %s", last)
	}
}

func TestWeeklyCrosstabsAreAsManyAsAsked(t *testing.T) {
	sizes := map[string]int64{}
	for range 2 { // equal seeds give equal files
		dir := t.TempDir()
		summary, err := WriteWeeklyCrosstabs(context.Background(), dir, 7, 1)
		if err != nil || summary.Files != 7 {
			t.Fatalf("%+v, %v", summary, err)
		}
		err = filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			info, err := entry.Info()
			if was, there := sizes[entry.Name()]; there && err == nil && was != info.Size() {
				t.Errorf("%s: %d and %d bytes", entry.Name(), was, info.Size())
			}
			sizes[entry.Name()] = info.Size()
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := WriteWeeklyCrosstabs(context.Background(), t.TempDir(), 1_000_000, 1); !errors.Is(err, ErrOptions) {
		t.Errorf("a million weekly reports: %v", err)
	}
}
