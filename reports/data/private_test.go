package data

import "testing"

// Names and numbers that identify somebody go; figures, days and colleagues stay.
func TestFreeTextIsMasked(t *testing.T) {
	m := newMasker([]PrivateName{{"customer", "张三丰"}, {"customer", "王丽"}, {"person", "王丽丽"}, {"customer", "客户"}, {"customer", "李明"}, {"person", "李明"}})
	for text, want := range map[string]string{
		"张三丰嫌贵，王丽丽陪访王丽":                         "张*嫌贵，王丽丽陪访王*",
		"客户邀约少":                                 "客户邀约少",
		"李明是同事":                                 "李明是同事",
		"电话13812341234":                         "电话138****1234",
		"138 1234 1234、138-1234-1234":           "138****1234、138****1234",
		"+86 138 1234 1234":                     "138****1234",
		"１３８１２３４１２３４":                           "138****1234",
		"身份证11010519491231002X":                 "身份证***",
		"卡号6222021234567890123，座机0571-88886666": "卡号***，座机***",
		"微信 12345678":                           "微信 ***",
		"20260305 出单 1000000元，2026-03-05":       "20260305 出单 1000000元，2026-03-05",
		"件均 1,234,567 元，12 次":                   "件均 1,234,567 元，12 次",
		"":                                      "",
	} {
		if got := m.text(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
