package value

import "strings"

// DayStatus recognises a day status that stands alone in a cell. A part of a day (半天, 上午) is
// no status: the rest of the day was worked.
func DayStatus(s string) (string, bool) {
	s = Squeeze(s)
	for _, word := range [...]string{"今日", "今天", "当日", "全天"} {
		s = strings.TrimPrefix(s, word)
	}
	for _, word := range [...]string{"一整天", "一天", "1天", "全天", "中", "了"} {
		s = strings.TrimSuffix(s, word)
	}
	s = strings.Trim(s, "()[]【】。!")
	switch s {
	case "请假", "休", "休假", "事假", "病假", "年假", "年休假", "产假", "陪产假", "婚假", "丧假", "调休", "补休", "公休", "轮休", "请事假", "请病假", "假":
		return "leave", true
	case "外勤":
		return "field", true
	case "培训", "学习", "参加培训", "外出培训", "集中培训":
		return "training", true
	case "开会", "会议", "参会", "参加会议", "会":
		return "meeting", true
	case "出差":
		return "trip", true
	case "旷工", "缺勤":
		return "absent", true
	case "放假", "节假日", "法定假", "节日":
		return "holiday", true
	}
	return "", false
}

// IsPresent recognises the words of an attendance cell that mean an ordinary day at work.
func IsPresent(s string) bool {
	switch Squeeze(s) {
	case "出勤", "正常", "正常出勤", "在岗", "到岗", "上班", "√", "✓", "✔", "是", "全勤":
		return true
	}
	return false
}

// YesNo reads a tick or a yes/no cell. False for ok when it is neither.
func YesNo(s string) (yes, ok bool) {
	switch strings.ToLower(Squeeze(s)) {
	case "√", "✓", "✔", "☑", "是", "有", "y", "yes", "true", "1", "已", "对", "完成", "已完成":
		return true, true
	case "×", "✗", "✘", "x", "否", "无", "n", "no", "false", "0", "未", "错", "未完成":
		return false, true
	}
	return false, false
}

// HalfDayStatus recognises a status of half a day: 上午培训, 下午请假, 培训半天. The other half was
// worked, so it is no status of the day.
func HalfDayStatus(s string) (string, bool) {
	s = Squeeze(s)
	for _, word := range [...]string{"上午", "下午", "半天", "半日", "早上", "晚上"} {
		if rest, found := strings.CutPrefix(s, word); found {
			return DayStatus(rest)
		}
		if rest, found := strings.CutSuffix(s, word); found {
			return DayStatus(rest)
		}
	}
	return "", false
}
