package workbook

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"aqs/ingest/issue"
)

// sharedStrings reads the table of texts that cells point into (ECMA-376 part 1, 18.4.9). The
// runs of a rich text are put together, reading aids (rPh, 18.4.6) left out. A text that looks
// empty is kept as "": there is nothing a person would see.
func (p *parts) sharedStrings(ctx context.Context, name string, limits Limits) ([]string, error) {
	if name == "" {
		return nil, nil
	}
	reader := sharedReader{most: limits.Cells, texts: textStore{most: 1 << 20}}
	err := p.scan(ctx, name, func(s *xmlScanner) error {
		reader.scan = s
		return reader.run()
	})
	var known *ReadError
	switch {
	case err == nil:
		return reader.table, nil
	case errors.Is(err, errUnclosed):
		err = &ReadError{Code: issue.SharedStringBroken, Detail: fmt.Sprintf("文字表在第 %d 条之后中断", len(reader.table))}
	case !errors.As(err, &known) && ctx.Err() == nil:
		err = &ReadError{Code: issue.SharedStringBroken, Detail: "文字表损坏", Err: err}
	}
	return nil, err
}

type sharedReader struct {
	scan  *xmlScanner
	most  int
	texts textStore
	table []string
	text  []byte
}

func (r *sharedReader) run() error {
	s := r.scan
	for {
		if s.depth() == 1 && s.prefix == "" && r.quick() {
			continue
		}
		t, err := s.next()
		if err != nil {
			return orEnd(err)
		}
		isItem := t.opens && t.level == 1 && t.ours && string(t.local) == "si"
		switch {
		case t.level == 0 && t.opens && (string(t.local) != "sst" || !s.isSpreadsheet()):
			return errSyntax
		case t.level == 0 && t.opens:
			declared, _ := parseCount(s.attr("uniqueCount")) // a hint, not believed further
			r.table = make([]string, 0, min(declared, r.most, 4096))
		case isItem && t.closes:
			err = r.add(nil)
		case isItem:
			if r.text, err = s.richText(r.text[:0]); err == nil {
				err = r.add(r.text)
			}
		}
		if err != nil {
			return err
		}
	}
}

// quick reads <si><t>…</t></si>, the shape of nearly all entries; false leaves it to the scanner.
func (r *sharedReader) quick() bool {
	s := r.scan
	rest := s.data[s.pos:s.end]
	n := len("<si><t>")
	if !bytes.HasPrefix(rest, []byte("<si><t>")) {
		const preserved = `<si><t xml:space="preserve">`
		if n = len(preserved); !bytes.HasPrefix(rest, []byte(preserved)) {
			return false
		}
	}
	end := bytes.IndexByte(rest[n:], '<')
	if end < 0 || !bytes.HasPrefix(rest[n+end:], []byte("</t></si>")) {
		return false
	}
	text := rest[n : n+end]
	if !isPlain(text) || r.add(text) != nil {
		return false
	}
	s.pos += n + end + len("</t></si>")
	return true
}

// isPlain says that raw character data is its own meaning.
func isPlain(text []byte) bool {
	for i, c := range text {
		if isSpecial[c] && (c != '_' || i+1 < len(text) && text[i+1] == 'x') {
			return false
		}
	}
	return true
}

func (r *sharedReader) add(text []byte) error {
	if len(r.table) >= r.most {
		return tooMany(fmt.Sprintf("文字表超过 %d 条", r.most))
	}
	if isBlank(text) {
		text = nil
	}
	r.table = append(r.table, r.texts.keep(text))
	return nil
}

// isBlank says that a text has nothing but white space (bytes.TrimSpace). Its first byte tells
// nearly always: letters of white space begin with a byte up to ' ' or one of 0xC2, 0xE1, 0xE2, 0xE3.
func isBlank(text []byte) bool {
	switch {
	case len(text) == 0:
		return true
	case text[0] > ' ' && text[0] != 0xC2 && (text[0] < 0xE1 || text[0] > 0xE3):
		return false
	}
	return len(bytes.TrimSpace(text)) == 0
}

// richText reads the inside of an <si> or <is> up to its end: t, r/t, and anything else skipped
// (18.4.8).
func (s *xmlScanner) richText(text []byte) ([]byte, error) {
	top := s.depth()
	run := 0        // depth of the run that is open
	inText := false // the last tag opened a text, which holds no elements
	for {
		t, err := s.next()
		if err == nil && inText && t.opens {
			err = errSyntax
		}
		if err != nil {
			if orEnd(err) == nil {
				err = errUnclosed
			}
			return text, err
		}
		depth := s.depth()
		inText = t.opens && !t.closes && string(t.local) == "t"
		switch {
		case depth < top:
			return appendXstring(text[:0:0], text), nil
		case t.opens && !t.closes && depth == top+1 && t.ours && string(t.local) == "r":
			run = depth
		case !t.opens && run > 0 && depth < run:
			run = 0
		case !t.opens && t.ours && string(t.local) == "t" && (depth == top || run > 0 && depth == run):
			if text, err = appendText(text, t); err != nil {
				return text, err
			}
		}
	}
}
