package value

import "strings"

// chineseDigit is the value of a Chinese digit, plain or formal; -1 for anything else.
func chineseDigit(r rune) int {
	switch r {
	case '零', '〇', '○':
		return 0
	case '一', '壹', '幺':
		return 1
	case '二', '两', '贰', '俩':
		return 2
	case '三', '叁', '仨':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}

// chinesePower is the power of ten of a Chinese multiplier (w and k are used alike); -1 otherwise.
func chinesePower(r rune) int {
	switch r {
	case '十', '拾':
		return 1
	case '百', '佰':
		return 2
	case '千', '仟', 'k', 'K':
		return 3
	case '万', '萬', 'w', 'W':
		return 4
	case '亿':
		return 8
	}
	return -1
}

// parseChinese reads whole numbers written with Chinese digits and multipliers, Arabic digits
// allowed between them: 十二, 一百零五, 三万五 (35000), 1万2千. False when it is no such number.
func parseChinese(s string) (float64, bool) {
	var total, section, digit float64
	haveDigit, zero, any := false, false, false
	lastPower := 0 // of the multiplier before the digit, for 三万五
	runes := []rune(s)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		if r >= '0' && r <= '9' {
			if haveDigit {
				return 0, false
			}
			digit, haveDigit, any = 0, true, true
			for n := 0; i < len(runes) && runes[i] >= '0' && runes[i] <= '9'; i, n = i+1, n+1 {
				if n > 8 {
					return 0, false
				}
				digit = digit*10 + float64(runes[i]-'0')
			}
			i--
			continue
		}
		if d := chineseDigit(r); d >= 0 {
			if haveDigit {
				return 0, false // 二三 is a doubt, not 23
			}
			if d == 0 {
				zero, any = true, true
				continue
			}
			digit, haveDigit, any = float64(d), true, true
			continue
		}
		power := chinesePower(r)
		if power < 0 {
			return 0, false
		}
		if !haveDigit {
			if power != 1 || section != 0 && !zero { // 十二 needs no 一 before it
				if power < 4 || section == 0 && total == 0 {
					return 0, false
				}
			} else {
				digit = 1
			}
		}
		any = true
		if power >= 4 {
			section += digit
			scale := pow10(power)
			if power == 8 {
				total = (total + section) * scale
			} else {
				total += section * scale
			}
			section = 0
		} else {
			section += digit * pow10(power)
		}
		digit, haveDigit, zero, lastPower = 0, false, false, power
	}
	if haveDigit {
		if lastPower >= 2 && !zero && digit < 10 {
			digit *= pow10(lastPower - 1) // 三万五, 一百二: the last digit counts the next lower unit
		}
		section += digit
	}
	return total + section, any
}

func pow10(n int) float64 {
	result := 1.0
	for range n {
		result *= 10
	}
	return result
}

// arabicMonths rewrites 三月五日 and 二〇二六年 with Arabic digits, where a number stands before
// 年, 月, 日 or 号.
func arabicMonths(s string) string {
	if !strings.ContainsAny(s, "〇零一二三四五六七八九十") {
		return s
	}
	var out strings.Builder
	runes := []rune(s)
	for i := 0; i < len(runes); {
		j := i
		for j < len(runes) && (chineseDigit(runes[j]) >= 0 || runes[j] == '十') {
			j++
		}
		if j == i {
			out.WriteRune(runes[i])
			i++
			continue
		}
		if j < len(runes) && strings.ContainsRune("年月日号", runes[j]) {
			out.WriteString(arabicRun(runes[i:j]))
		} else {
			out.WriteString(string(runes[i:j]))
		}
		i = j
	}
	return out.String()
}

func arabicRun(run []rune) string {
	positional := len(run) == 4
	for _, r := range run {
		if r == '十' {
			positional = false
		}
	}
	if positional { // 二〇二六
		digits := make([]byte, 0, 4)
		for _, r := range run {
			digits = append(digits, byte('0'+chineseDigit(r)))
		}
		return string(digits)
	}
	n, ok := parseChinese(string(run))
	if !ok || n < 0 || n > 9999 {
		return string(run)
	}
	return formatFloat(n)
}
