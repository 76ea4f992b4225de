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

// leadFigures chooses the figures of the overview: those with a target first, in their own order.
func leadFigures(rows []data.Headline) []data.Headline {
	out := slices.Clone(rows)
	for len(out) > headlineCount {
		drop := len(out) - 1
		for i := range out {
			if !out[i].Target.OK {
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
	Title, Detail string
	Yuan          data.Num
	Link          Link
}

// matters are the largest named causes below a scope; where there are none, what needs attention
// and has a sum. A cause that only an interview can settle is not put before a director, nor luck,
// about which nobody can do anything.
func (s *Site) matters(scope data.Scope) []matter {
	var out []matter
	for _, row := range s.Data.CauseSummaries[scope.Key()] {
		if row.Named.V > 0 && row.PhiYuan.V > 0 && row.CauseClass != "luck" && row.CauseClass != "data" {
			out = append(out, matter{Title: row.RuleName + "（" + row.CauseClassName + "）", Detail: row.Sentence, Yuan: row.PhiYuan, Link: Link{"#h-cause-summary", "证据"}})
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
