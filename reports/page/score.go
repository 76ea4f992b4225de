package page

import (
	"html/template"
	"math"

	"aqs/reports/chart"
	"aqs/reports/data"
)

// quadrant is the skill/will chart with the people behind it.
type quadrant struct {
	Figure chart.Figure
	Groups []boxGroup
}

// boxGroup lists the people of one box.
type boxGroup struct {
	Name   string
	Advice string
	People []boxPerson
}

type boxPerson struct {
	data.Score
	Link     Link
	Evidence string
}

// quadrant places the people below scope.
func (s *Site) quadrant(scope data.Scope) (*quadrant, error) {
	scores := s.scoresOf(scope)
	figure, err := chart.Quadrant("quadrant", scores)
	if err != nil {
		return nil, err
	}
	return &quadrant{Figure: figure, Groups: s.boxGroups(scores)}, nil
}

// scoresOf are the people below scope who are scored at all.
func (s *Site) scoresOf(scope data.Scope) []data.Score {
	var scores []data.Score
	for _, score := range s.Data.Scores {
		if scope.Type == "company" || scope.Type == "dept" && score.DeptID == scope.ID || scope.Type == "team" && score.TeamID == scope.ID {
			scores = append(scores, score)
		}
	}
	return scores
}

var boxes = []struct{ box, name string }{
	{"R4", "授权型（技能高、投入高）"}, {"R3", "支持型（技能高、投入低）"}, {"R2", "教练型（技能低、投入高）"},
	{"R1", "指导型（技能低、投入低）"}, {"undetermined", "未定"}, {"insufficient", "数据不足"},
}

func (s *Site) boxGroups(scores []data.Score) []boxGroup {
	var groups []boxGroup
	for _, box := range boxes {
		group := boxGroup{Name: box.name}
		for _, score := range scores {
			if score.Box == box.box {
				group.People = append(group.People, boxPerson{score, s.link("person", score.PersonID, score.PersonName), s.evidenceOf("person", score.PersonID)})
			}
		}
		if len(group.People) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// axisCard explains one score of one person.
type axisCard struct {
	Metric                    string // of the catalogue
	Name, Score, Side, Reason string
	P                         data.Num
	IsSure                    bool
	Parts                     []partRow
}

type partRow struct {
	data.ScorePart
	Bar template.HTML
}

func axisCards(score data.Score, parts []data.ScorePart) []axisCard {
	cards := []axisCard{
		{Metric: "skill_score", Name: "技能", Score: points(score.SkillScore), Side: sideName(score.SkillSide), P: score.SkillP, IsSure: score.SkillIsSure, Reason: score.SkillReason},
		{Metric: "will_score", Name: "执行投入（意愿）", Score: points(score.WillScore), Side: sideName(score.WillSide), P: score.WillP, IsSure: score.WillIsSure, Reason: score.WillReason},
	}
	for i, axis := range []string{"skill", "will"} {
		largest := 0.0
		for _, part := range parts {
			if part.Axis == axis {
				largest = math.Max(largest, math.Abs(part.Contribution.V))
			}
		}
		for _, part := range parts {
			if part.Axis == axis {
				cards[i].Parts = append(cards[i].Parts, partRow{part, lean(part.Contribution, largest)})
			}
		}
	}
	return cards
}

func sideName(side string) string {
	switch side {
	case "high":
		return "偏高"
	case "low":
		return "偏低"
	case "undetermined":
		return "未定"
	}
	return ""
}
