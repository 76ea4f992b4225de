package learn_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aqs/ingest/form"
	"aqs/ingest/learn"
	"aqs/ingest/workbook"
	"aqs/internal/calendar"
	"aqs/internal/xlsxout"
)

// draw makes a sheet; a title is merged over the whole width.
func draw(t *testing.T, name, title string, rows ...[]any) *workbook.Grid {
	t.Helper()
	book := &xlsxout.Book{}
	sheet := book.Sheet(name)
	at := 1
	if title != "" {
		sheet.PutMerged(xlsxout.Area{FirstRow: 1, FirstCol: 1, LastRow: 1, LastCol: max(2, len(rows[len(rows)-1]))}, xlsxout.Text(title), xlsxout.Style{})
		at++
	}
	for i, row := range rows {
		for j, v := range row {
			switch v := v.(type) {
			case string:
				sheet.Put(at+i, j+1, xlsxout.Text(v), xlsxout.Style{})
			case int:
				sheet.Put(at+i, j+1, xlsxout.Number(float64(v)), xlsxout.Style{})
			case float64:
				sheet.Put(at+i, j+1, xlsxout.Number(v), xlsxout.Style{})
			case time.Time:
				sheet.Put(at+i, j+1, xlsxout.Date(v), xlsxout.Style{Format: "yyyy-mm-dd"})
			}
		}
	}
	content, err := book.Bytes()
	check(t, err)
	parsed, err := workbook.Parse(context.Background(), content, workbook.Limits{})
	check(t, err)
	return parsed.Grids[0]
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func on(day int) time.Time { return calendar.Date(2026, 3, day) }

// sheets that no built-in form takes, and what the draft must make of them.
func sheets(t *testing.T) map[string]struct {
	grid       *workbook.Grid
	layout     string
	rowsLoaded int
	holds      []string
} {
	type want = struct {
		grid       *workbook.Grid
		layout     string
		rowsLoaded int
		holds      []string
	}
	return map[string]want{
		"register of days under other words": {draw(t, "登记", "2026年3月晨会打卡与展业登记",
			[]any{"填报日", "客户经理姓名", "当天见面客户", "洽谈人数", "意向客户", "备忘"},
			[]any{on(2), "张伟", 7, 3, 1, "甲"}, []any{on(3), "李娜", 5, 2, 0, "乙"}, []any{on(4), "王芳", 6, 1, 1, ""}),
			"register", 3, []string{`aliases: [填报日]`, "person_name", "晨会打卡与展业登记"}},
		"things of an office": {draw(t, "设备", "办公设备领用清单",
			[]any{"设备编号", "设备名称", "领用人", "领用日期", "单价"},
			[]any{"SB001", "笔记本", "张伟", on(2), 5200.5}, []any{"SB002", "打印机", "李娜", on(3), 1300.0}),
			"register", 0, []string{"ignore", "办公设备领用清单"}},
		"no title, hostile headers": {draw(t, "Sheet1", "",
			[]any{`=cmd|' /C calc'!A0`, "日期: {x: [y", "姓名 # 不是注释", `"引号'`, "数量"},
			[]any{"a", on(2), "张伟", "b", 3}, []any{"c", on(3), "李娜", "d", 4}),
			"register", 0, []string{"columns"}},
		"cross-tab of people, two header rows": {draw(t, "擂台", "业绩擂台榜（2026年3月9日—3月13日）",
			[]any{"团队", "城东一组"}, []any{"榜单", "张伟", "", "周杰", ""}, []any{"", "计划", "达成", "计划", "达成"},
			[]any{"拜访客户数", 20, 18, 20, 21}, []any{"新增销售收入", 20000, 12000, 20000, 25000}, []any{"破冰次数", 3, 1, 2, 2}),
			"crosstab", 2, []string{"people", "visits", "业绩擂台榜", "破冰次数"}},
		"cross-tab of people, one header row": {draw(t, "擂台", "业绩擂台榜（2026年3月9日—3月13日）",
			[]any{"团队", "城东一组"}, []any{"榜单", "张伟计划", "张伟达成", "李娜计划", "李娜达成"},
			[]any{"拜访客户数", 20, 18, 20, 21}, []any{"新增销售收入", 20000, 12000, 20000, 25000}),
			"crosstab", 2, []string{"people", "visits"}},
		"cross-tab of a month's targets": {draw(t, "冲刺", "2026年3月冲刺榜",
			[]any{"姓名", "张伟", "", ""}, []any{"内容", "月目标", "月累计", "完成率"},
			[]any{"保费", 50000, 42000, "84%"}, []any{"件数", 8, 6, "75%"}, []any{"拜访量", 80, 90, "113%"}),
			"crosstab", 3, []string{"target", "月目标", "冲刺榜"}},
		"labels": {draw(t, "表", "客户经理每日展业小结",
			[]any{"客户经理姓名", "张伟", "所在团队", "城东一组"}, []any{"日期", on(5), "", ""},
			[]any{"今日拜访网点情况", "", "", ""},
			[]any{"拜访网点", "拜访原因", "时间", "效果"}, []any{"工行城东支行", "回访", "9:00", "好"}),
			"form", 3, []string{"labels", "blocks", "visit"}},
	}
}

func TestDraftLoadsAndTakesItsSheet(t *testing.T) {
	library, err := form.Load("")
	check(t, err)
	around := form.Context{Path: "x.xlsx", AsOf: on(31)}
	for name, c := range sheets(t) {
		t.Run(name, func(t *testing.T) {
			if known := library.Read(c.grid, around).FormID; known != "" {
				t.Fatalf("%s takes it by now: the case shows nothing, make another", known)
			}
			draft, err := learn.FromGrid(c.grid, library, around)
			check(t, err)
			t.Logf("%+v\n%s", *draft, draft.YAML)
			if draft.Layout != c.layout || !draft.Recognised {
				t.Errorf("layout %s, recognised %v", draft.Layout, draft.Recognised)
			}
			if draft.RowsLoaded < c.rowsLoaded {
				t.Errorf("%d rows loaded, want %d", draft.RowsLoaded, c.rowsLoaded)
			}
			for _, text := range c.holds {
				if !strings.Contains(draft.YAML, text) {
					t.Errorf("no %s", text)
				}
			}
			dir := t.TempDir()
			check(t, os.WriteFile(filepath.Join(dir, "x.yaml"), []byte(draft.YAML), 0o644))
			taught, err := form.Load(dir)
			check(t, err)
			if reading := taught.Read(c.grid, around); reading.FormID != draft.ID {
				t.Errorf("read as %q: %+v", reading.FormID, reading.Candidates)
			}
			again, err := learn.FromGrid(c.grid, library, around)
			check(t, err)
			if again.YAML != draft.YAML {
				t.Error("another draft for the same sheet")
			}
		})
	}
}

// A draft is kept and passed on: no value of the sheet may be in it.
func TestDraftHoldsNoValues(t *testing.T) {
	library, err := form.Load("")
	check(t, err)
	grid := draw(t, "账号", "系统账号登记册", []any{"系统", "用户名", "密码", "登记日期"},
		[]any{"核心", "zhangwei", "hunter2", on(2)}, []any{"邮箱", "lina", "s3cret", on(3)})
	draft, err := learn.FromGrid(grid, library, form.Context{Path: "x.xlsx", AsOf: on(31)})
	check(t, err)
	for _, secret := range []string{"hunter2", "s3cret", "zhangwei", "lina", "核心", "46083"} {
		if strings.Contains(draft.YAML, secret) {
			t.Errorf("%s is in the draft:\n%s", secret, draft.YAML)
		}
	}
}

func TestNothingToLearn(t *testing.T) {
	library, err := form.Load("")
	check(t, err)
	if _, err := learn.FromGrid(draw(t, "x", "", []any{1, 2, 3}, []any{4, 5, 6}), library, form.Context{Path: "x.xlsx"}); err == nil {
		t.Error("learned from bare numbers")
	}
}
