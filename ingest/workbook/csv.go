package workbook

import (
	"context"
	"fmt"
	"strings"

	"aqs/ingest/issue"
)

// textSheet names the one sheet of a text table. It does not follow the file's name: the same
// bytes give the same Book.
const textSheet = "CSV"

// parseText reads a text table: .csv, .tsv, .txt. Every cell is Text, as written: Excel would make
// dates and numbers of some and lose the zeros of others; the forms read numbers and dates from
// texts with their own care. A text that is no table is refused.
func parseText(ctx context.Context, data []byte, limits Limits) (*Book, error) {
	text, err := tableText(data)
	if err != nil {
		return nil, err
	}
	text, delimiter, given := cutSepLine(text)
	if !given {
		if delimiter = findDelimiter(text); delimiter == 0 {
			return nil, &ReadError{Code: issue.FileNotWorkbook, Detail: "内容是普通文本，不是表格"}
		}
	}
	left := limits.Cells
	sheet := newCollector(textSheet, 1, limits, &left)
	scan := csvScanner{text: text, delimiter: delimiter}
	var fields []string
	for no := 1; scan.more(); no++ {
		if no%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		fields = scan.record(fields[:0])
		if scan.unclosed {
			return nil, &ReadError{Code: issue.FileTruncated, Detail: fmt.Sprintf("第 %d 行的引号没有结束", no)}
		}
		if err := putRecord(sheet, no, fields); err != nil {
			return nil, err
		}
	}
	return &Book{Carrier: string(CarrierText), Grids: []*Grid{sheet.finish()}}, nil
}

func putRecord(sheet *collector, no int, fields []string) error {
	opened := false
	for i, field := range fields {
		if field == "" {
			continue
		}
		if !opened { // only rows that hold something need to fit the sheet
			if err := sheet.openRow(no, false); err != nil {
				return err
			}
			opened = true
		}
		if err := sheet.put(Cell{Col: i + 1, Kind: Text, Text: plainField(field)}); err != nil {
			return err
		}
	}
	return nil
}

// plainField undoes the two ways of telling Excel that a value is text: ="001" and '001.
func plainField(field string) string {
	if inner, ok := strings.CutPrefix(field, `="`); ok {
		if inner, ok = strings.CutSuffix(inner, `"`); ok {
			bare := strings.ReplaceAll(inner, `""`, "")
			if !strings.Contains(bare, `"`) {
				return strings.ReplaceAll(inner, `""`, `"`)
			}
		}
	}
	if rest, ok := strings.CutPrefix(field, "'"); ok && !strings.Contains(rest, "'") {
		return rest
	}
	return field
}

// tableText decodes a text that may be a table.
func tableText(data []byte) (string, error) {
	head := string(textHead(data))
	for _, other := range [][2]string{{"%pdf-", "PDF"}, {`{\rtf`, "RTF 文档"}, {"mime-version:", "单个文件网页（.mht）"}} {
		if strings.HasPrefix(head, other[0]) {
			return "", &ReadError{Code: issue.FileNotWorkbook, Detail: "内容是" + other[1]}
		}
	}
	found, err := decodeText(data)
	if err != nil {
		return "", err
	}
	if hasControls(found.text) {
		return "", &ReadError{Code: issue.FileNotWorkbook, Detail: "内容不是文本"}
	}
	return strings.TrimRight(found.text, "\x1A"), nil
}

// cutSepLine takes Excel's own first line "sep=;" off. Excel does not count it as a row.
func cutSepLine(text string) (rest string, delimiter byte, given bool) {
	const sep = "sep="
	end := strings.IndexAny(text, "\r\n")
	if end < 0 {
		return text, 0, false
	}
	line := strings.Trim(text[:end], `"`)
	if len(line) != len(sep)+1 || !strings.EqualFold(line[:len(sep)], sep) {
		return text, 0, false
	}
	rest = text[end+1:]
	if text[end] == '\r' {
		rest = strings.TrimPrefix(rest, "\n")
	}
	return rest, line[len(sep)], true
}
