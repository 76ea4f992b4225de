package value

import (
	"strings"
	"unicode/utf8"
)

// SplitList takes a numbered list apart: 1、走访 2、回访, with line breaks or without. Nil when the
// text is no list of at least two items numbered in order.
func SplitList(text string) []string {
	s := strings.ReplaceAll(Text(text), "\r\n", "\n")
	var items []string
	start := -1
	for at, want := 0, 1; at < len(s); {
		if size := numberAt(s, at, want); size > 0 && (at == 0 || listBreak(s[:at])) {
			if start >= 0 {
				items = append(items, trimItem(s[start:at]))
			} else if trimItem(s[:at]) != "" {
				return nil // a sentence before the list: kept whole
			}
			start = at + size
			at, want = start, want+1
			continue
		}
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	if start < 0 {
		return nil
	}
	items = append(items, trimItem(s[start:]))
	if len(items) < 2 {
		return nil
	}
	for _, item := range items {
		if item == "" {
			return nil
		}
	}
	return items
}

// numberAt measures the number of an item at a position: 1、 1. (1) （1） ① 一、; 0 when it is not there.
func numberAt(s string, at, want int) int {
	if want > 20 {
		return 0
	}
	digits := itoa(want)
	chinese := ""
	if want <= 10 {
		chinese = string([]rune("一二三四五六七八九十")[want-1])
	}
	circled := string(rune('①' + want - 1))
	if strings.HasPrefix(s[at:], circled) {
		return len(circled)
	}
	for _, number := range [...]string{digits, chinese} {
		if number == "" {
			continue
		}
		for _, form := range [...]string{"(" + number + ")", "（" + number + "）", number + "、", number + ".", number + "．", number + ")", number + "）", number + ","} {
			if strings.HasPrefix(s[at:], form) {
				next, _ := utf8.DecodeRuneInString(s[at+len(form):])
				if strings.HasSuffix(form, ".") && next >= '0' && next <= '9' {
					return 0 // 1.5万
				}
				return len(form)
			}
		}
	}
	return 0
}

// listBreak says whether an item may begin after this text.
func listBreak(before string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune(" \t\n\u3000;；。,，、", last) || !strings.ContainsRune("0123456789.第", last)
}

func trimItem(s string) string { return strings.Trim(Text(s), ";；,，、 \n\t\u3000") }

func itoa(n int) string {
	if n >= 10 {
		return string(rune('0'+n/10)) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}
