package transform

import (
	"fmt"
	"testing"

	"aqs/internal/calendar"
)

// Hysteresis of DOMAIN 9.7 by hand. X: nothing sure, then high (.85), held through .15 (a downgrade
// needs < .1), low at .05, held at .80 (needs > .8), high again at .9. Y: low at .2, no score, held.
func TestScoreSidesHold(t *testing.T) {
	months := []float64{0.6, 0.85, 0.5, 0.15, 0.05, 0.8, 0.9}
	values := ""
	for i, p := range months {
		values += fmt.Sprintf("('X', date '2025-%02d-01', 'skill', 50.0::double, %v::double, null::varchar), ", i+1, p)
	}
	values += "('Y', date '2025-01-01', 'skill', 50.0, 0.2, null), ('Y', date '2025-02-01', 'skill', null, null, 'FEW_DAYS'), ('Y', date '2025-03-01', 'skill', 50.0, 0.7, null)"
	files := overlay(t, "analysis/score_history.sql", "from analysis.score_axis",
		"from (values "+values+") as given (person_id, month_start_on, axis, score, p, reason)")
	tables := rawTables{}
	tables.files("roster")
	tables.roster("X", "甲某", "一组", "甲部", nil)
	tables.roster("Y", "乙某", "一组", "甲部", nil)
	m := martsOf(t, Options{RawPath: writeRaw(t, tables), AsOf: march31, Files: files})
	m.expect(`select person_id, month(month_start_on) as m, state_side, month(state_since_on), is_changed, is_sure
		from analysis.score_history order by person_id, m`,
		"X|1|undetermined|·|false|false", "X|2|high|2|true|true", "X|3|high|2|false|false", "X|4|high|2|false|true",
		"X|5|low|5|true|true", "X|6|low|5|false|true", "X|7|high|7|true|true",
		"Y|1|low|1|false|true", "Y|2|low|1|false|false", "Y|3|low|1|false|false")
}

// Six new people beside a team of old hands who talk twice as much: the new are each other's peers, so
// that none of them is low for being new. With four of them the company is the measure.
func TestNewPeopleHaveTheirOwnPeers(t *testing.T) {
	build := func(newcomers int) marts {
		tables := rawTables{}
		tables.files("roster", "logs")
		no := 0
		for i := range 6 + newcomers {
			name, hired, talks := fmt.Sprintf("员工%d", i+1), calendar.Date(2020, 1, 1), 6
			if i >= 6 {
				hired, talks = calendar.Date(2026, 2, 1), 3
			}
			tables.roster(fmt.Sprintf("A%02d", i+1), name, "一组", "甲部", row{"hired_on": hired})
			for d, on := range calendar.Workdays(march(2), march(31)) {
				no++
				tables.logDay("logs", no, who(name, "一组"), on, map[string][2]any{"talks": {4, talks + (d*5+i)%3}})
			}
		}
		return buildMarts(t, march31, tables)
	}
	query := `select is_new, peer_group, count(*), max(round(peer_x)) from analysis.score_indicator
		where indicator = 'w4' and month_start_on = date '2026-03-01' group by all order by all`
	// Old hands 6 + 1, new 3 + 1; the company of 6 old and 4 new (6·7 + 4·4)/10 = 5.8.
	build(6).expect(query, "false|team|6|7", "true|new|6|4")
	build(4).expect(query, "false|team|6|6", "true|company|4|6")
}

// A weight changed by nothing changes nobody; the any-row is not smaller than any single one.
func TestFairnessOfWeights(t *testing.T) {
	m := buildMarts(t, march31, companyOf(24, 3, 0.8, 100))
	m.expect(`select count(*) > 0, bool_and(side_flipped <= side_changed and side_changed <= people) from analysis.fairness_weight`, "true|true")
	m.expect(`select count(*) from analysis.fairness_weight as one join analysis.fairness_weight as whole
		on whole.indicator = 'any' and whole.axis = one.axis and whole.change = one.change where one.side_changed > whole.side_changed`, "0")
	// The groups of a type hold everybody once, and the gaps of two halves are opposite.
	m.expect(`select group_type, axis, sum(people) from analysis.fairness_group group by all order by all`,
		"outlet_class|skill|24", "outlet_class|will|24", "team|skill|24", "team|will|24", "tenure|skill|24", "tenure|will|24")
}
