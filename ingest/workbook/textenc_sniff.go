package workbook

import (
	"bytes"
	"regexp"
	"sync"
)

// headBytes is how much of a text is looked at to tell what it is.
const headBytes = 4096

// sniffText tells texts apart: SpreadsheetML, other XML, a web page, or a plain text that may be
// a table. Only a text that begins with a tag is markup: a table may quote tags in its cells.
func sniffText(data []byte) Carrier {
	lower := textHead(data)
	switch {
	case hasControls(lower):
		if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
			return CarrierText // marked as UTF-16, but damaged: the reader says how
		}
		return CarrierUnknown
	case !bytes.HasPrefix(lower, []byte("<")):
		return CarrierText
	case bytes.Contains(lower, []byte(spreadsheetNS)) && workbookRoot().Match(lower):
		return CarrierXML
	case containsAny(lower, "<html", "<table", "<head", "<body", "<meta", "<style", "<div", "<!doctype html", "<!--"):
		return CarrierHTML
	case bytes.HasPrefix(lower, []byte("<?xml")):
		return CarrierXML
	}
	return CarrierText
}

// textHead is the beginning of a text in lower case, without mark and blanks, and in bytes that
// agree with ASCII.
func textHead(data []byte) []byte {
	head := data[:min(len(data), headBytes)]
	for cut := 0; cut <= 2; cut += 2 { // the head may end between two surrogates
		if found, err := decodeText(head[:max(len(head)-cut, 0)]); err == nil && found.certain {
			head = []byte(found.text) // UTF-16 among others
			break
		}
	}
	return bytes.ToLower(bytes.TrimLeft(head, "\xEF\xBB\xBF \t\r\n"))
}

// LooksTabular says, from a text's first bytes, whether it may hold a table. It is for files whose
// names promise none: a readme.txt is not worth an issue.
func LooksTabular(head []byte) bool {
	switch sniffText(head) {
	case CarrierHTML:
		return containsAny(bytes.ToLower(head), "<table", "<\x00t\x00a\x00b\x00l\x00e")
	case CarrierXML:
		return bytes.Contains(textHead(head), []byte(spreadsheetNS))
	case CarrierText:
		if at := bytes.LastIndexByte(head, '\n'); at > 0 && guessUTF16(head) == nil && head[0] < 0xFE {
			head = head[:at+1] // the last character may be cut
		}
		text, err := tableText(head)
		if err != nil {
			return false
		}
		_, _, given := cutSepLine(text)
		return given || findDelimiter(text) != 0
	}
	return false
}

// workbookRoot is SpreadsheetML's root element; <x:ExcelWorkbook> stands in web pages.
var workbookRoot = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<([a-z0-9]+:)?workbook\s`) })

func containsAny(data []byte, words ...string) bool {
	for _, word := range words {
		if bytes.Contains(data, []byte(word)) {
			return true
		}
	}
	return false
}

// hasControls says whether there are characters that no text holds. 0x1A ended DOS texts.
func hasControls[T string | []byte](text T) bool {
	for i := range len(text) {
		if b := text[i]; b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v' && b != 0x1A {
			return true
		}
	}
	return false
}

var declaredCharset = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_\-]+)`)
})

// declared is the encoding that the head of a markup text names; empty when it names none.
func declared(data []byte) string {
	if found := declaredCharset().FindSubmatch(textHead(data)); found != nil {
		return string(found[1])
	}
	return ""
}

// spreadsheetNS is the namespace of SpreadsheetML 2003.
const spreadsheetNS = "urn:schemas-microsoft-com:office:spreadsheet"
