package workbook

import (
	"bytes"
	"fmt"
)

// element reads a tag's inside: name, attributes, and what it does to the nesting.
func (s *xmlScanner) element(body []byte, found *tag) error {
	if s.done {
		return errSyntax
	}
	found.opens = true
	switch {
	case len(body) > 0 && body[0] == '/':
		found.opens, found.closes, body = false, true, body[1:]
	case len(body) > 0 && body[len(body)-1] == '/':
		found.closes, body = true, body[:len(body)-1]
	}
	n := nameLength(body)
	if n == 0 {
		return errSyntax
	}
	found.full = body[:n]
	found.local = found.full[bytes.IndexByte(found.full, ':')+1:]
	if err := s.readAttrs(body[n:]); err != nil {
		return err
	}
	if !found.opens {
		if len(s.attrs) > 0 {
			return errSyntax
		}
		return s.leave(found)
	}
	return s.enter(found)
}

func (s *xmlScanner) enter(found *tag) error {
	if s.depth() >= maxDepth {
		return errTooDeep
	}
	if !s.begun {
		s.begun = true
		s.prefix = string(found.full[:len(found.full)-len(found.local)])
		switch uri := s.declared(); string(uri) { // the usual ones without a copy
		case transitional:
			s.namespace = transitional
		default:
			s.namespace = string(uri)
		}
	} else if s.foreign == 0 {
		if uri := s.declared(); uri != nil && string(uri) != s.namespace {
			s.foreign = s.depth() + 1
		}
	}
	found.ours, found.level = s.isOurs(found), s.depth()
	if !found.closes && s.closesAtOnce(found.full) {
		found.closes = true // <a></a> is <a/>
	}
	if !found.closes {
		if found.level == 1 && found.ours {
			s.section = append(s.section, found.local...)
		}
		s.push(found.full)
		return nil
	}
	s.done = s.depth() == 0
	if s.foreign > s.depth() {
		s.foreign = 0
	}
	return nil
}

func (s *xmlScanner) push(name []byte) {
	s.names = append(s.names, name...)
	s.ends = append(s.ends, len(s.names))
}

// pop forgets the innermost element and says how many are left.
func (s *xmlScanner) pop() int {
	last := len(s.ends) - 1
	s.ends = s.ends[:last]
	if s.names = s.names[:0]; last > 0 {
		s.names = s.names[:s.ends[last-1]]
	}
	return last
}

// closesAtOnce passes over the end tag of an element that was just opened, when it stands next.
func (s *xmlScanner) closesAtOnce(name []byte) bool {
	rest := s.data[s.pos:s.end]
	n := len(name) + 3
	if len(rest) < n || rest[0] != '<' || rest[1] != '/' || rest[n-1] != '>' || string(rest[2:n-1]) != string(name) {
		return false
	}
	s.pos += n
	return true
}

// leave closes the innermost element, which must be of the tag's name.
func (s *xmlScanner) leave(found *tag) error {
	last := len(s.ends) - 1
	start := 0
	if last > 0 {
		start = s.ends[last-1]
	}
	if last < 0 || !bytes.Equal(s.names[start:], found.full) {
		return fmt.Errorf("%w: an element is closed that is not open", errSyntax)
	}
	found.ours, found.level = s.isOurs(found), last
	if last <= 1 {
		s.section = s.section[:0]
	}
	s.done = s.pop() == 0
	if s.foreign > last {
		s.foreign = 0
	}
	return nil
}

func (s *xmlScanner) isOurs(found *tag) bool {
	return s.foreign == 0 && string(found.full[:len(found.full)-len(found.local)]) == s.prefix
}

// isBare says that names without a prefix are of the root's namespace here.
func (s *xmlScanner) isBare() bool { return s.prefix == "" && s.foreign == 0 }

// declared is the namespace that the last tag declares for the root's prefix; nil for none.
func (s *xmlScanner) declared() []byte {
	for _, a := range s.attrs {
		if rest, ok := bytes.CutPrefix(a.name, []byte("xmlns")); ok {
			if len(rest) == 0 && s.prefix == "" || len(rest) > 0 && string(rest[1:])+":" == s.prefix {
				return a.value
			}
		}
	}
	return nil
}

// readAttrs reads and checks all attributes of a tag.
func (s *xmlScanner) readAttrs(rest []byte) error {
	s.attrs = s.attrs[:0]
	for {
		gap := spaces(rest)
		if gap == len(rest) {
			return nil
		}
		rest = rest[gap:]
		n := nameLength(rest)
		if n == 0 || gap == 0 || len(s.attrs) == maxAttrs {
			return errSyntax
		}
		name := rest[:n]
		rest = rest[n+spaces(rest[n:]):]
		if len(rest) == 0 || rest[0] != '=' {
			return errSyntax
		}
		rest = rest[1+spaces(rest[1:]):]
		if len(rest) < 2 || rest[0] != '"' && rest[0] != '\'' {
			return errSyntax
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return errSyntax
		}
		value := rest[1 : 1+end]
		rest = rest[end+2:]
		for _, c := range value {
			if c != '<' && c != '&' {
				continue
			}
			decoded, ok := appendUnescaped(nil, value)
			if !ok || bytes.IndexByte(value, '<') >= 0 {
				return errSyntax
			}
			value = decoded
			break
		}
		for _, other := range s.attrs {
			if bytes.Equal(other.name, name) {
				return errSyntax
			}
		}
		s.attrs = append(s.attrs, attr{name, value})
	}
}

// spaces counts the white space that data begins with.
func spaces(data []byte) int {
	n := 0
	for n < len(data) && (data[n] == ' ' || data[n] == '\n' || data[n] == '\t' || data[n] == '\r') {
		n++
	}
	return n
}

// is says that a tag is the start of a name of ours that stands in a section: a path of three.
func (s *xmlScanner) is(t tag, section, name string) bool {
	return t.opens && t.ours && t.level == 2 && string(t.local) == name && string(s.section) == section
}

// attr gives an attribute of the last start tag by its whole name; nil when absent.
func (s *xmlScanner) attr(name string) []byte {
	for _, a := range s.attrs {
		if string(a.name) == name {
			return a.value
		}
	}
	return nil
}
