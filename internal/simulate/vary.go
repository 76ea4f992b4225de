package simulate

import (
	"slices"
	"strings"
)

// synonyms are the words in use for one label. Which stands on a form depends on where the copy
// of the form came from.
var synonyms = [][]string{
	{"客户经理姓名", "姓名", "客户经理", "业务员", "填报人"},
	{"所在团队", "团队", "团队名称", "小组"},
	{"日期", "填写日期", "工作日期", "日志日期"},
	{"当日工作计划", "今日计划", "今日工作安排", "今日工作计划"},
	{"拜访网点", "网点名称", "银行网点", "走访网点"},
	{"拜访原因", "拜访目的", "事由", "目的"},
	{"时间", "拜访时间", "起止时间", "到点时间"},
	{"拜访达成效果", "达成效果", "拜访结果", "客户反馈", "效果"},
	{"洽谈人数", "面谈人数", "洽谈客户数"},
	{"促成人数", "成交人数", "签单人数"},
	{"有购买意向客户", "意向客户", "意向客户数"},
	{"险种", "险种名称", "产品名称"},
	{"件数", "保单件数", "出单件数"},
	{"保费", "预收保费", "保费收入"},
	{"出单网点", "销售网点", "所属网点"},
	{"当日保费合计", "保费合计", "当日保费"},
	{"问题及心得", "问题与心得", "心得体会", "当日小结"},
	{"实际", "达成", "完成"},
}

// vary is one person's copy of a form: some labels say the same in other words, have spaces or a
// line break inside; a row may stand empty between the blocks.
func vary(l layout, r random) *layout {
	l.gaps = r.chance(0.2)
	l.pairsIn = l.talkPairs[0] != "" && r.chance(0.35)
	for _, label := range []*string{
		&l.person, &l.team, &l.date, &l.plan, &l.insight, &l.total,
		&l.visitHead[0], &l.visitHead[1], &l.visitHead[2], &l.visitHead[3],
		&l.talkHead[2], &l.talkRows[1], &l.talkRows[2], &l.talkRows[3],
		&l.talkPairs[0], &l.talkPairs[1], &l.talkPairs[2],
		&l.saleHead[0], &l.saleHead[1], &l.saleHead[2], &l.saleHead[3],
	} {
		*label = inOtherWords(*label, r)
	}
	return &l
}

func inOtherWords(label string, r random) string {
	other, spaced, broken := r.chance(0.12), r.chance(0.08), r.chance(0.06)
	choice := r.Float64()
	words, unit := label, ""
	if at := strings.IndexAny(label, "（(：:"); at >= 0 {
		words, unit = label[:at], label[at:]
	}
	if other {
		for _, group := range synonyms {
			if slices.Contains(group, words) {
				words = group[int(choice*float64(len(group)))]
				break
			}
		}
	}
	letters := []rune(words)
	switch {
	case spaced && len(letters) == 2:
		words = string(letters[0]) + "　" + string(letters[1])
	case broken && len(letters) >= 4 && unit == "":
		words = string(letters[:len(letters)/2]) + "\n" + string(letters[len(letters)/2:])
	}
	return words + unit
}
