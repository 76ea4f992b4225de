package feedback_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"github.com/xuri/excelize/v2"

	"aqs/internal/xlsxout"
)

// goodBook is a product list nobody can object to.
func goodBook(t *testing.T) []byte {
	t.Helper()
	book := &xlsxout.Book{}
	sheet := book.Sheet("产品表")
	for j, text := range []string{"险种", "缴费方式", "提奖比例", "折标系数"} {
		sheet.Put(1, j+1, xlsxout.Text(text), xlsxout.Style{})
	}
	sheet.Put(2, 1, xlsxout.Text("安心年金"), xlsxout.Style{})
	sheet.Put(2, 2, xlsxout.Text("期交"), xlsxout.Style{})
	sheet.Put(2, 3, xlsxout.Number(0.1), xlsxout.Style{})
	sheet.Put(2, 4, xlsxout.Number(1), xlsxout.Style{})
	content, err := book.Bytes()
	check(t, err)
	return content
}

func fill(t *testing.T, file *excelize.File, sheet, cell string) string {
	t.Helper()
	id, err := file.GetCellStyle(sheet, cell)
	check(t, err)
	style, err := file.GetStyle(id)
	check(t, err)
	if len(style.Fill.Color) == 0 {
		return ""
	}
	return style.Fill.Color[0]
}

func unzipped(t *testing.T, content []byte) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	check(t, err)
	var all bytes.Buffer
	for _, part := range archive.File {
		reader, err := part.Open()
		check(t, err)
		_, err = io.Copy(&all, reader)
		check(t, err)
	}
	return all.Bytes()
}
