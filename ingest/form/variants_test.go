package form

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"aqs/ingest/record"
	"aqs/ingest/workbook"
)

// TestVariants writes every form in many ways: any alias, any order of columns, labels and blocks,
// anywhere on the sheet, with empty rows and columns between, headers of one to three rows. A
// sheet counts as exact when every value is read from its very cell and nothing else is read.
func TestVariants(t *testing.T) {
	l := library(t)
	const perForm = 90
	sheets, recognised, exact := 0, 0, 0
	for _, d := range l.forms {
		taken, right := 0, 0
		var miss, wrong string
		for seed := range uint64(perForm) {
			v := &variant{d: d, r: rand.New(rand.NewPCG(seed, uint64(d.no)+101)), want: map[string]string{}}
			v.sheetWriter = newSheetWriter(v.r, "Sheet1")
			v.write()
			reading := l.Read(v.g, Context{Path: "城东一组/2026年/汇总.xlsx", AsOf: time.Date(2026, 4, 30, 0, 0, 0, 0, time.UTC)})
			if reading.FormID != d.ID {
				miss = fmt.Sprintf("seed %d read as %q%s\n%s", seed, reading.FormID, gridText(v.g), dump(reading))
				continue
			}
			taken++
			if diff := v.compare(reading); diff != "" {
				wrong = fmt.Sprintf("seed %d: %s%s\n%s", seed, diff, gridText(v.g), dump(reading))
				continue
			}
			right++
		}
		t.Logf("%-10s %d written, %d recognised, %d exact", d.ID, perForm, taken, right)
		sheets, recognised, exact = sheets+perForm, recognised+taken, exact+right
		if taken*100 < perForm*99 {
			t.Errorf("%s: %d of %d recognised; the last miss: %s", d.ID, taken, perForm, miss)
		}
		if right < taken {
			t.Errorf("%s: %d of %d exact; the last error: %s", d.ID, right, taken, wrong)
		}
	}
	t.Logf("%d sheets, %d recognised (%.2f %%), %d of these exact (%.2f %%)", sheets, recognised, 100*float64(recognised)/float64(sheets),
		exact, 100*float64(exact)/float64(recognised))
	if sheets < 2000 {
		t.Errorf("only %d variants", sheets)
	}
}

// variant is one way of writing a form.
type variant struct {
	*sheetWriter
	d      *definition
	r      *rand.Rand
	want   map[string]string // cell → value
	serial int
	used   map[string]bool // header texts on the sheet
}

// line writes a row and notes what is to be read from which of its cells.
func (v *variant) line(cells []string, values map[int]string) {
	v.put(cells...)
	row := v.row - 1
	for i, value := range values {
		v.want[workbook.Address(row, v.colMap[i])] = value
	}
}

// compare lists what was read otherwise than written; empty when nothing was.
func (v *variant) compare(reading *Reading) string {
	got := valuesByCell(&reading.Batch)
	var diffs []string
	for cell, want := range v.want {
		values, found := got[cell]
		if !found {
			if v.notLed(cell, want, reading) {
				continue
			}
			diffs = append(diffs, fmt.Sprintf("%s=%q not read", cell, want))
		} else if !slices.ContainsFunc(values, func(got string) bool { return got == want || v.class(want) == got }) {
			diffs = append(diffs, fmt.Sprintf("%s=%q read as %q", cell, want, values))
		}
	}
	for cell, values := range got {
		if _, written := v.want[cell]; !written {
			diffs = append(diffs, fmt.Sprintf("%s read as %q, nobody wrote it", cell, values))
		}
	}
	for _, f := range reading.Rows {
		if f.Code != "" {
			diffs = append(diffs, fmt.Sprintf("row %d %s", f.RowNo, f.Code))
		}
	}
	slices.Sort(diffs)
	return strings.Join(diffs, "; ")
}

// class is what a word of a fixed vocabulary is read as.
func (v *variant) class(word string) string {
	for _, f := range slices.Concat(v.d.Columns, v.d.Labels) {
		for _, e := range f.Enum {
			if slices.Contains(e.Words, word) {
				return e.Value
			}
		}
	}
	return ""
}

// notLed: a label whose value stands in every record without a cell of its own, or for which the
// records have no column, was read when the trace says so.
func (v *variant) notLed(cell, want string, reading *Reading) bool {
	if v.d.Record == "period_metric" || v.d.Record == "check_metric" || v.d.Record == "day" { // whose they are has no cell of its own
		batch := reflect.ValueOf(&reading.Batch).Elem()
		for i := range batch.NumField() {
			for j := range batch.Field(i).Len() {
				for _, name := range []string{"EmployeeNo", "PersonName", "TeamName", "DeptName"} {
					if f := batch.Field(i).Index(j).FieldByName(name); f.IsValid() && !f.IsNil() && f.Elem().String() == want {
						return true
					}
				}
			}
		}
	}
	_, isNumber := strconv.Atoi(want)
	if v.d.Record == "period_metric" && isNumber != nil && strings.HasPrefix(v.d.ID, "F07") { // a row about a person need not name the department twice
		return true
	}
	for _, t := range reading.Trace {
		if !slices.Contains(t.ValueCells, cell) {
			continue
		}
		for _, f := range v.d.Labels {
			if f.Field == t.Field {
				return true
			}
		}
	}
	return false
}

// valuesByCell lists every value of a batch by the cell it was read from.
func valuesByCell(batch *record.Batch) map[string][]string {
	got := map[string][]string{}
	all := reflect.ValueOf(batch).Elem()
	for i := range all.NumField() {
		list := all.Field(i)
		for j := range list.Len() {
			one := list.Index(j)
			if _, isExtra := one.Interface().(record.Extra); isExtra {
				got[one.FieldByName("Cell").String()] = []string{"extra"}
				continue
			}
			values, cells := map[string]string{}, record.Cells{}
			for k := range one.NumField() {
				field := one.Field(k)
				name := snake(one.Type().Field(k).Name)
				if c, ok := field.Interface().(record.Cells); ok {
					cells = c
					continue
				}
				if field.Kind() == reflect.Pointer {
					if field.IsNil() {
						continue
					}
					field = field.Elem()
				}
				switch x := field.Interface().(type) {
				case time.Time:
					values[name] = x.Format("2006-01-02")
				case float64:
					values[name] = number(x)
				default:
					values[name] = fmt.Sprint(x)
				}
			}
			for field, cell := range cells {
				for _, key := range []string{field, field + "_text", strings.TrimSuffix(field, "_text") + "_text"} {
					if text, ok := values[key]; ok {
						got[cell] = append(got[cell], text)
						break
					}
				}
			}
			for _, pair := range [][2]string{{"plan_cell", "plan"}, {"actual_cell", "actual"}, {"target_cell", "target"}} {
				if cell, ok := values[pair[0]]; ok {
					got[cell] = append(got[cell], values[pair[1]])
				}
			}
		}
	}
	return got
}
