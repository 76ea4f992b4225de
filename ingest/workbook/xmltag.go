package workbook

import (
	"bytes"
	"errors"
	"fmt"
)

// tagKind is what a tag does to the depth of the document.
type tagKind uint8

const (
	tagOpen tagKind = iota
	tagClose
	tagSelfClosing
)

// tag is one element's start or end.
type tag struct {
	kind  tagKind
	name  []byte // without a namespace prefix
	attrs []byte // raw text between name and end
	text  bool   // non-empty character data stood between the tag before and this one
	from  int    // where that character data begins
	to    int    // where it ends
}

var (
	errUnclosed = errors.New("xml ends before its root element is closed")
	errDoctype  = errors.New("xml holds a document type declaration")
)

// tagScanner walks the tags of one XML part and checks that they nest. It knows as much XML as
// office files use and builds nothing: it is the independent check of what a library read
// (libraries end quietly where a part is cut off), so it must share no code with one.
type tagScanner struct {
	data  []byte
	pos   int
	stack [][]byte
	done  bool // the root element was closed
}

// next gives the next start or end tag; ok is false at the orderly end of the document.
func (s *tagScanner) next() (found tag, ok bool, err error) {
	from := s.pos
	hasText := false
	for {
		open := bytes.IndexByte(s.data[s.pos:], '<')
		if open < 0 {
			if !s.done {
				return tag{}, false, errUnclosed
			}
			return tag{}, false, nil
		}
		hasText = hasText || open > 0
		s.pos += open
		rest := s.data[s.pos:]
		var skip int
		switch {
		case bytes.HasPrefix(rest, []byte("<?")):
			skip = endOf(rest, "?>")
		case bytes.HasPrefix(rest, []byte("<!--")):
			skip = endOf(rest, "-->")
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			skip = endOf(rest, "]]>")
			hasText = hasText || skip > len("<![CDATA[]]>")
		case bytes.HasPrefix(rest, []byte("<!")):
			return tag{}, false, errDoctype
		default:
			to := s.pos
			found, err = s.element(rest)
			found.text, found.from, found.to = hasText, from, to
			return found, err == nil, err
		}
		if skip < 0 {
			return tag{}, false, errUnclosed
		}
		s.pos += skip
	}
}

func endOf(data []byte, mark string) int {
	at := bytes.Index(data, []byte(mark))
	if at < 0 {
		return -1
	}
	return at + len(mark)
}

func (s *tagScanner) element(rest []byte) (tag, error) {
	end := tagEnd(rest)
	if end < 0 {
		return tag{}, errUnclosed
	}
	s.pos += end + 1
	body := rest[1:end]
	made := tag{kind: tagOpen}
	switch {
	case len(body) > 0 && body[0] == '/':
		made.kind, body = tagClose, body[1:]
	case len(body) > 0 && body[len(body)-1] == '/':
		made.kind, body = tagSelfClosing, body[:len(body)-1]
	}
	nameEnd := bytes.IndexAny(body, " \t\r\n")
	if nameEnd < 0 {
		nameEnd = len(body)
	}
	full := body[:nameEnd]
	made.attrs = body[nameEnd:]
	made.name = full[bytes.IndexByte(full, ':')+1:]
	return made, s.nest(made.kind, full)
}

func (s *tagScanner) nest(kind tagKind, full []byte) error {
	if s.done {
		return fmt.Errorf("xml goes on after its root element")
	}
	switch kind {
	case tagOpen:
		s.stack = append(s.stack, full)
	case tagClose:
		depth := len(s.stack)
		if depth == 0 || !bytes.Equal(s.stack[depth-1], full) {
			return fmt.Errorf("xml element %q is closed but not open", full)
		}
		s.stack = s.stack[:depth-1]
		s.done = depth == 1
	case tagSelfClosing:
		s.done = len(s.stack) == 0
	}
	return nil
}

// tagEnd finds the '>' of a tag, passing over quoted attribute values.
func tagEnd(data []byte) int {
	var quote byte
	for i, c := range data {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return -1
}

// attr gives one attribute's raw value; nil when absent. Names are compared without prefix.
func (t tag) attr(name string) []byte {
	rest := t.attrs
	for {
		equals := bytes.IndexByte(rest, '=')
		if equals < 0 {
			return nil
		}
		key := bytes.TrimSpace(rest[:equals])
		key = key[bytes.IndexByte(key, ':')+1:]
		value := bytes.TrimLeft(rest[equals+1:], " \t\r\n")
		if len(value) == 0 {
			return nil
		}
		end := bytes.IndexByte(value[1:], value[0])
		if end < 0 {
			return nil
		}
		if string(key) == name {
			return value[1 : 1+end]
		}
		rest = value[end+2:]
	}
}
