package ingest

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// table is lines of columns for a terminal, aligned by the width that Chinese text takes there.
type table struct {
	indent string
	right  map[int]bool // columns aligned to the right: numbers
	rows   [][]string
}

func (t *table) add(cells ...string) {
	for i := range cells {
		cells[i] = printable(cells[i])
	}
	t.rows = append(t.rows, cells)
}

// write prints the lines, each without trailing spaces.
func (t *table) write(w io.Writer) {
	var widths []int
	for _, row := range t.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], textWidth(cell))
		}
	}
	for _, row := range t.rows {
		var line strings.Builder
		line.WriteString(t.indent)
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-textWidth(cell))
			if t.right[i] {
				cell = pad + cell
			} else {
				cell += pad
			}
			line.WriteString(cell)
			line.WriteString("  ")
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
}

// textWidth counts terminal columns: East Asian wide letters take two.
func textWidth(text string) int {
	columns := 0
	for _, letter := range text {
		switch width.LookupRune(letter).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			columns += 2
		default:
			if !unicode.In(letter, unicode.Mn, unicode.Me, unicode.Cf) {
				columns++
			}
		}
	}
	return columns
}

// printable keeps what a file name or cell may hold from steering the terminal: control and
// direction characters become a mark, line breaks a space.
func printable(text string) string {
	return strings.Map(func(letter rune) rune {
		switch {
		case letter == '\n' || letter == '\r' || letter == '\t':
			return ' '
		case unicode.Is(unicode.Cc, letter), unicode.Is(unicode.Cf, letter):
			return '?'
		}
		return letter
	}, text)
}

// shorten cuts long text for a column.
func shorten(text string, columns int) string {
	if textWidth(text) <= columns {
		return text
	}
	var out strings.Builder
	used := 1
	for _, letter := range text {
		if used += textWidth(string(letter)); used > columns {
			break
		}
		out.WriteRune(letter)
	}
	return out.String() + "…"
}
