package transform

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"aqs/internal/calendar"
)

// The figures of DOMAIN 4.5 for the grid: Jeffreys 3/10 → 0.118–0.559, 24/100 → 0.176–0.316 (90 %),
// uniform and arcsine by formula, and a density far narrower than DOMAIN's 400-point grid.
func TestBetaGrid(t *testing.T) {
	m := buildMarts(t, march31, rawTables{})
	m.expect(`select abs(beta_below(3.5, 7.5, 0.118) - 0.05) < 0.001, abs(beta_below(3.5, 7.5, 0.559) - 0.95) < 0.001,
		abs(beta_below(24.5, 76.5, 0.176) - 0.05) < 0.002, abs(beta_below(24.5, 76.5, 0.316) - 0.95) < 0.002`, "true|true|true|true")
	m.expect("select beta_below(1, 1, 0.3), beta_below(0.5, 0.5, 0.25), beta_below(2, 1, 0.5), beta_below(5, 5, 1), beta_below(5, 5, 0), beta_below(null, 1, 0.5)",
		// Beta(½,½): 2/π·asin(√.25) = 1/3; Beta(2,1): x².
		"0.3|0.3333|0.25|1|0|·")
	// κ = 50,000: normal with sd √(.24·.76/50001) = .00191; one sd below the mean.
	m.expect("select round(beta_below(12000, 38000, 0.24 - sqrt(0.24 * 0.76 / 50001)), 3)", "0.159")
	m.expect("select round(ncdf(1.96), 7)", "0.975")
	// DOMAIN 9.4's own query for Beta(3.5, 7.5) and threshold .2, on its grid.
	var coarse, ours float64
	if _, err := fmt.Sscanf(strings.ReplaceAll(m.lines(`with g as (select (i - 0.5) / 400.0 as x from range(1, 401) r(i)),
		d as (select x, exp(lgamma(11) - lgamma(3.5) - lgamma(7.5) + 2.5 * ln(x) + 6.5 * ln(1 - x)) as f from g)
		select printf('%.9g', sum(case when x < 0.2 then f else 0 end) / sum(f)), printf('%.9g', beta_below(3.5, 7.5, 0.2)) from d`)[0], "|", " "), "%g %g", &coarse, &ours); err != nil {
		t.Fatal(err)
	}
	if math.Abs(coarse-ours) > 0.001 {
		t.Errorf("P(θ < .2): grid of DOMAIN %g, ours %g", coarse, ours)
	}
}

// Three people, talks and intents as in TestShrinkageByHand (20, 8 and 8 of 40; m = .3): κ there is 7.7551.
//
//	A2: r̃ = (8 + 7.7551·.3)/47.7551 = .21624; line m − √(.21/8.7551) = .14513;
//	posterior Beta(10.3265, 37.4286): mean .2162, sd .0590.
//
// The flag looks at ln of the level: spread of the start √(.7/.3/8.7551) = .5163; after 24 rounds .4846,
// and A2's P(ln level < −.4846) = .28, level .73 (second implementation, numpy, same grid).
func TestRatesByHand(t *testing.T) {
	m := buildMarts(t, march(13), threePeople())
	m.expect(`select person_id, n, y, raw, peer, kappa, reliability, estimate, worse_than from analysis.rate_estimate
		where factor = 'intent_rate' order by person_id`,
		"A1|40|20|0.5|0.3|7.7551|0.8376|0.4675|0.1451",
		"A2|40|8|0.2|0.3|7.7551|0.8376|0.2162|0.1451",
		"A3|40|8|0.2|0.3|7.7551|0.8376|0.2162|0.1451")
	m.expect("select person_id, round(p_worse, 2), is_flagged, role, confidence from analysis.cause_flag where factor = 'intent_rate' order by person_id",
		"A1|0|false|·|不像偏低", "A2|0.28|false|·|不像偏低", "A3|0.28|false|·|不像偏低")
	m.expect("select spread, round(level, 2) from analysis.level_posterior where factor = 'intent_rate' and person_id = 'A2'", "0.4846|0.73")
	// Nobody differs in talks per day: no difference is claimed and nobody flagged.
	m.expect("select distinct reason, p_worse from analysis.cause_flag where factor = 'activity'", "NO_DIFFERENCE|·")
}

func threePeople() rawTables {
	tables := rawTables{}
	tables.files("roster", "logs")
	days := calendar.Workdays(march(2), march(13))
	no := 0
	for i, intents := range []int{20, 8, 8} {
		name := fmt.Sprintf("员工%d", i+1)
		tables.roster(fmt.Sprintf("A%d", i+1), name, "一组", "甲部", nil)
		for d, on := range days {
			no++
			share := intents / len(days)
			if d < intents%len(days) {
				share++
			}
			tables.logDay("logs", no, who(name, "一组"), on, map[string][2]any{"talks": {4, 4}, "intents": {nil, share}, "cases": {nil, d % 2}, "premium_yuan": {nil, 5000 * (d % 2)}})
		}
	}
	return tables
}

// Outlets of grade D yield intents half as often as those of grade A, for everybody. Who only has D
// outlets has a poor raw rate and a normal adjusted one.
func TestPoorOutletsAreNotThePerson(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	for _, grade := range []string{"A", "D"} {
		tables["outlet"] = append(tables["outlet"], row{"file_id": "roster", "record_no": len(tables["outlet"]) + 1, "outlet_name": grade + "支行", "grade": grade})
	}
	no := 0
	for i := range 6 {
		name := fmt.Sprintf("员工%d", i+1)
		tables.roster(fmt.Sprintf("A%d", i+1), name, "一组", "甲部", nil)
		for d, on := range calendar.Workdays(march(2), march31) {
			no++
			grade, intents := "A", 2+d%3 // 3 of 6 on average
			if i == 5 || d%2 == 1 {
				grade = "D"
				intents = 1 + (d/2)%2 // 1.5 of 6
			}
			tables.logDay("logs", no, who(name, "一组"), on, map[string][2]any{"talks": {nil, 6}, "intents": {nil, intents}, "cases": {nil, d % 2}, "premium_yuan": {nil, 5000 * (d % 2)}})
			tables["visit"] = append(tables["visit"], row{"file_id": "logs", "row_no": 50, "record_no": no, "day_no": no, "outlet_name": grade + "支行", "is_done": true})
		}
	}
	m := buildMarts(t, march31, tables)
	m.expect("select grade, people, is_thin, difficulty > 1.2, difficulty < 0.8 from analysis.benchmark_class where factor = 'intent_rate' order by grade",
		"A|5|false|true|false", "D|6|false|false|true")
	m.expect(`select raw < 0.75 * peer_raw, abs(estimate - peer) < 0.15 * peer from analysis.rate_estimate
		where person_id = 'A6' and factor = 'intent_rate'`, "true|true")
	m.expect("select is_flagged from analysis.cause_flag where person_id = 'A6' and factor = 'intent_rate'", "false")
	// A grade that only one person serves is not adjusted for.
	tables["outlet"] = append(tables["outlet"], row{"file_id": "roster", "record_no": 9, "outlet_name": "C支行", "grade": "C"})
	tables["visit"] = append(tables["visit"], row{"file_id": "logs", "row_no": 51, "record_no": 9999, "day_no": 1, "outlet_name": "C支行", "is_done": true})
	m = buildMarts(t, march31, tables)
	m.expect("select is_thin, difficulty from analysis.benchmark_class where factor = 'intent_rate' and grade = 'C'", "true|1")
}

// Somebody who talks half as much as seven alike colleagues is named; the same with most days
// missing is not, because the missing days might have been ordinary ones (DOMAIN E2).
func TestActivityFlagAndMissingLogs(t *testing.T) {
	build := func(lowDays int) marts {
		tables := rawTables{}
		tables.files("roster", "logs")
		no := 0
		for i := range 8 {
			name := fmt.Sprintf("员工%d", i+1)
			tables.roster(fmt.Sprintf("A%d", i+1), name, "一组", "甲部", nil)
			days := calendar.Workdays(jan(1), march31)
			if i == 0 {
				days = days[len(days)-lowDays:]
			}
			for d, on := range days {
				no++
				talks := 5 + i%3 + d%3
				if i == 0 {
					talks = 1 + d%3
				}
				tables.logDay("logs", no, who(name, "一组"), on, map[string][2]any{"talks": {nil, talks}, "intents": {nil, 2}, "cases": {nil, 1}, "premium_yuan": {nil, 1000}})
			}
		}
		return buildMarts(t, march31, tables)
	}
	const query = "select is_low, is_bounded, is_flagged, role from analysis.cause_flag where person_id = 'A1' and factor = 'activity' and month_start_on = date '2026-03-01'"
	build(58).expect(query, "true|true|true|primary")
	build(6).expect(query, "true|false|false|·")
}

// Weeks of four talks a day but one of twenty: mean (11·4+20)/12 = 5.3333, one pair of moves of 16 among
// eleven moves: mR̄ = 32/11 = 2.9091, upper limit 5.3333 + 2.66·2.9091 = 13.0715.
func TestXmRByHand(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	tables.roster("A1", "王芳", "一组", "甲部", nil)
	no := 0
	for week := range 12 {
		monday := calendar.Date(2026, time.March, 2).AddDate(0, 0, 7*week)
		for day := range 2 {
			no++
			talks := 4
			if week == 5 {
				talks = 20
			}
			tables.logDay("logs", no, who("王芳", "一组"), monday.AddDate(0, 0, day+1), map[string][2]any{"talks": {nil, talks}})
		}
	}
	m := buildMarts(t, calendar.Date(2026, time.May, 31), tables)
	m.expect("select week_no, value, mean, lo, hi, signal from analysis.xmr_week where scope_type = 'person' and signal is not null", "6|20|5.3333|0|13.0715|above")
	// Seven weeks are too few for limits.
	m = buildMarts(t, calendar.Date(2026, time.April, 19), tables)
	m.expect("select count(*), count(mean), min(reason) from analysis.xmr_week where scope_type = 'person'", "7|0|FEW_WEEKS")
}

// Two teams whose members are all alike: 30/100 and 10/100 intents. Company 40/200 = .2, spread 1 (no
// kappa): sd = √(.2·.8/100) = .04; 95 % limits .1216–.2784, 99.8 % .0764–.3236.
func TestFunnelLimitByHand(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	for i, team := range []string{"一组", "二组"} {
		name := fmt.Sprintf("员工%d", i)
		tables.roster(fmt.Sprintf("A%d", i), name, team, "甲部", nil)
		tables.logDay("logs", i+1, who(name, team), march(3), map[string][2]any{"talks": {nil, 100}, "intents": {nil, 30 - 20*i}})
	}
	m := buildMarts(t, march31, tables)
	m.expect("select team_id, rate, expected, lo95, hi95, lo998, hi998, signal from analysis.funnel_limit where factor = 'intent_rate' order by team_id desc",
		"二组|0.1|0.2|0.1216|0.2784|0.0764|0.3236|below95", "一组|0.3|0.2|0.1216|0.2784|0.0764|0.3236|above95")
}

// The catalogue: every id of DOMAIN 3.2 for every scope and month, a value or a reason.
func TestMetricCatalogue(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	tables.roster("A1", "王芳", "一组", "甲部", nil)
	tables["target"] = []row{{"file_id": "roster", "record_no": 1, "scope_type": "person", "employee_no": "A1",
		"month_start_on": march(1), "metric": "premium_yuan", "target": 20000, "set_by": "self"}}
	tables.logDay("logs", 1, who("王芳", "一组"), march(3), map[string][2]any{"visits": {5, 4}, "talks": {nil, 8}, "intents": {nil, 2}, "cases": {nil, 1}, "premium_yuan": {nil, 10000}})
	m := buildMarts(t, march31, tables)
	m.expect("select count(distinct metric_id), count(*) from analysis.metric_month where scope_type = 'team'", "58|58")
	m.expect("select metric_id, num, den, value, reason from analysis.metric_month where scope_type = 'team' and metric_id in "+
		"('A01', 'A03', 'A05', 'A10', 'F04', 'F05', 'F10', 'R01', 'R02', 'R03', 'Q03', 'T01', 'T04', 'D01') order by metric_id",
		"A01|1|22|0.0455|·", "A03|4|1|4|·", "A05|4|5|0.8|·", "A10|·|·|·|NO_FIELD", "D01|3|3|1|·", "F04|2|8|0.25|·", "F05|1|2|0.5|·",
		"F10|·|·|·|NO_CUSTOMER", "Q03|1|1|1|·", "R01|10000|20000|0.5|·", "R02|10000|1|10000|·", "R03|·|·|·|NO_OUTLET", "T01|·|·|1|·",
		// The last third of 22 work days is 8 days; none of the 8 talks fell there: 0 − 8/22.
		"T04|0|8|-0.3636|·")
	m.expect("select count(*) from report.rpt_metric where relation = 'analysis.metric_month'", "58")
}
