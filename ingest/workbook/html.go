package workbook

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"aqs/ingest/issue"
)

// tableDepth is deeper than any page nests its tables.
const tableDepth = 50

// htmlReader reads the tables of a web page: what Excel saves as such, and what many systems
// export under the name .xls. Every table with something in it is a sheet, except those that only
// hold others in place.
type htmlReader struct {
	ctx    context.Context
	limits Limits
	left   int // cells that the file may still hold
	tokens *html.Tokenizer
	styles styleSheet

	open    []*htmlTable // innermost last
	done    []*htmlTable
	opened  int
	excel   bool // written by Excel, or for it: every table is a sheet
	frames  bool // the tables are in other files
	started bool // <html> or <body> was opened
	ended   bool // and one of them closed
}

// parseHTML reads a page's tables; a page without a table of data is refused.
func parseHTML(ctx context.Context, data []byte, limits Limits) (*Book, error) {
	text, err := decodeMarkup(data, declared(data))
	if err != nil {
		return nil, err
	}
	head := string(textHead(data))
	r := &htmlReader{
		ctx: ctx, limits: limits, left: limits.Cells, tokens: html.NewTokenizer(strings.NewReader(text)), styles: styleSheet{},
		excel: strings.Contains(head, "office:excel") || strings.Contains(head, "excel.sheet"),
	}
	island := readIsland(text)
	r.frames = island.linked
	if err := r.page(); err != nil {
		return nil, err
	}
	if err := r.complete(); err != nil {
		return nil, err
	}
	slices.SortFunc(r.done, func(a, b *htmlTable) int { return a.order - b.order })
	book := &Book{Carrier: string(CarrierHTML)}
	names := island.names(r.done)
	for i, table := range r.done {
		grid, err := table.finish()
		if err != nil {
			return nil, err
		}
		grid.No, grid.Sheet, grid.Hidden = i+1, names[i], table.hidden || island.hidden[names[i]]
		book.Grids = append(book.Grids, grid)
	}
	return book, nil
}

// complete tells a whole page with tables from others.
func (r *htmlReader) complete() error {
	switch {
	case len(r.open) > 0:
		table := r.open[0]
		return &ReadError{Code: issue.FileTruncated, Detail: fmt.Sprintf("网页在第 %d 张表第 %d 行之后中断", table.order, table.row)}
	case r.started && !r.ended:
		return &ReadError{Code: issue.FileTruncated, Detail: "网页没有结束标记"}
	case len(r.done) == 0 && r.frames:
		return &ReadError{Code: issue.FileNotWorkbook, Detail: "只是多文件网页的目录，工作表在另外的文件夹里"}
	case !r.excel && !slices.ContainsFunc(r.done, (*htmlTable).isData), len(r.done) == 0:
		return &ReadError{Code: issue.FileNotWorkbook, Detail: "内容是网页，其中没有数据表格"}
	}
	return nil
}

// page reads all tokens.
func (r *htmlReader) page() error {
	raw := "" // the open element whose text is not shown
	for read := 1; ; read++ {
		if read%4096 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		switch r.tokens.Next() {
		case html.ErrorToken:
			if err := r.tokens.Err(); !errors.Is(err, io.EOF) {
				return &ReadError{Code: issue.FileDamaged, Detail: "网页无法解析", Err: err}
			}
			return nil
		case html.TextToken:
			if raw == "style" {
				r.styles.read(string(r.tokens.Text()))
			} else if into := r.text(); into != nil && raw == "" {
				into.write(r.tokens.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := r.tokens.TagName()
			raw = ""
			if string(name) == "style" || string(name) == "script" {
				raw = string(name)
			}
			if err := r.start(string(name), more); err != nil {
				return err
			}
		case html.EndTagToken:
			name, _ := r.tokens.TagName()
			raw = ""
			if err := r.end(string(name)); err != nil {
				return err
			}
		}
	}
}

// text is where letters go: the innermost table's open cell or caption.
func (r *htmlReader) text() *htmlText {
	table := r.innermost()
	switch {
	case table == nil:
		return nil
	case table.cell != nil:
		return &table.cell.text
	case table.caption != nil && table.row == 0:
		return table.caption
	}
	return nil
}

func (r *htmlReader) innermost() *htmlTable {
	if len(r.open) == 0 {
		return nil
	}
	return r.open[len(r.open)-1]
}

func (r *htmlReader) start(name string, more bool) error {
	switch name {
	case "html", "body":
		r.started = true
		return nil
	case "frameset", "frame":
		r.frames = true
		return nil
	case "table":
		attrs := r.attrs(more)
		return r.openTable(attrs.hidden || r.styles.of(attrs.class, attrs.style).hidden)
	}
	table := r.innermost()
	if table == nil {
		return nil
	}
	switch name {
	case "caption":
		table.caption = &htmlText{}
	case "col":
		attrs := r.attrs(more)
		return table.columns(attrs, attrs.hidden || r.styles.of(attrs.class, attrs.style).hidden)
	case "tr":
		attrs := r.attrs(more)
		return table.openRow(attrs.hidden || r.styles.of(attrs.class, attrs.style).hidden)
	case "td", "th":
		attrs := r.attrs(more)
		return table.openCell(attrs, r.styles.of(attrs.class, attrs.style), name == "th")
	}
	if into := r.text(); into != nil {
		switch name {
		case "br":
			into.breakLine()
		case "span":
			attrs := r.attrs(more)
			into.wide = r.styles.of(attrs.class, attrs.style).wideSpaces
		case "p", "div", "li", "pre":
			into.block()
		}
	}
	return nil
}

func (r *htmlReader) openTable(hidden bool) error {
	// Directly in a row or table, a new table ends the one before; in a cell it is nested.
	for outer := r.innermost(); outer != nil && outer.cell == nil; outer = r.innermost() {
		if err := r.closeTable(); err != nil {
			return err
		}
	}
	if outer := r.innermost(); outer != nil {
		outer.nested = true
	}
	if len(r.open) >= tableDepth {
		return &ReadError{Code: issue.FileDamaged, Detail: "网页的表格嵌套过深"}
	}
	r.opened++
	r.open = append(r.open, &htmlTable{order: r.opened, hidden: hidden, sheet: newCollector("", 0, r.limits, &r.left)})
	return nil
}

// closeTable ends the innermost table and keeps it when it is a sheet.
func (r *htmlReader) closeTable() error {
	table := r.innermost()
	r.open = r.open[:len(r.open)-1]
	if err := table.closeRow(); err != nil {
		return err
	}
	layout := table.nested && !table.isData()
	if layout || !r.excel && !table.holds() {
		return nil
	}
	if r.done = append(r.done, table); len(r.done) > r.limits.Sheets {
		return tooMany("网页中的表格过多")
	}
	return nil
}

func (r *htmlReader) end(name string) error {
	switch name {
	case "html", "body":
		r.ended = true
		return nil
	}
	table := r.innermost()
	if table == nil {
		return nil
	}
	switch name {
	case "table":
		return r.closeTable()
	case "tr":
		return table.closeRow()
	case "td", "th":
		return table.closeCell()
	}
	if into := r.text(); into != nil {
		switch name {
		case "span":
			into.wide = false
		case "p", "div", "li", "pre":
			into.block()
		}
	}
	return nil
}

// htmlAttrs are the attributes that matter of one element.
type htmlAttrs struct {
	colSpan, rowSpan, span int
	class, style           string
	hidden, formula        bool
	kind, stored           string // x:num and its like, with its value
}

func (r *htmlReader) attrs(more bool) htmlAttrs {
	var attrs htmlAttrs
	for more {
		var name, value []byte
		name, value, more = r.tokens.TagAttr()
		switch string(name) {
		case "colspan":
			attrs.colSpan = spanAttr(value, 1)
		case "rowspan":
			attrs.rowSpan = spanAttr(value, maxRow)
		case "span":
			attrs.span = spanAttr(value, 1)
		case "class":
			attrs.class = string(value)
		case "style":
			attrs.style = string(value)
		case "hidden":
			attrs.hidden = true
		case "x:fmla":
			attrs.formula = true
		case "x:num", "x:str", "x:bool", "x:err":
			attrs.kind, attrs.stored = string(name), string(value)
		}
	}
	return attrs
}

// spanAttr reads a span; zero has a meaning of its own, and what is no number counts as one cell.
func spanAttr(value []byte, zero int) int {
	number, err := strconv.Atoi(strings.TrimSpace(string(value)))
	switch {
	case err != nil || number < 0:
		return 1
	case number == 0:
		return zero
	}
	return min(number, maxRow)
}
