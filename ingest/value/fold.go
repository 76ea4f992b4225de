package value

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold brings a text to one form: NFKC (full-width digits and brackets become plain ones), no
// zero-width characters, no space at either end.
func Fold(text string) string {
	if isPlain(text) {
		return strings.TrimSpace(text)
	}
	folded := norm.NFKC.String(strings.ToValidUTF8(text, ""))
	return strings.TrimSpace(strings.Map(visible, folded))
}

// isPlain is the fast path: printable ASCII and the common ideographs are their own NFKC.
func isPlain(text string) bool {
	for _, r := range text {
		if (r < ' ' || r >= 0x7f) && (r < 0x4e00 || r > 0x9fa5) {
			return false
		}
	}
	return true
}

func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || r == '\r':
		return ' '
	case unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
		return -1
	}
	return r
}

// Squeeze is Fold without any space.
func Squeeze(text string) string {
	folded := Fold(text)
	if strings.IndexFunc(folded, unicode.IsSpace) < 0 {
		return folded
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, folded)
}

// Text is free text as written, without space (U+3000 included) at either end.
func Text(text string) string {
	return strings.TrimFunc(strings.ToValidUTF8(text, ""), func(r rune) bool {
		return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'
	})
}

// Header is a label or column header, normalised for looking up aliases.
type Header struct {
	Key  string // without spaces, brackets, numbering and unit; the text inside brackets kept
	Base string // the same without the text inside brackets
	Unit string // 元, 万元, 件, % …; empty when the header names none
}

// ReadHeader normalises a header: 「１、保 费（万元）*：」 has key 保费 and unit 万元.
func ReadHeader(text string) Header {
	s := Squeeze(text)
	if strings.Contains(s, "<") {
		s = strings.NewReplacer("<br/>", "", "<br>", "", "<BR/>", "", "<BR>", "").Replace(s)
	}
	s = strings.TrimRight(s, ":;,。、_*")
	s = strings.TrimLeft(s, "*#☆★※●■◆·")
	s = cutNumbering(s)
	var head Header
	if !strings.ContainsAny(s, "([{【〔「『《<*\"“”%/_") {
		head.Key, head.Base = s, s
		return head
	}
	var key, base, inner strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[', '{', '【', '〔', '「', '『', '《', '<':
			depth++
			key.WriteString(inner.String()) // 【… （…）】: brackets within brackets
			inner.Reset()
		case ')', ']', '}', '】', '〕', '」', '』', '》', '>':
			if depth > 0 {
				depth--
			}
			if unit := UnitOf(inner.String()); unit != "" {
				head.Unit = unit
			} else {
				key.WriteString(inner.String())
			}
			inner.Reset()
		case '*', '"', '“', '”', '_', ':':
		default:
			if depth > 0 {
				inner.WriteRune(r)
			} else {
				key.WriteRune(r)
				base.WriteRune(r)
			}
		}
	}
	key.WriteString(inner.String()) // an opening bracket that nobody closed
	head.Key, head.Base = key.String(), base.String()
	if head.Base == "" { // 【当日工作计划】: the brackets are decoration
		head.Base = head.Key
	}
	if head.Unit == "" {
		head.Key, head.Unit = cutUnit(head.Key)
		if head.Unit != "" {
			head.Base, _ = cutUnit(head.Base)
		}
	}
	return head
}

// cutUnit splits 保费/万元 and 达成率%.
func cutUnit(s string) (string, string) {
	if rest, found := strings.CutSuffix(s, "%"); found && rest != "" {
		return rest, "%"
	}
	if at := strings.LastIndexByte(s, '/'); at > 0 {
		if unit := UnitOf(s[at+1:]); unit != "" {
			return s[:at], unit
		}
	}
	return s, ""
}

// cutNumbering removes 1、 一、 (1) (二) 3. at the head of a label.
func cutNumbering(s string) string {
	rest := strings.TrimPrefix(s, "(")
	bracket := len(rest) < len(s)
	digits := 0
	for _, r := range rest {
		if !strings.ContainsRune("0123456789一二三四五六七八九十", r) {
			break
		}
		digits += utf8.RuneLen(r)
	}
	if digits == 0 || digits > 6 || digits == len(rest) {
		return s
	}
	after, size := utf8.DecodeRuneInString(rest[digits:])
	switch {
	case bracket && after == ')', !bracket && strings.ContainsRune("、.)", after):
	default:
		return s
	}
	tail := rest[digits+size:]
	if first, _ := utf8.DecodeRuneInString(tail); tail == "" || unicode.IsDigit(first) {
		return s // "3.5" is a number or a date, not a numbered label
	}
	return strings.TrimLeft(tail, "、.")
}

// UnitOf recognises the text of a bracket as a unit: 元, 单位:万元, 户,不折算. Empty when it is none.
func UnitOf(text string) string {
	text = strings.TrimPrefix(text, "单位")
	text = strings.TrimLeft(text, ":")
	if at := strings.IndexAny(text, ",、"); at > 0 {
		text = text[:at]
	}
	switch text {
	case "元", "人民币元", "RMB", "rmb", "¥", "人民币", "块":
		return "元"
	case "万元", "万", "w", "W":
		return "万元"
	case "千元", "百元", "亿元", "百万元", "件", "人", "次", "个", "户", "家", "单", "份", "天", "位", "%", "人次", "张", "笔", "名", "组":
		return text
	case "人/次":
		return "人次"
	}
	return ""
}

// unitExponent is the power of ten that a money unit stands for.
func unitExponent(unit string) int {
	switch unit {
	case "百元":
		return 2
	case "千元":
		return 3
	case "万元":
		return 4
	case "百万元":
		return 6
	case "亿元":
		return 8
	}
	return 0
}
