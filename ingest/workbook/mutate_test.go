package workbook

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"aqs/ingest/issue"
)

// Never silently short: whatever a mutation makes of a workbook, the reader gives the exact grid
// or an error with a code. AQS_MUTATIONS sets their number per kind.
func TestMutations(t *testing.T) {
	count := 5000
	if testing.Short() {
		count = 500
	}
	if text := os.Getenv("AQS_MUTATIONS"); text != "" {
		given, err := strconv.Atoi(text)
		must(t, err)
		count = given
	}
	files := mutationSources(t)
	names := slices.Sorted(maps.Keys(files))
	t.Run("file bytes", func(t *testing.T) {
		r := rand.New(rand.NewPCG(1, 1))
		tally := map[string]int{}
		for i := range count {
			name := names[i%len(names)]
			mutated := mutateBytes(r, files[name])
			// The checksums of the package cover every byte that matters, so what is accepted
			// must be what the whole file says.
			check(t, fmt.Sprintf("%s, mutation %d", name, i), mutated, dumpOf(t, files[name]), tally)
		}
		t.Log(tallyText(tally))
	})
	t.Run("xml", func(t *testing.T) {
		r := rand.New(rand.NewPCG(2, 2))
		tally := map[string]int{}
		for i := range count {
			name := names[i%len(names)]
			mutated, part := mutateXML(t, r, files[name])
			want, err := oracle(mutated)
			if err != nil {
				want = "an error: " + err.Error()
			}
			check(t, fmt.Sprintf("%s, %s, mutation %d", name, part, i), mutated, want, tally)
		}
		t.Log(tallyText(tally))
	})
}

func check(t *testing.T, name string, data []byte, want string, tally map[string]int) {
	t.Helper()
	if problem := sheetsAgree(data, 1); problem != "" {
		t.Fatalf("%s: sheet by sheet it reads otherwise: %s", name, problem)
	}
	book, err := Parse(context.Background(), data, Limits{})
	var known *ReadError
	if book != nil {
		for _, grid := range book.Grids {
			if grid.Unreadable != nil {
				err = grid.Unreadable // the error of that sheet alone
			}
		}
	}
	switch {
	case err == nil && dumpBook(book) == want:
		tally["exact"]++
	case err == nil:
		path := filepath.Join(os.TempDir(), "aqs-mutation.xlsx")
		must(t, os.WriteFile(path, data, 0o600))
		t.Fatalf("%s: neither exact nor an error; kept as %s\n%s", name, path, firstDifference(dumpBook(book), want))
	case errors.As(err, &known):
		tally[known.Code]++
	default:
		t.Fatalf("%s: an error without a code: %v", name, err)
	}
}

func firstDifference(got, want string) string {
	a, b := bytes.Split([]byte(got), []byte("\n")), bytes.Split([]byte(want), []byte("\n"))
	for i := range a {
		if i >= len(b) || !bytes.Equal(a[i], b[i]) {
			return fmt.Sprintf("got  %s\nwant %s", a[i], bytes.Join(b[min(i, len(b)):min(i+1, len(b))], nil))
		}
	}
	return fmt.Sprintf("missing %s", b[len(a)-1:])
}

func tallyText(tally map[string]int) string {
	text := "outcomes:"
	for _, key := range slices.Sorted(maps.Keys(tally)) {
		text += fmt.Sprintf(" %s %d", key, tally[key])
	}
	return text
}

func dumpOf(t testing.TB, data []byte) string {
	t.Helper()
	book, err := Parse(context.Background(), data, Limits{})
	must(t, err)
	return dumpBook(book)
}

// mutationSources are small real shapes: what excelize writes, what Excel writes, with prefixes.
func mutationSources(t testing.TB) map[string][]byte {
	t.Helper()
	return map[string][]byte{"excelize": manyOptions(t), "excel": likeExcel(t, ""), "prefixed": likeExcel(t, "x:")}
}

// manyOptions is a workbook with a bit of everything that excelize can write.
func manyOptions(t testing.TB) []byte {
	return build(t, func(f *excelize.File) {
		percent, err := f.NewStyle(&excelize.Style{NumFmt: 9})
		must(t, err)
		code := `yyyy"年"m"月"d"日"`
		date, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		must(t, err)
		_, err = f.NewSheet("藏 & 露")
		must(t, err,
			f.SetSheetRow("Sheet1", "A1", &[]any{"工作日志", nil, nil, "a<b>&\"c\" 'd'", "x\ty\nz", "_x000D_", "]]>"}),
			f.SetSheetRow("Sheet1", "B3", &[]any{1, -2.5, 1e300, 0.1, 123456789012345678, true, false}),
			f.SetCellValue("Sheet1", "A4", 46086), f.SetCellStyle("Sheet1", "A4", "A4", date),
			f.SetCellValue("Sheet1", "B4", 2.9032), f.SetCellStyle("Sheet1", "B4", "B4", percent),
			f.SetCellFormula("Sheet1", "C4", "1+1"), f.MergeCell("Sheet1", "A1", "C1"), f.MergeCell("Sheet1", "E5", "F7"),
			f.SetCellValue("Sheet1", "E5", "合并"), f.SetRowVisible("Sheet1", 3, false), f.SetColVisible("Sheet1", "C:E", false),
			f.SetCellRichText("Sheet1", "D6", []excelize.RichTextRun{{Text: "红", Font: &excelize.Font{Color: "FF0000"}}, {Text: " 黑 "}}),
			f.SetCellValue("藏 & 露", "B2", "隐"), f.SetSheetVisible("藏 & 露", false),
			f.SetDocProps(&excelize.DocProperties{Modified: "2026-03-05T10:00:00Z"}),
		)
	})
}

// likeExcel is a workbook written as Excel does: another order of attributes, self-closing tags,
// rich text with reading aids, inline strings, errors, formulas, extensions, an epoch of 1904.
func likeExcel(t testing.TB, prefix string) []byte {
	p := func(text string) string {
		return regexp.MustCompile(`<(/?)([A-Za-z]+[ />])`).ReplaceAllString(text, "<${1}"+prefix+"$2")
	}
	ns := `xmlns="` + mainNS + `"`
	if prefix != "" {
		ns = `xmlns:x="` + mainNS + `"`
	}
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n"
	const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	return pack(t, map[string]string{
		"[Content_Types].xml": head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels": head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + rel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/_rels/workbook.xml.rels": head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + rel + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + rel + `/styles" Target="styles.xml"/>` +
			`<Relationship Id="rId3" Type="` + rel + `/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
		"xl/workbook.xml": head + p(`<workbook `+ns+` xmlns:r="`+rel+`"><workbookPr date1904="1"/><sheets><sheet name="3月5日" sheetId="1" r:id="rId1"/></sheets></workbook>`),
		"xl/styles.xml": head + p(`<styleSheet `+ns+`><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-804]yyyy/m/d"/><numFmt numFmtId="165" formatCode="0.0&quot;%&quot;%"/></numFmts>`+
			`<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" xfId="0"/><xf numFmtId="164"><alignment wrapText="1"/></xf><xf numFmtId="165"/><xf numFmtId="58"/></cellXfs></styleSheet>`),
		"xl/sharedStrings.xml": head + p(`<sst `+ns+` count="5" uniqueCount="5"><si><t>日期</t><phoneticPr fontId="1"/></si><si><t xml:space="preserve"> 张 伟 </t></si>`+
			`<si><r><rPr><b/></rPr><t>拜</t></r><r><t xml:space="preserve">访 &amp;</t></r><rPh sb="0" eb="1"><t>bai</t></rPh></si><si><t>_x000D_行_x005F_x&#10;</t></si><si/></sst>`),
		"xl/worksheets/sheet1.xml": head + p(`<worksheet `+ns+` xmlns:mc="m" xmlns:x14ac="y" mc:Ignorable="x14ac"><dimension ref="A1:E6"/><sheetViews><sheetView workbookViewId="0"/></sheetViews>`+
			`<cols><col min="2" max="3" width="9" hidden="1" customWidth="1"/></cols><sheetData>`+
			`<row r="1" spans="1:5" x14ac:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46086</v></c><c r="C1" s="2"><v>0.5</v></c><c r="D1" s="3"/><c r="E1" t="e"><v>#REF!</v></c></row>`+
			`<row r="3" hidden="1" ht="15" customHeight="1"><c r="A3" t="s"><v>1</v></c><c r="B3" t="s"><v>2</v></c><c r="C3" t="s"><v>3</v></c><c r="D3" t="s"><v>4</v></c><c r="E3" t="b"><v>1</v></c></row>`+
			`<row><c><v>1.5E-3</v></c><c t="str"><f>A1&amp;"x"</f><v>日期x</v></c><c><f t="shared" si="0"/></c><c r="E4"><f>1/0</f><v>7</v></c></row>`+
			`<row r="6"><c r="A6" t="inlineStr"><is><t>内</t></is></c><c r="B6" t="inlineStr"><is><r><t>文</t></r></is></c><c r="C6" t="d"><v>2026-03-05T08:30:00</v></c><c r="E6"><v>5</v></c></row></sheetData>`+
			`<mergeCells count="2"><mergeCell ref="D5:E6"/><mergeCell ref="A8:B8"/></mergeCells><extLst><ext uri="{x}" xmlns:x14="z"><x14:row r="9"/></ext></extLst></worksheet>`),
	})
}

// pack zips parts without compressing them.
func pack(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	writer := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		part, err := writer.CreateRaw(&zip.FileHeader{
			Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(parts[name])),
			CompressedSize64: uint64(len(parts[name])), UncompressedSize64: uint64(len(parts[name])),
		})
		must(t, err)
		_, err = io.WriteString(part, parts[name])
		must(t, err)
	}
	must(t, writer.Close())
	return out.Bytes()
}

func unpack(t testing.TB, data []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	parts := map[string]string{}
	for _, file := range archive.File {
		reader, err := file.Open()
		must(t, err)
		content, err := io.ReadAll(reader)
		must(t, err)
		parts[file.Name] = string(content)
	}
	return parts
}

// mutateBytes flips, cuts, drops, doubles or moves bytes of a file.
func mutateBytes(r *rand.Rand, data []byte) []byte {
	out := bytes.Clone(data)
	at := r.IntN(len(out))
	if r.IntN(2) == 0 { // the directory stands at the end
		at = len(out) - 1 - r.IntN(min(len(out), 1200))
	}
	end := min(len(out), at+1+r.IntN(40))
	switch r.IntN(6) {
	case 0:
		return out[:at]
	case 1:
		return slices.Delete(out, at, end)
	case 2:
		return slices.Insert(out, at, out[at:end]...)
	case 3:
		to := r.IntN(len(out) - (end - at) + 1)
		piece := bytes.Clone(out[at:end])
		return slices.Insert(slices.Delete(out, at, end), to, piece...)
	}
	for range 1 + r.IntN(3) {
		out[at] ^= byte(1 + r.IntN(255))
		at = min(at+r.IntN(20), len(out)-1)
	}
	return out
}

// mutateXML changes one part's text and packs it with the right checksum.
func mutateXML(t testing.TB, r *rand.Rand, data []byte) ([]byte, string) {
	parts := unpack(t, data)
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(parts)), func(name string) bool {
		return regexp.MustCompile(`theme|app\.xml|Content_Types`).MatchString(name)
	})
	names = append(names, sheet1, sheet1, sheet1, sheet1, "xl/sharedStrings.xml", "xl/styles.xml")
	name := names[r.IntN(len(names))]
	text := []byte(parts[name])
	switch tokens := regexp.MustCompile(`<[^>]*>|[^<>"= /]+|.`).FindAll(text, -1); r.IntN(8) {
	case 0, 1:
		at := r.IntN(len(text))
		text[at] ^= byte(1 + r.IntN(127))
	case 2:
		text = text[:r.IntN(len(text))]
	case 3, 4, 5:
		at := r.IntN(len(tokens))
		end := min(len(tokens), at+1+r.IntN(4))
		switch r.IntN(3) {
		case 0:
			tokens = slices.Delete(tokens, at, end)
		case 1:
			tokens = slices.Insert(tokens, at, slices.Clone(tokens[at:end])...)
		default:
			to := r.IntN(len(tokens))
			tokens[at], tokens[to] = tokens[to], tokens[at]
		}
		text = bytes.Join(tokens, nil)
	case 6: // one letter for another of those that mean something
		const letters = "0123456789rstcvAZaz<>/&;\"'= _-.xX:\n"
		text[r.IntN(len(text))] = letters[r.IntN(len(letters))]
	default:
		text = mutateBytes(r, text)
	}
	parts[name] = string(text)
	return pack(t, parts), name
}

// A part's size and checksum are those of the package's directory. What a descriptor behind the
// part says besides is looked at by nobody; a directory that promises another size is refused also
// when the very same part was read, and remembered, before.
func TestDirectoryIsBelieved(t *testing.T) {
	parts := unpack(t, likeExcel(t, ""))
	write := func(change func(*zip.FileHeader)) []byte {
		var out bytes.Buffer
		writer := zip.NewWriter(&out)
		for _, name := range slices.Sorted(maps.Keys(parts)) {
			var packed bytes.Buffer
			deflater, err := flate.NewWriter(&packed, 6)
			must(t, err)
			_, err = io.WriteString(deflater, parts[name])
			must(t, err)
			must(t, deflater.Close())
			header := &zip.FileHeader{
				Name: name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(parts[name])),
				CompressedSize64: uint64(packed.Len()), UncompressedSize64: uint64(len(parts[name])),
			}
			if name == "xl/styles.xml" {
				change(header)
			}
			part, err := writer.CreateRaw(header)
			must(t, err)
			_, err = part.Write(packed.Bytes())
			must(t, err)
		}
		must(t, writer.Close())
		return out.Bytes()
	}
	read := func(data []byte) (*Book, error) {
		return parseXLSX(context.Background(), data, Limits{}.withDefaults())
	}

	book, err := read(write(func(*zip.FileHeader) {}))
	must(t, err)
	described := write(func(header *zip.FileHeader) { header.Flags |= 8 })
	descriptor := bytes.Index(described, []byte("PK\x07\x08"))
	if descriptor < 0 {
		t.Fatal("no descriptor")
	}
	described[descriptor+4] ^= 1
	again, err := read(described)
	must(t, err)
	if dumpBook(again) != dumpBook(book) {
		t.Error(firstDifference(dumpBook(again), dumpBook(book)))
	}
	likeOracle(t, described, again)
	for _, off := range []int{-1, 1} {
		_, err := read(write(func(header *zip.FileHeader) { header.UncompressedSize64 += uint64(off) }))
		var known *ReadError
		if !errors.As(err, &known) || known.Code != issue.FileDamaged {
			t.Errorf("size off by %d: %v", off, err)
		}
	}
}
