package simulate

import (
	"fmt"
	"time"

	"aqs/internal/calendar"
)

const (
	teamSize     = 8
	teamsPerDept = 2
	companyName  = "清江支公司"
)

// world is everything that is true: the people and what they did.
type world struct {
	seed     uint64
	profile  Profile
	plant    *Planting // nil: the mixture of the committed sample
	hostile  bool
	isTidy   bool        // no stray sheets in the books
	months   []time.Time // first days
	from, to time.Time   // first and last day
	depts    []*dept
	teams    []*team
	people   []*person // 客户经理, in order of joining
	staff    []*person // supervisors and department managers: in the roster, no logs of their own
	products []product
	truth    *truth
	mondays  []time.Time // of the weeks that are reported
	telecom  *team       // of the second chain; nil: the branch has one
	callers  []*team     // that live by appointments; only when asked for
}

type dept struct {
	name    string
	manager *person
}

type team struct {
	index      int
	name       string
	dept       *dept
	supervisor *person
	members    []*person
	habit      teamHabit
	odds       float64 // effect on both rates, common to the team
	fate       fate    // of all its people, planted
	calls      bool    // lives by appointments
}

// person is a 客户经理, or one of the staff above them.
type person struct {
	index  int
	no     string
	name   string
	role   string // as the roster says it
	team   *team
	dept   *dept
	hired  time.Time
	left   time.Time // zero: still here; otherwise the last day of service
	grade  string
	base   int // yuan a month
	extra  int
	traits traits
	flaw   *cause   // planted, at most one
	decoys []cause  // look like a flaw and are not the person's fault
	habit  habit    // of reporting
	outlet []outlet // assigned
	leaves []leave
	goals  []goal // one per month
	days   []*day

	spoiledOn    time.Time // the day with a value that nobody can read; zero: none
	spoiledField string    // talks or premium_yuan

	padding padding   // how the log is made up, where it is
	bigOn   time.Time // the day of a sale of ten times the size; zero: none
}

type leave struct {
	from, to     time.Time
	kind         string // 事假, 病假, 年假
	isRegistered bool
}

func (p *person) isEmployed(on time.Time) bool {
	return !on.Before(p.hired) && (p.left.IsZero() || !on.After(p.left))
}

func (p *person) leaveOn(on time.Time) *leave {
	for i := range p.leaves {
		if !on.Before(p.leaves[i].from) && !on.After(p.leaves[i].to) {
			return &p.leaves[i]
		}
	}
	return nil
}

// newWorld builds the organisation; the other layers fill it.
func newWorld(o Options) *world {
	w := &world{seed: o.Seed, profile: o.profile(), plant: o.Plant, hostile: o.Hostile, products: catalogue(), truth: &truth{}}
	for i := range o.Months {
		w.months = append(w.months, o.Start.AddDate(0, i, 0))
	}
	w.from, w.to = o.Start, o.Start.AddDate(0, o.Months, -1)
	w.mondays = w.weeks()
	taken := map[string]bool{}
	for i := range o.People {
		if i%teamSize == 0 {
			w.addTeam()
		}
		w.addPerson(i, w.teams[len(w.teams)-1], taken)
	}
	w.addStaff(taken)
	return w
}

func (w *world) addTeam() {
	index := len(w.teams)
	if index%teamsPerDept == 0 {
		w.depts = append(w.depts, &dept{name: districtName(index/teamsPerDept) + "营业部"})
	}
	d := w.depts[len(w.depts)-1]
	w.teams = append(w.teams, &team{
		index: index,
		name:  districtName(index/teamsPerDept) + numerals[index%teamsPerDept] + "组",
		dept:  d,
		habit: teamHabits[index%len(teamHabits)],
		odds:  w.profile.spread(stream(w.seed, "team", index), w.profile.TeamLogitSD),
	})
}

// districtName names the n-th department: districts first, then 城东第2 and so on.
func districtName(n int) string {
	name := districts[n%len(districts)]
	if round := n / len(districts); round > 0 {
		name += fmt.Sprintf("第%d", round+1)
	}
	return name
}

func (w *world) addPerson(index int, t *team, taken map[string]bool) {
	r := stream(w.seed, "person", index)
	p := &person{
		index: index, team: t, dept: t.dept, role: "客户经理",
		no:    fmt.Sprintf("QJ%02d%02d", t.index+1, len(t.members)+1),
		name:  fullName(stream(w.seed, "name", index), taken),
		hired: calendar.Date(2016, 1, 4).AddDate(0, 0, r.IntN(3400)),
		grade: pick(r, []string{"见习", "一级", "一级", "二级", "二级", "三级"}),
		extra: 100 * r.between(0, 5),
	}
	p.base = map[string]int{"见习": 2600, "一级": 3000, "二级": 3500, "三级": 4200}[p.grade]
	switch {
	case index == 9: // two people of one name in different teams; only 工号 and team tell them apart
		delete(taken, p.name)
		p.name = w.people[1].name
	case w.hostile && index == 0:
		p.name = hostileName
	}
	t.members = append(t.members, p)
	w.people = append(w.people, p)
}

func (w *world) addStaff(taken map[string]bool) {
	boss := func(index int, role, no string) *person {
		r := stream(w.seed, "staff", index)
		p := &person{
			index: -1, no: no, role: role, name: fullName(stream(w.seed, "staff name", index), taken),
			hired: calendar.Date(2012, 3, 1).AddDate(0, 0, r.IntN(2500)), grade: "主管级", base: 6000, extra: 800,
		}
		w.staff = append(w.staff, p)
		return p
	}
	for i, t := range w.teams {
		t.supervisor = boss(i, "销售主管", fmt.Sprintf("QJ%02d00", i+1))
		t.supervisor.team, t.supervisor.dept = t, t.dept
	}
	for i, d := range w.depts {
		d.manager = boss(100_000+i, "营业部经理", fmt.Sprintf("QJM%03d", i+1))
		d.manager.grade, d.manager.base, d.manager.dept = "经理级", 8000, d
	}
}
