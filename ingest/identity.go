package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strconv"
	"strings"

	"aqs/ingest/record"
	"aqs/ingest/workbook"
)

// fileID names one content at one path: independent of when and in which order it was read.
func fileID(path, sha string) string { return digest(path, sha) }

// digest is the first 16 hex digits of a hash over parts kept apart by zero bytes.
func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])[:16]
}

// numberedIssue is an issue with its name.
type numberedIssue struct {
	id string
	record.Issue
}

// numberIssues sorts a file's issues by place and code and names them. The name is a hash of
// file, sheet, cell, code and a running number for repeats, so that it stays when other cells of
// the file get other issues.
func numberIssues(file string, sheetNo map[string]int, issues []record.Issue) []numberedIssue {
	sorted := append([]record.Issue(nil), issues...)
	sort.SliceStable(sorted, func(i, j int) bool { return issueBefore(sheetNo, sorted[i], sorted[j]) })
	repeats := map[string]int{}
	numbered := make([]numberedIssue, len(sorted))
	for i, found := range sorted {
		key := digest(file, found.Sheet, found.Cell, found.Code)
		repeats[key]++
		numbered[i] = numberedIssue{id: digest(key, strconv.Itoa(repeats[key])), Issue: found}
	}
	return numbered
}

func issueBefore(sheetNo map[string]int, a, b record.Issue) bool {
	if a.Sheet != b.Sheet {
		return sheetNo[a.Sheet] < sheetNo[b.Sheet] // the file itself has number 0
	}
	aRow, aCol := cellPlace(a.Cell)
	bRow, bCol := cellPlace(b.Cell)
	switch {
	case aRow != bRow:
		return aRow < bRow
	case aCol != bCol:
		return aCol < bCol
	case a.Code != b.Code:
		return a.Code < b.Code
	}
	return a.Message < b.Message
}

// cellPlace is the row and column of an A1 name, of the first cell of a range; 0, 0 of none.
func cellPlace(cell string) (row, col int) {
	first, _, _ := strings.Cut(cell, ":")
	row, col, _ = workbook.ParseAddress(first)
	return row, col
}
