package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"aqs/ingest/issue"
)

// deflated zips parts; each is written by a function, so that a bomb need not be in memory.
func deflated(t testing.TB, base []byte, changed map[string]func(io.Writer)) []byte {
	t.Helper()
	parts := unpack(t, base)
	var out bytes.Buffer
	writer := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if changed[name] != nil {
			continue
		}
		part, err := writer.Create(name)
		must(t, err)
		_, err = io.WriteString(part, parts[name])
		must(t, err)
	}
	for _, name := range slices.Sorted(maps.Keys(changed)) {
		part, err := writer.Create(name)
		must(t, err)
		changed[name](part)
	}
	must(t, writer.Close())
	return out.Bytes()
}

func text(content string) func(io.Writer) {
	return func(w io.Writer) { io.WriteString(w, content) }
}

// many writes a beginning, something n times, and an end.
func many(head string, n int, each func(i int) string, tail string) func(io.Writer) {
	return func(w io.Writer) {
		io.WriteString(w, head)
		var buffer bytes.Buffer
		for i := range n {
			buffer.WriteString(each(i))
			if buffer.Len() > 1<<16 {
				buffer.WriteTo(w)
			}
		}
		buffer.WriteTo(w)
		io.WriteString(w, tail)
	}
}

const (
	sheetHead = `<worksheet xmlns="` + mainNS + `"><sheetData>`
	sheetTail = `</sheetData></worksheet>`
)

// Files made to exhaust a reader are each an issue, or read, in two seconds, and leave little
// behind. An empty code means that the file is read.
func TestHostileFiles(t *testing.T) {
	base := likeExcel(t, "")
	sheet := func(write func(io.Writer)) []byte {
		return deflated(t, base, map[string]func(io.Writer){sheet1: write})
	}
	spaces := func(int) string { return strings.Repeat(" ", 1<<16) }
	merges := func(n int, ref func(i int) string) []byte {
		return sheet(many(sheetHead+`<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="C9"><v>1</v></c></row></sheetData><mergeCells>`, n,
			func(i int) string { return `<mergeCell ref="` + ref(i) + `"/>` }, `</mergeCells></worksheet>`))
	}
	lies := bytes.Clone(base)
	end := bytes.LastIndex(lies, []byte("PK\x05\x06"))
	binary.LittleEndian.PutUint32(lies[end+16:], 0xFFFFFFFF) // the directory is said to be in a zip64 record that is not there
	sizes := bytes.Clone(base)
	at := bytes.Index(sizes, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(sizes[at+24:], 0xFFFFFFFF)
	cases := []struct {
		name string
		data []byte
		want string
	}{
		{"sheet bomb", sheet(many(sheetHead, 20_000, spaces, sheetTail)), issue.FileTooLarge},
		{"sheet bomb within the limit", sheet(many(sheetHead, 3_000, spaces, sheetTail)), issue.FileTooLarge},
		{"one cell of 30 MB", sheet(many(sheetHead+`<row><c t="str"><v>`, 480, spaces, `</v></c></row>`+sheetTail)), issue.SheetTruncated},
		{"shared strings bomb", deflated(t, base, map[string]func(io.Writer){"xl/sharedStrings.xml": many(`<sst xmlns="`+mainNS+`">`, 12_000_000, func(int) string { return "<si/>" }, `</sst>`)}), issue.FileTooLarge},
		{"workbook in a workbook", deflated(t, base, map[string]func(io.Writer){"xl/embeddings/x.xlsx": func(w io.Writer) { w.Write(base) }}), ""},
		{"row 2^31", sheet(text(sheetHead + `<row r="2147483647"><c r="A2147483647"><v>1</v></c></row>` + sheetTail)), issue.SheetTruncated},
		{"row beyond 2^64", sheet(text(sheetHead + `<row r="99999999999999999999"/>` + sheetTail)), issue.SheetTruncated},
		{"a million columns", sheet(many(sheetHead+`<row r="1">`, 1_000_000, func(int) string { return `<c><v>1</v></c>` }, `</row>`+sheetTail)), issue.SheetTruncated},
		{"column names without end", sheet(text(sheetHead + `<row r="1"><c r="` + strings.Repeat("A", 1<<20) + `1"/></row>` + sheetTail)), issue.SheetTruncated},
		{"formatted to the last row", sheet(many(sheetHead, maxRow, func(i int) string {
			return fmt.Sprintf(`<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>`, i+1, i+1, i+1)
		}, sheetTail)), ""},
		{"100,000 merges", merges(100_000, func(i int) string { return fmt.Sprintf("A%d:XFD%d", 10+i, 10+i) }), ""},
		{"100,000 overlapping merges", merges(100_000, func(i int) string { return fmt.Sprintf("A1:XFD%d", 10+i) }), ""},
		{"100,001 merges", merges(100_001, func(i int) string { return fmt.Sprintf("A%d:B%d", 10+i, 10+i) }), issue.FileTooManyCells},
		{"reversed merge", merges(1, func(int) string { return "D9:A1" }), ""},
		{"merge of nothing", merges(1, func(int) string { return "A1:" }), issue.SheetTruncated},
		{"100,000 sheets", deflated(t, base, map[string]func(io.Writer){"xl/workbook.xml": many(
			`<workbook xmlns="`+mainNS+`" xmlns:r="r"><sheets>`, 100_000, func(i int) string { return fmt.Sprintf(`<sheet name="s%d" r:id="rId1"/>`, i) }, `</sheets></workbook>`)}), issue.FileTooManyCells},
		{"100,000 parts", deflated(t, base, manyParts(100_000)), ""},
		{"deep xml", sheet(many(sheetHead, 1_000_000, func(int) string { return "<a>" }, "")), issue.SheetTruncated},
		{"deep xml behind the data", sheet(many(sheetHead+"</sheetData>", 1_000_000, func(int) string { return "<a>" }, "")), issue.SheetTruncated},
		{"a million attributes", sheet(many(`<worksheet xmlns="`+mainNS+`"`, 1_000_000, func(i int) string { return fmt.Sprintf(` a%d=""`, i) }, `/>`)), issue.SheetTruncated},
		{"entities of a document type", sheet(text(`<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>` + sheetHead + sheetTail)), issue.SheetTruncated},
		{"an entity that nobody declared", sheet(text(sheetHead + `<row><c t="str"><v>&a;</v></c></row>` + sheetTail)), issue.SheetTruncated},
		{"directory in a zip64 record that is not there", lies, issue.FileDamaged},
		{"size in a zip64 field that is not there", sizes, issue.FileTooLarge},
		{"path traversal", deflated(t, base, map[string]func(io.Writer){"../../../etc/passwd": text("x"), `..\..\x`: text("y")}), ""},
		{"sheet outside the package", deflated(t, base, map[string]func(io.Writer){"xl/_rels/workbook.xml.rels": text(
			`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>`)}), issue.FileDamaged},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			book, err := Parse(context.Background(), c.data, Limits{})
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			allocated := (after.TotalAlloc - before.TotalAlloc) >> 20
			t.Logf("%d kB, %v, %d MB allocated in all: %v", len(c.data)>>10, took.Round(time.Millisecond), allocated, err)
			var known *ReadError
			if c.want == "" && err != nil || c.want != "" && (!errors.As(err, &known) || known.Code != c.want) {
				t.Errorf("got %v, %v, want %q", book != nil, err, c.want)
			}
			if c.want != "" {
				if _, err := readSheets(c.data, 1, false); !errors.As(err, &known) || known.Code != c.want {
					t.Errorf("sheet by sheet: %v, want %q", err, c.want)
				}
			}
			if took > 2*time.Second*slow || allocated > 512 {
				t.Errorf("took %v and %d MB", took, allocated)
			}
		})
	}
}

// slow allows for a machine that does other things at the same time.
const slow = 3

func manyParts(n int) map[string]func(io.Writer) {
	parts := map[string]func(io.Writer){}
	for i := range n {
		parts[fmt.Sprintf("x/%d", i)] = func(io.Writer) {}
	}
	return parts
}
