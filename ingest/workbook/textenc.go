package workbook

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"

	"aqs/ingest/issue"
)

// decoded is a text whose encoding was found.
type decoded struct {
	text    string
	certain bool // the bytes prove the encoding; else they only fit it
}

// decodeText finds a text's encoding from its bytes: a byte order mark, else UTF-16 when zero
// bytes show it, else UTF-8 when valid, else GB18030 (with GBK and GB2312 in it) when valid and
// made of the characters people use. Everything else is refused: a wrong guess gives names and
// words that nobody wrote.
func decodeText(data []byte) (decoded, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return decodeUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return decodeUTF16(data[2:], binary.BigEndian)
	}
	if rest, marked := bytes.CutPrefix(data, []byte("\xEF\xBB\xBF")); marked {
		if end := utf8End(rest); end < len(rest) {
			return decoded{}, brokenUTF8(rest, end)
		}
		return decoded{string(rest), true}, nil
	}
	if order := guessUTF16(data); order != nil {
		return decodeUTF16(data, order)
	}
	end := utf8End(data)
	wide := countWide(data[:end])
	if end == len(data) {
		ascii := isASCII(data)
		if !ascii && wide == 0 && looksGB(data) {
			// A few pairs of bytes such as C2 B7 are both: · in UTF-8, 路 in GB18030.
			return decoded{}, doubt("字节既像 UTF-8 也像 GBK")
		}
		return decoded{string(data), ascii || wide > 0}, nil
	}
	if wide > 0 && !utf8.FullRune(data[end:]) {
		return decoded{}, brokenUTF8(data, end)
	}
	if !looksGB(data) {
		return decoded{}, doubt("字节不是有效的 UTF-8，也不像 GBK")
	}
	text, ok := decodeWith(simplifiedchinese.GB18030, data)
	if !ok {
		return decoded{}, doubt("有字节不是有效的 GBK")
	}
	return decoded{text, false}, nil
}

// decodeMarkup decodes HTML or XML: what the bytes prove comes first, then what the document
// declares, if the bytes fit it, and what the bytes look like when it declares nothing.
func decodeMarkup(data []byte, declared string) (string, error) {
	found, err := decodeText(data)
	if err == nil && found.certain || declared == "" {
		return found.text, err
	}
	enc, name := charset.Lookup(declared)
	switch {
	case enc == nil:
		return "", doubt("不认识的文字编码声明")
	case name == "utf-8" && utf8.Valid(data):
		return string(data), nil
	case strings.HasPrefix(name, "utf-"):
		if err == nil {
			err = doubt("文字与声明的编码不符")
		}
		return "", err
	case strings.HasPrefix(name, "gb"):
		enc = simplifiedchinese.GB18030
	case strings.HasPrefix(name, "windows-125") && looksGB(data):
		return "", doubt("声明为西文编码，字节却像 GBK")
	}
	text, ok := decodeWith(enc, data)
	if !ok {
		return "", doubt("文字与声明的编码不符")
	}
	return text, nil
}

func doubt(detail string) *ReadError {
	return &ReadError{Code: issue.EncodingDoubt, Detail: detail}
}

// decodeWith decodes and insists that every byte had a meaning.
func decodeWith(enc encoding.Encoding, data []byte) (string, bool) {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", false
	}
	return string(out), true
}

// brokenUTF8 tells a text that was cut inside its last character from one that is damaged.
func brokenUTF8(data []byte, end int) error {
	if !utf8.FullRune(data[end:]) {
		return &ReadError{Code: issue.FileTruncated, Detail: "最后一个字符不完整"}
	}
	return doubt("有字节不是有效的 UTF-8")
}

// utf8End is where valid UTF-8 ends.
func utf8End(data []byte) int {
	if utf8.Valid(data) {
		return len(data)
	}
	at := 0
	for at < len(data) {
		letter, size := utf8.DecodeRune(data[at:])
		if letter == utf8.RuneError && size <= 1 {
			break
		}
		at += size
	}
	return at
}

func isASCII(data []byte) bool {
	for _, b := range data {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// countWide counts characters of three or four bytes in valid UTF-8, such as Chinese ones. Bytes
// of another encoding do not form them by chance in a text that is valid throughout.
func countWide(valid []byte) int {
	wide := 0
	for _, b := range valid {
		if b >= 0xE0 {
			wide++
		}
	}
	return wide
}

// looksGB says whether bytes are well-formed GB18030 whose characters are, nearly all, those of
// GB 2312: hanzi in rows 16–87, of which rows 16–55 are the 3,755 common ones, and the signs of
// rows 1–3. Texts of other encodings read as GB18030 scatter over the rare rest.
func looksGB(data []byte) bool {
	pairs, hanzi, common, signs := 0, 0, 0, 0
	for i := 0; i < len(data); {
		lead := data[i]
		if lead < 0x80 {
			i++
			continue
		}
		if lead == 0x80 || lead == 0xFF || i+1 >= len(data) {
			return false
		}
		trail := data[i+1]
		if trail >= '0' && trail <= '9' { // four bytes: rare, and no witness either way
			if i+3 >= len(data) || data[i+2] < 0x81 || data[i+3] < '0' || data[i+3] > '9' {
				return false
			}
			i += 4
			continue
		}
		if trail < 0x40 || trail == 0x7F || trail == 0xFF {
			return false
		}
		pairs++
		i += 2
		if trail < 0xA1 {
			continue
		}
		switch {
		case lead >= 0xB0 && lead <= 0xD7:
			hanzi++
			common++
		case lead >= 0xD8 && lead <= 0xF7:
			hanzi++
		case lead >= 0xA1 && lead <= 0xA3:
			signs++
		}
	}
	rare := pairs - hanzi - signs
	return hanzi > 0 && rare*5 <= pairs && common*10 >= hanzi*7
}

// guessUTF16 tells UTF-16 without a byte order mark. Tables have line breaks and delimiters, so
// their UTF-16 has zero bytes, and text has none.
func guessUTF16(data []byte) binary.ByteOrder {
	head := data[:min(len(data), 64<<10)&^1]
	if bytes.IndexByte(head, 0) < 0 {
		return nil
	}
	little, big := plausibleUTF16(head, binary.LittleEndian), plausibleUTF16(head, binary.BigEndian)
	switch {
	case little >= 0.95 && big < 0.9:
		return binary.LittleEndian
	case big >= 0.95 && little < 0.9:
		return binary.BigEndian
	}
	return nil
}

// plausibleUTF16 is the share of units that are ASCII text, hanzi or their punctuation.
func plausibleUTF16(data []byte, order binary.ByteOrder) float64 {
	good, all := 0, len(data)/2
	for i := 0; i+1 < len(data); i += 2 {
		switch unit := order.Uint16(data[i:]); {
		case unit >= 0xD800 && unit <= 0xDFFF: // half of a rare character: no witness
			all--
		case unit == '\t', unit == '\n', unit == '\r', unit >= ' ' && unit <= '~', unit >= 0xA0 && unit <= 0xFF,
			unit >= 0x2000 && unit <= 0x206F, unit >= 0x3000 && unit <= 0x303F,
			unit >= 0x4E00 && unit <= 0x9FFF, unit >= 0xFF00 && unit <= 0xFFEF:
			good++
		}
	}
	return float64(good) / float64(max(all, 1))
}

func decodeUTF16(data []byte, order binary.ByteOrder) (decoded, error) {
	if len(data)%2 != 0 {
		return decoded{}, &ReadError{Code: issue.FileTruncated, Detail: "最后一个字符不完整"}
	}
	out := make([]byte, 0, len(data)/2*3)
	for i := 0; i < len(data); i += 2 {
		letter := rune(order.Uint16(data[i:]))
		if letter >= 0xD800 && letter < 0xE000 { // a surrogate: two units make one character
			if letter >= 0xDC00 || i+3 >= len(data) {
				return decoded{}, doubt("有字节不是有效的 UTF-16")
			}
			low := rune(order.Uint16(data[i+2:]))
			if low < 0xDC00 || low >= 0xE000 {
				return decoded{}, doubt("有字节不是有效的 UTF-16")
			}
			letter = (letter-0xD800)<<10 + (low - 0xDC00) + 0x10000
			i += 2
		}
		out = utf8.AppendRune(out, letter)
	}
	return decoded{string(out), true}, nil
}
