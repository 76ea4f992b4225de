package page

import (
	"cmp"
	"slices"

	"aqs/reports/data"
)

// The overview answers a director's questions in two minutes: where do we stand, why, what matters
// most, who. What is looked up stands on the topic pages.

// headlineCount is how many figures lead the overview.
const headlineCount = 5

// leadFigures chooses the figures of the overview: what came of the month, then
// those with a target, in their own order.
func leadFigures(rows []data.Headline) []data.Headline {
	out := slices.Clone(rows)
	for len(out) > headlineCount {
		drop := len(out) - 1
		for i := range out {
			isOutcome := out[i].Metric == "premium_yuan" || out[i].Metric == "cases"
			if !out[i].Target.OK && !isOutcome {
				drop = i
				break
			}
		}
		out = slices.Delete(out, drop, drop+1)
	}
	return out
}

// matter is one of the three things that matter most, in yuan.
type matter struct {
	Title, Detail, Action string
	People                string // whom it is about
	Yuan                  data.Num
	Link                  Link
	Cards                 []matterCard // whose cards hold the evidence, the largest first
}

// matterCard leads to one card behind a matter.
type matterCard struct {
	Link Link
	Yuan data.Num
}

// mattersNamed is how many cards a matter leads to.
const mattersNamed = 6

// cardsBehind are the cards of a rule and class below scope that evidence decided, and the action
// that the largest of them asks for.
func (s *Site) cardsBehind(scope data.Scope, row data.CauseSummary) (cards []matterCard, action string) {
	type found struct {
		matterCard
		action string
	}
	var all []found
	s.descend(scope, 0, func(at data.Scope) {
		if at.Key() == scope.Key() {
			return
		}
		for _, card := range s.Data.CauseCards[at.Key()] {
			if card.Rule == row.Rule && card.CauseClass == row.CauseClass && card.Verdict == "named" {
				link := s.link(at.Type, at.ID, at.Name)
				if link.File != "" {
					link.File += "#h-cards"
				}
				all = append(all, found{matterCard{link, card.PhiYuan}, card.Action})
			}
		}
	})
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(b.Yuan.V, a.Yuan.V) })
	for _, one := range all[:min(len(all), mattersNamed)] {
		cards = append(cards, one.matterCard)
		action = cmp.Or(action, one.action)
	}
	return cards, action
}

// certainty says how much of a summary is decided by evidence.
func certainty(row data.CauseSummary) string {
	switch {
	case row.Cards.V == 1:
		return "有证据"
	case row.Named.V == row.Cards.V:
		return "都有证据"
	}
	return "其中 " + number(row.Named) + " 处有证据，其余须面谈确认"
}

// matters are the largest named causes below a scope; where there are none, what needs attention
// and has a sum. A cause that only an interview can settle is not put before a director, nor luck,
// about which nobody can do anything.
func (s *Site) matters(scope data.Scope) []matter {
	var out []matter
	for _, row := range s.Data.CauseSummaries[scope.Key()] {
		if row.Named.V > 0 && row.PhiYuan.V > 0 && row.CauseClass != "luck" && row.CauseClass != "data" {
			one := matter{Title: row.RuleName, Yuan: row.PhiYuan, Link: Link{"#h-cause-summary", "全部"}, People: row.PeopleText}
			one.Detail = row.PeopleText + "，" + certainty(row) + "；原因在" + row.CauseClassName + "。"
			one.Cards, one.Action = s.cardsBehind(scope, row)
			out = append(out, one)
		}
	}
	if len(out) < 3 {
		for _, row := range s.Data.Attentions[scope.Key()] {
			if row.AmountYuan.V > 0 {
				link := s.link(row.ChildType, row.ChildID, "看证据")
				if row.ChildType == scope.Type && row.ChildID == scope.ID {
					link.File = "#h-fall"
				}
				out = append(out, matter{Title: row.Title, Detail: row.Detail, Yuan: row.AmountYuan, Link: link})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b matter) int { return cmp.Compare(b.Yuan.V, a.Yuan.V) })
	return out[:min(len(out), 3)]
}

// answer is a page's first sentence: what came of the month, what weighs most, and what follows.
type answer struct {
	Result, Matter, Action string
	Short                  bool // of the target
}

// answerOf says it from the headline premium and the scope's largest named cause. Without a premium
// there is no such sentence, and without a cause decided by evidence no matter.
func (s *Site) answerOf(scope data.Scope) answer {
	var out answer
	isMet := false
	for _, row := range s.Data.Headlines[scope.Key()] {
		if row.Metric != "premium_yuan" || !row.Actual.OK || row.Actual.V == 0 && !row.Target.OK {
			continue // a team that sells no premium has nothing to hear about it
		}
		out.Result = s.Data.Run.MonthLabel + "预收保费 " + amount(row.Actual, row.Unit).Text()
		if row.Attainment.OK {
			out.Result += "，达成目标的 " + percent(row.Attainment)
		}
		if row.Gap.OK {
			out.Result += "（" + gapTo(row.Gap, row.Unit) + "）"
		}
		out.Result += "。"
		isMet, out.Short = row.Gap.OK && row.Gap.V <= 0, row.Gap.OK && row.Gap.V > 0
	}
	if out.Result == "" || isMet {
		return out // what weighs most is not asked where the target is met; the sections below have it
	}
	if scope.Type == "person" {
		for _, card := range s.Data.CauseCards[scope.Key()] {
			if card.Verdict == "named" && card.CauseClass != "luck" && card.CauseClass != "data" {
				out.Matter, out.Action = card.RuleName, card.Action
				break
			}
		}
		return out
	}
	for _, one := range s.matters(scope) {
		if len(one.Cards) > 0 {
			out.Matter = one.Title + "（" + amount(one.Yuan, "元").Text() + "，" + one.People + "）"
			out.Action = one.Action
			break
		}
	}
	return out
}
