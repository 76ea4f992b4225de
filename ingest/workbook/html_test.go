package workbook

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"aqs/ingest/issue"
)

const excelPage = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv=Content-Type content="text/html; charset=%s">
<style><!--
table {mso-displayed-decimal-separator:"\.";}
@page {margin:1in;}
td {mso-number-format:General;}
.xl24 {mso-style-parent:style0; mso-number-format:"Short Date";}
.xl25 {mso-number-format:"yyyy\0022年\0022m\0022月\0022d\0022日\0022\;\@";}
.xl26 {mso-number-format:"\@";}
.xl27 {mso-number-format:0%%;}
.xl28, td.xl29 {display:none;}
--></style>
<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets>
<x:ExcelWorksheet><x:Name>3月 &amp; 4月</x:Name></x:ExcelWorksheet>
<x:ExcelWorksheet><x:Name>旧</x:Name><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></x:ExcelWorksheet>
</x:ExcelWorksheets></x:ExcelWorkbook><x:ExcelName><x:Name>Print_Area</x:Name></x:ExcelName></xml><![endif]-->
</head><body><table><col width=10><col style='display:none'>%s</table><table><tr><td>旧</td></tr></table></body></html>`

func TestExcelPages(t *testing.T) {
	rows := `<tr><td colspan=3 class=xl26>工作<br>日志</td></tr>
<tr><td rowspan=2>张伟</td><td class=xl24 align=right x:num="46086">2026/3/5</td><td class=xl27 x:num="2.9032">290%</td></tr>
<tr style='display:none'><td class=xl26 x:num>001</td><td x:num="12.50">12.5</td></tr>
<tr class=xl28><td colspan=2 style='mso-ignore:colspan'>a &lt;b&gt;<script>x()</script></td><td class=xl25 x:num="46087.5"></td></tr>
<tr><td x:str="  保留  ">保留</td><td x:bool="TRUE">TRUE</td><td x:err="#REF!">#REF!</td><td x:fmla="=A1"></td><td>&nbsp;</td><td>A<span style='mso-spacerun:yes'>&nbsp;&nbsp;</span>B</td></tr>`
	want := `3月 & 4月: A1="工作\n日志" A2="张伟" B2=46086[yyyy/m/d] C2=2.9032[0%] B3="001" C3=12.5[] hidden` +
		` A4="a <b>" C4=46087.5[yyyy"年"m"月"d"日";@] hidden A5="  保留  " B5=TRUE C5=#REF! D5=? F5="A  B" A1-C1 A2-A3` + "\n" + `旧: A1="旧"`
	expectBook(t, fmt.Sprintf(excelPage, "utf-8", rows), want)
	expectBook(t, gbk(t, fmt.Sprintf(excelPage, "gb2312", rows)), want)
	book, err := Parse(context.Background(), []byte(fmt.Sprintf(excelPage, "utf-8", rows)), Limits{})
	if err != nil || book.Grids[0].Hidden || !book.Grids[1].Hidden || !book.Grids[0].HiddenCols[2] || book.Grids[0].HiddenCols[1] {
		t.Errorf("got %v, %+v", err, book)
	}
	if kind := book.Grids[0].Rows[1].Cells[1].Kind; kind != Date {
		t.Errorf("kind of B2: %v", kind)
	}
}

func TestPages(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{`<table><caption>一月 台账</caption><tr><th>姓名<th>件数<tr><td>张伟<td>3</table>`, `一月 台账: A1="姓名" B1="件数" A2="张伟" B2="3"`},
		{`<meta charset=utf-8><table border=1><tr><td>a</td><td>b</td></tr><tr><td>  1
		  2 </td><td><p>x</p><p>y</p></td></tr></table>`, `表1: A1="a" B1="b" A2="1 2" B2="x\ny"`},
		// Cells that reach down push those of the next rows aside.
		{`<table><tr><td rowspan=2 colspan=2>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td><td rowspan=9>e</td></tr></table>`,
			`表1: A1="a" C1="b" C2="c" A3="d" B3="e" A1-B2`},
		{`<table><tr><td rowspan=0>a<td>b<td>c<tr><td>d<td>e</table>`, `表1: A1="a" B1="b" C1="c" B2="d" C2="e" A1-A2`},
		// A table that only holds others in place is none; the same name twice is told apart.
		{`<table><tr><td><table><tr><td>a<td>b<tr><td>1<td>2</table></td><td>menu</td></tr></table>` +
			`<table><caption>x</caption><tr><td>a<td>b<tr><td>1<td>2</table><table><caption>X</caption><tr><td>9</table>`,
			`表1: A1="a" B1="b" A2="1" B2="2"` + "\n" + `x: A1="a" B1="b" A2="1" B2="2"` + "\n" + `X (2): A1="9"`},
		{`<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html><body><table><tr><td>a</td><td/></tr><tr><td>1</td><td>2</td></tr><tr><td>1</td><td>2</td></tr></table></body></html>`,
			`表1: A1="a" A2="1" B2="2" A3="1" B3="2"`},

		{`<html><body><p>hello</p></body></html>`, issue.FileNotWorkbook},
		{`<html><body><table><tr><td>menu</td></tr></table></body></html>`, issue.FileNotWorkbook},
		{`<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><link id="shLink" href="a.files/sheet001.htm"><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>1</x:Name><x:WorksheetSource HRef="a.files/sheet001.htm"/></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><frameset rows="*,39"><frame src="a.files/sheet001.htm"></frameset></html>`, issue.FileNotWorkbook},
		{`<table><tr><td>a<td>b<tr><td>1<td>2`, issue.FileTruncated},
		{`<table><tr><td>a<td>b<tr><td>1<td>2</td></tr></tab`, issue.FileTruncated},
		{`<html><body><table><tr><td>a<td>b<tr><td>1<td>2</table>`, issue.FileTruncated},
		{`<meta charset=x-unknown><table><tr><td>` + gbk(t, "姓名") + `<td>b<tr><td>1<td>2</table>`, issue.EncodingDoubt},
		{`<meta charset=iso-8859-1><table><tr><td>` + gbk(t, "姓名") + `<td>b<tr><td>1<td>2</table>`, issue.EncodingDoubt},
		{`<meta charset=gb2312><table><tr><td>` + "\xFF\xE9" + `<td>b<tr><td>1<td>2</table>`, issue.EncodingDoubt},
		{`<table><tr><td colspan=99999>a</td><td>b</td></tr></table>`, issue.FileTooManyCells},
		{strings.Repeat(`<table><tr><td>`, 1000), issue.FileDamaged},
	} {
		expectBook(t, c.data, c.want)
	}
	// Systems declare GB 2312 and write UTF-8: the bytes prove it.
	expectBook(t, `<meta charset=gb2312><table><tr><td>姓名<td>b<tr><td>1<td>2</table>`, `表1: A1="姓名" B1="b" A2="1" B2="2"`)
	expectBook(t, `<meta charset=utf-8><table><tr><td>A·B<td>b<tr><td>1<td>2</table>`, `表1: A1="A·B" B1="b" A2="1" B2="2"`)
	expectBook(t, `<html xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="`+spreadsheetNS+`"><!--[if gte mso 9]><xml><x:ExcelWorkbook ></x:ExcelWorkbook></xml><![endif]--><table><tr><td>1</table></html>`, `表1: A1="1"`)
	expectBook(t, `<meta charset=windows-1252><table><tr><td>`+"Z\xFCrich"+`<td>b<tr><td>1<td>2</table>`, `表1: A1="Zürich" B1="b" A2="1" B2="2"`)
}

// Wherever a page of Excel's is cut, none of it is read.
func TestCutPages(t *testing.T) {
	whole := fmt.Sprintf(excelPage, "utf-8", `<tr><td colspan=2>日志</td></tr><tr><td>张伟</td><td x:num>3</td></tr>`)
	for at := range strings.Index(whole, "</body>") {
		book, err := Parse(context.Background(), []byte(whole[:at]), Limits{})
		var known *ReadError
		if book != nil || !errors.As(err, &known) {
			t.Fatalf("cut at %d: got %v, %v", at, book, err)
		}
	}
}

func TestPageLimits(t *testing.T) {
	data := []byte(`<table><tr><td>a<td colspan=2>b<tr><td>1<td colspan=2>2</table><table><tr><td>a<td>b<tr><td>1<td>2</table>`)
	for _, limits := range []Limits{{Cells: 7}, {Rows: 1}, {Merges: 1}, {Sheets: 1}} {
		_, err := Parse(context.Background(), data, limits)
		var known *ReadError
		if !errors.As(err, &known) || known.Code != issue.FileTooManyCells {
			t.Errorf("%+v: got %v", limits, err)
		}
	}
}
