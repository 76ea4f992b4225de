package form

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestBuiltinForms(t *testing.T) {
	l := library(t)
	var ids []string
	for _, d := range l.forms {
		ids = append(ids, d.ID)
	}
	if got, want := strings.Join(ids, " "), "F01 F01R F02 F03 F04 F04X F05 F06 F07 F07X F08 F09 F10 F11 F12 F13 F14 F15 F16 F17 F18 R_ALIAS R_LEAVE R_OUTLET R_PERSON R_POLICY R_PRODUCT"; got != want {
		t.Errorf("forms %s, want %s", got, want)
	}
}

// A column alias must not mean two fields of one form: which one would win is an accident.
func TestAliasesAreUnambiguous(t *testing.T) {
	l := library(t)
	for key, hits := range l.lexicon {
		seen := map[[3]int]hit{}
		for _, h := range hits {
			if h.kind != slotColumn && h.kind != slotLabel && h.kind != slotBlockColumn && h.kind != slotMetric {
				continue
			}
			place := [3]int{h.form, int(h.kind), 0}
			if h.kind == slotBlockColumn {
				place[2] = h.index + 1
			}
			if other, double := seen[place]; double && (other.index != h.index || other.sub != h.sub) {
				t.Errorf("%s: %q means two fields (%d and %d)", l.forms[h.form].ID, key, other.index, h.index)
			}
			seen[place] = h
		}
	}
}

func write(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine.yaml"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestLoadErrors(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"unknown key":   {"id: X\nname: x\nlayout: register\nrecord: person\nthreshold: 0.5\ntreshold: 1\n", "第 6 行: 不认识的键 treshold; 建议: 是不是 threshold？"},
		"not YAML":      {"id: [", "不是正确的 YAML"},
		"unknown form":  {"extends: F99\naliases: {talks: [面谈]}\n", "没有表样 F99"},
		"unknown field": {"extends: F01\naliases: {talk: [面谈]}\n", "没有字段 talk; 建议: 最接近的是 talks"},
		"taken":         {"id: F01\nname: x\nlayout: form\nrecord: day\nthreshold: 0.5\n", "已经有了"},
		"layout":        {"id: X\nname: x\nlayout: table\nrecord: day\nthreshold: 0.5\n", "不认识的 layout"},
		"type":          {"id: X\nname: x\nlayout: register\nrecord: person\nthreshold: 0.5\ncolumns: [{field: a, type: yuann}]\n", "建议: yuan"},
		"record":        {"id: X\nname: x\nlayout: register\nrecord: visit\nthreshold: 0.5\n", "record 应为"},
	} {
		_, err := Load(write(t, test.text))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
	if _, err := Load(filepath.Join(t.TempDir(), "none")); err != nil {
		t.Errorf("a folder that is not there is no error: %v", err)
	}
}

// The YAML line that explain suggests, put into the user's folder, teaches the header.
func TestSuggestionTeaches(t *testing.T) {
	sheet := `
工作日志台账
日期|姓名|团队|拜访量|谈了几个人|意向客户|促成人数
2026.3.2|何丽|城西二组|4|2|1|0
`
	c := Context{Path: "a.xlsx", AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)}
	g := grid(t, "3月", sheet)
	before := library(t).Read(g, c)
	if before.FormID != "F01R" || len(before.Batch.DayMetrics) != 3 {
		t.Fatalf("before: %s", dump(before))
	}
	taught, err := Load(write(t, `{extends: F01R, aliases: {talks: ["谈了几个人"]}}`))
	if err != nil {
		t.Fatal(err)
	}
	after := taught.Read(g, c)
	if len(after.Batch.DayMetrics) != 4 || after.Batch.DayMetrics[1].Metric != "talks" || *after.Batch.DayMetrics[1].Actual != 2 {
		t.Errorf("after: %s", dump(after))
	}
	suggestion := ""
	for _, trace := range before.Trace {
		suggestion += trace.Suggestion
	}
	if suggestion == "" {
		t.Fatal("no suggestion for the unknown header")
	}
	if _, err := Load(write(t, suggestion)); err != nil {
		t.Errorf("suggestion %s does not load: %v", suggestion, err)
	}
}

// A new form is a YAML file and nothing else.
func TestUserForm(t *testing.T) {
	l, err := Load(write(t, `
id: U1
name: 请假条
layout: register
record: leave
threshold: 0.6
columns:
  - {field: person_name, type: name, weight: 1, aliases: [谁]}
  - {field: start_on, type: date, weight: 1, aliases: [从哪天]}
  - {field: end_on, type: date, weight: 1, aliases: [到哪天]}
`))
	if err != nil {
		t.Fatal(err)
	}
	got := l.Read(grid(t, "2026年", "谁|从哪天|到哪天\n张伟|3月2日|3月4日"), Context{AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)})
	if got.FormID != "U1" || len(got.Batch.Leaves) != 1 || *got.Batch.Leaves[0].PersonName != "张伟" {
		t.Errorf("%s", dump(got))
	}
}
