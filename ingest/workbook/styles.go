package workbook

import (
	"context"
	"strings"
)

// shown is what a cell's style says about its number: whether it is a date, and the format code
// where that changes the meaning.
type shown struct {
	kind   Kind   // Number or Date
	format string // of a date or a percentage; else empty
}

// styles reads the number formats of a styles part, by style index: numFmts (ECMA-376 part 1,
// 18.8.31) and cellXfs (18.8.10), nothing else. Without a part there are no styles: nil.
func (p *parts) styles(ctx context.Context, name string) ([]shown, error) {
	if name == "" {
		return nil, nil
	}
	return knownStyles.of(p, name, func() ([]shown, error) { return p.readStyles(ctx, name) })
}

var knownStyles memo[[]shown]

func (p *parts) readStyles(ctx context.Context, name string) ([]shown, error) {
	var ids []int
	codes := map[int]string{}
	err := p.scan(ctx, name, func(s *xmlScanner) error {
		for {
			t, err := s.next()
			switch {
			case err != nil:
				return orEnd(err)
			case s.is(t, "numFmts", "numFmt"):
				id, ok := parseCount(s.attr("numFmtId"))
				if !ok {
					return errSyntax
				}
				codes[id] = string(appendXstring(nil, s.attr("formatCode")))
			case s.is(t, "cellXfs", "xf"):
				id, ok := parseCount(s.attr("numFmtId"))
				if !ok && s.attr("numFmtId") != nil {
					return errSyntax
				}
				ids = append(ids, id)
			}
		}
	})
	if err != nil {
		return nil, damaged(name, err)
	}
	formats := make([]shown, len(ids))
	for i, id := range ids {
		formats[i] = showing(id, codes)
	}
	return formats, nil
}

// showing tells what a number format id shows.
func showing(id int, codes map[int]string) shown {
	code, custom := codes[id]
	switch {
	case custom && isDateCode(code):
		return shown{Date, code}
	case custom && isPercentCode(code):
		return shown{Number, code}
	case custom:
		return shown{kind: Number}
	case id == 9: // built in (18.8.30)
		return shown{Number, "0%"}
	case id == 10:
		return shown{Number, "0.00%"}
	}
	if code, ok := builtinDate(id); ok {
		return shown{Date, code}
	}
	return shown{kind: Number}
}

// isPercentCode tells whether a number format multiplies by a hundred: its first section holds a
// % outside quotes and escapes.
func isPercentCode(code string) bool {
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case ';':
			return false
		case '%':
			return true
		case '\\', '_', '*':
			i++
		case '"', '[':
			end := strings.IndexByte(code[i+1:], map[byte]byte{'"': '"', '[': ']'}[code[i]])
			if end < 0 {
				return false
			}
			i += end + 1
		}
	}
	return false
}
