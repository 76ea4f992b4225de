package workbook

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"aqs/ingest/issue"
)

// told writes a book's cells, a line per sheet, so that tests can compare them.
func told(book *Book) string {
	var out strings.Builder
	for i, grid := range book.Grids {
		if i > 0 {
			out.WriteString("\n")
		}
		fmt.Fprintf(&out, "%s:", grid.Sheet)
		for _, row := range grid.Rows {
			for _, cell := range row.Cells {
				fmt.Fprintf(&out, " %s=", cell.Address())
				switch cell.Kind {
				case Text:
					fmt.Fprintf(&out, "%q", cell.Text)
				case Number, Date:
					fmt.Fprintf(&out, "%v[%s]", cell.Number, cell.Format)
				case UncachedResult:
					out.WriteString("?")
				default:
					out.WriteString(cell.Text)
				}
			}
			if row.Hidden {
				out.WriteString(" hidden")
			}
		}
		for _, m := range grid.Merges {
			fmt.Fprintf(&out, " %s-%s", Address(m.FirstRow, m.FirstCol), Address(m.LastRow, m.LastCol))
		}
	}
	return out.String()
}

// expectBook parses bytes and compares what was read, or the error's code when want is one.
func expectBook(t *testing.T, data, want string) {
	t.Helper()
	book, err := Parse(context.Background(), []byte(data), Limits{})
	var known *ReadError
	switch {
	case errors.As(err, &known) && known.Code == want && book == nil:
	case err != nil:
		t.Errorf("%q: got %v, want %s", data, err, want)
	case told(book) != want:
		t.Errorf("%q:\ngot  %s\nwant %s", data, told(book), want)
	}
}

func TestTextTables(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"a,b\n1,2\n", `CSV: A1="a" B1="b" A2="1" B2="2"`},
		{"a\tb\r\n1\t2", `CSV: A1="a" B1="b" A2="1" B2="2"`},
		{"a;b\r1;2\r", `CSV: A1="a" B1="b" A2="1" B2="2"`},
		{"a|b\n1|2\n", `CSV: A1="a" B1="b" A2="1" B2="2"`},
		{"a;b\n1,5;2,5\n", `CSV: A1="a" B1="b" A2="1,5" B2="2,5"`},
		{"姓名,备注\n张伟,\"第一行\r\n第二行，\"\"好\"\",是\"\n", `CSV: A1="姓名" B1="备注" A2="张伟" B2="第一行\n第二行，\"好\",是"`},
		{"a,b\n\"x\"y,2\n5\" pipe,3\n", `CSV: A1="a" B1="b" A2="xy" B2="2" A3="5\" pipe" B3="3"`},
		{"工作日志,,\n姓名,张伟,\n\n,,\n网点,件数,保费\n城东,1,2\n", `CSV: A1="工作日志" A2="姓名" B2="张伟" A5="网点" B5="件数" C5="保费" A6="城东" B6="1" C6="2"`},
		{"工作日志\n姓名,张伟\n网点,原因,时间\n城东,走访,9:00\n城西,走访\n", `CSV: A1="工作日志" A2="姓名" B2="张伟" A3="网点" B3="原因" C3="时间" A4="城东" B4="走访" C4="9:00" A5="城西" B5="走访"`},
		{"sep=;\r\na;b,c\r\n", `CSV: A1="a" B1="b,c"`},
		{"\"SEP=|\"\na|b,c\n", `CSV: A1="a" B1="b,c"`},
		{"no,name\n=\"001\",'002\n\"=\"\"0\"\"\",'it''s\n", `CSV: A1="no" B1="name" A2="001" B2="002" A3="0" B3="'it''s"`},
		{"a,b\n=1+1,-3\n", `CSV: A1="a" B1="b" A2="=1+1" B2="-3"`},
		{"a,b\n 1 ,2\n \n\x1a", `CSV: A1="a" B1="b" A2=" 1 " B2="2"`},
		{"a,b,c\n", `CSV: A1="a" B1="b" C1="c"`},
		{"\uFEFFa,b\n1,2\n", `CSV: A1="a" B1="b" A2="1" B2="2"`},
		{"标题,\"<table>\",<html>\n1,2,3\n", `CSV: A1="标题" B1="<table>" C1="<html>" A2="1" B2="2" C2="3"`},
		{"姓名, 日期, 拜访\n张伟, 5, 3\n李娜, 6, 2\n", `CSV: A1="姓名" B1=" 日期" C1=" 拜访" A2="张伟" B2=" 5" C2=" 3" A3="李娜" B3=" 6" C3=" 2"`},

		{"a,b\n1,\"2\n3,4\n", issue.FileTruncated},
		{"Dear all, please note the following.\nThe logs, as always, are due on Friday.\nThank you, and goodbye.\n", issue.FileNotWorkbook},
		{"各位同事，大家好。\n请于周五前提交，谢谢。\n", issue.FileNotWorkbook},
		{"for (i = 0; i < n; i++) {\n  call(a, b);\n  next();\n}\n", issue.FileNotWorkbook},
		{"一行\n", issue.FileNotWorkbook},
		{"%PDF-1.4\na,b,c\na,b,c\n", issue.FileNotWorkbook},
		{"MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related; boundary=\"-\"\n", issue.FileNotWorkbook},
		{"a,b\x00\n1,2\n", issue.FileNotWorkbook},
		{"a,b\n1,2" + strings.Repeat(",", maxCol) + "x\n", issue.FileTooManyCells},
	} {
		expectBook(t, c.data, c.want)
	}
}

func TestTextLimits(t *testing.T) {
	data := []byte("a,b\n1,2\n3,4\n")
	for _, limits := range []Limits{{Cells: 5}, {Rows: 2}} {
		_, err := Parse(context.Background(), data, limits)
		var known *ReadError
		if !errors.As(err, &known) || known.Code != issue.FileTooManyCells {
			t.Errorf("%+v: got %v", limits, err)
		}
	}
	expectBook(t, "sep=,\n"+strings.Repeat("\n", maxRow)+"1,2\n", issue.FileTooManyCells)
}

func gbk(t testing.TB, text string) string {
	t.Helper()
	encoded, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

func TestLooksTabular(t *testing.T) {
	table := "姓名,日期\n张伟,2026-3-5\n李娜,2026-3-6\n"
	for text, want := range map[string]bool{
		table: true, gbk(t, table): true, gbk(t, table)[:34]: true, "sep=;\n": true,
		"\xFF\xFEa\x00,\x00b\x00\n\x001\x00,\x002\x00\n\x00":             true,
		"<html><body><table><tr><td>1":                                   true,
		`<?xml version="1.0"?><Workbook xmlns="` + spreadsheetNS + `"><`: true,
		"": false,
		"使用说明：\n请先阅读，谢谢。\n":      false,
		"<html><p>hello</p>":     false,
		"<?xml version='1.0'?><": false, "\x89PNG\r\n": false, "# Notes\n\n- one\n- two, three\n": false,
	} {
		if got := LooksTabular([]byte(text)); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}
