package workbook

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"aqs/ingest/issue"
)

// xmlDepth is deeper than any workbook nests.
const xmlDepth = 100

// spreadsheetReader reads SpreadsheetML 2003 ("XML Spreadsheet Reference", Microsoft 2001): what
// Excel saves as "XML 表格 2003" and what many systems export under the name .xls.
type spreadsheetReader struct {
	ctx    context.Context
	limits Limits
	left   int // cells that the file may still hold
	tokens *xml.Decoder
	depth  int
	read   int // tokens
	lastAt string

	book     *Book
	styles   map[string]string // style → number format code
	date1904 bool
}

// parseSpreadsheetML reads an XML workbook; other XML is refused.
func parseSpreadsheetML(ctx context.Context, data []byte, limits Limits) (*Book, error) {
	text, err := decodeMarkup(data, declared(data))
	if err != nil {
		return nil, err
	}
	tokens := xml.NewDecoder(strings.NewReader(text))
	tokens.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // decoded above
	r := &spreadsheetReader{
		ctx: ctx, limits: limits, left: limits.Cells, tokens: tokens, lastAt: "开头",
		book: &Book{Carrier: string(CarrierXML)}, styles: map[string]string{},
	}
	if err := r.document(); err != nil {
		return nil, r.explain(err)
	}
	if len(r.book.Grids) == 0 {
		return nil, &ReadError{Code: issue.FileDamaged, Detail: "工作簿中没有工作表"}
	}
	for _, grid := range r.book.Grids {
		grid.Date1904 = r.date1904
	}
	return r.book, nil
}

// explain turns the XML library's complaints into codes. What it quotes of the file is not shown.
func (r *spreadsheetReader) explain(err error) error {
	var known *ReadError
	if errors.As(err, &known) || r.ctx.Err() != nil {
		return err
	}
	var syntax *xml.SyntaxError
	if errors.Is(err, io.EOF) || errors.As(err, &syntax) && strings.Contains(syntax.Msg, "unexpected EOF") {
		return &ReadError{Code: issue.FileTruncated, Detail: r.lastAt + "之后中断，工作簿没有结束", Err: err}
	}
	return &ReadError{Code: issue.FileDamaged, Detail: "XML 在" + r.lastAt + "之后有错", Err: err}
}

// next gives the next token within the bounds on time and depth.
func (r *spreadsheetReader) next() (xml.Token, error) {
	if r.read++; r.read%4096 == 0 && r.ctx.Err() != nil {
		return nil, r.ctx.Err()
	}
	token, err := r.tokens.Token()
	if err != nil {
		return nil, err
	}
	switch token.(type) {
	case xml.StartElement:
		if r.depth++; r.depth > xmlDepth {
			return nil, &ReadError{Code: issue.FileDamaged, Detail: "XML 嵌套过深"}
		}
	case xml.EndElement:
		r.depth--
	case xml.Directive: // a document type may define entities that grow without bound
		return nil, &ReadError{Code: issue.FileDamaged, Detail: "XML 中有文档类型声明"}
	}
	return token, nil
}

// children calls each for every element directly below the open one, until that ends. each must
// read its element to its end, with children or skip.
func (r *spreadsheetReader) children(each func(xml.StartElement) error) error {
	for {
		token, err := r.next()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if err := each(token); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

func (r *spreadsheetReader) skip() error {
	return r.children(func(xml.StartElement) error { return r.skip() })
}

// document reads the one root element and insists that nothing follows it.
func (r *spreadsheetReader) document() error {
	found := false
	for {
		token, err := r.next()
		if errors.Is(err, io.EOF) && found {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch {
		case found:
			return &ReadError{Code: issue.FileDamaged, Detail: "工作簿结束之后还有内容"}
		case start.Name.Local != "Workbook" || start.Name.Space != spreadsheetNS:
			return &ReadError{Code: issue.FileNotWorkbook, Detail: "内容是 XML 文本"}
		}
		found = true
		if err := r.workbook(); err != nil {
			return err
		}
	}
}

func (r *spreadsheetReader) workbook() error {
	return r.children(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "DocumentProperties":
			return r.properties()
		case "ExcelWorkbook":
			return r.children(func(start xml.StartElement) error {
				r.date1904 = r.date1904 || start.Name.Local == "Date1904"
				return r.skip()
			})
		case "Styles":
			return r.allStyles()
		case "Worksheet":
			return r.worksheet(start)
		}
		return r.skip()
	})
}

func (r *spreadsheetReader) properties() error {
	return r.children(func(start xml.StartElement) error {
		text, err := r.text()
		if err != nil || start.Name.Local != "LastSaved" {
			return err
		}
		if at, err := time.Parse(time.RFC3339, strings.TrimSpace(text)); err == nil {
			at = at.UTC()
			r.book.Modified = &at
		}
		return nil
	})
}

// allStyles notes the number format of every style, a parent's where a style has none.
func (r *spreadsheetReader) allStyles() error {
	return r.children(func(style xml.StartElement) error {
		code := r.styles[attribute(style, "Parent")]
		err := r.children(func(part xml.StartElement) error {
			if part.Name.Local == "NumberFormat" {
				code = namedFormat(attribute(part, "Format"))
			}
			return r.skip()
		})
		r.styles[attribute(style, "ID")] = code
		return err
	})
}

// text reads the open element to its end and gives all characters in it, those of inner elements
// (rich text) included.
func (r *spreadsheetReader) text() (string, error) {
	first, more := "", []string(nil) // nearly always one piece
	for depth := 1; ; {
		token, err := r.next()
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			if depth--; depth == 0 {
				return first + strings.Join(more, ""), nil
			}
		case xml.CharData:
			if first == "" {
				first = string(token)
			} else {
				more = append(more, string(token))
			}
		}
	}
}

// attribute finds an attribute by its local name: some systems leave the prefix ss: out.
func attribute(start xml.StartElement, name string) string {
	for _, attr := range start.Attr {
		if attr.Name.Local == name {
			return attr.Value
		}
	}
	return ""
}

// countAttr reads an attribute that is a number from 1 on, or from 0 when it counts additions; absent
// is 0.
func countAttr(start xml.StartElement, name string, most int) (int, error) {
	value := attribute(start, name)
	if value == "" {
		return 0, nil
	}
	number, ok := parseCount([]byte(value))
	if !ok || number > most {
		return 0, &ReadError{Code: issue.FileDamaged, Detail: fmt.Sprintf("%s 的 %s 不正确", start.Name.Local, name)}
	}
	return number, nil
}
