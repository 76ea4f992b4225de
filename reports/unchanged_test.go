package reports_test

import (
	"bytes"
	"html"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"aqs/reports/data"
)

// A page keeps its bytes, and its file keeps its time, when only another team's data changes.
func TestOtherTeamsChangeNothingHere(t *testing.T) {
	rows := newSample(2).rows
	dir := filepath.Join(t.TempDir(), "site")
	if _, err := buildInto(dir, writeMarts(t, rows...), 0); err != nil {
		t.Fatal(err)
	}
	before := readSite(t, dir)
	old := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for name := range before {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	// Team D2T2 logs one visit more: its people, it, its dept and the company change.
	changed := slices.Clone(rows)
	touched := map[string]bool{}
	for i, row := range changed {
		switch r := row.(type) {
		case data.Scope:
			if r.ID == "C" || r.ID == "D2" || r.ID == "D2T2" || r.ParentID == "D2T2" {
				touched[r.PageKey] = true
			}
		case data.TargetMonth:
			if r.Metric == "visits" && (r.ScopeID == "C" || r.ScopeID == "D2" || r.ScopeID == "D2T2") {
				r.Actual.V++
				changed[i] = r
			}
		case data.Headline:
			if r.Metric == "visits" && (r.ScopeID == "C" || r.ScopeID == "D2" || r.ScopeID == "D2T2") {
				r.Actual.V++
				changed[i] = r
			}
		case data.Run:
			r.LogsReceived.V++
			r.FilesTotal.V++
			changed[i] = r
		}
	}
	summary, err := buildInto(dir, writeMarts(t, changed...), 0)
	if err != nil {
		t.Fatal(err)
	}
	after := readSite(t, dir)
	same, other := 0, 0
	for _, name := range slices.Sorted(maps.Keys(before)) {
		isScope := strings.HasPrefix(name, "person-") || strings.HasPrefix(name, "team-") || strings.HasPrefix(name, "dept-")
		if !isScope || touched[strings.TrimSuffix(name[strings.Index(name, "-")+1:], ".html")] {
			continue
		}
		if !bytes.Equal(before[name], after[name]) {
			t.Errorf("%s changed with another team's data", name)
		}
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if !info.ModTime().Equal(old) {
			t.Errorf("%s was written again", name)
		}
		same++
	}
	for name := range after {
		if !bytes.Equal(before[name], after[name]) {
			other++
		}
	}
	if same < 6 || other == 0 || summary.Written != other {
		t.Errorf("%d pages the same, %d files changed, %d written", same, other, summary.Written)
	}
	if index := html.UnescapeString(string(after["index.html"])); !strings.Contains(index, "自上次发布以来") || !strings.Contains(index, "+1 次") {
		t.Error("the overview does not say what changed")
	}
	// The same figures once more: what changed is still said against the publication before.
	if _, err := buildInto(dir, writeMarts(t, changed...), 0); err != nil {
		t.Fatal(err)
	}
	if again := readSite(t, dir); !bytes.Equal(again["index.html"], after["index.html"]) {
		t.Error("publishing the same figures again changes the overview")
	}
}

// A team's forms come back with what the logs say, in the form's own words.
func TestFormsAreRefilled(t *testing.T) {
	files := readSite(t, build(t, writeMarts(t, newSample(2).rows...)))
	book, err := excelize.OpenReader(bytes.NewReader(files["xlsx/forms-"+key("D1T1")+".xlsx"]), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}()
	sheets := book.GetSheetList()
	if len(sheets) != 4 { // the team, two people, the measures
		t.Fatalf("sheets %q", sheets)
	}
	for cell, want := range map[string]string{"A1": "月度目标设定、达成表", "A2": "团队名称", "A3": "项目", "C3": "目标", "D3": "月累计", "A4": "保费", "C4": "200000", "D4": "166000"} {
		if got, err := book.GetCellValue(sheets[0], cell); err != nil || got != want {
			t.Errorf("%s holds %q, want %q (%v)", cell, got, want, err)
		}
	}
	if got, err := book.GetCellValue(sheets[3], "A1"); err != nil || got != "上月业务改善措施进展检讨" {
		t.Errorf("the last sheet is %q (%v)", got, err)
	}
}

// Sites of other months that stand beside this one are found; other folders are left alone.
func TestMonthsFindEachOther(t *testing.T) {
	parent := t.TempDir()
	rows := newSample(1).rows
	if _, err := buildInto(filepath.Join(parent, "site #2"), writeMarts(t, rows...), 0); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(parent, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	april := slices.Clone(rows)
	month := run()
	month.MonthStart, month.AsOf, month.MonthLabel = date(2026, 4, 1), date(2026, 4, 30), "2026年4月"
	april[0] = month
	if _, err := buildInto(filepath.Join(parent, "site"), writeMarts(t, april...), 0); err != nil {
		t.Fatal(err)
	}
	content := string(readSite(t, filepath.Join(parent, "site"))["assets/site-data.js"])
	if march, april := strings.Index(content, "2026年3月"), strings.LastIndex(content, "2026年4月"); march < 0 || april < march || !strings.Contains(content, `../site%20%232/`) {
		t.Errorf("the month before is not listed before this one: %d, %d", march, april)
	}
	if alone := string(readSite(t, filepath.Join(parent, "site #2"))["assets/site-data.js"]); strings.Contains(alone, "../") {
		t.Error("a site without neighbours links to some")
	}
}

// Texts of workbooks stay texts in ours, tables have filters and a fixed head, numbers are numbers.
func TestWorkbooksAreInert(t *testing.T) {
	files := readSite(t, build(t, writeMarts(t, newSample(7).rows...)))
	books, cells, filters := 0, 0, 0
	seen := map[string]bool{}
	for name, content := range files {
		if !strings.HasSuffix(name, ".xlsx") {
			continue
		}
		if books++; books > 12 && name != "xlsx/review.xlsx" && name != "xlsx/quality.xlsx" {
			continue // one kind of page is like another; opening is what takes time
		}
		book, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, sheet := range book.GetSheetList() {
			panes, err := book.GetPanes(sheet)
			if err != nil || !panes.Freeze {
				t.Errorf("%s %s: the head does not stay (%v)", name, sheet, err)
			}
			rows, err := book.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for r, row := range rows {
				for c, text := range row {
					cells++
					for _, word := range hostile {
						if strings.Contains(text, word) {
							seen[word] = true
						}
					}
					if !strings.HasPrefix(text, "=") {
						continue
					}
					at, err := excelize.CoordinatesToCellName(c+1, r+1)
					if err != nil {
						t.Fatal(err)
					}
					if formula, err := book.GetCellFormula(sheet, at); err != nil || formula != "" {
						t.Errorf("%s %s!%s is a formula %q (%v)", name, sheet, at, formula, err)
					}
				}
			}
		}
		for _, defined := range book.GetDefinedName() {
			if strings.Contains(defined.Name, "FilterDatabase") {
				filters++
			}
		}
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}
	for _, word := range hostile {
		if !seen[word] {
			t.Errorf("%q is in no workbook: the test proves nothing about it", word)
		}
	}
	if books < 30 || cells < 10_000 || filters == 0 {
		t.Errorf("%d workbooks, %d cells, %d filters looked at", books, cells, filters)
	}
}

// A 营业部 has its weekly table refilled: a team per line, its own sum last.
func TestDeptFormIsRefilled(t *testing.T) {
	s := newSample(2)
	week := data.Date{T: time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC), OK: true}
	s.add(data.PackDate{Day: date(2026, 3, 16), WeekStart: week, WeekLabel: "第11周"})
	files := readSite(t, build(t, writeMarts(t, s.rows...)))
	if !strings.Contains(string(files["dept-"+key("D1")+".html"]), "回填的表格（F07）") {
		t.Error("the page does not offer the form")
	}
	book, err := excelize.OpenReader(bytes.NewReader(files["xlsx/forms-"+key("D1")+".xlsx"]), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}()
	for cell, want := range map[string]string{"A1": "营业部每周活动情况统计表", "B2": "城东营业部", "D2": "2026-03-09 至 2026-03-15", "A3": "团队", "B3": "在册人力",
		"A5": "城东一组", "B5": "2", "C5": "4", "A6": "城东二组", "A7": "合计", "B7": "4", "A8": ""} {
		if got, err := book.GetCellValue("每周活动情况统计", cell); err != nil || got != want {
			t.Errorf("%s holds %q, want %q (%v)", cell, got, want, err)
		}
	}
}
