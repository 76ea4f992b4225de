package feedback_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"aqs/ingest"
	"aqs/ingest/feedback"
	"aqs/ingest/workbook"
	"aqs/internal/calendar"
	"aqs/internal/xlsxout"
)

// stage is an inbox with its warehouse and the folder of what is handed back.
type stage struct {
	t   *testing.T
	dir string
}

func newStage(t *testing.T) *stage { return &stage{t, t.TempDir()} }

func (s *stage) path(parts ...string) string {
	return filepath.Join(append([]string{s.dir}, parts...)...)
}

func (s *stage) put(path string, content []byte) {
	s.t.Helper()
	name := s.path("inbox", filepath.FromSlash(path))
	check(s.t, os.MkdirAll(filepath.Dir(name), 0o755))
	check(s.t, os.WriteFile(name, content, 0o644))
}

func (s *stage) run() *feedback.Summary {
	s.t.Helper()
	ctx := context.Background()
	_, err := ingest.Run(ctx, ingest.Options{Inbox: s.path("inbox"), RawPath: s.path("raw.duckdb"), AsOf: calendar.Date(2026, 3, 31)})
	check(s.t, err)
	summary, err := feedback.Write(ctx, feedback.Options{RawPath: s.path("raw.duckdb"), Inbox: s.path("inbox"), Dir: s.path("back")})
	check(s.t, err)
	return summary
}

func (s *stage) files() (list []string) {
	s.t.Helper()
	check(s.t, filepath.WalkDir(s.path("back"), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			below, _ := filepath.Rel(s.path("back"), path)
			list = append(list, filepath.ToSlash(below))
		}
		return err
	}))
	return list
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// monthBook is a register of two people with a value nobody can read, a sheet of passwords, a
// text that would be a formula and a date.
func monthBook(t *testing.T, talks string) []byte {
	t.Helper()
	book := &xlsxout.Book{Modified: time.Date(2026, 3, 30, 8, 0, 0, 0, time.UTC)}
	sheet := book.Sheet("3月")
	sheet.PutMerged(xlsxout.Area{FirstRow: 1, FirstCol: 1, LastRow: 1, LastCol: 8}, xlsxout.Text("城西二组2026年3月工作日志台账"), xlsxout.Style{})
	rows := [][]any{
		{"日期", "姓名", "团队", "拜访", "洽谈", "意向", "促成", "问题及心得"},
		{calendar.Date(2026, 3, 5), "张伟", "城西二组", 6, 3, 1, 0, `=HYPERLINK("http://x","点我")`},
		{calendar.Date(2026, 3, 5), "李娜", "城西二组", 5, talks, 1, 0, "+好"},
	}
	for i, row := range rows {
		for j, v := range row {
			switch v := v.(type) {
			case string:
				sheet.Put(i+2, j+1, xlsxout.Text(v), xlsxout.Style{})
			case int:
				sheet.Put(i+2, j+1, xlsxout.Number(float64(v)), xlsxout.Style{})
			case time.Time:
				sheet.Put(i+2, j+1, xlsxout.Date(v), xlsxout.Style{Format: "yyyy-mm-dd"})
			}
		}
	}
	secret := book.Sheet("账号")
	secret.Put(1, 1, xlsxout.Text("系统"), xlsxout.Style{})
	secret.Put(1, 2, xlsxout.Text("hunter2"), xlsxout.Style{})
	content, err := book.Bytes()
	check(t, err)
	return content
}

func TestHandBack(t *testing.T) {
	s := newStage(t)
	s.put("城西二组/3月.xlsx", monthBook(t, "详见系统"))
	s.put("好的.xlsx", goodBook(t))
	s.put("断.xlsx", monthBook(t, "1")[:900])
	summary := s.run()
	if summary.Files != 2 || summary.Written != 3 || summary.Unchanged != 0 || len(summary.Failed) != 0 {
		t.Errorf("summary %+v", summary)
	}
	if got := strings.Join(s.files(), "|"); got != "城西二组/3月.xlsx|按人汇总.xlsx|断.xlsx" {
		t.Errorf("files %s", got)
	}
	file, err := excelize.OpenFile(s.path("back", "城西二组", "3月.xlsx"), excelize.Options{RawCellValue: true})
	check(t, err)
	defer file.Close()
	if got := file.GetSheetList(); !slices.Equal(got, []string{"问题清单", "3月"}) {
		t.Errorf("sheets %v: a sheet that matched no form must not be copied", got)
	}
	for cell, want := range map[string]string{"E4": "详见系统", "A3": "46086", "H3": `=HYPERLINK("http://x","点我")`, "H4": "+好"} {
		got, _ := file.GetCellValue("3月", cell)
		formula, _ := file.GetCellFormula("3月", cell)
		if got != want || formula != "" {
			t.Errorf("%s holds %q, formula %q; want %q", cell, got, formula, want)
		}
	}
	comments, err := file.GetComments("3月")
	check(t, err)
	if len(comments) != 1 || comments[0].Cell != "E4" || !strings.Contains(comments[0].Text, "不是数字") || !strings.Contains(comments[0].Text, "建议：") {
		t.Errorf("comments %+v", comments)
	}
	if fill(t, file, "3月", "E4") != "FFC7CE" || fill(t, file, "3月", "E3") != "" {
		t.Errorf("E4 is %q, E3 is %q", fill(t, file, "3月", "E4"), fill(t, file, "3月", "E3"))
	}
	rows, err := file.GetRows("问题清单")
	check(t, err)
	list := ""
	for _, row := range rows {
		list += strings.Join(row, "|") + "\n"
	}
	for _, want := range []string{"1|3月|E4|错误|数值读不出|", "2|账号||提醒|不认识的表|"} {
		if !strings.Contains(list, want) {
			t.Errorf("no %q in\n%s", want, list)
		}
	}
	if linked, target, _ := file.GetCellHyperLink("问题清单", "C5"); !linked || target != "'3月'!E4" {
		t.Errorf("link %v %q", linked, target)
	}
	for _, name := range s.files() {
		content, err := os.ReadFile(s.path("back", filepath.FromSlash(name)))
		check(t, err)
		if bytes.Contains(unzipped(t, content), []byte("hunter2")) {
			t.Errorf("%s holds a text of a sheet that matched no form", name)
		}
	}
}

func TestPersonsList(t *testing.T) {
	s := newStage(t)
	s.put("3月.xlsx", monthBook(t, "详见系统"))
	s.run()
	file, err := excelize.OpenFile(s.path("back", "按人汇总.xlsx"))
	check(t, err)
	defer file.Close()
	rows, err := file.GetRows("按人汇总")
	check(t, err)
	if len(rows) != 4 || strings.Join(rows[2], "|") != "城西二组|李娜|1|0|1" || rows[3][1] != "（团队的表）" {
		t.Errorf("rows %q", rows)
	}
}

func TestUnchangedStaleAndForeignFiles(t *testing.T) {
	s := newStage(t)
	s.put("a/3月.xlsx", monthBook(t, "？？"))
	s.put("b.xlsx", monthBook(t, "??"))
	s.run()
	before, err := os.Stat(s.path("back", "b.xlsx"))
	check(t, err)
	foreign := []string{s.path("back", "我的.xlsx"), s.path("back", "笔记.txt")}
	check(t, os.WriteFile(foreign[0], goodBook(t), 0o644))
	check(t, os.WriteFile(foreign[1], []byte("x"), 0o644))
	s.put("a/3月.xlsx", goodBook(t))
	summary := s.run()
	if summary.Removed != 1 || summary.Unchanged != 1 || summary.Written != 1 {
		t.Errorf("summary %+v", summary)
	}
	after, err := os.Stat(s.path("back", "b.xlsx"))
	check(t, err)
	if !before.ModTime().Equal(after.ModTime()) {
		t.Error("an unchanged file was written again")
	}
	if got := strings.Join(s.files(), "|"); got != "b.xlsx|我的.xlsx|按人汇总.xlsx|笔记.txt" {
		t.Errorf("files %s", got)
	}
	s.put("b.xlsx", goodBook(t))
	s.run()
	if got := strings.Join(s.files(), "|"); got != "我的.xlsx|笔记.txt" {
		t.Errorf("files %s", got)
	}
}

// What is handed back, comes back mended, and is read without a trace of the list.
func TestMendedCopyIsRead(t *testing.T) {
	s := newStage(t)
	s.put("3月.xlsx", monthBook(t, "??"))
	s.run()
	file, err := excelize.OpenFile(s.path("back", "3月.xlsx"))
	check(t, err)
	defer file.Close()
	check(t, file.SetCellInt("3月", "E4", 2))
	var mended bytes.Buffer
	check(t, file.Write(&mended))
	s.put("3月.xlsx", mended.Bytes())
	if summary := s.run(); summary.Files != 0 || len(s.files()) != 0 {
		t.Errorf("summary %+v, files %v", summary, s.files())
	}
}

func TestSameFindingsSameBytes(t *testing.T) {
	read := func() []byte {
		s := newStage(t)
		s.put("3月.xlsx", monthBook(t, "??"))
		s.run()
		content, err := os.ReadFile(s.path("back", "3月.xlsx"))
		check(t, err)
		return content
	}
	if !bytes.Equal(read(), read()) {
		t.Error("the same findings give other bytes")
	}
}

// Every cell of a recognised sheet is in the copy, as it was.
func TestCopyIsWhole(t *testing.T) {
	s := newStage(t)
	original := monthBook(t, "??")
	s.put("3月.xlsx", original)
	s.run()
	read := func(content []byte) map[string]string {
		book, err := workbook.Parse(context.Background(), content, workbook.Limits{})
		check(t, err)
		cells := map[string]string{}
		for _, grid := range book.Grids {
			if grid.Sheet == "3月" {
				for _, row := range grid.Rows {
					for _, cell := range row.Cells {
						cells[cell.Address()] = string(rune('0'+cell.Kind)) + cell.Text + cell.Format
					}
				}
			}
		}
		return cells
	}
	copied, err := os.ReadFile(s.path("back", "3月.xlsx"))
	check(t, err)
	want, got := read(original), read(copied)
	if len(want) == 0 || len(want) != len(got) {
		t.Fatalf("%d cells, %d copied", len(want), len(got))
	}
	for cell, text := range want {
		if got[cell] != text {
			t.Errorf("%s is %q, was %q", cell, got[cell], text)
		}
	}
}
