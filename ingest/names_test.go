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
