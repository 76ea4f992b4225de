package page

import (
	"html/template"
	"math"

	"aqs/reports/chart"
	"aqs/reports/data"
	"aqs/reports/table"
)

// quadrant is the skill/will chart with the people behind it.
type quadrant struct {
	Figure   chart.Figure
	Groups   []boxGroup
	Sections []section
	Short    bool // names are left to the teams' pages
}

// boxGroup lists the people of one box.
type boxGroup struct {
	Name   string
	Count  int
	People []boxPerson // none where the list would be too long
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
	return &quadrant{Figure: figure, Groups: s.boxGroups(scores), Short: len(scores) > longQuadrant}, nil
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

// longQuadrant is the number of people above which names stand on the teams' pages only.
const longQuadrant = 200

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
		if group.Count = len(group.People); group.Count > 0 {
			if len(scores) > longQuadrant {
				group.People = nil
			}
			groups = append(groups, group)
		}
	}
	return groups
}

// fairnessSection shows whether the scores treat some groups worse, and what other weights would do.
func (s *Site) fairnessSection() section {
	axes := map[string]string{"skill": "技能", "will": "执行投入"}
	out := table.Of("fairness", "公平性", s.Data.Fairness, []table.Col[data.Fairness]{
		{Name: "比较", Kind: table.Text, Value: func(r data.Fairness) any { return r.GroupType }},
		{Name: "组", Kind: table.Text, Value: func(r data.Fairness) any { return r.GroupName }},
		{Name: "项", Kind: table.Text, Value: func(r data.Fairness) any { return axes[r.Axis] }},
		{Name: "人数", Kind: table.Count, Value: func(r data.Fairness) any { return r.People }},
		{Name: "平均得分", Kind: table.Count, Value: func(r data.Fairness) any { return rounded(r.MeanScore) }},
		{Name: "与其余人之差", Kind: table.Count, Value: func(r data.Fairness) any { return rounded(r.Gap) }},
		{Name: "需留意", Kind: table.Text, Value: func(r data.Fairness) any {
			if r.IsAdverse {
				return "是"
			}
			return ""
		}},
		{Name: "说明", Kind: table.Long, Value: func(r data.Fairness) any { return r.Sentence }},
	}...)
	return section{ID: "h-fairness", Title: "公平性：谁可能被看低", Table: &out, Empty: "人数太少，无从比较各组", Folded: len(out.Rows) > 12,
		Note: "按网点等级、入司年限、团队比较得分；再看权重改变时有多少人的判断会不同。得分不含年龄、性别、婚姻。"}
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
