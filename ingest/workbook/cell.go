package workbook

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"

	"aqs/ingest/issue"
)

// put turns the scanned cell into a cell of the row, unless there is nothing a person would see.
func (r *sheetReader) put(raw *rawCell) error {
	if raw.col <= r.lastCol || raw.col > maxCol {
		return r.damaged("单元格的次序错乱", nil)
	}
	r.lastCol = raw.col
	// An empty <v> is a result only where the result is a text: libraries that calculate nothing
	// write it below every formula.
	if raw.hasFormula && (!raw.hasValue || len(raw.value) == 0 && raw.kind != 'S') {
		return r.add(UncachedResult, "", 0, "")
	}
	if len(raw.value) == 0 {
		return nil
	}
	switch raw.kind {
	case 'n':
		if number, ok := parseNumber(raw.value); ok {
			how, err := r.shown(raw.style)
			if err != nil {
				return err
			}
			return r.add(how.kind, r.store.texts.keep(raw.value), number, how.format)
		}
	case 's':
		index, ok := parseCount(raw.value)
		if !ok {
			index, ok = parseCount(bytes.TrimSpace(raw.value))
		}
		if !ok || index >= len(r.shared) {
			return &ReadError{Code: issue.SharedStringBroken, Detail: "单元格 " + Address(r.row.No, raw.col)}
		}
		if r.shared[index] == "" {
			return nil
		}
		return r.add(Text, r.shared[index], 0, "")
	case 'b':
		if isTrue(bytes.ToLower(raw.value)) {
			return r.add(Bool, "TRUE", 1, "")
		}
		return r.add(Bool, "FALSE", 0, "")
	case 'e':
		return r.add(Error, r.store.texts.keep(raw.value), 0, "")
	case 'd':
		if serial, ok := isoSerial(string(raw.value), r.date); ok {
			how, err := r.shown(raw.style)
			if err != nil {
				return err
			}
			if how.kind != Date {
				how.format = "yyyy-mm-dd"
			}
			return r.add(Date, strconv.FormatFloat(serial, 'f', -1, 64), serial, how.format)
		}
	}
	if isBlank(raw.value) {
		return nil
	}
	return r.add(Text, r.store.texts.keep(raw.value), 0, "")
}

// add puts a cell into the row at the present column.
func (r *sheetReader) add(kind Kind, text string, number float64, format string) error {
	if r.left--; r.left < 0 {
		return tooMany("单元格超过 " + strconv.Itoa(r.limits.Cells) + " 个")
	}
	*r.store.next() = Cell{Row: r.row.No, Col: r.lastCol, Kind: kind, Text: text, Number: number, Format: format}
	return nil
}

// shown looks up a cell's style. A workbook without styles shows plain numbers.
func (r *sheetReader) shown(style int) (shown, error) {
	switch {
	case style < len(r.formats):
		return r.formats[style], nil
	case len(r.formats) == 0:
		return shown{kind: Number}, nil
	}
	return shown{}, lost(r.row.No, "有单元格的格式不存在")
}

// parseNumber reads an xsd:double. Up to 2^53 and a power of ten that is exact, one division
// rounds once and so gives the nearest number (Clinger 1990); the rest is strconv's.
func parseNumber(text []byte) (float64, bool) {
	mantissa, digits, fraction, i := uint64(0), 0, -1, 0
	negative := text[0] == '-'
	if negative {
		i = 1
	}
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			mantissa = mantissa*10 + uint64(c-'0')
			digits++
			if fraction >= 0 {
				fraction++
			}
		case c == '.' && fraction < 0:
			fraction = 0
		default:
			return parseLongNumber(text)
		}
	}
	if digits == 0 || digits > 15 {
		return parseLongNumber(text)
	}
	number := float64(mantissa)
	if fraction > 0 {
		number /= powerOfTen(fraction)
	}
	if negative {
		number = -number
	}
	return number, true
}

func powerOfTen(n int) float64 {
	return [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}[n]
}

func parseLongNumber(text []byte) (float64, bool) {
	text = bytes.TrimSpace(text)
	if len(bytes.Trim(text, "0123456789+-.eE")) > 0 {
		return 0, false
	}
	number, err := strconv.ParseFloat(string(text), 64)
	return number, err == nil && !math.IsInf(number, 0) && !math.IsNaN(number)
}

// isoSerial turns the ISO 8601 text of a t="d" cell (18.18.11, 18.17.4) into a serial of the
// workbook's epoch.
func isoSerial(text string, date1904 bool) (float64, bool) {
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if date1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	text = strings.TrimSpace(text)
	if at, err := time.Parse("15:04:05.999999999", text); err == nil { // a time of no day, as openpyxl writes it
		return at.Sub(at.Truncate(24*time.Hour)).Hours() / 24, true
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02T15:04", time.DateOnly} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC().Sub(epoch).Hours() / 24, true
		}
	}
	return 0, false
}
