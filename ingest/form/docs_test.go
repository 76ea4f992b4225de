package form

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// The examples of docs/forms.md are loaded and used, so that they cannot grow stale.
func TestDocumentedExamples(t *testing.T) {
	text, err := os.ReadFile("../../docs/forms.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	examples := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	if len(examples) != 3 {
		t.Fatalf("%d examples", len(examples))
	}
	for i, example := range examples {
		if err := os.WriteFile(filepath.Join(dir, itoa(i)+".yaml"), []byte(example[1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	c := Context{Path: "2026年3月/张伟.xlsx", AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)}
	reading := l.Read(grid(t, "Sheet1", `
转介绍登记表
业务员：张伟　填写日期：2026-3-5
序号|介绍人|被介绍人|年收入（万元）|首访日|电话
1|老周|刘强|12|3月6日|13800138000
2|同上|周静|8.5||
3||孙磊|10||
`), c)
	if reading.FormID != "X_REFERRAL" || len(reading.Batch.Prospects) != 3 {
		t.Fatal(dump(reading))
	}
	for i, p := range reading.Batch.Prospects {
		if *p.PersonName != "张伟" || *p.Referral != "老周" || *p.IncomeYuan != []float64{120000, 85000, 100000}[i] || p.SnapshotOn.Day() != 5 {
			t.Errorf("row %d: %s", i, dump(reading))
		}
	}
	if strings.Contains(dump(reading), "13800138000") {
		t.Error("a telephone number was kept")
	}
	reading = l.Read(grid(t, "Sheet1", "工作流水账\n日期|姓名|拜访|聊天人数\n2026-3-5|张伟|5|3"), c)
	if reading.FormID != "F01R" || len(reading.Batch.DayMetrics) != 2 {
		t.Error(dump(reading))
	}
	reading = l.Read(grid(t, "Sheet1", "组员分类图（2026年3月）\n团队：城东一组\n|本事强|本事弱\n干劲足|张伟、李娜|王芳\n干劲欠|陈静|"), c)
	if reading.FormID != "X_GRID" || len(reading.Batch.Ratings) != 4 || *reading.Batch.Ratings[3].Skill != "low" && *reading.Batch.Ratings[2].Skill != "low" {
		t.Error(dump(reading))
	}
	for _, id := range l.IDs() { // the table of forms names every one
		if !strings.Contains(string(text), id) {
			t.Errorf("docs/forms.md does not name %s", id)
		}
	}
}
