package workbook

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// One register of 50,000 rows and 15 columns in each text carrier.
func BenchmarkTextCarriers(b *testing.B) {
	const rows, cols = 50_000, 15
	grid := &Grid{Sheet: "台账", No: 1}
	for row := 1; row <= rows; row++ {
		var cells []Cell
		for col := 1; col <= cols; col++ {
			cells = append(cells, Cell{Row: row, Col: col, Kind: Text, Text: fmt.Sprintf("城东%d", row*col%1000)})
		}
		grid.Rows = append(grid.Rows, Row{No: row, Cells: cells})
	}
	book := &Book{Grids: []*Grid{grid}}
	text := csvOf(b, grid, ',')
	for _, c := range []struct{ name, data string }{
		{"csv", text}, {"gbk", gbk(b, text)}, {"html", htmlOf(book)}, {"xml", spreadsheetMLOf(book)},
	} {
		data := []byte(strings.Replace(c.data, "charset=gb2312", "charset=utf-8", 1))
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(context.Background(), data, Limits{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)*rows*cols/b.Elapsed().Seconds(), "cells/s")
		})
	}
}
