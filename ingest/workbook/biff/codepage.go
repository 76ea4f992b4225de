package biff

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// codePage finds the encoding of a CODEPAGE record (2.4.52); nil when it is not known.
func codePage(number uint16) encoding.Encoding {
	name := map[uint16]string{
		936: "gbk", 10008: "gbk", 54936: "gb18030", 950: "big5", 10002: "big5",
		932: "shift_jis", 949: "euc-kr", 10000: "macintosh",
		0x8000: "macintosh", 0x8001: "windows-1252", // as Excel 2 to 4 wrote them, and some programs after them
	}[number]
	if name == "" {
		name = fmt.Sprintf("windows-%d", number)
	}
	known, err := htmlindex.Get(name)
	if err != nil {
		return nil
	}
	return known
}

// decode turns a BIFF5 string into UTF-8. Bytes that the code page does not know are an error:
// a text that is read wrongly is worse than one that is not read.
func (b *Book) decode(raw []byte) (string, error) {
	if isASCII(raw) {
		return string(raw), nil
	}
	known := codePage(b.CodePage)
	if known == nil {
		return "", &Error{Cause: UnknownText, Detail: fmt.Sprintf("不认识的代码页 %d", b.CodePage)}
	}
	text, err := known.NewDecoder().Bytes(raw)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return "", &Error{Cause: UnknownText, Detail: fmt.Sprintf("有文字不属于代码页 %d", b.CodePage), Err: err}
	}
	return string(text), nil
}

func isASCII(raw []byte) bool {
	for _, letter := range raw {
		if letter >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
