package workbook

import (
	"bytes"
	"context"
	"errors"
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
