package workbook

import "strings"

// The first records of a text decide on its delimiter and on whether it is a table at all.
const (
	sampleRecords = 300
	sampleBytes   = 1 << 20
)

// delimiterTrial is what one delimiter makes of the first records.
type delimiterTrial struct {
	rows   int     // records with something in them
	wide   int     // of these, with two fields or more that hold something
	fields int     // the most frequent number of fields of the wide ones
	usual  int     // wide records with that number
	padded int     // records with that number, held or not, as Excel writes them
	lines  int     // records that are not an empty line
	prose  float64 // share of delimiters with a space behind them
}

// findDelimiter chooses the delimiter that most records agree on; 0 when the text is no table.
func findDelimiter(text string) byte {
	best, bestScore, bestFields := byte(0), 0.0, 0
	for _, delimiter := range []byte{'\t', ',', ';', '|'} {
		trial := tryDelimiter(text, delimiter)
		if !trial.isTable() {
			continue
		}
		score := float64(trial.wide+trial.usual)/float64(trial.rows) + float64(trial.padded)/float64(trial.lines)
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
	counts, all := map[int]int{}, map[int]int{}
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
		if held > 0 || len(fields) > 1 {
			trial.lines++
			all[len(fields)]++
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
	trial.padded = all[trial.fields]
	trial.prose = float64(scan.spaced) / float64(max(scan.found, 1))
	return trial
}

// isTable tells a table from prose. Excel gives every record the same number of fields. Other
// writers do not, but their lines have several fields, and no space behind the delimiter as prose
// has. One line alone needs three fields.
func (t delimiterTrial) isTable() bool {
	switch {
	case t.wide == 0:
		return false
	case t.prose >= 0.5: // "first, second, third": a table only when it is a regular one
		return t.padded == t.lines && t.rows >= 3 && t.fields >= 3
	case t.rows == 1:
		return t.fields >= 3
	case t.padded == t.lines:
		return true
	}
	return t.wide >= 2 && t.wide*4 >= t.rows
}
