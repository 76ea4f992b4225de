package xlsxout_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"aqs/ingest/workbook"
	"aqs/internal/xlsxout"
)

func draw() *xlsxout.Book {
	book := &xlsxout.Book{Title: "试", Identifier: "aqs-test 1", Modified: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)}
	list := book.Sheet("清单")
	s := book.Sheet("a/b:c")
	book.Sheet("清单").Hidden = true
	s.PutMerged(xlsxout.Area{FirstRow: 1, FirstCol: 1, LastRow: 1, LastCol: 3}, xlsxout.Text("标题"), xlsxout.Style{Look: xlsxout.Title})
	s.Put(2, 1, xlsxout.Text(`=HYPERLINK("http://x","y")`), xlsxout.Style{})
	s.Put(2, 2, xlsxout.Text("+1"), xlsxout.Style{Mark: xlsxout.Wrong})
	s.Put(2, 3, xlsxout.Date(time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)), xlsxout.Style{Format: "yyyy-mm-dd"})
	s.Comment(2, 2, "错")
	s.Comment(2, 2, "又错")
	s.DropDown(xlsxout.Area{FirstRow: 3, FirstCol: 1, LastRow: 9, LastCol: 1}, []string{"甲", "乙"})
	s.DropDownFrom(xlsxout.Area{FirstRow: 3, FirstCol: 2, LastRow: 9, LastCol: 2}, list, 1, 1, 4)
	s.Width(1, 20)
	list.Put(1, 1, xlsxout.Text("看"), xlsxout.Style{Look: xlsxout.Jump})
	list.Link(1, 1, s, "B2")
	return book
}

func TestSameBookSameBytes(t *testing.T) {
	one, err := draw().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		two, err := draw().Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(one, two) {
			t.Fatal("the same book gives other bytes")
		}
	}
}

func TestTextsStayTexts(t *testing.T) {
	content, err := draw().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if names := strings.Join(file.GetSheetList(), "|"); names != "清单|a_b_c|清单(2)" {
		t.Errorf("sheets %s", names)
	}
	for cell, want := range map[string]string{"A2": `=HYPERLINK("http://x","y")`, "B2": "+1", "C2": "46086"} {
		got, _ := file.GetCellValue("a_b_c", cell)
		formula, _ := file.GetCellFormula("a_b_c", cell)
		if got != want || formula != "" {
			t.Errorf("%s holds %q, formula %q", cell, got, formula)
		}
	}
	comments, err := file.GetComments("a_b_c")
	if err != nil || len(comments) != 1 || comments[0].Cell != "B2" || !strings.Contains(comments[0].Text, "又错") {
		t.Errorf("comments %+v, %v", comments, err)
	}
	if linked, target, _ := file.GetCellHyperLink("清单", "A1"); !linked || target != "'a_b_c'!B2" {
		t.Errorf("link %v %q", linked, target)
	}
	lists, err := file.GetDataValidations("a_b_c")
	if err != nil || len(lists) != 2 {
		t.Errorf("drop-downs %v, %v", lists, err)
	}
	props, err := file.GetDocProps()
	if err != nil || props.Identifier != "aqs-test 1" {
		t.Errorf("properties %+v, %v", props, err)
	}
}

// What no XML can hold must not break the file, nor may a text that is too long for a cell.
func TestOddTexts(t *testing.T) {
	book := &xlsxout.Book{}
	s := book.Sheet("x")
	odd := []string{"a\x01b\x0bc", "\xff\xfe坏", "_x0041_", strings.Repeat("长", 40_000), " 前后空格 ", "]]></t>", "行1\r\n行2"}
	for i, text := range odd {
		s.Put(i+1, 1, xlsxout.Text(text), xlsxout.Style{})
		s.Comment(i+1, 1, text)
	}
	content, err := book.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := workbook.Parse(context.Background(), content, workbook.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got := len(parsed.Grids[0].Rows); got != len(odd) {
		t.Errorf("%d rows, want %d", got, len(odd))
	}
	for i, row := range parsed.Grids[0].Rows {
		t.Logf("%.30q → %.30q", odd[i], row.Cells[0].Text)
		if i == 2 || i == 5 {
			if row.Cells[0].Text != odd[i] {
				t.Errorf("%q came back as %q", odd[i], row.Cells[0].Text)
			}
		}
	}
}
