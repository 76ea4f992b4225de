package value

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"aqs/ingest/workbook"
)

// Name reads a person's name: 「 张　伟 」 is 张伟, 张伟(QJ0107) carries the employee number as well.
func Name(text string) (name, employeeNo string) {
	s := Fold(text)
	if open := strings.IndexByte(s, '('); open > 0 {
		inner := strings.TrimSuffix(s[open+1:], ")")
		if no := employeeNumber(strings.TrimPrefix(Squeeze(inner), "工号:")); no != "" {
			employeeNo, s = no, strings.TrimSpace(s[:open])
		}
	}
	if isHan(Squeeze(s)) { // Chinese names have no spaces; they are typed to line up two- and three-character names
		s = Squeeze(s)
	} else {
		s = strings.Join(strings.Fields(s), " ")
	}
	return s, employeeNo
}

func employeeNumber(s string) string {
	digits := 0
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case (r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z') && i < 4, r == '-' && i > 0:
		default:
			return ""
		}
	}
	if digits < 3 || len(s) > 20 {
		return ""
	}
	return s
}

// EmployeeNo reads an employee number: always a text, whatever Excel made of it. The flag tells
// that Excel has probably lost the last digits.
func EmployeeNo(cell workbook.Cell) (no string, damaged bool) {
	if cell.Kind == workbook.Number {
		return strconv.FormatFloat(cell.Number, 'f', -1, 64), cell.Number > 999_999_999_999_999
	}
	no = Squeeze(cell.Text)
	if rest, found := strings.CutSuffix(no, ".0"); found && rest != "" && strings.Trim(rest, "0123456789") == "" {
		no = rest // a float written as text by an export
	}
	return no, false
}

// CountNames counts the people named in a cell: 王芳、李强 is 2. False when the text is anything
// but a list of names, each beginning with a surname.
func CountNames(text string) (int, bool) {
	count := 0
	pieces := strings.FieldsFunc(Fold(text), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("、,;/。.和及与&+", r)
	})
	for _, piece := range pieces {
		if piece = strings.TrimLeft(piece, "0123456789()"); piece == "" {
			continue // the numbering of a list
		}
		if open := strings.IndexByte(piece, '('); open > 0 {
			piece = piece[:open]
		}
		for _, title := range [...]string{"先生", "女士", "小姐", "老师", "阿姨", "大姐", "大哥", "总", "某", "某某", "行长", "经理"} {
			if rest, found := strings.CutSuffix(piece, title); found && rest != "" {
				piece = rest
				break
			}
		}
		if !LooksLikeName(piece) && !(utf8.RuneCountInString(piece) == 1 && isSurname(piece)) {
			return 0, false
		}
		count++
	}
	return count, count > 0
}

// LooksLikeName says whether a text could be a Chinese person's name: two to four characters
// that begin with a surname and are no common word of logs and file names.
func LooksLikeName(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 4 || !isHan(s) || !isSurname(s) {
		return false
	}
	for _, word := range [...]string{"意向", "客户", "计划", "附件", "下周", "本周", "日志", "组", "部", "年", "月", "周报", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "周末", "周次", "周记", "周总", "表", "汇总", "更正", "副本", "最终", "版", "见", "待", "无", "人", "件", "次", "保费", "不", "未", "网点", "支行", "银行", "营业", "团队", "工作", "安排", "合计", "小计", "总计", "平均"} {
		if strings.Contains(s, word) {
			return false
		}
	}
	_, first := utf8.DecodeRuneInString(s)
	return !strings.Contains(s[first:], "周") // a surname, or else a week: 第三周
}

func isHan(s string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) && r != '·' {
			return false
		}
	}
	return s != ""
}

// isSurname looks at the first character, or the first two of a compound surname. The list holds
// the surnames of more than 99 % of people.
func isSurname(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农卓古吉缪简芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩佘池麻苑迟邝慕葛马", first) ||
		strings.HasPrefix(s, "欧阳") || strings.HasPrefix(s, "皇甫") || strings.HasPrefix(s, "令狐") || strings.HasPrefix(s, "诸葛") || strings.HasPrefix(s, "司马") || strings.HasPrefix(s, "上官")
}
