package form

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"aqs/ingest/issue"
	"aqs/ingest/record"
	"aqs/ingest/workbook"
)

// TestAnyGrid throws sheets at the reader that are made of the forms' own words at random places:
// it must not panic, must give every row one fate, know every code, and read the same twice.
func TestAnyGrid(t *testing.T) {
	l := library(t)
	words := make([]string, 0, len(l.lexicon))
	for key := range l.lexicon {
		words = append(words, key)
	}
	slices.Sort(words)
	titles := []string{"工作日志", "工作日志台账", "2026年3月月度目标设定达成表", "第2周小组活动统计", "花名册", "网点表", "产品表", "请假表", "时间：2026年3月2日—3月8日", "姓名：张伟 团队：城东一组"}
	values := []string{"3", "3次", "1.2万", "请假", "张伟", "2026-3-5", "3月5日", "无", "√", "：", "3/5", "计划", "达成", "第1周", "合计", "注：", " ", "</script>", "王芳、李强", "85%"}
	asOf := time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)
	read := map[string]int{}
	for seed := range uint64(4000) {
		r := rand.New(rand.NewPCG(seed, 3))
		g := &workbook.Grid{Sheet: []string{"5日", "3月", "Sheet1", "张伟", "第2周"}[r.IntN(5)], No: 1}
		forms := l.forms[r.IntN(len(l.forms))]
		for row := 1; row < 4+r.IntN(20); row++ {
			line := workbook.Row{No: row}
			for col := 1; col < 10; col++ {
				c := workbook.Cell{Row: row, Col: col, Kind: workbook.Text}
				switch r.IntN(8) {
				case 0:
					c.Text = words[r.IntN(len(words))]
				case 1, 2:
					names := forms.fieldNames()
					aliases := names[r.IntN(len(names))].aliases
					c.Text = aliases[r.IntN(len(aliases))]
				case 3:
					c.Text = values[r.IntN(len(values))]
				case 4:
					c.Kind, c.Number = workbook.Kind(2+r.IntN(2)), float64(r.IntN(50000))/float64(1+r.IntN(3))
					c.Text = fmt.Sprint(c.Number)
				case 5:
					c.Kind, c.Text = workbook.Kind(4+r.IntN(3)), "#REF!"
				default:
					continue
				}
				if row == 1 && col == 1 {
					c.Kind, c.Text = workbook.Text, titles[r.IntN(len(titles))]
				}
				if r.IntN(6) == 0 {
					g.Merges = append(g.Merges, workbook.Merge{FirstRow: row, FirstCol: col, LastRow: row + r.IntN(3), LastCol: col + r.IntN(3)})
				}
				line.Cells = append(line.Cells, c)
			}
			if len(line.Cells) > 0 {
				g.Rows = append(g.Rows, line)
			}
		}
		reading := l.Read(g, Context{Path: "2026年/a.xlsx", AsOf: asOf})
		read[reading.FormID]++
		if len(reading.Rows) != len(g.Rows) {
			t.Fatalf("seed %d: %d fates for %d rows", seed, len(reading.Rows), len(g.Rows))
		}
		for i, f := range reading.Rows {
			if f.RowNo != g.Rows[i].No || (f.Fate == record.Quarantined) != (f.Code != "") {
				t.Fatalf("seed %d: fate %+v of row %d", seed, f, g.Rows[i].No)
			}
		}
		for _, found := range reading.Issues {
			if _, known := issue.Lookup(found.Code); !known {
				t.Fatalf("seed %d: unknown code %s", seed, found.Code)
			}
		}
		if reading.FormID == "" && (len(reading.Issues) > 0 || len(reading.Batch.Days) > 0) {
			t.Fatalf("seed %d: something was kept of a sheet that no form takes", seed)
		}
		if again := l.Read(g, Context{Path: "2026年/a.xlsx", AsOf: asOf}); dump(again) != dump(reading) {
			t.Fatalf("seed %d: two readings differ:\n%s\n%s", seed, dump(reading), dump(again))
		}
	}
	t.Log("taken as", read)
}

// TestWeeklyVariants writes a team's week with any number of people, in one- and two-row headers.
func TestWeeklyVariants(t *testing.T) {
	l := library(t)
	d := formOf(l, "F09")
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 5))
		w := newSheetWriter(r, "周报")
		people := []string{"汪志强", "邱　松", "薛可欣", "欧阳海燕"}[:1+r.IntN(4)]
		w.put([]string{"第2周小组活动统计", "工作周报（团队）第二周"}[r.IntN(2)])
		w.put("团队：城东一组　时间：" + []string{"2026年1月5日—1月11日", "2026.1.5-1.11", "2026-01-05至2026-01-11", "1月5日-11日"}[r.IntN(4)])
		twoRows := r.IntN(2) == 0
		head, sub := []string{"项目"}, []string{""}
		for _, group := range append([]string{[]string{"小组目标", "团队", "小组"}[r.IntN(3)]}, people...) {
			if twoRows {
				head, sub = append(head, group, ""), append(sub, "计划", []string{"达成", "实际"}[r.IntN(2)])
			} else {
				head = append(head, group+"计划", group+"达成")
			}
		}
		w.put(head...)
		if twoRows {
			w.put(sub...)
		}
		want := map[string]string{}
		for m, name := range []string{"new_revenue_yuan", "visits", "effective_customers"} {
			line := []string{w.pick(fieldOf(d.Metrics.Rows, name).Aliases)}
			for i := range len(people) + 1 {
				person := ""
				if i > 0 {
					person = []string{"汪志强", "邱松", "薛可欣", "欧阳海燕"}[i-1]
				}
				for s, kind := range []string{"plan", "actual"} {
					n := 10*m + 2*i + s + 1
					want[person+"."+name+"."+kind] = fmt.Sprint(n)
					line = append(line, fmt.Sprintf("n:%d", n))
				}
			}
			w.put(line...)
		}
		reading := l.Read(w.g, Context{Path: "2026年/周报.xlsx", AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)})
		got := map[string]string{}
		for _, m := range reading.Batch.PeriodMetrics {
			person := ""
			if m.PersonName != nil {
				person = *m.PersonName
			}
			if m.PeriodStartOn.Format("2006-01-02") != "2026-01-05" || m.TeamName == nil || *m.TeamName != "城东一组" {
				t.Fatalf("seed %d: %+v", seed, m)
			}
			if m.Plan != nil {
				got[person+"."+m.Metric+".plan"] = number(*m.Plan)
			}
			if m.Actual != nil {
				got[person+"."+m.Metric+".actual"] = number(*m.Actual)
			}
		}
		if !equalMaps(got, want) {
			t.Fatalf("seed %d:\nsheet %s\ngot  %v\nwant %v\n%s", seed, gridText(w.g), got, want, dump(reading))
		}
	}
}
