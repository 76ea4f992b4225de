package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/xml"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"path"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// The oracle reads a workbook the slow way: whole trees by encoding/xml, rules written down once
// more from ECMA-376. It shares no code with the reader but the judging of number formats.

const mainNS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

type node struct {
	name     xml.Name
	attrs    []xml.Attr
	text     string // its own
	children []*node
}

func parseTree(data []byte) (*node, error) {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	top := &node{}
	open := []*node{top}
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		last := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			made := &node{name: t.Name, attrs: append([]xml.Attr(nil), t.Attr...)}
			last.children = append(last.children, made)
			open = append(open, made)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			last.text += string(t)
		case xml.Directive:
			return nil, errors.New("directive")
		}
	}
	if len(top.children) != 1 {
		return nil, errors.New("not one root")
	}
	return top.children[0], nil
}

func (n *node) attr(local string) string {
	for _, a := range n.attrs {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

func (n *node) all(local string) (found []*node) {
	for _, child := range n.children {
		if child.name.Local == local && (child.name.Space == n.name.Space) {
			found = append(found, child)
		}
	}
	return found
}

func (n *node) within(names ...string) []*node {
	found := []*node{n}
	for _, name := range names {
		var next []*node
		for _, one := range found {
			next = append(next, one.all(name)...)
		}
		found = next
	}
	return found
}

// rich is the text of an si or is element.
func (n *node) rich() string {
	var out strings.Builder
	for _, child := range n.children {
		switch child.name.Local {
		case "t":
			out.WriteString(child.text)
		case "r":
			for _, t := range child.all("t") {
				out.WriteString(t.text)
			}
		}
	}
	return unescapeX(out.String())
}

func unescapeX(text string) string {
	var units []uint16
	escape := regexp.MustCompile(`^_x[0-9a-fA-F]{4}_`)
	var out strings.Builder
	flush := func() {
		out.WriteString(string(utf16.Decode(units)))
		units = units[:0]
	}
	for len(text) > 0 {
		if found := escape.FindString(text); found != "" {
			unit, _ := strconv.ParseUint(found[2:6], 16, 16)
			units = append(units, uint16(unit))
			text = text[len(found):]
			continue
		}
		flush()
		out.WriteByte(text[0])
		text = text[1:]
	}
	flush()
	return out.String()
}

// oraclePart inflates a part and holds it against the directory. zip.File.Open would also refuse
// a part whose descriptor behind its bytes is wrong; office programs do not look at that one, and
// neither do we.
func oraclePart(file *zip.File) ([]byte, error) {
	raw, err := file.OpenRaw()
	if err != nil {
		return nil, err
	}
	var reader io.Reader
	switch file.Method {
	case zip.Deflate:
		reader = flate.NewReader(raw)
	case zip.Store:
		reader = raw
	default:
		return nil, zip.ErrAlgorithm
	}
	content, err := io.ReadAll(reader)
	if err == nil && (uint64(len(content)) != file.UncompressedSize64 || crc32.ChecksumIEEE(content) != file.CRC32) {
		err = zip.ErrChecksum
	}
	return content, err
}

// oracle gives the dump that dumpBook gives.
func oracle(data []byte) (string, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", err
	}
	tree := func(name string) (*node, error) {
		for _, file := range archive.File {
			if strings.EqualFold(file.Name, name) {
				content, err := oraclePart(file)
				if err != nil {
					return nil, err
				}
				return parseTree(content)
			}
		}
		return nil, errors.New("no part " + name)
	}
	related := func(dir, rels string) (map[string][2]string, error) {
		root, err := tree(rels)
		if err != nil {
			return nil, err
		}
		found := map[string][2]string{}
		for _, one := range root.all("Relationship") {
			target := one.attr("Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join(dir, target)
			}
			found[one.attr("Id")] = [2]string{path.Base(one.attr("Type")), strings.TrimPrefix(target, "/")}
		}
		return found, nil
	}
	byKind := func(rels map[string][2]string, kind string) string {
		for _, one := range rels {
			if one[0] == kind {
				return one[1]
			}
		}
		return ""
	}
	top, err := related("", "_rels/.rels")
	if err != nil {
		return "", err
	}
	main := byKind(top, "officeDocument")
	rels, err := related(path.Dir(main), path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"))
	if err != nil {
		return "", err
	}
	o := oracleBook{}
	if core := byKind(top, "core-properties"); core != "" {
		root, err := tree(core)
		if err != nil {
			return "", err
		}
		for _, one := range root.children {
			if at, err := time.Parse(time.RFC3339, strings.TrimSpace(one.text)); one.name.Local == "modified" && err == nil {
				fmt.Fprintf(&o.out, "modified %s\n", at.UTC().Format(time.RFC3339))
			}
		}
	}
	if err := o.readTables(tree, byKind(rels, "styles"), byKind(rels, "sharedStrings")); err != nil {
		return "", err
	}
	workbook, err := tree(main)
	if err != nil {
		return "", err
	}
	for _, pr := range workbook.all("workbookPr") {
		o.date1904 = pr.attr("date1904") == "1" || pr.attr("date1904") == "true"
	}
	for i, sheet := range workbook.within("sheets", "sheet") {
		rel := rels[sheet.attr("id")]
		if rel[0] != "worksheet" {
			continue
		}
		root, err := tree(rel[1])
		if err != nil {
			return "", err
		}
		state := sheet.attr("state")
		fmt.Fprintf(&o.out, "sheet %d %q hidden=%v 1904=%v\n", i+1, unescapeX(sheet.attr("name")), state == "hidden" || state == "veryHidden", o.date1904)
		if err := o.sheet(root); err != nil {
			return "", err
		}
	}
	return o.out.String(), nil
}

type oracleBook struct {
	out      strings.Builder
	shared   []string
	codes    map[string]string // numFmtId → code
	xfs      []string          // numFmtId
	date1904 bool
}

func (o *oracleBook) readTables(tree func(string) (*node, error), styles, shared string) error {
	o.codes = map[string]string{}
	if styles != "" {
		root, err := tree(styles)
		if err != nil {
			return err
		}
		for _, one := range root.within("numFmts", "numFmt") {
			o.codes[one.attr("numFmtId")] = unescapeX(one.attr("formatCode"))
		}
		for _, one := range root.within("cellXfs", "xf") {
			o.xfs = append(o.xfs, one.attr("numFmtId"))
		}
	}
	if shared != "" {
		root, err := tree(shared)
		if err != nil {
			return err
		}
		for _, one := range root.all("si") {
			o.shared = append(o.shared, one.rich())
		}
	}
	return nil
}

func (o *oracleBook) sheet(root *node) error {
	var merges []Merge
	for _, one := range root.within("mergeCells", "mergeCell") {
		first, last, found := strings.Cut(one.attr("ref"), ":")
		r1, c1, ok1 := ParseAddress(first)
		r2, c2, ok2 := ParseAddress(last)
		if !found || first == last {
			continue
		}
		if !ok1 || !ok2 {
			return errors.New("bad merge")
		}
		m := Merge{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}
		merges = append(merges, m)
		fmt.Fprintf(&o.out, "merge %v\n", m)
	}
	hidden := map[int]bool{}
	for _, one := range root.within("cols", "col") {
		if h := one.attr("hidden"); h == "1" || h == "true" {
			first, _ := strconv.Atoi(one.attr("min"))
			last, _ := strconv.Atoi(one.attr("max"))
			for col := first; col <= min(last, maxCol); col++ {
				hidden[col] = true
			}
		}
	}
	fmt.Fprintf(&o.out, "hidden columns %v\n", sortedKeys(hidden))
	below, emptied, rowNo := 0, []int(nil), 0
	for _, row := range root.within("sheetData", "row") {
		rowNo++
		if r := row.attr("r"); r != "" {
			given, err := strconv.Atoi(r)
			if err != nil {
				return err
			}
			rowNo = given
		}
		kept, covered, col := 0, 0, 0
		for _, c := range row.all("c") {
			col++
			if r := c.attr("r"); r != "" {
				_, given, ok := ParseAddress(r)
				if !ok {
					return errors.New("bad address")
				}
				col = given
			}
			line, err := o.cell(c)
			if err != nil {
				return err
			}
			if line == "" {
				continue
			}
			under := false
			for _, m := range merges {
				inside := rowNo >= m.FirstRow && rowNo <= m.LastRow && col >= m.FirstCol && col <= m.LastCol
				under = under || inside && (rowNo != m.FirstRow || col != m.FirstCol)
			}
			if under {
				covered++
				continue
			}
			if kept++; kept == 1 {
				h := row.attr("hidden")
				fmt.Fprintf(&o.out, "row %d hidden=%v\n", rowNo, h == "1" || h == "true")
			}
			fmt.Fprintf(&o.out, "%s %s\n", Address(rowNo, col), line)
		}
		if below += covered; covered > 0 && kept == 0 {
			emptied = append(emptied, rowNo)
		}
	}
	fmt.Fprintf(&o.out, "under merges %d %v\n", below, emptied)
	return nil
}

func (o *oracleBook) cell(c *node) (string, error) {
	value, hasValue := "", false
	for _, v := range c.all("v") {
		value, hasValue = v.text, true
	}
	kind := c.attr("t")
	if is := c.all("is"); kind == "inlineStr" && len(is) > 0 {
		value, hasValue = is[0].rich(), true
	}
	if len(c.all("f")) > 0 && (!hasValue || value == "" && kind != "str") {
		return dumpCell(Cell{Kind: UncachedResult}), nil
	}
	if value == "" {
		return "", nil
	}
	switch kind {
	case "s":
		index, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || index < 0 || index >= len(o.shared) {
			return "", errors.New("bad index")
		}
		value = o.shared[index]
	case "b":
		if value == "1" || strings.EqualFold(value, "true") {
			return dumpCell(Cell{Kind: Bool, Text: "TRUE", Number: 1}), nil
		}
		return dumpCell(Cell{Kind: Bool, Text: "FALSE"}), nil
	case "e":
		return dumpCell(Cell{Kind: Error, Text: value}), nil
	case "str":
		value = unescapeX(value)
	case "d":
		if serial, ok := isoSerial(value, o.date1904); ok {
			kind, format, err := o.shows(c)
			if err != nil {
				return "", err
			}
			if kind != Date {
				format = "yyyy-mm-dd"
			}
			return dumpCell(Cell{Kind: Date, Text: strconv.FormatFloat(serial, 'f', -1, 64), Number: serial, Format: format}), nil
		}
	case "", "n":
		number, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || math.IsInf(number, 0) || !regexp.MustCompile(`^[-+.0-9eE]+$`).MatchString(strings.TrimSpace(value)) {
			break
		}
		cell := Cell{Text: value, Number: number}
		if cell.Kind, cell.Format, err = o.shows(c); err != nil {
			return "", err
		}
		return dumpCell(cell), nil
	case "inlineStr":
	default:
		return "", errors.New("bad type")
	}
	if strings.TrimSpace(value) == "" {
		return "", nil
	}
	return dumpCell(Cell{Kind: Text, Text: value}), nil
}

// shows is what a cell's style makes of its number.
func (o *oracleBook) shows(c *node) (Kind, string, error) {
	if len(o.xfs) == 0 {
		return Number, "", nil
	}
	style, id := 0, 0
	var err error
	if s := c.attr("s"); s != "" {
		if style, err = strconv.Atoi(s); err != nil || style >= len(o.xfs) {
			return 0, "", errors.New("bad style")
		}
	}
	if o.xfs[style] != "" {
		if id, err = strconv.Atoi(o.xfs[style]); err != nil {
			return 0, "", err
		}
	}
	code, custom := o.codes[o.xfs[style]]
	builtin, isDate := builtinDate(id)
	switch {
	case custom && isDateCode(code):
		return Date, code, nil
	case custom && isPercentCode(code):
		return Number, code, nil
	case custom:
	case id == 9:
		return Number, "0%", nil
	case id == 10:
		return Number, "0.00%", nil
	case isDate:
		return Date, builtin, nil
	}
	return Number, "", nil
}

func dumpCell(c Cell) string { return fmt.Sprintf("%d %q %v %q", c.Kind, c.Text, c.Number, c.Format) }

// dumpBook writes everything that a book says, one line a cell.
func dumpBook(book *Book) string {
	var out strings.Builder
	if book.Modified != nil {
		fmt.Fprintf(&out, "modified %s\n", book.Modified.Format(time.RFC3339))
	}
	for _, grid := range book.Grids {
		fmt.Fprintf(&out, "sheet %d %q hidden=%v 1904=%v\n", grid.No, grid.Sheet, grid.Hidden, grid.Date1904)
		if grid.Unreadable != nil {
			fmt.Fprintf(&out, "unreadable %s\n", grid.Unreadable.Code)
		}
		for _, merge := range grid.Merges {
			fmt.Fprintf(&out, "merge %v\n", merge)
		}
		fmt.Fprintf(&out, "hidden columns %v\n", sortedKeys(grid.HiddenCols))
		for _, row := range grid.Rows {
			fmt.Fprintf(&out, "row %d hidden=%v\n", row.No, row.Hidden)
			for _, cell := range row.Cells {
				fmt.Fprintf(&out, "%s %s\n", cell.Address(), dumpCell(cell))
			}
		}
		fmt.Fprintf(&out, "under merges %d %v\n", grid.HiddenUnderMerge, grid.RowsUnderMerge)
	}
	return out.String()
}

func sortedKeys(set map[int]bool) []int {
	keys := make([]int, 0, len(set))
	for key := range set {
		keys = append(keys, key)
	}
	sort.Ints(keys)
	return keys
}
