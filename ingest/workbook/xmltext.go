package workbook

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// nameLength measures the name that data begins with; 0 when there is none. Names of office files
// are of ASCII; letters beyond are taken as they come (XML 1.0, 2.3), with at most one colon.
func nameLength(data []byte) int {
	n, colons := 0, 0
	for ; n < len(data); n++ {
		c := data[n]
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf || c == '_' {
			continue
		}
		if c == ':' {
			colons++
			if n > 0 && n+1 < len(data) && isNameStart(data[n+1]) {
				continue
			}
			return 0
		}
		if n == 0 || (c < '0' || c > '9') && c != '-' && c != '.' {
			break
		}
	}
	if colons > 1 {
		return 0
	}
	return n
}

func isNameStart(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf || c == '_'
}

// checkText refuses what may not stand between tags.
func (s *xmlScanner) checkText(found tag) error {
	text := found.text
	if s.depth() == 0 && found.plain && len(bytes.Trim(text, " \t\r\n")) > 0 {
		return errSyntax
	}
	if found.plain {
		if bytes.IndexByte(text, '&') < 0 && !bytes.Contains(text, []byte("]]>")) {
			return nil
		}
	}
	decoded, err := appendText(nil, found)
	if err == nil && s.depth() == 0 && len(bytes.Trim(decoded, " \t\n")) > 0 {
		err = errSyntax
	}
	return err
}

// appendText decodes character data: entities, CDATA sections, line ends (XML 1.0, 2.11).
func appendText(out []byte, found tag) ([]byte, error) {
	text := found.text
	for len(text) > 0 {
		open := bytes.IndexByte(text, '<')
		if open < 0 {
			open = len(text)
		}
		piece := text[:open]
		if bytes.Contains(piece, []byte("]]>")) {
			return out, errSyntax
		}
		var ok bool
		if out, ok = appendUnescaped(out, piece); !ok {
			return out, errSyntax
		}
		text = text[open:]
		switch {
		case len(text) == 0:
		case bytes.HasPrefix(text, []byte("<![CDATA[")):
			end := bytes.Index(text, []byte("]]>"))
			out = appendLines(out, text[len("<![CDATA["):end])
			text = text[end+3:]
		case bytes.HasPrefix(text, []byte("<!--")):
			text = text[4+bytes.Index(text[4:], []byte("-->"))+3:]
		default:
			text = text[bytes.Index(text, []byte("?>"))+2:]
		}
	}
	return out, nil
}

// appendLines makes every line end one \n.
func appendLines(out, text []byte) []byte {
	for {
		at := bytes.IndexByte(text, '\r')
		if at < 0 {
			return append(out, text...)
		}
		out = append(append(out, text[:at]...), '\n')
		if text = text[at+1:]; len(text) > 0 && text[0] == '\n' {
			text = text[1:]
		}
	}
}

// appendUnescaped resolves the five named entities and character references (XML 1.0, 4.6, 4.1).
func appendUnescaped(out, text []byte) (_ []byte, ok bool) {
	for {
		at := bytes.IndexByte(text, '&')
		if at < 0 {
			return appendLines(out, text), true
		}
		end := bytes.IndexByte(text[at:], ';')
		if end < 0 {
			return out, false
		}
		out = appendLines(out, text[:at])
		name := string(text[at+1 : at+end])
		text = text[at+end+1:]
		switch name {
		case "amp":
			out = append(out, '&')
		case "lt":
			out = append(out, '<')
		case "gt":
			out = append(out, '>')
		case "quot":
			out = append(out, '"')
		case "apos":
			out = append(out, '\'')
		default:
			letter, ok := characterReference(name)
			if !ok {
				return out, false
			}
			out = utf8.AppendRune(out, letter)
		}
	}
}

func characterReference(name string) (rune, bool) {
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	number, err := strconv.ParseUint(digits, base, 32)
	letter := rune(number)
	allowed := letter == '\t' || letter == '\n' || letter == '\r' || letter >= ' ' && letter != 0xFFFE && letter != 0xFFFF
	return letter, err == nil && number <= utf8.MaxRune && allowed && utf8.ValidRune(letter)
}

// appendXstring resolves the escapes of ST_Xstring (ECMA-376 part 1, 22.9.2.19): _x000D_ is the
// letter U+000D, and a pair of surrogates is one letter.
func appendXstring(out, text []byte) []byte {
	for {
		at := bytes.Index(text, []byte("_x"))
		if at < 0 {
			return append(out, text...)
		}
		unit, ok := xEscape(text[at:])
		if !ok {
			out, text = append(out, text[:at+2]...), text[at+2:]
			continue
		}
		out, text = append(out, text[:at]...), text[at+xEscapeLength:]
		if utf16.IsSurrogate(unit) {
			low, _ := xEscape(text)
			if unit = utf16.DecodeRune(unit, low); unit != utf8.RuneError {
				text = text[xEscapeLength:]
			}
		}
		out = utf8.AppendRune(out, unit)
	}
}

const xEscapeLength = len("_x000D_")

func xEscape(text []byte) (rune, bool) {
	if len(text) < xEscapeLength || text[0] != '_' || text[1] != 'x' || text[6] != '_' {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	return rune(unit), err == nil
}
