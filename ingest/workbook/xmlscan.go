package workbook

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
)

// What the scanner says of XML that no office program writes.
var (
	errUnclosed = errors.New("xml ends before its root element is closed")
	errDoctype  = errors.New("xml holds a document type declaration")
	errSyntax   = errors.New("xml is not well-formed")
	errTooDeep  = errors.New("xml nests too deep, or one tag is too long")
	errEncoding = errors.New("xml is in an unknown encoding")
)

// Bounds on XML that is only made to exhaust its reader.
const (
	maxDepth  = 200
	maxAttrs  = 200
	maxWindow = 16 << 20
	window    = 64 << 10
)

// tag is one element's start or end with the character data before it. Its slices hold until the
// next call of next.
type tag struct {
	opens, closes bool   // both: <empty/>
	full          []byte // name with its prefix
	local         []byte // name without it
	ours          bool   // of the root's namespace
	level         int    // elements around it; 0 for the root
	text          []byte // raw character data since the tag before
	plain         bool   // text holds no comment, CDATA section or processing instruction
}

// xmlScanner walks the tags of one part through a window, and takes nothing that is not
// well-formed (XML 1.0, fifth edition): whatever a cut or a flipped bit makes of a part is an
// error and never a shorter sheet. Document types are refused, so there are no entities to expand.
type xmlScanner struct {
	ctx    context.Context
	from   io.Reader
	window *[window]byte
	data   []byte // in the window, or in a larger one; data[pos:end] is checked and unread, data[end:] half a letter
	pos    int
	end    int
	eof    bool

	opened  bool // the encoding is settled
	opening bool // the declaration was read

	begun, done bool   // the root element was opened, closed
	namespace   string // of the root
	prefix      string // of the root, with its colon
	names       []byte // of the open elements, one behind the other
	ends        []int  // of each in names
	foreign     int    // depth at which another default namespace began; 0: nowhere
	attrs       []attr // of the last tag
	section     []byte // local name of the open child of the root; empty for another namespace's
	moved       bool   // the window no longer begins where the part does
	known       []byte // how the last sheet began; see sheetReader.remember
}

type attr struct{ name, value []byte }

// scanners keeps scanners with their windows: a small part takes less time than making them.
var scanners = sync.Pool{New: func() any { return &xmlScanner{window: new([window]byte)} }}

// scan walks a part with do and checks that it ends in order.
func (p *parts) scan(ctx context.Context, name string, do func(*xmlScanner) error) error {
	part, err := p.open(name)
	if err != nil {
		return err
	}
	defer part.Close()
	return scanXML(ctx, part, do)
}

func scanXML(ctx context.Context, from io.Reader, do func(*xmlScanner) error) error {
	s := scanners.Get().(*xmlScanner)
	defer scanners.Put(s)
	*s = xmlScanner{
		ctx: ctx, from: from, window: s.window, data: s.window[:0],
		names: s.names[:0], ends: s.ends[:0], attrs: s.attrs[:0], section: s.section[:0], known: s.known,
	}
	return do(s)
}

func (s *xmlScanner) depth() int { return len(s.ends) }

// next gives the next start or end tag; io.EOF at the orderly end of the document.
func (s *xmlScanner) next() (tag, error) {
	found := tag{plain: true}
	at := 0 // how far the search for the tag came, from pos
	for {
		open := bytes.IndexByte(s.data[s.pos+at:s.end], '<')
		if open < 0 {
			at = s.end - s.pos
			more, err := s.fill()
			if err != nil {
				return found, err
			}
			if !more {
				found.text = s.data[s.pos:s.end]
				return found, s.finish(found)
			}
			continue
		}
		at += open
		rest := s.data[s.pos+at : s.end]
		size, isTag, err := s.markup(rest)
		if err != nil {
			return found, err
		}
		if size == 0 { // the window ends within it
			more, err := s.fill()
			if err == nil && !more {
				err = errUnclosed
			}
			if err != nil {
				return found, err
			}
			continue
		}
		if !isTag {
			at += size
			found.plain = false
			continue
		}
		found.text = s.data[s.pos : s.pos+at]
		if len(found.text) > 0 {
			if err := s.checkText(found); err != nil {
				return found, err
			}
		}
		s.pos += at + size
		return found, s.element(rest[1:size-1], &found)
	}
}

// finish is reached when no tag is left.
func (s *xmlScanner) finish(last tag) error {
	if !s.done || s.end != len(s.data) {
		return errUnclosed
	}
	if err := s.checkText(last); err != nil {
		return err
	}
	return io.EOF
}

// markup measures the markup at the beginning of rest; 0 when the window ends within it.
func (s *xmlScanner) markup(rest []byte) (size int, isTag bool, err error) {
	if len(rest) < 2 {
		return 0, false, nil
	}
	switch {
	case rest[1] == '?':
		if size = endOf(rest[2:], "?>"); size > 0 {
			err = s.instruction(rest[2:size])
			size += 2
		}
	case rest[1] != '!':
		return tagEnd(rest), true, nil
	case len(rest) < len("<![CDATA["):
		return 0, false, nil
	case bytes.HasPrefix(rest, []byte("<!--")):
		if size = endOf(rest[4:], "-->"); size > 0 {
			size += 4
			if bytes.Contains(rest[4:size-2], []byte("--")) {
				err = errSyntax
			}
		}
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		if size = endOf(rest, "]]>"); s.depth() == 0 {
			err = errSyntax
		}
	default:
		err = errDoctype
	}
	return size, false, err
}

// instruction checks a processing instruction. One that is called xml is the declaration, and
// stands at the beginning (XML 1.0, 2.8).
func (s *xmlScanner) instruction(body []byte) error {
	n := nameLength(body)
	switch {
	case n == 0:
		return errSyntax
	case !bytes.EqualFold(body[:n], []byte("xml")):
		return nil
	case s.begun || s.opening:
		return errSyntax
	}
	s.opening = true
	if err := s.readAttrs(body[n:]); err != nil {
		return err
	}
	if string(s.attr("version")) != "1.0" {
		return errSyntax
	}
	for _, a := range s.attrs {
		if name := string(a.name); name != "version" && name != "encoding" && name != "standalone" {
			return errSyntax
		}
	}
	return nil
}

// endOf gives the length up to and with a mark; 0 when there is none.
func endOf(data []byte, mark string) int {
	at := bytes.Index(data, []byte(mark))
	if at < 0 {
		return 0
	}
	return at + len(mark)
}

// tagEnd gives the length of a tag, passing over quoted attribute values; 0 when it is not whole.
func tagEnd(data []byte) int {
	for i := 0; i < len(data); i++ {
		switch c := data[i]; c {
		case '>':
			return i + 1
		case '"', '\'':
			n := bytes.IndexByte(data[i+1:], c)
			if n < 0 {
				return 0
			}
			i += n + 1
		}
	}
	return 0
}

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
