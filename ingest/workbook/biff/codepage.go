package biff

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// codePage finds the encoding of a CODEPAGE record (2.4.52); nil when it is not known.
func codePage(number uint16) encoding.Encoding {
	switch number {
	case 936, 10008:
		return simplifiedchinese.GBK
	case 54936:
		return simplifiedchinese.GB18030
	case 950, 10002:
		return traditionalchinese.Big5
	case 932, 10001:
		return japanese.ShiftJIS
	case 949, 10003:
		return korean.EUCKR
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 874:
		return charmap.Windows874
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1252, 0x8001: // 0x8001 is how Excel 2 to 4 wrote it, and some programs after them
		return charmap.Windows1252
	case 10000, 0x8000:
		return charmap.Macintosh
	}
	return nil
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
