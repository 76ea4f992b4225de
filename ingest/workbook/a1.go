package workbook

import "bytes"

// The largest row and column of a sheet.
const (
	maxRow = 1_048_576
	maxCol = 16_384
)

// ParseAddress reads an A1 name into a 1-based row and column.
func ParseAddress(name string) (row, col int, ok bool) {
	row, col, ok = parseAddress([]byte(name))
	if !ok {
		return 0, 0, false
	}
	return row, col, true
}

// parseAddress reads an A1 name into a 1-based row and column.
func parseAddress(name []byte) (row, col int, ok bool) {
	i := 0
	for ; i < len(name); i++ {
		letter := name[i] &^ 0x20
		if letter < 'A' || letter > 'Z' {
			break
		}
		if col = col*26 + int(letter-'A') + 1; col > maxCol {
			return 0, 0, false
		}
	}
	row, ok = parseCount(name[i:])
	return row, col, ok && col > 0 && row > 0 && row <= maxRow
}

// parseCount reads a short run of digits.
func parseCount(digits []byte) (int, bool) {
	if len(digits) == 0 || len(digits) > 10 {
		return 0, false
	}
	number := 0
	for _, digit := range digits {
		if digit < '0' || digit > '9' {
			return 0, false
		}
		number = number*10 + int(digit-'0')
	}
	return number, true
}

// parseRange reads "A1:C3"; a single address is not a range worth keeping.
func parseRange(ref []byte) (Merge, bool) {
	first, last, found := bytes.Cut(ref, []byte(":"))
	if !found {
		return Merge{}, false
	}
	firstRow, firstCol, ok1 := parseAddress(first)
	lastRow, lastCol, ok2 := parseAddress(last)
	merge := Merge{
		FirstRow: min(firstRow, lastRow), FirstCol: min(firstCol, lastCol),
		LastRow: max(firstRow, lastRow), LastCol: max(firstCol, lastCol),
	}
	return merge, ok1 && ok2 && (merge.FirstRow != merge.LastRow || merge.FirstCol != merge.LastCol)
}

// isSingle says that a range is of one cell: "A1:A1".
func isSingle(ref []byte) bool {
	first, last, _ := bytes.Cut(ref, []byte(":"))
	_, _, ok := parseAddress(first)
	return ok && bytes.Equal(first, last)
}
