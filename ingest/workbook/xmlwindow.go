package workbook

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// fill brings more bytes into the window; false at the part's end. What is unread moves to the
// front, so slices into the window are lost.
func (s *xmlScanner) fill() (bool, error) {
	if s.eof {
		return false, nil
	}
	if err := s.ctx.Err(); err != nil {
		return false, err
	}
	s.moved = s.moved || s.opened
	kept := copy(s.data, s.data[s.pos:])
	s.end -= s.pos
	s.data, s.pos = s.data[:kept], 0
	if kept == cap(s.data) {
		if kept >= maxWindow {
			return false, errTooDeep
		}
		s.data = append(make([]byte, 0, 4*kept), s.data...)
	}
	if err := s.load(); err != nil {
		return false, err
	}
	if !s.opened {
		s.opened = true
		if err := s.decode(); err != nil {
			return false, err
		}
	}
	grown := s.end
	n, ok := checkLetters(s.data[s.end:])
	s.end += n
	if !ok || s.eof && s.end != len(s.data) {
		return false, errSyntax
	}
	return s.end > grown || !s.eof, nil
}

// load reads until the window is full or the part ends.
func (s *xmlScanner) load() error {
	for len(s.data) < cap(s.data) && !s.eof {
		n, err := s.from.Read(s.data[len(s.data):cap(s.data)])
		s.data = s.data[:len(s.data)+n]
		if err == io.EOF {
			s.eof = true
		} else if err != nil {
			return err
		}
	}
	return nil
}

// declaredEncoding is the encoding that an XML declaration names; "" for none.
func declaredEncoding(head []byte) string {
	end := bytes.Index(head, []byte("?>"))
	if end < 0 || !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	_, after, found := bytes.Cut(head[:end], []byte("encoding"))
	after = bytes.TrimLeft(after, "= \t\r\n")
	if !found || len(after) == 0 {
		return ""
	}
	name, _, _ := bytes.Cut(after[1:], after[:1])
	return string(name)
}

// decode settles the encoding at the part's beginning. Office programs write UTF-8; converters
// were seen to write UTF-16 and GB2312 (XML 1.0, appendix F).
func (s *xmlScanner) decode() error {
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(s.data, []byte("\xEF\xBB\xBF")):
		s.pos, s.end = 3, 3
		return nil
	case bytes.HasPrefix(s.data, []byte("\xFF\xFE")), bytes.HasPrefix(s.data, []byte("\xFE\xFF")):
		from = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case bytes.HasPrefix(s.data, []byte("<\x00")):
		from = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case bytes.HasPrefix(s.data, []byte("\x00<")):
		from = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	default:
		name := declaredEncoding(s.data[:min(len(s.data), 200)])
		if name == "" || strings.EqualFold(name, "utf-8") {
			return nil
		}
		found, err := htmlindex.Get(name)
		if err != nil {
			return errEncoding
		}
		if canonical, err := htmlindex.Name(found); err == nil && canonical == "utf-8" {
			return nil
		}
		from = found
	}
	raw := io.MultiReader(bytes.NewReader(bytes.Clone(s.data)), s.from)
	s.from = &strictReader{transform.NewReader(raw, from.NewDecoder())}
	s.data, s.eof = s.data[:0], false
	return s.load()
}

// strictReader refuses the letter that decoders put where bytes make no sense.
type strictReader struct{ from io.Reader }

func (r *strictReader) Read(into []byte) (int, error) {
	n, err := r.from.Read(into)
	if bytes.Contains(into[:n], []byte("\uFFFD")) {
		return 0, errEncoding
	}
	return n, err
}

// checkLetters checks that bytes are letters that XML allows (XML 1.0, 2.2), in UTF-8. It stops
// before a letter that is cut off at the end.
func checkLetters(data []byte) (n int, ok bool) {
	const high, space = 0x8080808080808080, 0x2020202020202020
	for {
		for ; n+8 <= len(data); n += 8 {
			// Eight bytes between a space and DEL at once: no high bit, and none after taking
			// away a space from each (a borrow begins at a smaller byte, and so is found too).
			if eight := binary.LittleEndian.Uint64(data[n:]); (eight|(eight-space))&high != 0 {
				break
			}
		}
		// The odd letter, and some after it: they seldom come alone.
		for stop := min(n+24, len(data)); n < stop; {
			c := data[n]
			switch {
			case c >= ' ' && c < utf8.RuneSelf, c == '\n', c == '\t', c == '\r':
				n++
				continue
			case c < ' ':
				return n, false
			case isCommonTriple(data[n:]):
				n += 3
				continue
			}
			letter, size := utf8.DecodeRune(data[n:])
			if letter == utf8.RuneError && size == 1 {
				return n, !utf8.FullRune(data[n:])
			}
			if letter == 0xFFFE || letter == 0xFFFF {
				return n, false
			}
			n += size
		}
		if n == len(data) {
			return n, true
		}
	}
}

// isCommonTriple says that data begins with a whole letter of three bytes of those ranges in which
// every second and third byte is allowed and every letter too (RFC 3629, 4): most of Chinese, and
// with 0xEF below 0xBF its punctuation.
func isCommonTriple(data []byte) bool {
	if len(data) < 3 || data[1]&0xC0 != 0x80 || data[2]&0xC0 != 0x80 {
		return false
	}
	return data[0] >= 0xE1 && data[0] <= 0xEC || data[0] == 0xEF && data[1] < 0xBF
}
