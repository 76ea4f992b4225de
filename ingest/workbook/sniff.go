package workbook

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"

	"aqs/ingest/issue"
)

// Carrier is the kind of file that bytes say they are. Names lie: a .csv may be an xlsx inside,
// an .xls may be a web page.
type Carrier string

// The carriers told apart.
const (
	CarrierEmpty     Carrier = "empty"
	CarrierXLSX      Carrier = "xlsx" // OOXML workbook, .xlsx or .xlsm
	CarrierXLSB      Carrier = "xlsb"
	CarrierXLS       Carrier = "xls" // BIFF in a compound file: Excel 97–2003, WPS .et
	CarrierEncrypted Carrier = "encrypted"
	CarrierBrokenZip Carrier = "broken zip"
	CarrierZip       Carrier = "zip" // an archive or another office document
	CarrierCompound  Carrier = "compound"
	CarrierHTML      Carrier = "html" // a web page with tables
	CarrierXML       Carrier = "xml"  // SpreadsheetML 2003
	CarrierText      Carrier = "text" // csv and its like
	CarrierUnknown   Carrier = "unknown"
)

// IsWorkbook says whether a carrier holds sheets, whether or not this version reads them.
func (c Carrier) IsWorkbook() bool {
	return c == CarrierXLSX || c == CarrierXLSB || c == CarrierXLS || c == CarrierEncrypted
}

// Sniff tells a whole file's carrier from its bytes.
func Sniff(data []byte) Carrier {
	switch {
	case len(data) == 0:
		return CarrierEmpty
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return sniffZip(data)
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return sniffCompound(data)
	case bytes.HasPrefix(data, []byte{0x09, 0x08}), bytes.HasPrefix(data, []byte{0x09, 0x04}),
		bytes.HasPrefix(data, []byte{0x09, 0x02}), bytes.HasPrefix(data, []byte{0x09, 0x00, 0x04, 0x00}):
		return CarrierXLS // a BIFF stream without its compound file, Excel 2–5
	}
	return sniffText(data)
}

// sniffZip looks for the workbook part by name. Part names stand uncompressed in the directory at
// the end, and before it in the headers of the parts.
func sniffZip(data []byte) Carrier {
	const directoryEnd, endSize = "PK\x05\x06", 22 // APPNOTE.TXT 4.3.16
	tail := data[max(0, len(data)-(1<<16)-endSize):]
	end := bytes.LastIndex(tail, []byte(directoryEnd))
	if end < 0 {
		return CarrierBrokenZip
	}
	if end+endSize <= len(tail) { // look no further than the directory, when it is where it should be
		if at := int(binary.LittleEndian.Uint32(tail[end+16:])); at < len(data) && bytes.HasPrefix(data[at:], []byte("PK\x01\x02")) {
			data = data[at:]
		}
	}
	switch {
	case bytes.Contains(data, []byte("xl/workbook.bin")):
		return CarrierXLSB
	case bytes.Contains(data, []byte("xl/")), bytes.Contains(data, []byte(`xl\`)), bytes.Contains(data, []byte("/workbook.xml")):
		return CarrierXLSX
	}
	return CarrierZip
}

// sniffCompound tells what a compound file ([MS-CFB]) holds by the UTF-16 names of its streams.
func sniffCompound(data []byte) Carrier {
	switch { // a text in an .xls may be the other name, but not the other way round
	case bytes.Contains(data, utf16Name("Workbook")), bytes.Contains(data, utf16Name("Book")):
		return CarrierXLS
	case bytes.Contains(data, utf16Name("EncryptedPackage")):
		return CarrierEncrypted
	}
	return CarrierCompound
}

func utf16Name(name string) []byte {
	var encoded []byte
	for _, unit := range utf16.Encode([]rune(name)) {
		encoded = append(encoded, byte(unit), byte(unit>>8))
	}
	return encoded
}

// refuse explains every carrier this version does not read.
func refuse(carrier Carrier) *ReadError {
	switch carrier {
	case CarrierEmpty:
		return &ReadError{Code: issue.FileEmpty}
	case CarrierXLS:
		return &ReadError{Code: issue.FileXLSUnsupported}
	case CarrierXLSB:
		return &ReadError{Code: issue.FileXLSBUnsupported}
	case CarrierEncrypted:
		return &ReadError{Code: issue.FileEncrypted}
	case CarrierBrokenZip:
		return &ReadError{Code: issue.FileTruncated, Detail: "压缩包缺少结尾的目录"}
	case CarrierZip:
		return &ReadError{Code: issue.FileNotWorkbook, Detail: "内容是压缩包或其他 Office 文档，不是工作簿"}
	case CarrierCompound:
		return &ReadError{Code: issue.FileNotWorkbook, Detail: "内容是其他 Office 文档，或是受权限保护的文件"}
	}
	return &ReadError{Code: issue.FileNotWorkbook, Detail: "内容无法识别"}
}
