package form

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"aqs/ingest/workbook"
)

// sheetWriter lays cells out the way a person might: somewhere on the sheet, with empty rows and
// columns in between.
type sheetWriter struct {
	r      *rand.Rand
	g      *workbook.Grid
	row    int
	colMap []int // logical column → column of the sheet
}

func newSheetWriter(r *rand.Rand, sheet string) *sheetWriter {
	w := &sheetWriter{r: r, g: &workbook.Grid{Sheet: sheet, No: 1}, row: 1 + r.IntN(3)}
	col := 1 + r.IntN(3)
	for range 40 {
		w.colMap = append(w.colMap, col)
		col++
		if r.IntN(6) == 0 {
			col++ // an empty column
		}
	}
	return w
}

// put writes a line of cells; an empty text leaves the cell empty.
func (w *sheetWriter) put(cells ...string) {
	if w.r.IntN(5) == 0 {
		w.row++ // an empty row
	}
	row := workbook.Row{No: w.row}
	for i, text := range cells {
		if text == "" {
			continue
		}
		c := workbook.Cell{Row: w.row, Col: w.colMap[i], Kind: workbook.Text, Text: text}
		if rest, ok := strings.CutPrefix(text, "n:"); ok {
			c.Kind, c.Text = workbook.Number, rest
			fmt.Sscan(rest, &c.Number)
		}
		row.Cells = append(row.Cells, c)
	}
	if len(row.Cells) > 0 {
		w.g.Rows = append(w.g.Rows, row)
	}
	w.row++
}

// pick takes one of a form's aliases for a field and dresses it up.
func (w *sheetWriter) pick(aliases []string, except ...string) string {
	for {
		alias := aliases[w.r.IntN(len(aliases))]
		if slices.Contains(except, alias) {
			continue
		}
		switch runes := []rune(alias); w.r.IntN(7) {
		case 0:
			return string(runes[:1]) + "  " + string(runes[1:])
		case 1:
			return string(runes[:1]) + "\n" + string(runes[1:])
		case 2:
			return "*" + alias
		case 3:
			return alias + "："
		case 4:
			return "【" + alias + "】"
		}
		return alias
	}
}

// count writes a number the way people do.
func (w *sheetWriter) count(n int) string {
	wide := strings.Map(func(r rune) rune { return r - '0' + '０' }, fmt.Sprint(n))
	return []string{fmt.Sprintf("n:%d", n), fmt.Sprint(n), fmt.Sprintf("%d次", n), fmt.Sprintf("约%d", n), wide, fmt.Sprintf(" %d ", n), fmt.Sprintf("%d 人", n)}[w.r.IntN(7)]
}

func fieldOf(fields []fieldDef, name string) fieldDef {
	for _, f := range fields {
		if f.Field == name {
			return f
		}
	}
	panic("no field " + name)
}

func formOf(l *Library, id string) *definition {
	for _, d := range l.forms {
		if d.ID == id {
			return d
		}
	}
	panic("no form " + id)
}

// TestFormVariants writes one day in hundreds of ways and expects the same reading every time.
func TestFormVariants(t *testing.T) {
	l := library(t)
	d := formOf(l, "F01")
	label := func(name string) []string { return fieldOf(d.Labels, name).Aliases }
	metric := func(name string) []string { return fieldOf(d.Metrics.Rows, name).Aliases }
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 7))
		w := newSheetWriter(r, "5日")
		want := map[string]string{"person": "张伟", "team": "城东一组", "date": "2026-03-05", "plan": "走访两个网点", "reflection": "准备要充分"}
		w.put(w.pick([]string{"客户经理工作日志", "工 作 日 志", "银保客户经理工作日志（试行）"}))
		date := []string{"2026-3-5", "3月5日", "2026.3.5", "5日", "二〇二六年三月五日", "n:46086", "2026年3月5日 星期四"}[r.IntN(7)]
		identity := [][2]string{{w.pick(label("person_name")), "张　伟"}, {w.pick(label("team_name")), "城东一组"}, {w.pick(label("work_on")), date}}
		r.Shuffle(3, func(i, j int) { identity[i], identity[j] = identity[j], identity[i] })
		switch r.IntN(3) {
		case 0: // one cell each, label and value
			w.put(identity[0][0], identity[0][1], identity[1][0], identity[1][1], identity[2][0], identity[2][1])
		case 1: // a row each
			for _, pair := range identity {
				w.put(pair[0], pair[1])
			}
		case 2: // label and value in one cell
			var texts []string
			for _, pair := range identity {
				texts = append(texts, strings.NewReplacer("：", "", "\n", "").Replace(pair[0])+"："+strings.TrimPrefix(strings.ReplaceAll(pair[1], "n:46086", "2026-3-5"), "n:"))
			}
			w.put(texts...)
		}
		blocks := []func(){
			func() { w.put(w.pick(label("day_plan")), "", "走访两个网点") },
			func() { w.writeVisits(d, want) },
			func() { w.writeActivity(metric, want) },
			func() { w.writeSales(d, want) },
			func() { w.put(w.pick(label("reflection")), "", "准备要充分") },
		}
		r.Shuffle(len(blocks), func(i, j int) { blocks[i], blocks[j] = blocks[j], blocks[i] })
		for _, block := range blocks {
			block()
		}
		if r.IntN(2) == 0 {
			w.put("注：请如实填写。")
		}
		reading := l.Read(w.g, Context{Path: "城东一组/2026年3月/张伟.xlsx", AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)})
		if got := flatDay(reading); !equalMaps(got, want) {
			t.Errorf("seed %d:\nsheet %s\ngot  %v\nwant %v\n%s", seed, gridText(w.g), got, want, dump(reading))
			if t.Failed() && seed > 20 {
				return
			}
		}
		for _, f := range reading.Rows {
			if f.Code != "" {
				t.Errorf("seed %d: row %d quarantined as %s\nsheet %s", seed, f.RowNo, f.Code, gridText(w.g))
			}
		}
	}
}

func (w *sheetWriter) writeVisits(d *definition, want map[string]string) {
	columns := d.Blocks[0].Columns
	fields := []string{"outlet_name", "purpose_text", "time_text", "result"}
	w.r.Shuffle(len(fields), func(i, j int) { fields[i], fields[j] = fields[j], fields[i] })
	offset, head := 0, []string{}
	if w.r.IntN(2) == 0 {
		offset, head = 1, []string{"序号"}
	}
	if w.r.IntN(2) == 0 {
		w.put("一、银行拜访工作记录")
	}
	for _, name := range fields {
		head = append(head, w.pick(fieldOf(columns, name).Aliases, "原因", "时间", "结果", "效果", "目的", "网点"))
	}
	w.put(head...)
	for i := range 2 + w.r.IntN(3) {
		row := []string{}
		if offset > 0 {
			row = append(row, fmt.Sprintf("n:%d", i+1))
		}
		if i < 2 {
			for _, name := range fields {
				text := map[string]string{"outlet_name": "交行支行", "purpose_text": "促成", "time_text": "8：30—9：30", "result": "客户有意向"}[name] + fmt.Sprint(i)
				row = append(row, text)
				want[fmt.Sprintf("visit%d.%s", i, name)] = text
			}
		}
		w.put(row...)
	}
}

func (w *sheetWriter) writeActivity(metric func(string) []string, want map[string]string) {
	names := []string{"visits", "talks", "intents", "closes"}
	w.r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	plans := w.r.IntN(2) == 0
	style := w.r.IntN(3)
	if style == 0 && plans { // metrics down, plan and actual across
		w.put([]string{"项目", "活动项目", "指标", ""}[w.r.IntN(4)], []string{"计划", "责任额", "目标"}[w.r.IntN(3)], []string{"实际", "达成", "完成"}[w.r.IntN(3)])
	}
	var inside []string
	for i, name := range names {
		n := 4 + i
		if name == "closes" {
			n = 1
		}
		want[name+".actual"] = fmt.Sprint(n)
		alias := w.pick(metric(name), "签单", "访量")
		switch {
		case style == 0 && plans:
			want[name+".plan"] = fmt.Sprint(n + 1)
			w.put(alias, w.count(n+1), w.count(n))
		case style == 1:
			inside = append(inside, strings.NewReplacer("：", "", "\n", "").Replace(alias)+"："+strings.TrimSpace(strings.TrimPrefix(w.count(n), "n:")))
		default:
			w.put(alias, w.count(n))
		}
	}
	switch {
	case style == 1 && w.r.IntN(2) == 0:
		w.put(strings.Join(inside, "　"))
	case style == 1:
		w.put(inside...)
	}
}

func (w *sheetWriter) writeSales(d *definition, want map[string]string) {
	columns := d.Blocks[1].Columns
	fields := []string{"product_name", "cases", "premium_yuan", "outlet_name"}
	w.r.Shuffle(len(fields), func(i, j int) { fields[i], fields[j] = fields[j], fields[i] })
	unit := []string{"", "（元）", "（万元）"}[w.r.IntN(3)]
	var head []string
	for _, name := range fields {
		text := w.pick(fieldOf(columns, name).Aliases, "网点")
		if name == "premium_yuan" {
			text = strings.TrimRight(text, "：") + unit
		}
		head = append(head, text)
	}
	w.put(head...)
	for i := range 2 {
		var row []string
		for _, name := range fields {
			text := map[string]string{"product_name": "鑫享人生", "cases": "1", "premium_yuan": "", "outlet_name": "农行支行"}[name]
			switch name {
			case "premium_yuan":
				want[fmt.Sprintf("sale%d.premium_yuan", i)] = "12000"
				text = []string{"1.2万", "12000元", "n:12000", "12,000"}[w.r.IntN(4)]
				if unit == "（万元）" {
					text = []string{"1.2万", "n:1.2", "1.2", "12000元"}[w.r.IntN(4)]
				}
			case "cases":
				want[fmt.Sprintf("sale%d.cases", i)] = "1"
			default:
				text += fmt.Sprint(i)
				want[fmt.Sprintf("sale%d.%s", i, name)] = text
			}
			row = append(row, text)
		}
		w.put(row...)
	}
	if w.r.IntN(2) == 0 {
		want["total"] = "24000"
		w.put("当日保费合计（元）", "", "24000")
	}
}

// flatDay writes the only day of a reading as a map.
func flatDay(r *Reading) map[string]string {
	got := map[string]string{}
	put := func(key string, s *string) {
		if s != nil {
			got[key] = *s
		}
	}
	num := func(key string, f *float64) {
		if f != nil {
			got[key] = number(*f)
		}
	}
	for _, d := range r.Batch.Days {
		put("person", d.PersonName)
		put("team", d.TeamName)
		put("plan", d.DayPlan)
		put("reflection", d.Reflection)
		num("total", d.PremiumTotalYuan)
		got["date"] = d.WorkOn.Format("2006-01-02")
	}
	for _, m := range r.Batch.DayMetrics {
		num(m.Metric+".plan", m.Plan)
		num(m.Metric+".actual", m.Actual)
	}
	for i, v := range r.Batch.Visits {
		k := fmt.Sprintf("visit%d.", i)
		put(k+"outlet_name", v.OutletName)
		put(k+"purpose_text", v.PurposeText)
		put(k+"time_text", v.TimeText)
		put(k+"result", v.Result)
	}
	for i, s := range r.Batch.Sales {
		k := fmt.Sprintf("sale%d.", i)
		put(k+"product_name", s.ProductName)
		num(k+"cases", s.Cases)
		num(k+"premium_yuan", s.PremiumYuan)
		put(k+"outlet_name", s.OutletName)
	}
	return got
}

func equalMaps(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if b[k] != v {
			return false
		}
	}
	return true
}

func gridText(g *workbook.Grid) string {
	var b strings.Builder
	for _, row := range g.Rows {
		fmt.Fprintf(&b, "\n%3d:", row.No)
		for _, c := range row.Cells {
			fmt.Fprintf(&b, " %s=%q", c.Address(), c.Text)
		}
	}
	return b.String()
}

// TestRegisterVariants writes a register with its columns in any order, under any alias.
func TestRegisterVariants(t *testing.T) {
	l := library(t)
	d := formOf(l, "F01R")
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 11))
		w := newSheetWriter(r, "3月")
		fields := []string{"work_on", "person_name", "team_name", "sale.product_name", "sale.premium_yuan", "visits.plan", "visits", "talks", "intents", "closes", "reflection"}
		r.Shuffle(len(fields), func(i, j int) { fields[i], fields[j] = fields[j], fields[i] })
		if r.IntN(2) == 0 {
			w.put("城西二组工作日志台账")
		}
		var head []string
		for _, name := range fields {
			metric, isPlan := strings.CutSuffix(name, ".plan")
			switch {
			case isPlan:
				head = append(head, []string{"计划拜访", "拜访（计划）", "拜访量计划", "计划拜访量（次）", "拜访目标"}[r.IntN(5)])
			case slices.Contains([]string{"visits", "talks", "intents", "closes"}, metric):
				head = append(head, []string{"实际", ""}[r.IntN(2)]+w.pick(fieldOf(d.Metrics.Rows, metric).Aliases))
			default:
				head = append(head, w.pick(fieldOf(d.Columns, name).Aliases))
			}
		}
		w.put(head...)
		want := map[string]string{}
		for day := 2; day <= 6; day++ {
			var row []string
			for _, name := range fields {
				switch name {
				case "work_on":
					row = append(row, []string{fmt.Sprintf("2026.3.%d", day), fmt.Sprintf("3月%d日", day), fmt.Sprintf("n:%d", 46081+day), fmt.Sprintf("3/%d", day)}[r.IntN(4)])
				case "person_name":
					row = append(row, "何　丽")
				case "team_name":
					row = append(row, "城西二组")
				case "sale.product_name":
					row = append(row, "鑫享人生")
				case "sale.premium_yuan":
					row = append(row, "1.2万")
				case "reflection":
					row = append(row, "无")
				default:
					n := day + len(name)
					if name == "closes" {
						n = 1
					}
					key := name
					if !strings.Contains(name, ".") {
						key += ".actual"
					}
					want[fmt.Sprintf("%d.%s", day, key)] = fmt.Sprint(n)
					row = append(row, w.count(n))
				}
			}
			w.put(row...)
			want[fmt.Sprintf("%d.sale", day)] = "鑫享人生 12000"
		}
		w.put("合计", "", "n:30")
		reading := l.Read(w.g, Context{Path: "2026年3月.xlsx", AsOf: time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)})
		got := map[string]string{}
		for _, m := range reading.Batch.DayMetrics {
			day := reading.Batch.Days[m.DayNo-1].WorkOn.Day()
			if m.Plan != nil {
				got[fmt.Sprintf("%d.%s.plan", day, m.Metric)] = number(*m.Plan)
			}
			if m.Actual != nil {
				got[fmt.Sprintf("%d.%s.actual", day, m.Metric)] = number(*m.Actual)
			}
		}
		for _, s := range reading.Batch.Sales {
			got[fmt.Sprintf("%d.sale", reading.Batch.Days[s.DayNo-1].WorkOn.Day())] = *s.ProductName + " " + number(*s.PremiumYuan)
		}
		if !equalMaps(got, want) {
			t.Fatalf("seed %d:\nsheet %s\ngot  %v\nwant %v\n%s", seed, gridText(w.g), got, want, dump(reading))
		}
	}
}
