package transform

import (
	"testing"

	"aqs/internal/calendar"
)

// Ten logged days: six talks on five of them, the box left empty on the other five, where only a visit
// is written. The empty box is a zero: 30 talks on 10 days are 3 a day, not 6. A colleague whose form
// has no such box at all that month has no activity, not an activity of zero.
func TestAnEmptyBoxIsAZero(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	for i, name := range []string{"王芳", "李伟", "张强"} {
		tables.roster([]string{"A1", "A2", "A3"}[i], name, "一组", "甲部", nil)
		for d, on := range calendar.Workdays(march(2), march(13)) {
			metrics := map[string][2]any{"visits": {nil, 3}}
			if i == 2 && d%2 == 1 {
				metrics["visits"] = [2]any{nil, nil}
			}
			if i == 1 {
				metrics["talks"] = [2]any{6, 6}
			} else if i == 0 {
				metrics["talks"] = [2]any{6, nil}
				if d%2 == 0 {
					metrics["talks"] = [2]any{6, 6}
				}
			}
			tables.logDay("logs", 100*i+d+1, who(name, "一组"), on, metrics)
		}
	}
	m := buildMarts(t, march31, tables)
	m.expect("select person_id, count(*), sum(actual), count(*) filter (where is_stated) from analysis.activity_day group by 1 order by 1", "A1|10|30|5", "A2|10|60|10")
	m.expect("select person_id, n, x from analysis.rate_activity where month_start_on = date '2026-03-01' order by 1", "A1|10|3", "A2|10|6")
	m.expect("select person_id, usual_per_day, best_per_day from analysis.quota_speed where month_start_on = date '2026-03-01' order by 1",
		"A1|3|6", "A2|6|6", "A3|·|6") // the best week of the team: fewer than eight of one's own
	m.expect("select scope_id, y, n, value from analysis.xmr_week where scope_type = 'person' order by scope_id, week_start_on",
		"A1|18|5|3.6", "A1|12|5|2.4", "A2|30|5|6", "A2|30|5|6")
	m.expect("select person_id, indicator, n, x from analysis.score_input where month_start_on = date '2026-03-01' and indicator in ('w3', 'w4') order by 1, 2",
		"A1|w3|10|0.5", "A1|w4|10|3", "A2|w3|10|1", "A2|w4|10|6")
	m.expect("select indicator, n, y from analysis.score_input where month_start_on = date '2026-03-01' and person_id = 'A1' and indicator = 'w5'", "w5|10|10")
}
