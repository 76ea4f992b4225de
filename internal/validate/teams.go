package validate

import (
	"context"
	"math"
	"slices"
	"time"

	"aqs/internal/simulate"
)

// teamTally counts team-months of one rate; what befell the team is its key.
type teamTally struct{ months, below95, below998, above, naive, cards int }

const teamQuery = `
select teams.team_name, limits.month_start_on, limits.factor, cast(limits.y as double), cast(limits.n as double),
    cast(limits.company_rate as double), coalesce(limits.signal, ''), cards.rule is not null
from analysis.funnel_limit as limits
join core.dim_team as teams using (team_id)
left join analysis.cause_card as cards
    on cards.scope_type = 'team' and cards.rule = 'R18' and cards.scope_id = limits.team_id
    and cards.month_start_on = limits.month_start_on and cards.factor = limits.factor
where limits.factor in ('intent_rate', 'close_rate') and limits.teams > 1
order by 1, 2, 3`

// Rows of the table of teams. A team is truly lower when the mean of its people's true rates is a
// tenth or more below the company's; a planted cause of a few people can do that.
const (
	teamMixRow       = "全队网点差（意向率），不是能力"
	teamSlumpRow     = "全队一个坏月在窗口内（意向率）"
	teamWithdrawnRow = "全队停售（意向率）"
	teamLowerRow     = "没有种，但真实水平低一成以上"
	teamEqualRow     = "没有种，真实水平不低"
)

var teamRows = [...]string{teamMixRow, teamSlumpRow, teamWithdrawnRow, teamLowerRow, teamEqualRow}

// readTeams compares the limits of the funnel plots with what is true of the teams.
func (w *world) readTeams(ctx context.Context, marts string) (map[string]teamTally, error) {
	lines, err := rows(ctx, marts, teamQuery)
	if err != nil {
		return nil, err
	}
	all := map[string]teamTally{}
	for _, line := range lines {
		m := monthNo(line[1].(time.Time))
		if m < w.scenario.FirstMonth {
			continue
		}
		row := w.teamRow(line[0].(string), line[2].(string), m)
		if row == "" {
			continue
		}
		t := all[row]
		y, n, rate := float(line[3]), float(line[4]), float(line[5])
		signal := line[6].(string)
		t.months++
		t.below95 += one(signal == "below95" || signal == "below998")
		t.below998 += one(signal == "below998")
		t.above += one(signal == "above95" || signal == "above998")
		t.naive += one(y/n < rate-1.96*math.Sqrt(rate*(1-rate)/n))
		t.cards += one(line[7] == true)
		all[row] = t
	}
	return all, nil
}

func (w *world) teamRow(team, factor string, m int) string {
	sum, people, total, everybody := 0.0, 0.0, 0.0, 0.0
	fate := ""
	for i := range w.people {
		p := &w.people[i]
		if p.IsCaller {
			continue
		}
		for k := max(0, m-2); k <= m; k++ {
			month := p.Months[k]
			if month.Worked == 0 {
				continue
			}
			rate := month.Intent
			if factor == "close_rate" {
				rate = month.Close
			}
			total += rate
			everybody++
			if p.Team == team {
				sum += rate
				people++
			}
		}
		if p.Team == team && fate == "" {
			fate = w.fateIn(i, m)
		}
	}
	if people == 0 {
		return "" // a team that lives by another chain
	}
	if factor == "intent_rate" {
		switch fate {
		case "D_team_mix":
			return teamMixRow
		case "D_team_slump":
			return teamSlumpRow
		case "D_team_withdrawn":
			return teamWithdrawnRow
		}
	}
	if sum/people < 0.9*total/everybody {
		return teamLowerRow
	}
	return teamEqualRow
}

// decoyRows are what may befall healthy people, for the table of wrongly flagged person-months.
var decoyRows = [...]struct{ id, name string }{
	{"", "什么也没有"}, {"D_poor_outlets", "网点差"}, {"D_team_mix", "全队网点差"}, {"D_team_slump", "全队一个坏月（窗口内）"},
	{"D_team_withdrawn", "全队停售（窗口内）"}, {"D_big_case", "一张十倍的大单（窗口内）"}, {"away", "长假、中途入职或离职"},
}

// decoyOf is the row of a healthy person-month.
func (w *world) decoyOf(i, m int) string {
	p := &w.people[i]
	fate := w.fateIn(i, m)
	switch {
	case fate != "":
		return fate
	case slices.Contains(p.Decoys, "D_poor_outlets"):
		return "D_poor_outlets"
	case w.hadBigCase(i, m):
		return "D_big_case"
	case slices.ContainsFunc(p.Decoys, func(id string) bool { return id == "D_long_leave" || id == "D_joiner" || id == "D_leaver" }):
		return "away"
	}
	return ""
}

func (w *world) hadBigCase(i, m int) bool {
	return slices.ContainsFunc(w.people[i].Months[max(0, m-2):m+1], func(month simulate.PlantedMonth) bool { return month.BigCases > 0 })
}

// printTeams writes both tables of a scenario in which teams have fates.
func (o *Outcome) printTeams(p func(string, ...any)) {
	p("\n| 团队的真实情况 | 团队月 | 低于 95%% 界限 | 低于 99.8%% 界限 | R18 卡 | 高于 95%% 界限 | 不折算、不放宽的 95%% 界限 |\n|---|---|---|---|---|---|---|")
	for _, row := range teamRows {
		if t := o.teams[row]; t.months > 0 {
			p("| %s | %d | %.0f%% | %.0f%% | %.0f%% | %.0f%% | %.0f%% |", row, t.months, 100*over(t.below95, t.months), 100*over(t.below998, t.months),
				100*over(t.cards, t.months), 100*over(t.above, t.months), 100*over(t.naive, t.months))
		}
	}
	p("\n| 健康的人遇到 | 人月 | 被点名（任一环节） | 当月低于团队 80%% |\n|---|---|---|---|")
	for _, row := range decoyRows {
		ours, naive := o.methods[ours].byDecoy[row.id], o.methods["当月低于团队 80%"].byDecoy[row.id]
		if ours[0] > 0 {
			p("| %s | %d | %.0f%% | %.0f%% |", row.name, ours[0], 100*over(ours[1], ours[0]), 100*over(naive[1], naive[0]))
		}
	}
}
