package simulate

import "strings"

// The sentences people write. They follow from what happened, so that a reader of the log sees
// the same day as a reader of the figures.

func (l *life) describe(r random, talks, intents, closes int) (reason, result string, isGood bool) {
	switch {
	case closes > 0:
		reason = pick(r, []string{"促成签单", "客户签约", "办理投保手续"})
		result = pick(r, []string{"客户当场签单", "签单成功，已收齐资料", "成交，预约回访"})
		isGood = true
	case intents > 0:
		reason = pick(r, []string{"产品说明", "客户面谈", "跟进意向客户"})
		result = pick(r, []string{"客户有意向，约下周再谈", "已递送建议书，客户考虑中", "客户认可产品，下周三带家属来网点", "有购买意向，约周五面谈"})
		isGood = true
	case talks > 0:
		reason = pick(r, []string{"客户面谈", "新客户接触", "产品说明", "厅堂驻点"})
		result = pick(r, []string{"客户再考虑考虑", "客户资金未到期", "客户对收益不满意", "留下联系方式", "客户已有保险，暂不需要"})
		isGood = r.chance(0.25)
		if isGood {
			result = pick(r, []string{"留下联系方式，约定下周二回访", "客户存单月底到期，约月底再谈"})
		}
	default:
		reason = pick(r, []string{"网点维护", "与理财经理沟通", "厅堂驻点", "送宣传折页"})
		result = pick(r, []string{"与网点主任沟通本月计划", "客流少，未遇合适客户", "维护关系", "理财经理答应推荐客户"})
	}
	if l.w.hostile && l.p.index < 2 && r.chance(0.15) {
		result = hostileResult
	}
	return reason, result, isGood
}

func planText(r random, p *person, d *day) string {
	outlets := p.working()
	first := outlets[r.IntN(len(outlets))].name
	lines := []string{
		"1.走访" + first + "，与理财经理沟通意向客户名单",
		"2." + pick(r, []string{"跟进上周意向客户", "邀约客户参加沙龙", "整理客户资料，电话约访5位", "驻点厅堂，开口面谈", "给存单到期客户打电话", "陪理财经理做客户回访", "准备周五沙龙名单", "下午送建议书", "熟悉新产品条款"}),
	}
	if d.plan.closes > 0 {
		lines = append(lines, "3.力争促成1件")
	}
	if r.chance(0.3) {
		return strings.Join(lines[:1], "")
	}
	return strings.Join(lines, "\n")
}

func insight(r random, d *day) string {
	switch {
	case d.actual.closes > 0:
		return pick(r, []string{
			"多听客户的需求，再讲产品", "提前准备好投保资料，促成顺利", "理财经理推荐的客户质量高", "", "",
			"老客户转介绍成交快，要多要名单", "先算养老缺口，客户听得进去", "双录一次通过，流程熟了", "客户当面拍板，促成要敢开口",
			"存单到期前一周约客户最有效",
		})
	case d.actual.visits == 0:
		return pick(r, []string{"全天整理客户资料", "内勤：补录系统", "参加机构会议，未外出"})
	case d.actual.intents > 0:
		return pick(r, []string{"客户关心收益和领取时间，需要把演示表讲清楚", "跟进要及时", "", "", "邀请家属一起听更有效",
			"客户拿两家产品比较，要准备对比表", "客户要和爱人商量，约好时间再谈", "先留资料再约面谈，效果好", "意向客户要分类，不能都等月底"})
	default:
		return pick(r, []string{"", "客流少，下午换网点", "客户拒绝较多，要调整心态", "开口数不够", "产品对比不熟，回去再学", "",
			"", "今天网点系统升级，客户少", "厅堂开口率要提高", "大堂经理不太配合，明天找主任沟通", "客户对保险有误解，讲解要有耐心",
			"下雨，来网点的客户少", "时间安排太散，路上花得多", "明天先约好再去", "老年客户多，需家属陪同"})
	}
}
