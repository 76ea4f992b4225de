package ingest

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"html"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// Texts and pages are taken in when they are tables; what else lies around is no error.
func TestTextsAndPagesInTheInbox(t *testing.T) {
	s := newStage(t)
	page := func(rows string) []byte { return []byte("<html><body><table>" + rows + "</table></body></html>") }
	rows := "<tr><td>日志</td></tr><tr><td>张伟</td><td>46086</td><td>3</td></tr><tr><td>李娜</td><td>46087</td><td>2</td></tr>"
	s.put("readme.txt", []byte("使用说明：请把日志放在这里，谢谢。\n第二行\n"))
	s.put("notes.html", []byte("<html><body><p>hello</p></body></html>"))
	s.put("settings.xml", []byte(`<?xml version="1.0"?><settings><a/></settings>`))
	s.put("latin.txt", []byte("name,ort\nJ\xFCrg,Z\xFCrich\n"))
	s.put("prices.txt", []byte("品名,单价,数量\n纸,1,2\n笔,2,3\n"))
	s.put("menu.htm", page("<tr><td>menu</td></tr>"))
	s.put("prices.tsv", []byte("品名\t单价\t件\n笔\t2\t3\n"))
	s.put("export.xls", page(strings.ReplaceAll(rows, "日志", "别的")))
	summary := s.run()
	if summary.FilesSeen != 4 || summary.FilesOther != 4 {
		t.Errorf("summary: %+v", summary)
	}
	s.expect(`select path, sheet, code, severity from raw.issue join raw.file using (file_id) order by all`,
		"export.xls|表1|FORM_UNKNOWN|warning", "export.xls|<nil>|FILE_ODD_EXTENSION|info",
		"menu.htm|<nil>|FILE_NOT_WORKBOOK|info",
		"prices.tsv|CSV|FORM_UNKNOWN|warning", "prices.txt|CSV|FORM_UNKNOWN|info")
}

// A register saved as CSV or as a web page gives the records of the workbook it was saved from.
func TestRegisterInOtherCarriers(t *testing.T) {
	ctx := context.Background()
	for _, name := range []string{"城西二组/城西二组2026年1月工作日志台账", "城西二组/城西二组2026年3月工作日志台账", "基础资料/网点表", "基础资料/请假表"} {
		t.Run(name, func(t *testing.T) {
			original := filepath.Join("..", "sample-data", "inbox", filepath.FromSlash(name+".xlsx"))
			book, err := workbook.Open(ctx, original, workbook.Limits{})
			must(t, err)
			data, err := workbook.ReadFile(original, workbook.Limits{})
			must(t, err)
			want := recordsOf(t, name+".xlsx", data)
			if strings.Count(want, "\n") < 5 {
				t.Fatalf("the workbook gives only %s", want)
			}
			shown := asShown(t, book.Grids[0])
			var text bytes.Buffer
			must(t, csv.NewWriter(&text).WriteAll(shown))
			gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes(text.Bytes())
			must(t, err)
			if got := recordsOf(t, name+".csv", gbk); got != want {
				t.Errorf("as csv\n%s\nwant\n%s", got, want)
			}
			if got := recordsOf(t, name+".xls", asPage(book.Grids[0], shown)); got != want {
				t.Errorf("as a page\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// recordsOf reads one file with the real forms and lists its records.
func recordsOf(t *testing.T, path string, data []byte) string {
	s := newStage(t)
	s.options.reader = nil
	s.put(path, data)
	s.run()
	var out strings.Builder
	for _, table := range fileTables() {
		switch table {
		case "file", "sheet", "row_ledger", "issue":
			continue
		}
		for _, line := range s.rows(`select * exclude (file_id, sheet) from raw."` + table + `" order by all`) {
			fmt.Fprintf(&out, "%s %s\n", table, line)
		}
	}
	for _, line := range s.rows(`select fate, count(*) from raw.row_ledger group by all order by all`) {
		fmt.Fprintf(&out, "%s\n", line)
	}
	return out.String()
}

// asShown gives a sheet as Excel shows it: dates as texts.
func asShown(t *testing.T, grid *workbook.Grid) [][]string {
	t.Helper()
	tall, wide := grid.Rows[len(grid.Rows)-1].No, 0
	for _, row := range grid.Rows {
		wide = max(wide, row.Cells[len(row.Cells)-1].Col)
	}
	shown := make([][]string, tall)
	for i := range shown {
		shown[i] = make([]string, wide)
	}
	for _, row := range grid.Rows {
		for _, cell := range row.Cells {
			text := cell.Text
			if cell.Kind == workbook.Date {
				date, _ := value.ReadDate(cell, grid.Date1904)
				text = fmt.Sprintf("%d/%d/%d", date.Year, date.Month, date.Day)
			}
			shown[cell.Row-1][cell.Col-1] = text
		}
	}
	return shown
}

// asPage writes the shown cells as a system would: without Excel's attributes.
func asPage(grid *workbook.Grid, shown [][]string) []byte {
	spans, under := map[[2]int]string{}, map[[2]int]bool{}
	for _, m := range grid.Merges {
		spans[[2]int{m.FirstRow, m.FirstCol}] = fmt.Sprintf(" colspan=%d rowspan=%d", m.LastCol-m.FirstCol+1, m.LastRow-m.FirstRow+1)
		for row := m.FirstRow; row <= m.LastRow; row++ {
			for col := m.FirstCol; col <= m.LastCol; col++ {
				under[[2]int{row, col}] = row != m.FirstRow || col != m.FirstCol
			}
		}
	}
	var out strings.Builder
	out.WriteString(`<meta charset="utf-8"><table border="1">`)
	for i, row := range shown {
		out.WriteString("<tr>")
		for j, text := range row {
			if place := [2]int{i + 1, j + 1}; !under[place] {
				out.WriteString("<td" + spans[place] + ">" + strings.ReplaceAll(html.EscapeString(text), "\n", "<br>") + "</td>")
			}
		}
		out.WriteString("</tr>\n")
	}
	out.WriteString("</table>")
	return []byte(out.String())
}
