package transform

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"aqs/internal/calendar"
	"aqs/internal/warehouse"
	sqlfiles "aqs/sql"
)

var march31 = calendar.Date(2026, time.March, 31)

// oneThread suits a few rows: starting workers costs more than they save.
var oneThread = warehouse.Config{Threads: 1}

// marts is a built warehouse of a test: a published file, or one in memory that is built as far as
// the test asks.
type marts struct {
	t    testing.TB
	path string
	lazy *lazy
}

// buildMarts gives the models over the rows, each built when a query first names it; the test fails when
// a model cannot be built.
func buildMarts(t testing.TB, asOf time.Time, tables rawTables) marts {
	t.Helper()
	return martsOf(t, Options{RawPath: writeRaw(t, tables), AsOf: asOf})
}

// martsOf is buildMarts with more options; MartsPath, Warehouse, ClosedDir and Built mean nothing to it.
func martsOf(t testing.TB, o Options) marts {
	t.Helper()
	return marts{t: t, lazy: newLazy(t, o)}
}

// lines gives a query's rows as text: columns by |, NULL as ·, dates short, doubles to 4 places.
func (m marts) lines(query string) []string {
	m.t.Helper()
	result := m.query(query)
	lines := make([]string, 0, len(result.Rows))
	for _, values := range result.Rows {
		texts := make([]string, len(values))
		for i, value := range values {
			switch v := value.(type) {
			case nil:
				texts[i] = "·"
			case time.Time:
				texts[i] = v.Format(time.DateOnly)
			case float64:
				texts[i] = strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.4f", v), "0"), ".")
			default:
				texts[i] = fmt.Sprint(v)
			}
		}
		lines = append(lines, strings.Join(texts, "|"))
	}
	return lines
}

func (m marts) query(text string) *Result {
	m.t.Helper()
	var (
		result *Result
		err    error
	)
	if m.lazy == nil {
		result, err = Query(context.Background(), "", m.path, text)
	} else {
		m.lazy.need(text)
		result, err = rowsOf(context.Background(), m.lazy.session, text)
	}
	if err != nil {
		m.t.Fatalf("%s: %v", text, err)
	}
	return result
}

// expect compares a query's rows, in its order, with the wanted lines.
func (m marts) expect(query string, want ...string) {
	m.t.Helper()
	got := m.lines(query)
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		m.t.Errorf("%s\n got %s\nwant %s", query, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

// logDay adds one log with its metrics (plan and actual; nil for blank) to the tables.
func (tables rawTables) logDay(fileID string, no int, who row, on time.Time, metrics map[string][2]any) {
	day := row{"file_id": fileID, "sheet": fmt.Sprint(on.Day()), "row_no": no, "record_no": no, "work_on": on}
	for key, value := range who {
		day[key] = value
	}
	tables["day"] = append(tables["day"], day)
	for _, metric := range []string{"visits", "talks", "intents", "closes", "cases", "premium_yuan"} {
		values, given := metrics[metric]
		if !given {
			continue
		}
		tables["day_metric"] = append(tables["day_metric"], row{"file_id": fileID, "sheet": day["sheet"], "row_no": no,
			"record_no": len(tables["day_metric"]) + 1, "day_no": no, "metric": metric, "plan": values[0], "actual": values[1],
			"actual_cell": "D" + fmt.Sprint(no)})
	}
}

func (tables rawTables) saleLine(fileID string, dayNo int, cases, premium any) {
	rowNo := 20 + len(tables["sale"])
	tables["sale"] = append(tables["sale"], row{"file_id": fileID, "sheet": "s", "row_no": rowNo,
		"cells":     fmt.Sprintf(`{"cases":"D%d","premium_yuan":"E%d"}`, rowNo, rowNo),
		"record_no": len(tables["sale"]) + 1, "day_no": dayNo, "cases": cases, "premium_yuan": premium})
}

// files adds loaded files without rows.
func (tables rawTables) files(ids ...string) {
	for _, id := range ids {
		tables["file"] = append(tables["file"], row{"file_id": id, "path": id + ".xlsx", "status": "loaded", "rows_total": 0, "rows_loaded": 0})
	}
}

// roster adds a representative to file "roster".
func (tables rawTables) roster(no, name, team, dept string, more row) {
	person := row{"file_id": "roster", "sheet": "花名册", "row_no": len(tables["person"]) + 2, "record_no": len(tables["person"]) + 1,
		"employee_no": no, "person_name": name, "role": "rep", "team_name": team, "dept_name": dept, "company_name": "清江支公司"}
	for key, value := range more {
		person[key] = value
	}
	tables["person"] = append(tables["person"], person)
}

// overlay is the program's own SQL with one text of one file replaced.
func overlay(t testing.TB, path, old, replacement string) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(sqlfiles.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(sqlfiles.Files, name)
		files[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if path == "" {
		return files
	}
	text := string(files[path].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s does not contain %q", path, old)
	}
	files[path] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, replacement, 1))}
	return files
}
