package form

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"aqs/ingest/value"
	"aqs/ingest/workbook"
)

// cell is one cell with what its text may mean.
type cell struct {
	workbook.Cell
	head             value.Header
	hits             []hit
	pairs            []pair // labels with their values inside this cell: 姓名：张伟
	lastRow, lastCol int    // of its merge
	claimed          bool   // its meaning is known to the reader
}

// pair is one 「label：value」 inside a cell.
type pair struct {
	hits  []hit
	label string
	value string // folded; see written
}

// Labels are short; longer texts are never looked up.
const maxLabelRunes = 30

// read normalises a text cell and looks it up.
func (c *cell) read(l lexicon) {
	if len(c.Text) <= maxLabelRunes*3 {
		c.head = value.ReadHeader(c.Text)
		c.hits = l.lookup(c.head)
	}
	if c.hits == nil && len(c.Text) <= 600 && (strings.ContainsRune(c.Text, ':') || strings.ContainsRune(c.Text, '：')) {
		c.pairs = splitPairs(value.Fold(c.Text), l)
	}
}

// written is a pair's value as it stands in the cell: free text keeps its line breaks and its
// full-width marks, which folding takes away.
func (p *pair) written(text string) string {
	for rest := text; p.value != ""; {
		at := strings.IndexAny(rest, ":：")
		if at < 0 {
			break
		}
		_, size := utf8.DecodeRuneInString(rest[at:])
		rest = rest[at+size:]
		if part, ok := writtenPrefix(rest, p.value); ok {
			return part
		}
	}
	return p.value
}

// writtenPrefix finds the beginning of a text that folds to a value.
func writtenPrefix(text, folded string) (string, bool) {
	if whole := trimWritten(text); value.Fold(whole) == folded {
		return whole, true
	}
	if !strings.HasPrefix(trimValue(value.Fold(text)), folded) {
		return "", false
	}
	for end := range text {
		if end < len(folded)/3 { // a folded rune is at most three times as long as the written one
			continue
		}
		if part := trimWritten(text[:end]); value.Fold(part) == folded {
			return part, true
		}
	}
	return "", false
}

func trimWritten(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;|、_，；｜＿", r) })
}

// splitPairs finds the labels with a colon inside a text; the value of each runs to the next one.
func splitPairs(s string, l lexicon) []pair {
	var pairs []pair
	last := 0 // end of the previous label's colon
	for at := 0; at < len(s); at++ {
		if s[at] != ':' {
			continue
		}
		start, hits := labelBefore(s[last:at], l)
		if hits == nil {
			continue
		}
		start += last
		if len(pairs) > 0 {
			pairs[len(pairs)-1].value = trimValue(s[last:start])
		} else if strings.TrimSpace(s[:start]) != "" && start > 60 {
			return nil // a sentence that happens to hold a label and a colon
		}
		pairs = append(pairs, pair{hits: hits, label: strings.TrimSpace(s[start:at])})
		last = at + 1
	}
	if len(pairs) > 0 {
		pairs[len(pairs)-1].value = cutDateTail(trimValue(s[last:]))
	}
	return pairs
}

// labelBefore looks for the longest known label at the end of a text, beginning at a word.
func labelBefore(s string, l lexicon) (int, []hit) {
	bestStart, words := -1, 0
	var best []hit
	for end := len(s); end > 0 && words < 5; {
		cut := strings.LastIndexFunc(s[:end], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;|、。_", r) })
		start := 0
		if cut >= 0 {
			_, size := utf8.DecodeRuneInString(s[cut:])
			start = cut + size
		}
		if start < end {
			words++
			if len(s)-start <= maxLabelRunes*3 {
				if hits := l.lookup(value.ReadHeader(s[start:])); hits != nil {
					bestStart, best = start, hits
				}
			}
		}
		if cut < 0 {
			break
		}
		end = cut
	}
	return bestStart, best
}

func trimValue(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;|、_", r) })
}

// text is what the cell shows, near enough for a message or a free-text field.
func (c *cell) text() string {
	if c.Kind == workbook.UncachedResult {
		return ""
	}
	return value.Text(c.Text)
}

// known says whether the cell is a label, header or other fixed text of a form.
func (c *cell) known(form int) bool {
	if anyOf(c.hits, form) {
		return true
	}
	for i := range c.pairs {
		if anyOf(c.pairs[i].hits, form) {
			return true
		}
	}
	return false
}

// cutDateTail cuts a date that follows a value without a label of its own: 城东一组 2026年3月9日.
func cutDateTail(s string) string {
	at := strings.IndexByte(s, ' ')
	if at <= 0 || at+1 >= len(s) || strings.ContainsAny(s[:at], "0123456789") || s[at+1] < '0' || s[at+1] > '9' {
		return s
	}
	if d := value.ScanDate(s[at+1:]); d.Month == 0 || d.Day == 0 {
		return s
	}
	return s[:at]
}
