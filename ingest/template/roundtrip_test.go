package template_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/xuri/excelize/v2"

	"aqs/ingest/form"
	"aqs/ingest/record"
	"aqs/ingest/template"
	"aqs/ingest/workbook"
	"aqs/internal/calendar"
)

var asOf = calendar.Date(2026, 4, 30)

// Whatever is filled into the boxes of a template is read, from the very cell, and nothing else
// is: for every form there is.
func TestRoundTrip(t *testing.T) {
	library, err := form.Load("")
	check(t, err)
	boxes, read := 0, 0
	for _, id := range library.IDs() {
		for seed := range uint64(2) { // one for nobody in particular, one for a team
			made, err := template.Make(context.Background(), template.Options{Form: id, Team: []string{"", "城东一组"}[seed%2], Month: calendar.Date(2026, 3, 1), AsOf: asOf})
			check(t, err)
			trip := &trip{t: t, id: id, made: made, random: rand.New(rand.NewPCG(seed, 11)), library: library, want: map[string]string{}}
			b, r := trip.run()
			if boxes, read = boxes+b, read+r; b == 0 || r == 0 {
				t.Errorf("%s: %d boxes filled, %d values read", id, b, r)
			}
		}
	}
	t.Logf("%d boxes filled, %d values read back", boxes, read)
	if read < 1000 {
		t.Errorf("only %d values were read: the test proves nothing", read)
	}
}

type trip struct {
	t       *testing.T
	id      string
	made    *template.Made
	random  *rand.Rand
	library *form.Library
	want    map[string]string // sheet!cell → what was written
	fields  map[string]template.Box
	serial  int
}

func snake(name string) string {
	var out strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 && !unicode.IsUpper(rune(name[i-1])) {
			out.WriteByte('_')
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}

func (p *trip) run() (boxes, read int) {
	p.fields = map[string]template.Box{}
	content, err := p.made.Book.Bytes()
	check(p.t, err)
	file, err := excelize.OpenReader(bytes.NewReader(content))
	check(p.t, err)
	defer file.Close()
	last := 0
	for i, box := range p.made.Boxes {
		if box.Record > 60 && box.Given == "" && box.Part != "head" {
			continue // enough rows
		}
		p.fill(file, i, box, &last)
	}
	var filled bytes.Buffer
	check(p.t, file.Write(&filled))
	book, err := workbook.Parse(context.Background(), filled.Bytes(), workbook.Limits{})
	check(p.t, err)
	got := map[string][]string{}
	loose := map[string]map[string]bool{}
	for _, grid := range book.Grids {
		if grid.Hidden || grid.Sheet == "填写说明" {
			continue
		}
		reading := p.library.Read(grid, form.Context{Path: "模板/" + p.id + ".xlsx", AsOf: asOf})
		if reading.FormID != p.id {
			p.t.Errorf("%s: sheet %s is read as %q (%v)", p.id, grid.Sheet, reading.FormID, reading.Candidates)
			continue
		}
		for _, i := range reading.Issues {
			if i.Severity != record.Info && !strings.HasPrefix(i.Code, "CHECK_") && i.Code != "TOTAL_MISMATCH" && i.Code != "STATUS_WITH_COUNTS" {
				p.t.Errorf("%s: %s!%s %s %q %s", p.id, grid.Sheet, i.Cell, i.Code, i.Value, i.Message)
			}
		}
		for _, row := range reading.Rows {
			if row.Fate == record.Quarantined {
				p.t.Errorf("%s: %s row %d: %s", p.id, grid.Sheet, row.RowNo, row.Code)
			}
		}
		collect(grid.Sheet, &reading.Batch, got, loose)
	}
	for place, want := range p.want {
		box := p.fields[place]
		column := box.Field.Field[strings.LastIndexByte(box.Field.Field, '.')+1:]
		values, found := got[place]
		switch {
		case found:
			read++
			if !slices.ContainsFunc(values, func(v string) bool { return same(box, v, want) }) {
				p.t.Errorf("%s: %s (%s) holds %q, read as %q", p.id, place, box.Field.Field, want, values)
			}
		case slices.ContainsFunc(slices.Sorted(maps.Keys(loose[column])), func(v string) bool { return same(box, v, want) }):
			read++ // a label that goes into every record, without a cell of its own
		case box.Part == "label" && !has(loose, column), box.Field.Type == "period", box.Field.Type == "month":
			// A label that the form's records have no column for; the weeks and months are in their dates.
		case box.Part == "head", box.Part == "done" && p.id == "F05":
			// A name over a column; the weeks' results of a month are only added up.
		case box.Part == "label" && box.Given != "":
		default:
			p.t.Errorf("%s: %s (%s %s) holds %q and was not read", p.id, place, box.Part, box.Field.Field, want)
		}
		boxes++
	}
	for place, values := range got {
		if _, written := p.want[place]; !written {
			p.t.Errorf("%s: %s was read as %q and nobody wrote it", p.id, place, values)
		}
	}
	return boxes, read
}

// has says whether the kinds of records that were read have the column.
func has(loose map[string]map[string]bool, column string) bool { return loose[column] != nil }

// same compares a value that was read with the text that was written.
func same(box template.Box, got, want string) bool {
	if got == want {
		return true
	}
	for _, c := range box.Field.Choices {
		if c.Word == want && c.Value == got {
			return true
		}
	}
	if box.Field.Type == "yes_no" && (got == "1") == (want == "√") {
		return true
	}
	a, err1 := strconv.ParseFloat(got, 64)
	b, err2 := strconv.ParseFloat(want, 64)
	return err1 == nil && err2 == nil && a == b
}

// fill writes a made-up value into a box, or leaves it blank.
func (p *trip) fill(file *excelize.File, n int, box template.Box, last *int) {
	place := box.Sheet + "!" + workbook.Address(box.Row, box.Col)
	p.fields[place] = box
	if box.Given != "" {
		p.want[place] = box.Given
		return
	}
	// A person and a day are needed; of the rest, most.
	needed := box.Field.Required || box.Field.Type == "name" || box.Field.Type == "date" || strings.HasSuffix(box.Field.Field, "_name") || box.Field.Type == "month" || box.Field.Type == "period"
	if !needed && p.random.IntN(4) == 0 || box.Field.Field == "status" {
		return
	}
	p.serial++
	cell := workbook.Address(box.Row, box.Col)
	text, number, isNumber := p.value(box)
	if text == "" && !isNumber {
		return
	}
	if isNumber {
		check(p.t, file.SetCellFloat(box.Sheet, cell, number, -1, 64))
		p.want[place] = strconv.FormatFloat(number, 'f', -1, 64)
		if box.Field.Type == "date" {
			p.want[place] = calendar.Date(1899, 12, 30).AddDate(0, 0, int(number)).Format(time.DateOnly)
		}
		return
	}
	check(p.t, file.SetCellStr(box.Sheet, cell, text))
	p.want[place] = text
}

func (p *trip) value(box template.Box) (text string, number float64, isNumber bool) {
	switch box.Field.Type {
	case "date":
		// Later columns are later days, so that no stretch of time ends before it begins.
		on := calendar.Date(2026, 3, 2).AddDate(0, 0, box.Record%20+box.Col/2)
		return "", on.Sub(calendar.Date(1899, 12, 30)).Hours() / 24, true
	case "datetime":
		return fmt.Sprintf("2026-03-%02d 18:%02d", 1+p.random.IntN(28), p.random.IntN(60)), 0, false
	case "count", "amount":
		return "", float64(p.random.IntN(20)), true
	case "count_or_names":
		return "", float64(p.random.IntN(5)), true
	case "yuan":
		return "", float64(1000 + p.random.IntN(99000)), true
	case "rate":
		return "", float64(p.random.IntN(100)) / 100, true
	case "factor":
		return "", float64(1+p.random.IntN(10)) / 10, true
	case "name":
		const surnames, given = "王李张刘陈杨黄赵吴周", "伟芳娜敏静强磊洋勇艳"
		s, g := []rune(surnames), []rune(given)
		return string([]rune{s[p.serial%10], g[p.serial/10%10], g[p.serial/100%10]}), 0, false
	case "employee_no":
		return fmt.Sprintf("QJ%04d", p.serial), 0, false
	case "month":
		return "2026年3月", 0, false
	case "period":
		return "2026年3月2日至2026年3月6日", 0, false
	case "times":
		return fmt.Sprintf("%d:30-11:%02d", 8+p.random.IntN(3), p.random.IntN(60)), 0, false
	case "yes_no":
		return "√", 0, false
	case "longtext":
		return fmt.Sprintf("甲乙%d\n丙丁%d", p.serial, p.random.IntN(1000)), 0, false
	}
	if len(box.Field.Choices) > 0 {
		return box.Field.Choices[p.random.IntN(len(box.Field.Choices))].Word, 0, false
	}
	return fmt.Sprintf("甲乙丙%d号", p.serial), 0, false
}

// collect lists every value of a batch by the cell it was read from, and those without a cell by
// their column.
func collect(sheet string, batch *record.Batch, got map[string][]string, loose map[string]map[string]bool) {
	all := reflect.ValueOf(batch).Elem()
	for i := range all.NumField() {
		list := all.Field(i)
		for j := range list.Len() {
			one := list.Index(j)
			values := map[string]string{}
			var cells record.Cells
			for k := range one.NumField() {
				name := snake(one.Type().Field(k).Name)
				if c, ok := one.Field(k).Interface().(record.Cells); ok {
					cells = c
				}
				if loose[name] == nil {
					loose[name] = map[string]bool{}
				}
				if text, ok := show(one.Field(k)); ok {
					values[name] = text
					loose[name][text] = true
				}
			}
			put := func(cell, text string) {
				place := sheet + "!" + cell
				got[place] = append(got[place], text)
			}
			for field, cell := range cells {
				if text, ok := values[field]; ok {
					put(cell, text)
				}
				if text, ok := values[strings.TrimSuffix(field, "_text")]; ok && strings.HasSuffix(field, "_text") {
					put(cell, text)
				}
				if text, ok := values[field+"_text"]; ok {
					put(cell, text)
				}
			}
			for _, pair := range [][2]string{{"plan_cell", "plan"}, {"actual_cell", "actual"}, {"target_cell", "target"}} {
				if cell, ok := values[pair[0]]; ok {
					put(cell, values[pair[1]])
				}
			}
		}
	}
}

func show(of reflect.Value) (string, bool) {
	if of.Kind() == reflect.Pointer {
		if of.IsNil() {
			return "", false
		}
		of = of.Elem()
	}
	switch value := of.Interface().(type) {
	case string:
		return value, true
	case float64:
		return strconv.FormatFloat(value, 'f', -1, 64), true
	case bool:
		return map[bool]string{true: "√", false: "×"}[value], true
	case time.Time:
		if value.Hour()+value.Minute() > 0 {
			return value.Format("2006-01-02 15:04"), true
		}
		return value.Format(time.DateOnly), true
	}
	return "", false
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
