package validate

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"aqs/internal/simulate"
)

// A card names a phenomenon, its cause and the class of the cause (DOMAIN 4.8). Here the cards of
// persons are compared with what was planted.

// card is one line of analysis.cause_card; report.rpt_cause_card shows those of the review month.
type card struct {
	rule, class, verdict string
}

const cardQuery = `
select persons.employee_no, cards.month_start_on, cards.rule, cards.cause_class, cards.verdict
from analysis.cause_card as cards
join core.dim_person as persons on cards.scope_id = persons.person_id
where cards.scope_type = 'person' and persons.employee_no is not null
order by 1, 2, cards.ord`

// rulesOf are the phenomena in which a planted cause may rightly be seen.
func rulesOf(cause string) []string {
	switch cause {
	case "C1", "C2":
		return []string{"R6"}
	case "C3":
		return []string{"R1", "R3"}
	case "C4":
		return []string{"R2"}
	case "C5", "C6":
		return []string{"R3"}
	case "C7":
		return []string{"R5"}
	case "C8":
		return []string{"R10", "R6"}
	case "C9":
		return []string{"R4"}
	case "C10":
		return []string{"R14"}
	case "C11":
		return []string{"R15"}
	case "C12":
		return []string{"R9", "R5"}
	}
	return nil
}

// classes a card can have, in the order of the table, and what else the first card can be.
var cardColumns = [...]string{"person", "outlet", "supervisor", "product", "plan", "luck", "data", "talk", "none"}

// cardTally counts person-months.
type cardTally struct {
	first  map[string]map[string]int // what is true → class of the first card, talk, none
	cause  map[string][4]int         // planted cause → right card named, right card to be talked about, other cards only, none
	named  [2]int                    // cards that name a class; of them, a class that is true
	talk   [2]int                    // cards; of them, without a verdict
	calls  [2]int                    // months of healthy people who live by appointments; of them, with a card about appointments
	rules  map[string][2]int         // rule → cards that name a class; of them, a class that is true
	blamed [2]int                    // months without a cause of the person's own; of them, with a card that names the person
}

func newCardTally() *cardTally {
	return &cardTally{first: map[string]map[string]int{}, cause: map[string][4]int{}, rules: map[string][2]int{}}
}

func (t *cardTally) add(o *cardTally) {
	for label, columns := range o.first {
		for column, n := range columns {
			t.firstCard(label, column, n)
		}
	}
	for cause, counts := range o.cause {
		sum := t.cause[cause]
		for i := range sum {
			sum[i] += counts[i]
		}
		t.cause[cause] = sum
	}
	for rule, n := range o.rules {
		t.rules[rule] = [2]int{t.rules[rule][0] + n[0], t.rules[rule][1] + n[1]}
	}
	for i := range 2 {
		t.named[i] += o.named[i]
		t.talk[i] += o.talk[i]
		t.blamed[i] += o.blamed[i]
		t.calls[i] += o.calls[i]
	}
}

func (t *cardTally) firstCard(label, column string, n int) {
	if t.first[label] == nil {
		t.first[label] = map[string]int{}
	}
	t.first[label][column] += n
}

// What is true of a person-month, for the rows of the table.
const (
	truePerson  = "本人的原因（C1–C9、C11、C12）"
	truePlan    = "自己的计划不够（C10）"
	trueOutlet  = "只有网点差"
	trueProduct = "只有全队停售"
	trueSlump   = "只有全队坏月"
	trueNothing = "什么也没有"
	trueCaller  = "约访团队里没有原因的人"
)

// truth of a person-month: its row, and the classes that a card may rightly name. Plans that do not
// hold what the target needs are true of many who have nothing planted.
func (w *world) truth(i, m int) (label string, classes []string) {
	p := &w.people[i]
	if w.planIsShort(i, m) {
		classes = append(classes, "plan")
	}
	poor := p.OutletLevel > 0 && p.OutletLevel < poorOutlets*w.usual.outlets
	if poor {
		classes = append(classes, "outlet")
	}
	fate := w.fateIn(i, m)
	if fate == "D_team_withdrawn" {
		classes = append(classes, "product")
	}
	switch {
	case p.Cause == "C10" && !p.From.After(p.Months[m].Start):
		return truePlan, append(classes, "plan")
	case p.Cause != "" && !p.From.After(p.Months[m].Start):
		return truePerson, append(classes, "person")
	case poor:
		label = trueOutlet
	case fate == "D_team_withdrawn":
		label = trueProduct
	case fate == "D_team_slump":
		label = trueSlump
	case p.IsCaller:
		label = trueCaller
	default:
		label = trueNothing
	}
	return label, append(classes, "luck")
}

// poorOutlets is the share of the usual intent rate below which a person's outlets are truly poor,
// planted or by chance. Outlets of grades C and D come to about .75 of the usual.
const poorOutlets = 0.9

// usual is what is normal in a world, causes included: what a talk brings and what outlets yield.
type usual struct{ yuanPerTalk, outlets float64 }

func usualOf(people []simulate.Planted) usual {
	var u usual
	premium, talks, n := 0.0, 0.0, 0.0
	for i := range people {
		if people[i].IsCaller {
			continue
		}
		u.outlets += people[i].OutletLevel
		n++
		for _, m := range people[i].Months {
			premium += float64(m.Premium)
			talks += float64(m.Talks)
		}
	}
	u.outlets /= max(n, 1)
	u.yuanPerTalk = premium / max(talks, 1)
	return u
}

// planIsShort says whether in two of three months the person's own plan, at what a talk usually
// brings, was worth less than the target.
func (w *world) planIsShort(i, m int) bool {
	short := 0
	for k := max(0, m-2); k <= m; k++ {
		month := w.people[i].Months[k]
		plan := float64(month.PlanTalks) * w.usual.yuanPerTalk
		short += one(plan > 0 && plan < float64(month.GoalYuan))
	}
	return short >= 2
}

// fateIn is what befell the team within the three months that are looked at.
func (w *world) fateIn(i, m int) string {
	for k := m; k >= max(0, m-2); k-- {
		if fate := w.people[i].Months[k].TeamFate; fate != "" {
			return fate
		}
	}
	return ""
}

// readCards compares the cards of all judged person-months, made-up logs left out.
func (w *world) readCards(ctx context.Context, marts string) (*cardTally, error) {
	lines, err := rows(ctx, marts, cardQuery)
	if err != nil {
		return nil, err
	}
	cards := map[personMonth][]card{}
	for _, line := range lines {
		at := personMonth{line[0].(string), monthNo(line[1].(time.Time))}
		cards[at] = append(cards[at], card{line[2].(string), fmt.Sprint(line[3]), line[4].(string)})
	}
	t := newCardTally()
	for i := range w.people {
		p := &w.people[i]
		if p.IsFabricator {
			continue
		}
		for m := w.scenario.FirstMonth; m < len(p.Months); m++ {
			if p.Months[m].Workdays > 0 {
				w.judgeCards(t, cards[personMonth{p.No, m}], i, m)
			}
		}
	}
	return t, nil
}

func (w *world) judgeCards(t *cardTally, cards []card, i, m int) {
	p := &w.people[i]
	label, classes := w.truth(i, m)
	column := "none"
	if len(cards) > 0 {
		column = cards[0].class
		if cards[0].verdict != "named" {
			column = "talk"
		}
	}
	t.firstCard(label, column, 1)
	own := label == truePerson
	blames := false
	right := 3 // none
	if len(cards) > 0 {
		right = 2
	}
	for _, c := range cards {
		isNamed := c.verdict == "named"
		t.talk[0]++
		t.talk[1] += one(!isNamed)
		if isNamed {
			isTrue := one(slices.Contains(classes, c.class))
			t.named[0]++
			t.named[1] += isTrue
			t.rules[c.rule] = [2]int{t.rules[c.rule][0] + 1, t.rules[c.rule][1] + isTrue}
			blames = blames || c.class == "person"
		}
		if own || label == truePlan {
			switch isRight := slices.Contains(rulesOf(p.Cause), c.rule); {
			case isRight && isNamed:
				right = 0
			case isRight && right > 1:
				right = 1
			}
		}
	}
	if own || label == truePlan {
		counts := t.cause[p.Cause]
		counts[right]++
		t.cause[p.Cause] = counts
	} else if label == trueCaller {
		t.calls[0]++
		t.calls[1] += one(slices.ContainsFunc(cards, func(c card) bool { return c.rule == "R2" }))
	}
	if !own {
		t.blamed[0]++
		t.blamed[1] += one(blames)
	}
}

var causeNames = map[string]string{
	"C1": "做得不够", "C2": "不愿做", "C3": "目标网点选得差", "C4": "约访差", "C5": "一个产品说不清", "C6": "说明差", "C7": "成交差",
	"C8": "怕拒绝", "C9": "件均低", "C10": "计划不足", "C11": "后倾", "C12": "不跟进",
}

// print writes the tables of one scenario.
func (t *cardTally) print(p func(string, ...any), name string, seeds int) {
	p("\n### %s（%d 个种子）\n", name, seeds)
	p("有证据的卡 %d 张，原因类别属实 **%.0f%%**；全部 %d 张卡中「需面谈确认」占 %.0f%%；没有本人原因的 %d 人月中，有卡点到本人的占 %.0f%%。\n",
		t.named[0], 100*over(t.named[1], t.named[0]), t.talk[0], 100*over(t.talk[1], t.talk[0]), t.blamed[0], 100*over(t.blamed[1], t.blamed[0]))
	if t.calls[0] > 0 {
		p("约访团队里没有原因的 %d 人月中，有「约访」卡（R2）的占 %.0f%%。\n", t.calls[0], 100*over(t.calls[1], t.calls[0]))
	}
	var byRule []string
	for i := range 20 {
		rule := fmt.Sprintf("R%d", i)
		if n := t.rules[rule]; n[0] > 0 {
			byRule = append(byRule, fmt.Sprintf("%s %d 张 %.0f%%", rule, n[0], 100*over(n[1], n[0])))
		}
	}
	p("按现象（有证据的张数、类别属实）：%s。\n", strings.Join(byRule, "，"))
	p("| 真实情况 ＼ 首张卡 | 本人 | 网点 | 主管 | 产品 | 计划 | 偶然 | 数据 | 需面谈 | 无卡 |\n|---|---|---|---|---|---|---|---|---|---|")
	for _, label := range []string{truePerson, truePlan, trueOutlet, trueProduct, trueSlump, trueNothing, trueCaller} {
		if len(t.first[label]) == 0 {
			continue
		}
		var cells []string
		for _, column := range cardColumns {
			cells = append(cells, fmt.Sprint(t.first[label][column]))
		}
		p("| %s | %s |", label, strings.Join(cells, " | "))
	}
	p("\n| 种下的原因 | 人月 | 对的现象，有证据 | 对的现象，需面谈 | 只有别的卡 | 无卡 |\n|---|---|---|---|---|---|")
	for k := 1; k <= 12; k++ {
		cause := fmt.Sprintf("C%d", k)
		c, is := t.cause[cause]
		if !is {
			continue
		}
		n := c[0] + c[1] + c[2] + c[3]
		p("| %s %s | %d | %.0f%% | %.0f%% | %.0f%% | %.0f%% |", cause, causeNames[cause], n, 100*over(c[0], n), 100*over(c[1], n), 100*over(c[2], n), 100*over(c[3], n))
	}
}
