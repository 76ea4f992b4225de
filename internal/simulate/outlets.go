package simulate

import (
	"fmt"
	"strings"
	"time"

	"aqs/internal/calendar"
)

// outlet is a bank branch served by one person.
type outlet struct {
	code  string
	name  string
	bank  string
	grade string // A, B, C, D, 休眠
	since time.Time
	until time.Time // zero: still assigned
}

// product is one line of the catalogue.
type product struct {
	name       string
	payMode    string // 期交, 趸交
	commission float64
	stdFactor  float64
	ticket     float64 // multiple of the person's usual ticket
	weight     float64 // share of sales
	round      int     // premiums are multiples of this many yuan
}

func catalogue() []product {
	return []product{
		{"鑫享人生年金保险", "期交", 0.06, 1, 1.0, 4, 1000},
		{"金穗满堂终身寿险", "期交", 0.05, 0.8, 1.1, 3, 1000},
		{"安康宝两全保险", "期交", 0.045, 0.6, 0.9, 2, 500},
		{"稳盈两全保险（趸交）", "趸交", 0.015, 0.1, 1.5, 1.5, 10000},
		{"康护一生医疗保险", "期交", 0.10, 1, 0.4, 1, 100},
	}
}

// assignOutlets gives everybody three to five outlets. Names are unique in the company: a second
// 工行人民路支行 becomes 工行人民路第二支行, as banks do.
func (w *world) assignOutlets() {
	used := map[string]int{}
	for _, p := range w.people {
		r := stream(w.seed, "outlets", p.index)
		for k := range r.between(3, 5) {
			bank := pick(r, banks)
			name := bank.short + pick(r, streets)
			used[name]++
			if n := used[name]; n > 1 {
				name += fmt.Sprintf("第%d", n)
			}
			grade := []string{"A", "B", "C", "D"}[r.weighted([]float64{1, 2.2, 2, 0.6})]
			if p.hasDecoy(poorOutlets) || p.hasDecoy(teamMix) {
				grade = []string{"C", "D"}[r.weighted([]float64{1, 1})]
			}
			since := calendar.Date(2022, 1, 1).AddDate(0, r.IntN(40), 0)
			if since.Before(p.hired) {
				since = p.hired
			}
			p.outlet = append(p.outlet, outlet{
				code:  fmt.Sprintf("W%05d", (p.index+1)*10+k),
				name:  name + "支行",
				bank:  bank.name,
				grade: grade,
				since: since,
			})
		}
		if w.hostile && p.index < 2 {
			p.outlet[0].name = hostileOutlet
			if p.index == 1 {
				p.outlet[0].name = hostileFormula
			}
		}
	}
	// A dormant outlet that nobody visits: in the list, without a person's work.
	for _, t := range w.teams {
		p := t.members[stream(w.seed, "dormant", t.index).IntN(len(t.members))]
		p.outlet = append(p.outlet, outlet{
			code: fmt.Sprintf("W%05d", (p.index+1)*10+9), name: fmt.Sprintf("邮储%s第%d支行", strings.TrimSuffix(p.dept.name, "营业部"), t.index+1),
			bank: "邮政储蓄银行", grade: "休眠", since: calendar.Date(2021, 6, 1), until: w.from.AddDate(0, 0, -1),
		})
	}
}

// working lists the outlets a person really goes to.
func (p *person) working() []outlet {
	var open []outlet
	for _, o := range p.outlet {
		if o.grade != "休眠" {
			open = append(open, o)
		}
	}
	return open
}
