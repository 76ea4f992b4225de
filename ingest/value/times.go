package value

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ReadTimes reads a time of day or a range in the shapes people write it: 8:20-12:00, 8：20—12：00,
// 8.20-12.00, 8;20, 上午9点-11点半, two ranges joined by 、. It gives the first and last minute of
// the day; equal when the text names one moment. False when the text is anything else.
func ReadTimes(text string) (from, to int, ok bool) {
	s := norm.NFKC.String(strings.ToValidUTF8(text, ""))
	from, to = -1, -1
	afternoon, previous := false, -1
	moments := 0
	runes := []rune(strings.ReplaceAll(s, " ", ""))
	for i := 0; i < len(runes); {
		r := runes[i]
		switch {
		case unicode.IsDigit(r) && r < 128:
			minute, next, good := moment(runes, i)
			if !good || moments >= 8 {
				return 0, 0, false
			}
			if afternoon && minute < 12*60 {
				minute += 12 * 60
			}
			if minute < previous && minute < 12*60 && minute+12*60 > previous && minute+12*60 < 24*60 {
				minute += 12 * 60 // 9:00-5:00: the afternoon
			}
			if minute < previous {
				return 0, 0, false
			}
			if from < 0 {
				from = minute
			}
			to, previous = minute, minute
			moments++
			i = next
		case hasRunes(runes[i:], "上午"), hasRunes(runes[i:], "早上"), hasRunes(runes[i:], "凌晨"):
			afternoon = false
			i += 2
		case hasRunes(runes[i:], "下午"), hasRunes(runes[i:], "晚上"), hasRunes(runes[i:], "傍晚"):
			afternoon = true
			i += 2
		case hasRunes(runes[i:], "中午"):
			i += 2
		case strings.ContainsRune("-—–―‐−~〜至到=、,,;;和/及>→_ \t\r\n\u3000", r) && (moments > 0 || unicode.IsSpace(r)):
			i++
		default:
			return 0, 0, false
		}
	}
	if moments == 0 || from < 0 {
		return 0, 0, false
	}
	return from, to, true
}

func hasRunes(runes []rune, word string) bool {
	for i, r := range []rune(word) {
		if i >= len(runes) || runes[i] != r {
			return false
		}
	}
	return true
}

// moment reads 8:20, 8.20, 8;20, 8点20分, 8点半, 8时, 0820 at a position.
func moment(runes []rune, at int) (minute, next int, ok bool) {
	start := at
	for at < len(runes) && runes[at] >= '0' && runes[at] <= '9' {
		at++
	}
	hour := atoi(string(runes[start:at]))
	switch width := at - start; {
	case width == 4 || width == 3: // 0820
		hour, minute = hour/100, hour%100
		return hour*60 + minute, at, hour < 24 && minute < 60
	case width > 2:
		return 0, at, false
	}
	if hour > 24 {
		return 0, at, false
	}
	if at < len(runes) && strings.ContainsRune("点时點時", runes[at]) {
		at++
		if at < len(runes) && runes[at] == '整' {
			at++
		}
		if at < len(runes) && runes[at] == '半' {
			return hour*60 + 30, at + 1, hour < 24
		}
		begin := at
		for at < len(runes) && at-begin < 2 && runes[at] >= '0' && runes[at] <= '9' {
			at++
		}
		if at > begin {
			minute = atoi(string(runes[begin:at]))
			if at < len(runes) && runes[at] == '分' {
				at++
			}
		}
		return hour*60 + minute, at, hour*60+minute <= 24*60 && minute < 60
	}
	if at+1 < len(runes) && strings.ContainsRune(":.;,'", runes[at]) && unicode.IsDigit(runes[at+1]) {
		begin := at + 1
		at = begin
		for at < len(runes) && runes[at] >= '0' && runes[at] <= '9' {
			at++
		}
		if at-begin > 2 {
			return 0, at, false
		}
		minute = atoi(string(runes[begin:at]))
		if at-begin == 1 {
			minute *= 10 // 8.3 for 8:30 as a number without its zero
		}
		if at+2 < len(runes) && runes[at] == ':' && unicode.IsDigit(runes[at+1]) { // seconds
			at += 2
			for at < len(runes) && unicode.IsDigit(runes[at]) {
				at++
			}
		}
		return hour*60 + minute, at, hour*60+minute <= 24*60 && minute < 60
	}
	return hour * 60, at, at < len(runes) && strings.ContainsRune("-—–~至到", runes[at]) || start > 0 && hour < 24
}
