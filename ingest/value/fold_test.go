package value

import "testing"

func TestReadHeader(t *testing.T) {
	for text, want := range map[string]Header{
		"１、保 费（万元）*：":  {"保费", "保费", "万元"},
		"日  期":         {"日期", "日期", ""},
		"工\n作 日 志":     {"工作日志", "工作日志", ""},
		"（一）姓名":        {"姓名", "姓名", ""},
		"二、活动量":        {"活动量", "活动量", ""},
		"【当日工作计划】":     {"当日工作计划", "当日工作计划", ""},
		"拜访（计划）":       {"拜访计划", "拜访", ""},
		"达成率%":         {"达成率", "达成率", "%"},
		"保费/万元":        {"保费", "保费", "万元"},
		"公司/机构":        {"公司/机构", "公司/机构", ""},
		"集团客户（户，不折算）":  {"集团客户", "集团客户", "户"},
		"促成人数<br/>(人)": {"促成人数", "促成人数", "人"},
		"3.5":          {"3.5", "3.5", ""},
		"姓名　　":         {"姓名", "姓名", ""},
		"洽谈人数:____":    {"洽谈人数", "洽谈人数", ""},
	} {
		if got := ReadHeader(text); got != want {
			t.Errorf("ReadHeader(%q) = %+v, want %+v", text, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for text, want := range map[string][2]string{
		"张　伟": {"张伟", ""}, " 欧阳海燕 ": {"欧阳海燕", ""}, "张伟（QJ0107）": {"张伟", "QJ0107"}, "John  Smith": {"John Smith", ""}, "张伟(大)": {"张伟(大)", ""},
	} {
		if name, no := Name(text); name != want[0] || no != want[1] {
			t.Errorf("Name(%q) = %q %q", text, name, no)
		}
	}
	for text, want := range map[string]int{"王芳、李强": 2, "王女士 李先生 赵总": 3, "张伟": 1, "1.王芳 2.李强": 2} {
		if n, ok := CountNames(text); !ok || n != want {
			t.Errorf("CountNames(%q) = %d %v, want %d", text, n, ok, want)
		}
	}
	for _, text := range []string{"见附件", "若干", "高意向", "两个", "？？", "未知", "待定", "详见系统", "", "于下周"} {
		if n, ok := CountNames(text); ok {
			t.Errorf("CountNames(%q) = %d, want no names", text, n)
		}
	}
}

func TestYesNo(t *testing.T) {
	for text, want := range map[string]bool{"√": true, "是": true, "有": true, "×": false, "否": false, "无": false, "N": false} {
		if yes, ok := YesNo(text); !ok || yes != want {
			t.Errorf("YesNo(%q) = %v %v", text, yes, ok)
		}
	}
}
