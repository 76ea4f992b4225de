package form

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func TestHeadlessIsChecked(t *testing.T) {
	const base = "id: X_H\nname: 无表头\nlayout: register\nrecord: policy\nthreshold: 0.5\ntitle: {phrases: [出单流水单], weight: 1}\n" +
		"columns:\n  - {field: issued_on, name: 出单日, type: date, aliases: [出单日]}\n  - {field: person_name, name: 姓名, type: name, weight: 1, aliases: [姓名]}\n" +
		"  - {field: product_name, name: 险种, aliases: [险种]}\n  - {field: premium_yuan, name: 保费, type: yuan, weight: 1, aliases: [保费]}\nrequire: [{any: [\"column:premium_yuan\"], say: 保费}]\n"
	for line, problem := range map[string]string{
		"headless: [{columns: [issued_on, person_name, product_name, premium]}]":               "premium",
		"headless: [{columns: [issued_on, person_name, premium_yuan]}]":                        "四列",
		"headless: [{columns: [product_name, person_name, premium_yuan, premium_yuan]}]":       "日期",
		"headless: [{column: [issued_on, person_name, product_name, premium_yuan]}]":           "columns",
		"headless: [{columns: [issued_on, person_name, product_name, premium_yuan], rise: 1}]": "rise",
	} {
		if _, err := taught(t, base+line+"\n"); err == nil || !strings.Contains(err.Error(), problem) {
			t.Errorf("%s: %v", line, err)
		}
	}
	l, err := taught(t, base+"headless: [{columns: [issued_on, person_name, product_name, premium_yuan]}]\n")
	if err != nil {
		t.Fatal(err)
	}
	c := Context{Path: "x/出单流水单3月.xlsx", AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)}
	reading := l.Read(grid(t, "Sheet1", "2026-3-5|张伟|安心年金|30000\n2026-3-6|李娜|康健重疾|8000"), c)
	if len(reading.Batch.Policies) != 2 || *reading.Batch.Policies[1].PremiumYuan != 8000 {
		t.Error(dump(reading))
	}
}

// Tables without a header that are none of ours, in files named like ours: never loaded.
func TestForeignHeadless(t *testing.T) {
	l := library(t)
	sheets := 0
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 23))
		kind := foreignKinds()[int(seed)%len(foreignKinds())]
		w := newSheetWriter(r, "Sheet1")
		if r.IntN(2) == 0 {
			w.put("工作日志")
		}
		for range 2 + r.IntN(8) {
			row := []string{fmt.Sprintf("2026-3-%d", 1+r.IntN(28)), []string{"张伟", "李娜"}[r.IntN(2)]}
			for range 2 + r.IntN(5) {
				row = append(row, kind.cells[r.IntN(len(kind.cells))])
			}
			w.put(row...)
		}
		if reading := l.Read(w.g, Context{Path: "2026年3月/工作日志.xlsx", AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)}); reading.FormID != "" {
			t.Errorf("seed %d taken as %s\n%s", seed, reading.FormID, gridText(w.g))
		}
		sheets++
	}
	t.Logf("%d sheets", sheets)
}
