package e2e

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// fact is one line of truth.csv: a value and the cell it was written in.
type fact struct {
	kind, employeeNo, person, team, dept, date, seq, field, value string
	legible                                                       bool
	file, sheet, cell, note                                       string
}

func readTruth(t *testing.T, dir string) []fact {
	t.Helper()
	file, err := os.Open(filepath.Join(dir, "truth.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := make(map[string]int)
	for i, name := range lines[0] {
		at[name] = i
	}
	for _, name := range []string{"kind", "employee_no", "person", "team", "dept", "date", "seq", "field", "value", "legible", "file", "sheet", "cell", "note"} {
		if _, ok := at[name]; !ok {
			t.Fatalf("truth.csv has no column %s", name)
		}
	}
	var facts []fact
	for _, line := range lines[1:] {
		facts = append(facts, fact{
			kind: line[at["kind"]], employeeNo: line[at["employee_no"]], person: line[at["person"]], team: line[at["team"]], dept: line[at["dept"]],
			date: line[at["date"]], seq: line[at["seq"]], field: line[at["field"]], value: line[at["value"]],
			legible: line[at["legible"]] == "1",
			file:    line[at["file"]], sheet: line[at["sheet"]], cell: line[at["cell"]], note: line[at["note"]],
		})
	}
	return facts
}

func formatNumber(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
