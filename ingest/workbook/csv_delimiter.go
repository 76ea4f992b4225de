package workbook

import "strings"

// The first records of a text decide on its delimiter and on whether it is a table at all.
const (
	sampleRecords = 300
	sampleBytes   = 1 << 20
)

// delimiterTrial is what one delimiter makes of the first records.
type delimiterTrial struct {
	rows   int // records with something in them
	wide   int // of these, with two fields or more that hold something
	usual  int // of the wide ones, with the most frequent number of fields
	fields int // that number
	prose  float64
}

// findDelimiter chooses the delimiter that most records agree on; 0 when the text is no table.
func findDelimiter(text string) byte {
	best, bestScore, bestFields := byte(0), 0.0, 0
	for _, delimiter := range []byte{'\t', ',', ';', '|'} {
		trial := tryDelimiter(text, delimiter)
		if !trial.isTable() {
			continue
		}
		score := float64(trial.wide+trial.usual) / float64(trial.rows)
		if score > bestScore || score == bestScore && trial.fields > bestFields {
			best, bestScore, bestFields = delimiter, score, trial.fields
		}
	}
	return best
}

func tryDelimiter(text string, delimiter byte) delimiterTrial {
	scan := csvScanner{text: text, delimiter: delimiter}
	var trial delimiterTrial
	var fields []string
	counts := map[int]int{}
	for range sampleRecords {
		if !scan.more() || scan.pos > sampleBytes {
			break
		}
		fields = scan.record(fields[:0])
		held := 0
		for _, field := range fields {
			if strings.TrimSpace(field) != "" {
				held++
			}
		}
		if held > 0 {
			trial.rows++
		}
		if held > 1 {
			trial.wide++
			counts[len(fields)]++
			if n := counts[len(fields)]; n > trial.usual || n == trial.usual && len(fields) > trial.fields {
				trial.usual, trial.fields = n, len(fields)
			}
		}
	}
	trial.prose = float64(scan.spaced) / float64(max(scan.found, 1))
	return trial
}

// isTable tells a table from prose. Tables agree on a number of fields, or at least most of their
// lines have several and no space behind the delimiter. One line alone needs three fields.
func (t delimiterTrial) isTable() bool {
	agree := t.usual*10 >= t.wide*8
	switch {
	case t.wide == 0, t.wide*2 < t.rows:
		return false
	case t.rows == 1:
		return t.fields >= 3 && t.prose < 0.5
	case t.prose >= 0.5: // "first, second, third": a table only when it is a regular one
		return agree && t.rows >= 3 && t.fields >= 3
	}
	return t.wide >= 2 || agree
}
