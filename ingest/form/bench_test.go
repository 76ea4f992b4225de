package form

import (
	"testing"
	"time"
)

const benchSheet = `
清江支公司客户经理工作日志 >>>>>>
客户经理姓名：|张伟||所在团队：|城东一组||日期：|2026-3-5
当日工作计划||1.走访交行大学城支行
银行拜访工作记录
序号|拜访网点||拜访原因||时间||拜访达成效果
1|农商行枫林支行||送宣传折页||8：30—9：30||维护关系
2|交行大学城支行||与理财经理沟通||9：40—10：30||理财经理答应推荐客户
3|农商行枫林支行||客户面谈||11：10—12：10||客户认可产品
客户洽谈工作记录（责任额）
活动项目||计划||实际||备注
拜访（次）||4||7
洽谈（人）||3||3
意向（人）||1||3
促成（人）||||1
件数（件）||||1
保费（元）||||20000
当日保费预收
险种|||件数|保费（元）||出单网点
稳盈两全保险|||1|20000||农商行枫林支行
当日保费合计||||20000
问题及心得||提前准备好投保资料，促成顺利
出勤||√
`

// BenchmarkRecognise scores a form sheet of about 60 cells against every form.
func BenchmarkRecognise(b *testing.B) {
	l, g := library(b), grid(b, "5日", benchSheet)
	b.ReportAllocs()
	for b.Loop() {
		l.claims(newPage(g, l.lexicon, len(l.forms)))
	}
}

// BenchmarkRead recognises and reads the same sheet.
func BenchmarkRead(b *testing.B) {
	l, g := library(b), grid(b, "5日", benchSheet)
	c := Context{Path: "城东一组/2026年3月/张伟.xlsx", AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)}
	b.ReportAllocs()
	for b.Loop() {
		l.Read(g, c)
	}
}
