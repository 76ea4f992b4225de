package workbook

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

var updateXLS = flag.Bool("update-xls", false, "make testdata/xls anew with the LibreOffice of AQS_SOFFICE")

const xlsSamples = "testdata/xls"

// sameAsXLSX reads an .xls and the .xlsx it was made from.
func sameAsXLSX(xlsx, xls string) error {
	want, err := Open(context.Background(), xlsx, Limits{})
	if err != nil {
		return err
	}
	got, err := Open(context.Background(), xls, Limits{})
	if err != nil {
		return err
	}
	if got.Carrier != "xls" || len(got.Grids) == 0 {
		return fmt.Errorf("%s with %d sheets", got.Carrier, len(got.Grids))
	}
	if want.Modified != nil && (got.Modified == nil || !got.Modified.Equal(*want.Modified)) {
		return fmt.Errorf("saved %v, want %v", got.Modified, want.Modified)
	}
	switch filepath.Base(xlsx) {
	case "libreoffice-layout.xlsx": // its last column is beyond the 256 of an .xls
		leaveOut(want, "XFD30")
	case "libreoffice-values.xlsx": // LibreOffice writes 0 as the result of ="a"&"b"; xlrd sees that, too
		leaveOut(want, "E2")
		leaveOut(got, "E2")
	}
	return sameGrids(want, got)
}

// leaveOut takes a cell out of a book.
func leaveOut(book *Book, address string) {
	for _, grid := range book.Grids {
		for i := range grid.Rows {
			grid.Rows[i].Cells = slices.DeleteFunc(slices.Clone(grid.Rows[i].Cells), func(cell Cell) bool { return cell.Address() == address })
		}
		grid.Rows = slices.DeleteFunc(grid.Rows, func(row Row) bool { return len(row.Cells) == 0 })
	}
}

// One workbook of each form, and those with every kind of cell, give the same grids from .xls as
// from the .xlsx that LibreOffice made it from.
func TestXLSSamples(t *testing.T) {
	if *updateXLS {
		makeXLSSamples(t)
	}
	files, err := filepath.Glob(filepath.Join(xlsSamples, "*.xlsx"))
	must(t, err)
	if len(files) < 12 {
		t.Fatalf("%d samples", len(files))
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			must(t, sameAsXLSX(file, strings.TrimSuffix(file, "x")))
		})
	}
}

// convert has LibreOffice convert files. It stops after some 250 files in one call without an
// error, hence the portions and the check.
func convert(t testing.TB, soffice, format, dir string, files []string) {
	t.Helper()
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir())
	for portion := range slices.Chunk(files, 100) {
		args := append([]string{profile, "--headless", "--convert-to", format, "--outdir", dir}, portion...)
		if out, err := exec.Command(soffice, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		for _, file := range portion {
			base := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
			if _, err := os.Stat(filepath.Join(dir, base+"."+format)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// makeXLSSamples copies workbooks of every form, writes one with long texts, and converts them.
func makeXLSSamples(t *testing.T) {
	soffice := os.Getenv("AQS_SOFFICE")
	if soffice == "" {
		t.Fatal("AQS_SOFFICE names no LibreOffice")
	}
	must(t, os.RemoveAll(xlsSamples), os.Mkdir(xlsSamples, 0o755))
	for _, pattern := range []string{
		"testdata/foreign/libreoffice-*.xlsx",
		"../../sample-data/inbox/基础资料/[产网花请]*表.xlsx", "../../sample-data/inbox/基础资料/花名册.xlsx",
		"../../sample-data/inbox/周报/城东一组/城东一组2026年第03周周报.xlsx",
		"../../sample-data/inbox/月度目标/2026年3月/城东二组3月目标设定达成表.xlsx",
		"../../sample-data/inbox/城东一组/2026年2月/城东一组_邱松_2月工作日志.xlsx",
		"../../sample-data/inbox/城东二组/3月/萧平/萧平工作日志2026.3.10.xlsx",
		"../../sample-data/inbox/城西一组/2026-03/袁静/0305工作日志.xlsx",
		"../../sample-data/inbox/城西二组/*3月*.xlsx",
	} {
		found, err := filepath.Glob(pattern)
		must(t, err)
		if len(found) == 0 {
			t.Fatalf("nothing matches %s", pattern)
		}
		for _, path := range found {
			data, err := os.ReadFile(path)
			must(t, err, os.WriteFile(filepath.Join(xlsSamples, filepath.Base(path)), data, 0o644))
		}
	}
	must(t, os.WriteFile(filepath.Join(xlsSamples, "long-texts.xlsx"), longTexts(t), 0o644))
	files, err := filepath.Glob(filepath.Join(xlsSamples, "*.xlsx"))
	must(t, err)
	convert(t, soffice, "xls", xlsSamples, files)
}

// longTexts is a workbook whose shared strings fill many records of an .xls: one text longer than
// three records, wide and narrow, and a few hundred of all lengths.
func longTexts(t *testing.T) []byte {
	return build(t, func(f *excelize.File) {
		must(t, f.SetCellStr("Sheet1", "A1", strings.Repeat("拜访城东支行，", 1800)), f.SetCellStr("Sheet1", "B1", strings.Repeat("narrow ", 2000)))
		for row := 2; row < 300; row++ {
			text := strings.Repeat("行", row%60) + strings.Repeat("x", row%37) + "😀" + fmt.Sprint(row)
			must(t, f.SetCellStr("Sheet1", fmt.Sprintf("A%d", row), text), f.SetCellRichText("Sheet1", fmt.Sprintf("B%d", row), []excelize.RichTextRun{
				{Text: "富", Font: &excelize.Font{Bold: true}}, {Text: text, Font: &excelize.Font{Italic: true}},
			}))
		}
	})
}

// Cut anywhere, a real .xls is refused, or what was cut off was not part of the book.
func TestXLSSampleCutAnywhere(t *testing.T) {
	for _, name := range []string{"产品表.xls", "libreoffice-layout.xls"} {
		whole, err := os.ReadFile(filepath.Join(xlsSamples, name))
		must(t, err)
		want, err := Parse(context.Background(), whole, Limits{})
		must(t, err)
		refused := 0
		for size := 8; size < len(whole); size += 7 {
			book, err := Parse(context.Background(), bytes.Clone(whole[:size]), Limits{})
			if err != nil {
				refused++
			} else if err := sameGrids(want, book); err != nil {
				t.Fatalf("%s cut at %d of %d: %v", name, size, len(whole), err)
			}
		}
		t.Logf("%s: %d of %d cuts refused", name, refused, (len(whole)-8)/7+1)
	}
}
