package workbook

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"aqs/ingest/issue"
)

const xmlBook = `<?xml version="1.0"%s?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
<DocumentProperties xmlns="urn:schemas-microsoft-com:office:office"><LastSaved>2026-03-06T01:02:03Z</LastSaved></DocumentProperties>
<ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel">%s</ExcelWorkbook>
<Styles><Style ss:ID="Default"/><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style>
<Style ss:ID="d2" ss:Parent="d"><Font/></Style><Style ss:ID="p"><NumberFormat ss:Format="0%%"/></Style><Style ss:ID="t"><NumberFormat ss:Format="h:mm;@"/></Style></Styles>
%s</Workbook>`

func xmlSheets(rows string) string {
	return fmt.Sprintf(xmlBook, "", "", `<Worksheet ss:Name="3月"><Table><Column ss:Hidden="1" ss:Span="1"/><Column ss:Index="5" ss:Hidden="1"/>`+rows+`</Table></Worksheet>`)
}

func TestSpreadsheetML(t *testing.T) {
	rows := `<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">工作日志</Data></Cell><Cell><Data ss:Type="String">x</Data></Cell></Row>
<Row ss:Index="3" ss:Hidden="1"><Cell ss:Index="2" ss:StyleID="d"><Data ss:Type="DateTime">2026-03-05T00:00:00.000</Data></Cell>
<Cell ss:StyleID="d2"><Data ss:Type="Number">46086</Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">2.9032</Data></Cell>
<Cell ss:StyleID="t"><Data ss:Type="DateTime">1899-12-31T08:30:00.000</Data></Cell></Row>
<Row ss:Span="2"/><Row><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell>
<Cell ss:Formula="=R1C1"/><Cell ss:MergeDown="1"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>粗</B>体&#10;行</ss:Data><Comment ss:Author="我"><ss:Data>批注</ss:Data></Comment></Cell></Row>
<Row><Cell ss:Index="4"><Data ss:Type="Number">7</Data></Cell></Row><Row><Cell><Data ss:Type="String"></Data></Cell><Cell><Data ss:Type="Number">1E3</Data></Cell></Row>`
	want := `3月: A1="工作日志" D1="x" B3=46086[yyyy/m/d] C3=46086[yyyy/m/d] D3=2.9032[0%] E3=0.3541666666666667[h:mm;@] hidden` +
		` A7=TRUE B7=#N/A C7=? D7="粗体\n行" B9=1000[] A1-C1 D7-D8`
	data := xmlSheets(rows)
	expectBook(t, data, want)
	expectBook(t, "\xFF\xFE"+utf16Text(strings.Replace(data, "?>", ` encoding="UTF-16"?>`, 1), binary.LittleEndian), want)
	expectBook(t, gbk(t, strings.Replace(data, `?>`, ` encoding="GB2312"?>`, 1)), want)
	book, err := Parse(context.Background(), []byte(data), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	grid := book.Grids[0]
	if !grid.HiddenCols[1] || !grid.HiddenCols[2] || grid.HiddenCols[3] || !grid.HiddenCols[5] {
		t.Errorf("hidden columns: %v", grid.HiddenCols)
	}
	if grid.HiddenUnderMerge != 1 || len(grid.RowsUnderMerge) != 1 || grid.RowsUnderMerge[0] != 8 {
		t.Errorf("under merges: %d, %v", grid.HiddenUnderMerge, grid.RowsUnderMerge)
	}
	if book.Modified == nil || !book.Modified.Equal(time.Date(2026, 3, 6, 1, 2, 3, 0, time.UTC)) {
		t.Errorf("modified: %v", book.Modified)
	}
}

func TestSpreadsheetMLSheets(t *testing.T) {
	data := fmt.Sprintf(xmlBook, "", "<Date1904/>", `<Worksheet ss:Name="a"><Table><Row><Cell><Data ss:Type="DateTime">2026-03-05T12:00:00.000</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="b"><Table/><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetVeryHidden</Visible></WorksheetOptions></Worksheet>
<Worksheet ss:Name="c"/>`)
	expectBook(t, data, "a: A1=44624.5[yyyy-mm-dd]\nb:\nc:")
	book, err := Parse(context.Background(), []byte(data), Limits{})
	if err != nil || !book.Grids[1].Hidden || book.Grids[2].Hidden || !book.Grids[0].Date1904 {
		t.Errorf("got %v, %+v", err, book)
	}
}

func TestBrokenSpreadsheetML(t *testing.T) {
	row := `<Row><Cell><Data ss:Type="String">a</Data></Cell></Row>`
	whole := xmlSheets(row)
	for name, c := range map[string]struct{ data, want string }{
		"other xml":       {`<?xml version="1.0"?><a><b/></a>`, issue.FileNotWorkbook},
		"doctype":         {strings.Replace(whole, "<Workbook", `<!DOCTYPE Workbook [<!ENTITY a "b">]><Workbook`, 1), issue.FileDamaged},
		"entity":          {xmlSheets(`<Row><Cell><Data ss:Type="String">&a;</Data></Cell></Row>`), issue.FileDamaged},
		"after the end":   {whole + "<more/>", issue.FileDamaged},
		"not nested":      {strings.Replace(whole, "</Row>", "</Cell>", 1), issue.FileDamaged},
		"row order":       {xmlSheets(`<Row ss:Index="2"/><Row ss:Index="2"/>`), issue.FileDamaged},
		"cell order":      {xmlSheets(`<Row><Cell ss:MergeAcross="2"/><Cell ss:Index="3"/></Row>`), issue.FileDamaged},
		"row too far":     {xmlSheets(`<Row ss:Index="2147483648"/>`), issue.FileDamaged},
		"row beyond":      {xmlSheets(`<Row ss:Index="1048576"/>` + row), issue.FileTooManyCells},
		"column too far":  {xmlSheets(`<Row><Cell ss:Index="16385"/></Row>`), issue.FileDamaged},
		"merge too far":   {xmlSheets(`<Row ss:Index="1048576"><Cell ss:MergeDown="1"/></Row>`), issue.FileDamaged},
		"no sheets":       {fmt.Sprintf(xmlBook, "", "", ""), issue.FileDamaged},
		"same name twice": {fmt.Sprintf(xmlBook, "", "", `<Worksheet ss:Name="a"/><Worksheet ss:Name="A"/>`), issue.FileDamaged},
		"deep":            {xmlSheets(strings.Repeat("<a>", 1000)), issue.FileDamaged},
	} {
		t.Run(name, func(t *testing.T) { expectBook(t, c.data, c.want) })
	}
	// Wherever the file is cut, none of it is read.
	for at := strings.Index(whole, "<Workbook"); at < len(whole)-1; at++ {
		book, err := Parse(context.Background(), []byte(whole[:at]), Limits{})
		var known *ReadError
		if book != nil || !errors.As(err, &known) {
			t.Fatalf("cut at %d: got %v, %v", at, book, err)
		}
		if at > 1000 && known.Code != issue.FileTruncated {
			t.Errorf("cut at %d: got %v", at, err)
		}
	}
}
