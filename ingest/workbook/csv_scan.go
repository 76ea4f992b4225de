package workbook

import "strings"

// csvScanner walks the records of a text table as Excel does (RFC 4180 with Excel's leniency): a
// field that begins with a quote ends at the next single quote, what follows up to the delimiter
// belongs to it; a quote inside any other field is a letter like others. Lines end with CRLF, LF
// or CR.
type csvScanner struct {
	text      string
	delimiter byte
	pos       int
	unclosed  bool // the last field's quote was not closed before the text ended
	spaced    int  // delimiters with a space behind them, as prose has
	found     int  // delimiters
}

func (s *csvScanner) more() bool { return s.pos < len(s.text) }

// record appends the next record's fields. Their texts are parts of the whole text where nothing
// in them had to be undone.
func (s *csvScanner) record(fields []string) []string {
	for {
		fields = append(fields, s.field())
		if s.pos >= len(s.text) {
			return fields
		}
		switch ended := s.text[s.pos]; {
		case ended == s.delimiter:
			s.pos++
			s.found++
			if s.pos >= len(s.text) {
				return append(fields, "")
			}
			if s.text[s.pos] == ' ' {
				s.spaced++
			}
		case ended == '\r' && strings.HasPrefix(s.text[s.pos:], "\r\n"):
			s.pos += 2
			return fields
		default:
			s.pos++
			return fields
		}
	}
}

// field reads up to a delimiter, a line end or the end of the text, which it leaves in place.
func (s *csvScanner) field() string {
	if s.pos >= len(s.text) || s.text[s.pos] != '"' {
		return s.bare()
	}
	var undone strings.Builder // used from the first doubled quote on
	start := s.pos + 1
	for at := start; ; {
		quote := strings.IndexByte(s.text[at:], '"')
		if quote < 0 {
			s.unclosed = true
			s.pos = len(s.text)
			undone.WriteString(s.text[start:])
			break
		}
		at += quote
		undone.WriteString(s.text[start:at])
		if strings.HasPrefix(s.text[at:], `""`) {
			undone.WriteByte('"')
			at += 2
			start = at
			continue
		}
		s.pos = at + 1
		undone.WriteString(s.bare())
		break
	}
	return lineFeeds(undone.String())
}

func (s *csvScanner) bare() string {
	start := s.pos
	for s.pos < len(s.text) {
		if b := s.text[s.pos]; b == s.delimiter || b == '\n' || b == '\r' {
			break
		}
		s.pos++
	}
	return s.text[start:s.pos]
}

// lineFeeds writes line ends as Excel keeps them in a cell.
func lineFeeds(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}
