package ingest

import (
	"testing"
	"time"

	"aqs/internal/calendar"
	"aqs/internal/xlsxout"
)

func registerBytes(t *testing.T, sheet string, rows ...[]any) []byte {
	t.Helper()
	book := &xlsxout.Book{}
	s := book.Sheet(sheet)
	for i, row := range rows {
		for j, v := range row {
			switch v := v.(type) {
			case string:
				s.Put(i+1, j+1, xlsxout.Text(v), xlsxout.Style{})
			case int:
				s.Put(i+1, j+1, xlsxout.Number(float64(v)), xlsxout.Style{})
			case time.Time:
				s.Put(i+1, j+1, xlsxout.Date(v), xlsxout.Style{Format: "yyyy-mm-dd"})
			}
		}
	}
	content, err := book.Bytes()
	must(t, err)
	return content
}

const unknownNames = `select path, cell, value, message from raw.issue join raw.file using (file_id) where code = 'NAME_UNKNOWN' order by all`

// A name that the 花名册 does not know is told with the names next to it; it is settled by the
// 花名册, from whichever file and in whichever order.
func TestUnknownNamesAreToldWithTheNearest(t *testing.T) {
	s := newStage(t)
	s.options.reader = nil // the real forms
	on := calendar.Date(2026, 3, 5)
	s.put("台账.xlsx", registerBytes(t, "3月", []any{"日期", "姓名", "团队", "拜访", "洽谈", "意向", "促成"},
		[]any{on, "张玮", "一组", 6, 3, 1, 0}, []any{on, "李娜", "一组", 5, 2, 1, 0}, []any{on, "陌生人甲", "一组", 5, 2, 1, 0}))
	s.run()
	s.expect(unknownNames) // without a 花名册 nobody is unknown
	roster := [][]any{{"工号", "姓名", "团队", "角色", "入司日期"}, {"QJ0101", "张伟", "一组", "客户经理", calendar.Date(2020, 1, 1)}, {"QJ0102", "李娜", "一组", "客户经理", calendar.Date(2020, 1, 1)}}
	s.put("花名册.xlsx", registerBytes(t, "花名册", roster...))
	s.run()
	want := []string{"台账.xlsx|B2|张玮|花名册中没有“张玮”；最接近的是 张伟（一组，QJ0101）", "台账.xlsx|B4|陌生人甲|花名册中没有“陌生人甲”"}
	s.expect(unknownNames, want...)
	s.run()
	s.expect(unknownNames, want...)
	s.put("花名册.xlsx", registerBytes(t, "花名册", append(roster, []any{"QJ0103", "张玮", "一组", "客户经理", calendar.Date(2020, 1, 1)})...))
	s.run()
	s.expect(unknownNames, want[1])
}

const questionedNames = `select code, path, cell, value, message from raw.issue join raw.file using (file_id)
	where code in ('NAME_UNKNOWN', 'NAME_AMBIGUOUS', 'EMPLOYEE_NO_UNKNOWN', 'EMPLOYEE_NO_DISAGREES', 'ALIAS_IN_VAIN') order by all`

// Two people of one name, a name that only sounds right, a number that is nobody's and one that is
// somebody else's: each is told at its cell with the people it may mean, and settled by the 别名表.
func TestNamesThatMeanNobodyOrTwo(t *testing.T) {
	s := newStage(t)
	s.options.reader = nil // the real forms
	on := calendar.Date(2026, 3, 5)
	s.put("花名册.xlsx", registerBytes(t, "花名册", []any{"工号", "姓名", "团队", "角色", "入司日期"},
		[]any{"QJ0101", "王芳", "一组", "客户经理", calendar.Date(2020, 1, 1)},
		[]any{"QJ0202", "王芳", "二组", "客户经理", calendar.Date(2020, 1, 1)},
		[]any{"QJ0203", "李伟", "二组", "客户经理", calendar.Date(2020, 1, 1)}))
	head := []any{"日期", "姓名", "工号", "团队", "拜访", "洽谈", "意向", "促成"}
	s.put("一组台账.xlsx", registerBytes(t, "3月", head,
		[]any{on, "王芳", "", "一组", 6, 3, 1, 0},         // the team decides
		[]any{on, "汪方", "", "一组", 6, 3, 1, 0},         // sounds like her
		[]any{on, "李伟", "QJ0999", "二组", 6, 3, 1, 0},   // nobody's number
		[]any{on, "李小伟", "QJ0203", "二组", 6, 3, 1, 0})) // the number is 李伟's
	s.put("三组台账.xlsx", registerBytes(t, "3月", head, []any{on, "王芳", "", "三组", 6, 3, 1, 0}))
	s.run()
	s.expect(questionedNames,
		"EMPLOYEE_NO_DISAGREES|一组台账.xlsx|B5|李小伟|工号 QJ0203 在花名册中是“李伟”，这里写的是“李小伟”；已按工号归属",
		"EMPLOYEE_NO_UNKNOWN|一组台账.xlsx|C4|QJ0999|花名册中没有工号 QJ0999；花名册中的“李伟”是 李伟（二组，QJ0203）",
		"NAME_AMBIGUOUS|三组台账.xlsx|B2|王芳|花名册中有几位“王芳”：王芳（一组，QJ0101）、王芳（二组，QJ0202）；未归到其中任何一位",
		"NAME_UNKNOWN|一组台账.xlsx|B3|汪方|花名册中没有“汪方”；最接近的是 王芳（一组，QJ0101）、王芳（二组，QJ0202）")
	s.put("别名.xlsx", registerBytes(t, "别名", []any{"别名", "正式姓名", "工号", "团队"},
		[]any{"汪方", "王芳", "QJ0101", ""}, []any{"QJ0999", "李伟", "QJ0203", ""}, []any{"王芳", "王芳", "QJ0202", "三组"}, []any{"小赵", "赵云", "", ""}))
	s.run()
	s.expect(questionedNames,
		"ALIAS_IN_VAIN|别名.xlsx|A5|小赵|“小赵”所指的人不在花名册中",
		"EMPLOYEE_NO_DISAGREES|一组台账.xlsx|B5|李小伟|工号 QJ0203 在花名册中是“李伟”，这里写的是“李小伟”；已按工号归属")
}

// A name is questioned in every record that carries one, at the cell where it stands.
func TestNamesAreQuestionedInEveryForm(t *testing.T) {
	s := newStage(t)
	s.options.reader = nil // the real forms
	s.put("花名册.xlsx", registerBytes(t, "花名册", []any{"工号", "姓名", "团队", "角色", "入司日期"},
		[]any{"QJ0101", "张伟", "一组", "客户经理", calendar.Date(2020, 1, 1)}))
	s.put("请假.xlsx", registerBytes(t, "请假", []any{"姓名", "团队", "开始日期", "结束日期", "类型"},
		[]any{"张玮", "一组", calendar.Date(2026, 3, 5), calendar.Date(2026, 3, 6), "事假"}))
	s.run()
	s.expect(questionedNames, "NAME_UNKNOWN|请假.xlsx|A2|张玮|花名册中没有“张玮”；最接近的是 张伟（一组，QJ0101）")
}
