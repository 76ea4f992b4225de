package form

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"aqs/ingest/record"
)

// foreignSheet is a kind of sheet that lies in offices and is none of ours.
type foreignSheet struct {
	titles  []string
	columns []string
	cells   []string // what its cells may say; n: numbers
}

// The words are near ours on purpose: plans, targets, rates, names, customers, weeks.
func foreignKinds() []foreignSheet {
	names := []string{"张伟", "李娜", "王芳", "陈静"}
	with := func(more ...string) []string { return append(append([]string{}, names...), more...) }
	return []foreignSheet{
		{[]string{"产品价格表", "2026年报价单", "办公用品采购清单"}, []string{"序号", "产品名称", "规格", "单价", "数量", "金额", "备注"}, []string{"n:12", "打印纸", "A4", "盒", "n:99.5"}},
		{[]string{"三年级课程表", "2026年春季课表", "培训班课程表"}, []string{"节次", "星期一", "星期二", "星期三", "星期四", "星期五"}, []string{"语文", "数学", "英语", "体育", "第1节", "自习"}},
		{[]string{"员工信息表", "人事档案", "在职员工一览表"}, []string{"序号", "姓名", "性别", "部门", "职务", "入职日期", "学历", "身份证号", "联系电话"}, with("女", "大专", "行政部", "2019-3-1", "13800138000")},
		{[]string{"项目进度计划", "装修工程计划表", "系统上线项目计划"}, []string{"序号", "任务名称", "负责人", "开始日期", "完成日期", "工期", "进度", "前置任务"}, with("需求调研", "2026-3-5", "n:10", "80%", "测试")},
		{[]string{"2026年费用预算", "年度财务预算表", "市场费用预算"}, []string{"科目", "预算金额", "实际", "差异", "完成率", "1月", "2月", "3月"}, []string{"差旅费", "n:1200", "85%", "招待费", "n:0.9"}},
		{[]string{"3月考勤表", "员工考勤统计", "值班表"}, []string{"姓名", "部门", "1日", "2日", "3日", "4日", "出勤天数", "请假天数"}, with("√", "休", "行政部", "n:21", "×")},
		{[]string{"客户通讯录", "供应商联系方式", "客户联系表"}, []string{"序号", "客户名称", "联系人", "电话", "地址", "邮箱", "备注"}, with("某某公司", "13900139000", "中山路1号")},
		{[]string{"库存盘点表", "仓库出入库台账", "设备台账"}, []string{"编号", "名称", "型号", "期初", "入库", "出库", "结存", "责任人"}, with("n:20", "投影仪", "X200")},
		{[]string{"期末成绩单", "考试成绩登记表", "技能竞赛成绩"}, []string{"学号", "姓名", "语文", "数学", "英语", "总分", "名次"}, with("n:98", "n:77", "2026001")},
		{[]string{"会议签到表", "活动签到表", "培训签到表"}, []string{"序号", "姓名", "单位", "职务", "签到时间", "联系电话", "签名"}, with("分公司", "9:00", "主任")},
		{[]string{"工资表", "2026年3月工资明细", "绩效工资发放表"}, []string{"工号", "姓名", "部门", "基本工资", "绩效", "扣款", "实发", "签字"}, with("n:5000", "行政部", "A001")},
		{[]string{"差旅报销单", "费用报销明细", "发票登记表"}, []string{"日期", "事由", "出发地", "目的地", "交通费", "住宿费", "合计", "报销人"}, with("2026-3-3", "出差", "n:350", "上海")},
		{[]string{"网站运维日志", "机房巡检记录", "服务器巡检表"}, []string{"日期", "时间", "巡检人", "检查项目", "结果", "处理措施", "备注"}, with("正常", "2026-3-3", "8:30", "空调", "重启")},
		{[]string{"生产日报表", "车间生产统计", "产量周统计"}, []string{"日期", "班组", "产品", "计划产量", "实际产量", "达成率", "不良数", "备注"}, []string{"2026-3-3", "甲班", "n:300", "95%", "螺丝"}},
		{[]string{"车辆使用登记", "印章使用登记表", "来访登记"}, []string{"日期", "姓名", "部门", "事由", "时间", "批准人"}, with("外出", "2026-3-3", "8:30-9:30", "财务部")},
		{[]string{"合同台账", "采购合同登记", "销售合同明细"}, []string{"合同号", "合同名称", "甲方", "签订日期", "金额（万元）", "负责人", "状态"}, with("HT-01", "2026-3-3", "n:12.5", "执行中")},
		{[]string{"家庭作业登记", "读书计划", "健身计划表"}, []string{"日期", "内容", "计划", "实际", "完成情况", "备注"}, []string{"2026-3-3", "跑步", "n:5", "完成", "三公里"}},
		{[]string{"招聘进度表", "候选人名单", "面试安排"}, []string{"岗位", "姓名", "面试日期", "面试官", "结果", "薪资要求", "到岗时间"}, with("会计", "2026-3-3", "通过", "n:8000")},
		{[]string{"订单明细", "电商销售报表", "门店销售周报"}, []string{"订单号", "日期", "客户", "商品", "件数", "金额", "渠道", "业务员"}, with("D001", "2026-3-3", "n:3", "鼠标")},
		{[]string{"问卷结果", "满意度调查统计", "投票结果"}, []string{"题号", "选项", "人数", "占比", "意见"}, []string{"n:1", "满意", "n:25", "40%", "无"}},
	}
}

// TestForeignSheets: a sheet that is none of ours is never loaded, however near its words are.
func TestForeignSheets(t *testing.T) {
	l := library(t)
	kinds := foreignKinds()
	loads, sheets, near := 0, 0, 0
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 17))
		kind := kinds[int(seed)%len(kinds)]
		w := newSheetWriter(r, []string{"Sheet1", "3月", "汇总", "张伟", "第2周"}[r.IntN(5)])
		if r.IntN(5) > 0 {
			w.put(kind.titles[r.IntN(len(kind.titles))])
		}
		if r.IntN(3) == 0 {
			w.put([]string{"部门：行政部　日期：2026年3月5日", "填表人：张伟", "单位：万元", "2026年3月9日—3月13日"}[r.IntN(4)])
		}
		columns := append([]string{}, kind.columns...)
		if r.IntN(2) == 0 { // a header or two of another kind of sheet, or of one of our own forms
			other := kinds[r.IntN(len(kinds))].columns
			columns = append(columns, other[r.IntN(len(other))])
			d := l.forms[r.IntN(len(l.forms))]
			fields := d.fieldNames()
			aliases := fields[r.IntN(len(fields))].aliases
			columns = append(columns, aliases[r.IntN(len(aliases))])
		}
		r.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
		w.put(columns...)
		for range 3 + r.IntN(8) {
			var row []string
			for range columns {
				row = append(row, kind.cells[r.IntN(len(kind.cells))])
			}
			w.put(row...)
		}
		if r.IntN(3) == 0 {
			w.put("合计", "", fmt.Sprintf("n:%d", r.IntN(1000)))
		}
		reading := l.Read(w.g, Context{Path: "杂项/2026年3月/张伟.xlsx", AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)})
		sheets++
		if reading.IsNearly() {
			near++
			t.Logf("seed %d nearly %s (%v)", seed, reading.Candidates[0].FormID, reading.Candidates[0].Missing)
		}
		for _, f := range reading.Rows {
			if f.Fate != record.Quarantined {
				loads++
				t.Errorf("seed %d taken as %s:%s\n%s", seed, reading.FormID, gridText(w.g), dump(reading))
				break
			}
		}
	}
	if near*100 > sheets {
		t.Errorf("%d of %d foreign sheets are said to be nearly a form", near, sheets)
	}
	t.Logf("%d foreign sheets, %d loaded, %d nearly a form", sheets, loads, near)
}
