package biff

import (
	"bytes"
	"encoding/binary"
	"strings"
	"time"
)

// Limits bound what a file may cost.
type Limits struct {
	Sheets int // per file
	Cells  int // with values, per file
	Merges int // per sheet
}

// Book is an opened workbook: everything but the cells.
type Book struct {
	Date1904 bool
	CodePage uint16         // of byte strings; 0 when not given
	Modified *time.Time     // when it was last saved (UTC); nil when the file does not say
	Styles   []uint16       // number format of each style
	Formats  map[int]string // codes of number formats; one without a code here is built in
	Sheets   []Entry

	stream  []byte
	limits  Limits
	unicode bool // BIFF8
	strings []string
	spent   int // bytes of sheet substreams read
	cells   int // cells read
}

// Entry is a sheet in the workbook's list.
type Entry struct {
	Name     string
	Hidden   bool // or very hidden
	HasCells bool // a worksheet, not a chart, macro sheet or module

	offset uint32
}

// Open reads the container and the workbook globals.
func Open(data []byte, limits Limits) (*Book, error) {
	container, err := openContainer(data)
	if err != nil {
		return nil, err
	}
	book := &Book{stream: container.stream, limits: limits, Modified: container.modified, Formats: map[int]string{}}
	if err := book.readGlobals(); err != nil {
		return nil, err
	}
	return book, nil
}

// globals are the raw entries of the list of sheets, decoded when the code page is known for sure.
type globals struct {
	book  *Book
	names [][]byte
}

// readGlobals reads the first substream (2.1.7.20.3).
func (b *Book) readGlobals() error {
	walk := records{stream: b.stream}
	if err := b.readVersion(&walk); err != nil {
		return err
	}
	g := globals{book: b}
	for {
		item, err := walk.next()
		if err != nil {
			return err
		}
		switch item.id {
		case idEOF:
			return g.finish()
		case idBOF:
			return damaged("工作簿目录没有结尾")
		}
		if err := g.record(item, &walk); err != nil {
			return err
		}
	}
}

// readVersion reads the first record (BOF, 2.4.21). Excel 2 to 4 have other record types for it.
func (b *Book) readVersion(walk *records) error {
	first, err := walk.next()
	if err != nil {
		return err
	}
	switch {
	case first.id == 0x0009, first.id == 0x0209, first.id == 0x0409:
		return &Error{Cause: TooOld, Detail: "这是 Excel 4.0 或更早的版本保存的文件"}
	case first.id != idBOF:
		return damaged("工作簿流的开头不正确")
	}
	version, kind := binary.LittleEndian.Uint16(first.data), dt(first)
	switch {
	case kind == substreamGrid, version < 0x0500:
		return &Error{Cause: TooOld, Detail: "只有一张表而没有工作簿目录"}
	case kind != substreamBook || version != 0x0500 && version != 0x0600:
		return damaged("工作簿流的版本不正确")
	}
	b.unicode = version == 0x0600
	return nil
}

// record reads one record of the globals.
func (g *globals) record(item record, walk *records) error {
	b, data := g.book, item.data
	switch item.id {
	case idFilePass: // 2.4.117, XOR obfuscation and RC4 alike
		return &Error{Cause: Encrypted, Detail: "内容已加密：设有打开密码，或在旧版 Excel 中保护了工作簿结构"}
	case idCodePage:
		b.CodePage = binary.LittleEndian.Uint16(data)
	case idDate1904: // 2.4.77
		b.Date1904 = binary.LittleEndian.Uint16(data) == 1
	case idXF: // 2.4.353: font, number format, …
		b.Styles = append(b.Styles, binary.LittleEndian.Uint16(data[2:]))
	case idFormat:
		return b.readFormat(walk.continued(item))
	case idBoundSheet:
		return g.readEntry(data)
	case idSST:
		return b.readStrings(walk.continued(item))
	}
	return nil
}

// readFormat reads a number format (2.4.126).
func (b *Book) readFormat(p *pieces) error {
	id := int(p.u16())
	if b.unicode {
		b.Formats[id] = string(p.text(nil, int(p.u16())))
	} else {
		// The letters that make a format a date are ASCII in every code page; the others only
		// stand beside them, so a code page that is not known does not matter here.
		raw := p.bytes(int(p.u8()))
		code, err := b.decode(raw)
		if err != nil {
			code = strings.ToValidUTF8(string(raw), "?")
		}
		b.Formats[id] = code
	}
	if p.failed {
		return damaged("数字格式记录过短")
	}
	return nil
}

// readEntry reads an entry of the list of sheets (2.4.28).
func (g *globals) readEntry(data []byte) error {
	b := g.book
	if len(b.Sheets) == b.limits.Sheets {
		return &Error{Cause: TooMany, Detail: "工作表过多"}
	}
	p := &pieces{now: data[6:]}
	var name []byte
	if count := int(p.u8()); b.unicode {
		name = p.text(nil, count)
	} else {
		name = p.bytes(count)
	}
	if p.failed || len(name) == 0 {
		return damaged("工作表目录记录过短")
	}
	g.names = append(g.names, name)
	b.Sheets = append(b.Sheets, Entry{
		Hidden:   data[4]&3 != 0,
		HasCells: data[5] == 0,
		offset:   binary.LittleEndian.Uint32(data),
	})
	return nil
}

// finish checks what only the whole of the globals shows.
func (g *globals) finish() error {
	b := g.book
	if len(b.Sheets) == 0 {
		return damaged("工作簿中没有工作表")
	}
	seen := map[string]bool{}
	for i, raw := range g.names {
		name := string(raw)
		if !b.unicode {
			decoded, err := b.decode(raw)
			if err != nil {
				return err
			}
			name = decoded
		}
		key := strings.ToLower(name)
		if seen[key] {
			return &Error{Cause: Damaged, Sheet: name, Detail: "工作表重名"}
		}
		seen[key] = true
		b.Sheets[i].Name = name
	}
	return nil
}

// readStrings reads the shared strings (SST, 2.4.265). All of them share one piece of memory.
func (b *Book) readStrings(p *pieces) error {
	if b.strings != nil {
		return damaged("有两张文字表")
	}
	p.u32() // how often the strings are used: programs that delete cells do not keep it right
	count := int64(p.u32())
	size := len(p.now)
	for _, piece := range p.later {
		size += len(piece)
	}
	const smallest = 3 // bytes of an empty string
	if p.failed || count > int64(size/smallest) {
		return damaged("文字表不完整：应有 %d 条", count)
	}
	arena := make([]byte, 0, size+size/2)
	ends := make([]int, 0, count)
	for range count {
		arena = p.text(arena, int(p.u16()))
		if p.failed {
			return damaged("文字表在第 %d 条之后中断，应有 %d 条", len(ends), count)
		}
		ends = append(ends, len(arena))
	}
	if bytes.IndexByte(arena, 0) >= 0 {
		return errZeros()
	}
	all, from := string(arena), 0
	b.strings = make([]string, count)
	for i, end := range ends {
		b.strings[i], from = all[from:end], end
	}
	return nil
}
