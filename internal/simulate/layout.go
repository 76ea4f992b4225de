package simulate

// layout is one printed form of the 工作日志: where its blocks stand and what its labels say.
// Branches copy the form from each other and change the words, so the words are data.
type layout struct {
	name     string
	row, col int    // top left corner
	title    string // a %s is the day as 3月5日
	inCell   bool   // label and value in one cell: 姓名：李娜
	gaps     bool   // an empty row between blocks

	person, team, company, date  string
	number                       string // 工号
	plan, insight                string
	attendance, submitted, total string

	order []block

	visitTitle string
	visitHead  [4]string // outlet, reason, time, result
	visitRows  int       // preprinted
	talkTitle  string
	talkHead   [3]string // item, plan, actual; empty: label-value pairs instead of a table
	talkRows   [6]string // visits, talks, intents, closes, cases, premium
	talkPairs  [3]string // talks, closes, intents
	pairsIn    bool      // … each in one cell with its value: 洽谈人数：3
	saleTitle  string
	saleHead   [4]string // product, cases, premium, outlet
	saleRows   int       // preprinted
	inWan      bool      // premiums in units of 10,000 yuan, as the heads say
}

type block uint8

const (
	planBlock block = iota
	visitBlock
	talkBlock
	saleBlock
	closingBlock // insight, attendance, time of submission
)

var layoutQuota = layout{
	name: "责任额式", row: 1, col: 1,
	title:  companyName + "客户经理工作日志",
	person: "客户经理姓名：", team: "所在团队：", date: "日期：",
	plan: "当日工作计划", insight: "问题及心得", attendance: "出勤",
	order:      []block{planBlock, visitBlock, talkBlock, saleBlock, closingBlock},
	visitTitle: "银行拜访工作记录",
	visitHead:  [4]string{"拜访网点", "拜访原因", "时间", "拜访达成效果"},
	visitRows:  5,
	talkTitle:  "客户洽谈工作记录（责任额）",
	talkHead:   [3]string{"活动项目", "计划", "实际"},
	talkRows:   [6]string{"拜访（次）", "洽谈（人）", "意向（人）", "促成（人）", "件数（件）", "保费（元）"},
	saleTitle:  "当日保费预收",
	saleHead:   [4]string{"险种", "件数", "保费（元）", "出单网点"},
	saleRows:   3,
	total:      "当日保费合计",
}

var layoutShifted = layout{
	name: "老表", row: 2, col: 2,
	title:  "银保客户经理工 作 日 志",
	person: "姓  名", team: "团  队", company: "机  构", number: "工  号", date: "日  期",
	plan: "今日工作计划", insight: "问题与心得", attendance: "出勤情况", submitted: "提交时间",
	order:      []block{planBlock, talkBlock, visitBlock, saleBlock, closingBlock},
	visitTitle: "一、网点拜访记录",
	visitHead:  [4]string{"网点名称", "拜访目的", "拜访时间", "拜访结果"},
	visitRows:  6,
	talkTitle:  "二、活动量",
	talkHead:   [3]string{"项 目", "计划", "实际完成"},
	talkRows:   [6]string{"拜访量", "洽谈人数", "意向客户", "促成人数", "件 数", "保 费"},
	saleTitle:  "三、预收保费",
	saleHead:   [4]string{"险 种", "件 数", "预收保费", "销售网点"},
	saleRows:   2,
	total:      "合  计",
}

var layoutPairs = layout{
	name: "新表", row: 1, col: 1, inCell: true,
	title:  "工作日志　%s",
	person: "姓名", team: "所在团队", company: "机构名称",
	plan: "工作计划", insight: "心得体会",
	order:      []block{planBlock, visitBlock, talkBlock, saleBlock, closingBlock},
	visitTitle: "银行拜访工作记录",
	visitHead:  [4]string{"走访网点", "事由", "起止时间", "达成效果"},
	visitRows:  5,
	talkTitle:  "客户洽谈工作记录",
	talkPairs:  [3]string{"洽谈人数：", "促成人数：", "有购买意向客户："},
	saleTitle:  "当日保费预收",
	saleHead:   [4]string{"险种名称", "保单件数", "保费（万元）", "出单网点"},
	saleRows:   3,
	total:      "当日保费合计（万元）",
	inWan:      true,
}
