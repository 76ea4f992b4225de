package workbook

import "strings"

// builtinDates are the number formats without a code in the file that show a date or time. 27–36
// and 50–58 are those of Chinese Excel (ECMA-376 part 1, 18.8.30, zh-cn).
func builtinDate(id int) (code string, isDate bool) {
	switch id {
	case 14:
		return "yyyy/m/d", true
	case 15:
		return "d-mmm-yy", true
	case 16:
		return "d-mmm", true
	case 17:
		return "mmm-yy", true
	case 18:
		return "h:mm AM/PM", true
	case 19:
		return "h:mm:ss AM/PM", true
	case 20:
		return "h:mm", true
	case 21:
		return "h:mm:ss", true
	case 22:
		return "yyyy/m/d h:mm", true
	case 27, 36, 50, 52, 57:
		return `yyyy"年"m"月"`, true
	case 28, 29, 51, 53, 54, 58:
		return `m"月"d"日"`, true
	case 30:
		return "m-d-yy", true
	case 31:
		return `yyyy"年"m"月"d"日"`, true
	case 32:
		return `h"时"mm"分"`, true
	case 33:
		return `h"时"mm"分"ss"秒"`, true
	case 34, 55:
		return `上午/下午h"时"mm"分"`, true
	case 35, 56:
		return `上午/下午h"时"mm"分"ss"秒"`, true
	case 45:
		return "mm:ss", true
	case 46:
		return "[h]:mm:ss", true
	case 47:
		return "mmss.0", true
	}
	return "", false
}

// isDateCode tells whether a custom number format shows a date or time: its first section holds
// a date letter outside quotes, escapes and brackets (other than elapsed [h], [m], [s]).
func isDateCode(code string) bool {
	if strings.EqualFold(strings.TrimSpace(code), "General") {
		return false
	}
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case ';':
			return false
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return false
			}
			i += end + 1
		case '\\', '_', '*':
			i++
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return false
			}
			if strings.Trim(strings.ToLower(code[i+1:i+end]), "hms") == "" && end > 1 {
				return true
			}
			i += end
		case 'e', 'E': // an era's year, unless it is the exponent of 0.00E+00
			if i+1 >= len(code) || code[i+1] != '+' && code[i+1] != '-' {
				return true
			}
		case 'y', 'Y', 'm', 'M', 'd', 'D', 'h', 'H', 's', 'S':
			return true
		case 'a', 'A': // aaa and aaaa are weekdays
			if strings.HasPrefix(strings.ToLower(code[i:]), "aaa") {
				return true
			}
		}
	}
	return false
}
