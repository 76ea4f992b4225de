package main

// How query results are written.
//
// csv and json are for programs and give every value as it is: a cell that begins with = stays as
// it was written, so that an export equals the data. (Spreadsheets meant to be opened by people
// come from the reports, which neutralise such cells.) table is for a terminal: control
// characters, which could repaint it, become �.

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/width"
)

type formatter func(w io.Writer, columns []string, rows [][]any) error

func formats() map[string]formatter {
	return map[string]formatter{"table": writeTable, "csv": writeCSV, "json": writeJSON}
}

// writeCSV writes RFC 4180 with a header; NULL is an empty field.
func writeCSV(w io.Writer, columns []string, rows [][]any) error {
	out := csv.NewWriter(w)
	record := make([]string, len(columns))
	if err := out.Write(columns); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	for _, row := range rows {
		for i, value := range row {
			record[i] = plainText(value)
		}
		if err := out.Write(record); err != nil {
			return fmt.Errorf("write csv: %w", err)
		}
	}
	out.Flush()
	return out.Error()
}

// writeJSON writes an array of objects whose keys stand in the order of the columns. Numbers that
// JSON does not have (NaN, infinities) become null.
func writeJSON(w io.Writer, columns []string, rows [][]any) error {
	out := bufio.NewWriter(w)
	keys := make([]string, len(columns))
	for i, column := range unique(columns) {
		key, err := json.Marshal(column)
		if err != nil {
			return fmt.Errorf("write json: %w", err)
		}
		keys[i] = string(key)
	}
	out.WriteString("[")
	for n, row := range rows {
		if n > 0 {
			out.WriteString(",")
		}
		out.WriteString("\n  {")
		for i, value := range row {
			text, err := json.Marshal(jsonValue(value))
			if err != nil {
				return fmt.Errorf("write json: column %s: %w", columns[i], err)
			}
			if i > 0 {
				out.WriteString(", ")
			}
			out.WriteString(keys[i] + ": ")
			out.Write(text)
		}
		out.WriteString("}")
	}
	if len(rows) > 0 {
		out.WriteString("\n")
	}
	out.WriteString("]\n")
	return out.Flush()
}

// unique renames columns that bear the same name, since an object can have a key only once.
func unique(columns []string) []string {
	taken := make(map[string]bool)
	for _, column := range columns {
		taken[column] = true
	}
	seen := make(map[string]bool)
	names := make([]string, len(columns))
	for i, column := range columns {
		name := column
		for n := 2; seen[name]; n++ {
			if candidate := column + "_" + strconv.Itoa(n); !taken[candidate] {
				name = candidate
			}
		}
		seen[name], taken[name] = true, true
		names[i] = name
	}
	return names
}

func jsonValue(value any) any {
	switch v := value.(type) {
	case time.Time:
		return timeText(v)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
		return v
	case float32:
		return jsonValue(float64(v))
	case *big.Int:
		return json.Number(v.String())
	case []byte:
		return string(v)
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = jsonValue(v[i])
		}
		return list
	case map[string]any:
		object := make(map[string]any, len(v))
		for key := range v {
			object[key] = jsonValue(v[key])
		}
		return object
	case decimal:
		return json.Number(v.String())
	case nil, bool, string, int8, int16, int32, int64, int, uint8, uint16, uint32, uint64:
		return v
	}
	return plainText(value)
}

// decimal is DuckDB's DECIMAL as its driver gives it.
type decimal interface {
	Float64() float64
	String() string
}

// plainText is a value as csv and table write it.
func plainText(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case []byte:
		return string(v)
	case time.Time:
		return timeText(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case float32:
		return strconv.FormatFloat(float64(v), 'f', -1, 32)
	case []any, map[string]any:
		text, err := json.Marshal(jsonValue(v))
		if err == nil {
			return string(text)
		}
	case fmt.Stringer:
		return v.String()
	}
	return fmt.Sprint(value)
}

// timeText writes a date without a time of day: the driver gives DATE as midnight UTC.
func timeText(at time.Time) string {
	if at.Equal(at.Truncate(24 * time.Hour)) {
		return at.UTC().Format(time.DateOnly)
	}
	return at.Format("2006-01-02 15:04:05.999999")
}

// writeTable aligns the columns by what a terminal shows: a Chinese character takes two places.
func writeTable(w io.Writer, columns []string, rows [][]any) error {
	grid := make([][]string, 0, len(rows)+1)
	grid = append(grid, columns)
	for _, row := range rows {
		line := make([]string, len(row))
		for i, value := range row {
			line[i] = printable(plainText(value))
		}
		grid = append(grid, line)
	}
	widths := make([]int, len(columns))
	for _, line := range grid {
		for i, text := range line {
			widths[i] = max(widths[i], displayWidth(text))
		}
	}
	out := bufio.NewWriter(w)
	for n, line := range grid {
		var text strings.Builder
		for i, cell := range line {
			text.WriteString(cell + strings.Repeat(" ", widths[i]-displayWidth(cell)+2))
		}
		fmt.Fprintln(out, strings.TrimRight(text.String(), " "))
		if n == 0 {
			var rule strings.Builder
			for _, columnWidth := range widths {
				rule.WriteString(strings.Repeat("-", columnWidth) + "  ")
			}
			fmt.Fprintln(out, strings.TrimRight(rule.String(), " "))
		}
	}
	fmt.Fprintf(out, "（%s 行）\n", count(len(rows)))
	return out.Flush()
}

func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

func displayWidth(text string) int {
	columns := 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Mn, r):
		case width.LookupRune(r).Kind() == width.EastAsianWide || width.LookupRune(r).Kind() == width.EastAsianFullwidth:
			columns += 2
		default:
			columns++
		}
	}
	return columns
}
