package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"aqs/ingest/issue"
	"aqs/ingest/workbook/biff/bifftest"
)

// build makes a workbook's bytes.
func build(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// must stops a test's set-up that fails.
func must(t testing.TB, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// rezip rewrites one part of a package.
func rezip(t testing.TB, data []byte, edit map[string]func(string) string) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	var out bytes.Buffer
	writer := zip.NewWriter(&out)
	for _, file := range archive.File {
		reader, err := file.Open()
		must(t, err)
		content, err := io.ReadAll(reader)
		must(t, err)
		if change := edit[file.Name]; change != nil {
			changed := change(string(content))
			if changed == string(content) {
				t.Fatalf("the edit of %s changed nothing", file.Name)
			}
			content = []byte(changed)
		}
		part, err := writer.Create(file.Name)
		must(t, err)
		_, err = part.Write(content)
		must(t, err)
	}
	must(t, writer.Close())
	return out.Bytes()
}

func replace(from, to string) func(string) string {
	return func(content string) string { return strings.Replace(content, from, to, 1) }
}

const sheet1 = "xl/worksheets/sheet1.xml"

func small(t testing.TB) []byte {
	return build(t, func(f *excelize.File) {
		for row := 1; row <= 10; row++ {
			must(t, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", row), &[]any{"张伟", row, "x"}))
		}
	})
}

func TestParseKinds(t *testing.T) {
	data := build(t, func(f *excelize.File) {
		style := func(code string) int {
			id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
			must(t, err)
			return id
		}
		builtin, err := f.NewStyle(&excelize.Style{NumFmt: 58})
		must(t, err)
		must(t,
			f.SetCellValue("Sheet1", "B2", "日  期"), f.SetCellValue("Sheet1", "C2", 46086),
			f.SetCellStyle("Sheet1", "C2", "C2", style(`yyyy"年"m"月"d"日"`)),
			f.SetCellValue("Sheet1", "D2", 46086), f.SetCellStyle("Sheet1", "D2", "D2", builtin),
			f.SetCellValue("Sheet1", "E2", 46086), f.SetCellStyle("Sheet1", "E2", "E2", style(`0.00"days"`)),
			f.SetCellValue("Sheet1", "B4", true), f.SetCellFormula("Sheet1", "C4", "1+1"),
			f.SetCellValue("Sheet1", "D4", 1.5), f.SetCellValue("Sheet1", "E4", "　 "),
			f.SetCellValue("Sheet1", "F4", 201601094201),
			f.MergeCell("Sheet1", "B6", "D7"), f.SetCellValue("Sheet1", "B6", "title"),
			f.SetRowVisible("Sheet1", 4, false), f.SetColVisible("Sheet1", "F", false),
		)
		_, err = f.NewSheet("藏")
		must(t, err, f.SetCellValue("藏", "A1", "x"), f.SetSheetVisible("藏", false))
	})
	data = rezip(t, data, map[string]func(string) string{
		sheet1: replace("</sheetData>", `<row r="7"><c r="B7"><v>9</v></c></row><row r="8"><c r="C8" t="e"><v>#REF!</v></c><c r="D8" t="str"><f>A1</f><v></v></c><c r="E8" t="d"><v>2026-03-05</v></c></row></sheetData>`),
	})
	book, err := Parse(context.Background(), data, Limits{})
	must(t, err)
	if len(book.Grids) != 2 || book.Grids[0].Hidden || !book.Grids[1].Hidden {
		t.Fatalf("sheets: %+v", book.Grids)
	}
	var got []string
	for _, row := range book.Grids[0].Rows {
		for _, cell := range row.Cells {
			got = append(got, fmt.Sprintf("%s %d %q %v %q hidden=%v", cell.Address(), cell.Kind, cell.Text, cell.Number, cell.Format, row.Hidden))
		}
	}
	want := []string{
		`B2 1 "日  期" 0 "" hidden=false`,
		`C2 3 "46086" 46086 "yyyy\"年\"m\"月\"d\"日\"" hidden=false`,
		`D2 3 "46086" 46086 "m\"月\"d\"日\"" hidden=false`,
		`E2 2 "46086" 46086 "" hidden=false`,
		`B4 4 "TRUE" 1 "" hidden=true`,
		`C4 6 "" 0 "" hidden=true`,
		`D4 2 "1.5" 1.5 "" hidden=true`,
		`F4 2 "201601094201" 2.01601094201e+11 "" hidden=true`,
		`B6 1 "title" 0 "" hidden=false`,
		`C8 5 "#REF!" 0 "" hidden=false`,
		`E8 3 "46086" 46086 "yyyy-mm-dd" hidden=false`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	grid := book.Grids[0]
	if grid.HiddenUnderMerge != 1 || len(grid.RowsUnderMerge) != 1 || grid.RowsUnderMerge[0] != 7 {
		t.Errorf("under merges: %d values, rows %v", grid.HiddenUnderMerge, grid.RowsUnderMerge)
	}
	if !grid.HiddenCols[6] || grid.HiddenCols[5] {
		t.Errorf("hidden columns: %v", grid.HiddenCols)
	}
}

// Every way a file can be broken has its code, and none of them gives a Book.
func TestBrokenFiles(t *testing.T) {
	whole := small(t)
	cut := func(content string) string { return content[:strings.Index(content, `<row r="6"`)] }
	cases := []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, issue.FileEmpty},
		{"cut in half", whole[:len(whole)/2], issue.FileTruncated},
		{"cut in the directory", whole[:len(whole)-10], issue.FileDamaged},
		{"text", []byte("各位同事：\n请按时提交工作日志，谢谢。\n"), issue.FileNotWorkbook},
		{"html", []byte("<html><table><tr><td>1</td></tr></table></html>"), issue.FileNotWorkbook},
		{"encrypted", compound("EncryptedPackage"), issue.FileEncrypted},
		{"xls", compound("Workbook"), issue.FileDamaged},
		{"word", bifftest.Container(bifftest.Stream{Name: "WordDocument"}), issue.FileNotWorkbook},
		{"sheet cut off", rezip(t, whole, map[string]func(string) string{sheet1: cut}), issue.SheetTruncated},
		{"sheet cut but closed", rezip(t, whole, map[string]func(string) string{
			sheet1: func(content string) string { return cut(content) + "</worksheet>" }}), issue.SheetTruncated},
		{"shared string out of range", rezip(t, whole, map[string]func(string) string{
			sheet1: replace(`t="s"><v>0</v>`, `t="s"><v>99</v>`)}), issue.SharedStringBroken},
		{"shared strings cut off", rezip(t, whole, map[string]func(string) string{
			"xl/sharedStrings.xml": replace("</sst>", "")}), issue.SharedStringBroken},
		{"bad address", rezip(t, whole, map[string]func(string) string{
			sheet1: replace(`r="A5"`, `r="A0"`)}), issue.SheetTruncated},
		{"cells out of order", rezip(t, whole, map[string]func(string) string{
			sheet1: replace(`r="A5"`, `r="D5"`)}), issue.SheetTruncated},
		{"row beyond the sheet", rezip(t, whole, map[string]func(string) string{
			sheet1: replace(`<row r="10"`, `<row r="2147483647"`)}), issue.SheetTruncated},
		{"style that is no number", rezip(t, whole, map[string]func(string) string{
			sheet1: replace(`<c r="B5"`, `<c r="B5" s="x"`)}), issue.SheetRowsLost},
		{"doctype", rezip(t, whole, map[string]func(string) string{
			sheet1: replace("<worksheet", `<!DOCTYPE x [<!ENTITY a "b">]><worksheet`)}), issue.SheetTruncated},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			book, err := Parse(context.Background(), c.data, Limits{})
			var known *ReadError
			if !errors.As(err, &known) || book != nil {
				t.Fatalf("got %v, %v", book, err)
			}
			if known.Code != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// Flipping any single byte gives either a book with the same cells, or an error, never less.
func TestFlippedBytesLoseNothing(t *testing.T) {
	whole := small(t)
	want := cellCount(t, whole)
	for at := 0; at < len(whole); at += 7 {
		flipped := bytes.Clone(whole)
		flipped[at] ^= 0x15
		book, err := Parse(context.Background(), flipped, Limits{})
		if err != nil {
			continue
		}
		got := 0
		for _, grid := range book.Grids {
			for _, row := range grid.Rows {
				got += len(row.Cells)
			}
		}
		if got != want {
			t.Fatalf("byte %d flipped: %d cells of %d and no error", at, got, want)
		}
	}
}

func cellCount(t *testing.T, data []byte) int {
	t.Helper()
	book, err := Parse(context.Background(), data, Limits{})
	must(t, err)
	count := 0
	for _, grid := range book.Grids {
		for _, row := range grid.Rows {
			count += len(row.Cells)
		}
	}
	return count
}

func compound(stream string) []byte {
	head := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 600)...)
	return append(head, utf16Name(stream)...)
}

func TestLimits(t *testing.T) {
	whole := small(t)
	bomb := rezip(t, whole, map[string]func(string) string{
		sheet1: replace("<sheetData>", "<sheetData>"+strings.Repeat(" ", 8<<20))})
	far := rezip(t, whole, map[string]func(string) string{
		sheet1: replace("</sheetData>", `<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>`)})
	cases := []struct {
		name   string
		data   []byte
		limits Limits
		want   string
	}{
		{"bomb", bomb, Limits{UnzippedBytes: 1 << 20}, issue.FileTooLarge},
		{"bomb within the limit", bomb, Limits{}, ""},
		{"cells", whole, Limits{Cells: 20}, issue.FileTooManyCells},
		{"rows", whole, Limits{Rows: 9}, issue.FileTooManyCells},
		{"time", whole, Limits{Time: time.Nanosecond}, issue.FileTimeout},
		{"a value in the last row", far, Limits{}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse(context.Background(), c.data, c.limits)
			var known *ReadError
			if c.want == "" && err != nil || c.want != "" && (!errors.As(err, &known) || known.Code != c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	path := filepath.Join(t.TempDir(), "大.xlsx")
	must(t, os.WriteFile(path, whole, 0o644))
	_, err := Open(context.Background(), path, Limits{FileBytes: 100})
	var known *ReadError
	if !errors.As(err, &known) || known.Code != issue.FileTooLarge {
		t.Errorf("got %v", err)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Open(cancelled, path, Limits{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
}

func TestUnreadableSheetLeavesTheOthers(t *testing.T) {
	data := build(t, func(f *excelize.File) {
		_, err := f.NewSheet("好")
		must(t, err, f.SetCellValue("Sheet1", "A1", 1), f.SetCellValue("好", "A1", 2))
	})
	data = rezip(t, data, map[string]func(string) string{sheet1: func(content string) string {
		return `<?xml version="1.0" encoding="KLINGON"?>` + content[strings.Index(content, "<worksheet"):]
	}})
	book, err := Parse(context.Background(), data, Limits{})
	must(t, err)
	if book.Grids[0].Unreadable == nil || book.Grids[0].Unreadable.Code != issue.SheetUnreadable || len(book.Grids[1].Rows) != 1 {
		t.Errorf("got %+v, %+v", book.Grids[0], book.Grids[1])
	}
}

func TestIsDateCode(t *testing.T) {
	for code, want := range map[string]bool{
		"General": false, "0.00": false, "0.00E+00": false, `0"d"`: false, "[Red]0": false, `#,##0\d`: false,
		"yyyy-mm-dd": true, `m"月"d"日"`: true, "[$-804]yyyy年": true, "[h]:mm": true, "aaaa": true, "0;yyyy": false,
		"[DBNum1][$-804]m月d日": true, "@": false, "_ * #,##0.00_ ;": false,
	} {
		if got := isDateCode(code); got != want {
			t.Errorf("%s: got %v", code, got)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	data := build(b, func(f *excelize.File) {
		for row := 1; row <= 31; row++ {
			must(b, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", row), &[]any{"张伟", row, "拜访城东支行", 1.5}))
		}
	})
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Parse(context.Background(), data, Limits{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "files/s")
}
