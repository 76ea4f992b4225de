package validate

import (
	"context"
	"fmt"
	"strings"
)

// suspects counts people of the review month by how their logs came about: how many there are and
// how many the program wants checked; and how often each indicator showed.
type suspects struct {
	groups map[string][2]int
	hits   map[string]map[string]int // group → indicator → people
}

var padderRows = [...]string{
	"整天编造，主管有检查表", "整天编造，没有检查表", "凑到计划数，主管有检查表", "凑到计划数，没有检查表", "路线固定的诚实人", "其余诚实人",
}

var indicatorNames = [...][2]string{
	{"p1", "每天过于整齐"}, {"p2", "计划=实际"}, {"p3", "整天照抄"}, {"p4", "客户重复"}, {"p5", "时间、网点矛盾（硬）"},
	{"p6", "出单前没去过（硬）"}, {"p7", "补交"}, {"p8", "量高转化低"}, {"p9", "与检查表不符（硬）"}, {"p10", "与台账不符（硬）"},
}

func (s *suspects) add(o suspects) {
	if s.groups == nil {
		s.groups, s.hits = map[string][2]int{}, map[string]map[string]int{}
	}
	for group, counts := range o.groups {
		s.groups[group] = [2]int{s.groups[group][0] + counts[0], s.groups[group][1] + counts[1]}
	}
	for group, counts := range o.hits {
		if s.hits[group] == nil {
			s.hits[group] = map[string]int{}
		}
		for indicator, n := range counts {
			s.hits[group][indicator] += n
		}
	}
}

// readSuspects compares who is to be checked with whose logs are made up.
func (w *world) readSuspects(ctx context.Context, marts string) (suspects, error) {
	lines, err := rows(ctx, marts, `select persons.employee_no, string_agg(shown.indicator, ',' order by shown.indicator),
			cast(any_value(named.person_id is not null) as integer)
		from core.dim_person as persons
		left join analysis.plausibility_indicator as shown on persons.person_id = shown.person_id and shown.is_hit
		left join analysis.plausibility_person as named on persons.person_id = named.person_id
		where persons.employee_no is not null group by persons.employee_no order by 1`)
	if err != nil {
		return suspects{}, err
	}
	s := suspects{groups: map[string][2]int{}, hits: map[string]map[string]int{}}
	for _, line := range lines {
		p := w.byNo[line[0].(string)]
		if p == nil || p.IsCaller {
			continue
		}
		group := padderRows[5]
		switch {
		case p.IsFabricator:
			k := one(!p.IsChecked || !w.scenario.Plant.Checks)
			if !p.IsDesk {
				k += 2
			}
			group = padderRows[k]
		case p.IsFixedRoute:
			group = padderRows[4]
		}
		counts := s.groups[group]
		s.groups[group] = [2]int{counts[0] + 1, counts[1] + int(float(line[2]))}
		if text, is := line[1].(string); is {
			for _, indicator := range strings.Split(text, ",") {
				if s.hits[group] == nil {
					s.hits[group] = map[string]int{}
				}
				s.hits[group][indicator]++
			}
		}
	}
	return s, nil
}

// print writes who was found, and by what.
func (s *suspects) print(p func(string, ...any)) {
	var heads []string
	for _, name := range indicatorNames {
		heads = append(heads, name[1])
	}
	p("| 日志怎样来的 | 人 | 列入需核实 | %s |\n|---|---|---|%s", strings.Join(heads, " | "), strings.Repeat("---|", len(heads)))
	for _, group := range padderRows {
		n := s.groups[group]
		if n[0] == 0 {
			continue
		}
		var cells []string
		for _, name := range indicatorNames {
			cells = append(cells, fmt.Sprintf("%.0f%%", 100*over(s.hits[group][name[0]], n[0])))
		}
		p("| %s | %d | **%.0f%%** | %s |", group, n[0], 100*over(n[1], n[0]), strings.Join(cells, " | "))
	}
}

// made and honest sum the groups: people, and of them named.
func (s *suspects) made() (n, named int)   { return s.sum(padderRows[:4]) }
func (s *suspects) honest() (n, named int) { return s.sum(padderRows[4:]) }

func (s *suspects) sum(groups []string) (n, named int) {
	for _, group := range groups {
		n += s.groups[group][0]
		named += s.groups[group][1]
	}
	return n, named
}
