package paper

import (
	"bytes"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

func draw() *Book {
	book := &Book{Path: "x.xlsx", Author: "张伟", Modified: time.Date(2026, 3, 5, 18, 20, 0, 0, time.UTC)}
	s := book.Sheet("3月5日", 10, 20)
	s.PutMerged(Rect{1, 1, 1, 2}, Str("工作日志"), Title)
	s.Put(2, 1, Str("=cmd|' /C calc'!A0"), Body)
	s.Put(2, 2, Num(0.55), Percent)
	s.Put(3, 1, Day(time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)), DateCN)
	s.Put(3, 2, Str("007"), Center)
	s.Height(1, 30)
	book.Sheet("旧").Hidden = true
	return book
}

func TestBytesAreReproducible(t *testing.T) {
	one, err := draw().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	two, err := draw().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one, two) {
		t.Error("the same drawing gives different bytes")
	}
}

func TestWorkbookHoldsWhatWasDrawn(t *testing.T) {
	content, err := draw().Bytes()
	if err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for cell, want := range map[string]string{
		"A1": "工作日志", "A2": "=cmd|' /C calc'!A0", "B2": "0.55", "A3": "46086", "B3": "007",
	} {
		if got, _ := file.GetCellValue("3月5日", cell); got != want {
			t.Errorf("%s holds %q, want %q", cell, got, want)
		}
	}
	if formula, _ := file.GetCellFormula("3月5日", "A2"); formula != "" {
		t.Errorf("a text became the formula %q", formula)
	}
	if kind, _ := file.GetCellType("3月5日", "B3"); kind != excelize.CellTypeSharedString {
		t.Errorf("a text of digits is stored as kind %v", kind)
	}
	merges, _ := file.GetMergeCells("3月5日")
	if len(merges) != 1 || merges[0][0] != "A1:B1" {
		t.Errorf("merges: %v", merges)
	}
	if visible, _ := file.GetSheetVisible("旧"); visible {
		t.Error("the hidden sheet is visible")
	}
	props, err := file.GetDocProps()
	if err != nil || props.Modified != "2026-03-05T18:20:00Z" || props.Creator != "张伟" {
		t.Errorf("properties %+v, %v", props, err)
	}
}

// A cell written twice would make the truth name a value that is no longer there.
func TestWritingACellTwicePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	s := (&Book{}).Sheet("x")
	s.Put(1, 1, Int(1), Body)
	s.Put(1, 1, Int(2), Body)
}

func TestAddress(t *testing.T) {
	for want, at := range map[string][2]int{"A1": {1, 1}, "Z9": {9, 26}, "AA10": {10, 27}, "AZ1": {1, 52}, "XFD1048576": {1048576, 16384}} {
		if got := Address(at[0], at[1]); got != want {
			t.Errorf("row %d column %d is %s, want %s", at[0], at[1], got, want)
		}
	}
}

func TestSerial(t *testing.T) {
	// 2026-03-05 is 46086 in Excel; half past six in the evening is .75 and a bit.
	if got := Serial(time.Date(2026, 3, 5, 18, 0, 0, 0, time.UTC)); got != 46086.75 {
		t.Errorf("serial %v", got)
	}
}
