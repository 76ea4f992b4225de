package e2e

import (
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The ledger's rows are counted again by another reader than the program's: per file and sheet, the
// rows in which some cell holds more than blanks.
func TestLedgerCountsEveryRow(t *testing.T) {
	inbox := "../../sample-data/inbox"
	o := newOffice(t, inbox, "2026-03-31")
	o.run(t, "ingest", "--quiet")
	o.run(t, "transform", "--quiet")
	session := o.open(t)
	defer closed(t, session)

	ledger := make(map[string]int)
	for _, line := range rows(t, session, `select f.path || '!' || l.sheet, count(*), count(distinct l.row_no) from raw.row_ledger l join raw.file f using (file_id) group by all`) {
		if line[1] != line[2] {
			t.Errorf("%s: %s lines for %s rows: some row has two fates", line[0], line[1], line[2])
		}
		ledger[line[0]], _ = strconv.Atoi(line[1])
	}
	status := make(map[string]string)
	for _, line := range rows(t, session, `select path, status from raw.file`) {
		status[line[0]] = line[1]
	}
	files, total := 0, 0
	err := filepath.WalkDir(inbox, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.ToLower(filepath.Ext(path)) != ".xlsx" || strings.HasPrefix(entry.Name(), "~$") {
			return err
		}
		relative, err := filepath.Rel(inbox, path)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(relative)
		if status[name] == "" {
			t.Errorf("%s is not in raw.file", name)
			return nil
		}
		book, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
		if err != nil {
			if status[name] != "rejected" {
				t.Errorf("%s cannot be opened (%v), yet its status is %s", name, err, status[name])
			}
			return nil
		}
		defer book.Close()
		files++
		for _, sheet := range book.GetSheetList() {
			lines, err := book.GetRows(sheet)
			if err != nil {
				return err
			}
			want := 0
			for _, cells := range lines {
				if strings.TrimSpace(strings.Join(cells, "")) != "" {
					want++
				}
			}
			total += want
			if got := ledger[name+"!"+sheet]; got != want {
				t.Errorf("%s!%s: %d rows in the ledger, %d in the sheet", name, sheet, got, want)
			}
			delete(ledger, name+"!"+sheet)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for place := range ledger {
		t.Errorf("the ledger has rows of %s, which no sheet has", place)
	}
	t.Logf("%d files, %d rows", files, total)
	if total == 0 {
		t.Error("nothing was counted")
	}
}
