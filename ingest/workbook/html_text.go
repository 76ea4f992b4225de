package workbook

import "strings"

// htmlText gathers the text of a cell or caption as a browser shows it: runs of white space are
// one space, line breaks come from <br> and from blocks.
type htmlText struct {
	out   strings.Builder
	space bool // white space was read since the last letter
	line  bool // a block began or ended since the last letter
	wide  bool // spaces are kept as they are, and no-break spaces are spaces: mso-spacerun, <pre>
}

func (t *htmlText) write(text []byte) {
	if t.wide {
		t.settle()
		t.out.WriteString(strings.ReplaceAll(string(text), "\u00A0", " "))
		return
	}
	for len(text) > 0 {
		n := 0
		for n < len(text) && isHTMLSpace(text[n]) {
			n++
		}
		if n > 0 {
			t.space = true
			text = text[n:]
			continue
		}
		for n < len(text) && !isHTMLSpace(text[n]) {
			n++
		}
		t.settle()
		t.out.Write(text[:n])
		text = text[n:]
	}
}

func isHTMLSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == '\f' }

// settle writes the white space that turned out to stand between two letters.
func (t *htmlText) settle() {
	started := t.out.Len() > 0
	switch {
	case t.line && started && !strings.HasSuffix(t.out.String(), "\n"):
		t.out.WriteByte('\n')
	case t.space && started && !t.line && !strings.HasSuffix(t.out.String(), "\n"):
		t.out.WriteByte(' ')
	}
	t.space, t.line = false, false
}

// breakLine is a <br>.
func (t *htmlText) breakLine() {
	t.settle()
	t.space = false
	t.out.WriteByte('\n')
}

// block is the beginning or end of a paragraph.
func (t *htmlText) block() { t.line = true }

// String is the text without the white space around it.
func (t *htmlText) String() string { return strings.Trim(t.out.String(), " \n") }
