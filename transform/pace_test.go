package transform

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"aqs/internal/calendar"
)

// The worked numbers of DOMAIN 9.5 and 9.6.
//
//	9.5: gamma(6, 1.2), curve share .32, target 6: y = 1 → .231, y = 3 → .710
//	9.6: .12 deals per talk; 3 deals in 8 days → 2.8, 5 in 8 → 4.9, 8 in 6 → 10.7 talks a day, found
//	there on a grid of .1; here median(Gamma(n, 1)) ÷ (c · days): 2.67406/.96, 4.67091/.96, 7.66925/.72
//
// gamma_median is the mean at which a Poisson count reaches n with probability 1/2: checked against
// the sum itself.
func TestPaceNumbersOfDomain(t *testing.T) {
	m := buildMarts(t, march(13), rawTables{})
	m.expect(`select round(pace_attain(6.0, 1.2, 0.32, 1, 6), 3), round(pace_attain(6.0, 1.2, 0.32, 3, 6), 3),
			pace_attain(6.0, 1.2, 0.32, 6, 6), pace_attain(6.0, 1.2, 0.32, 9, 6)`,
		"0.231|0.71|1|1")
	m.expect(`select round(gamma_median(3) / (0.12 * 8), 4), round(gamma_median(5) / (0.12 * 8), 4), round(gamma_median(8) / (0.12 * 6), 4)`,
		"2.7855|4.8655|10.6517")
	m.expect(`select max(abs(0.5 - (1 - poisson_at_most(n - 1, gamma_median(n))))) < 0.0005
		from (select unnest(range(1, 30)) as n)`, "true")
	// Two tickets are needed and tickets hardly differ: the sum reaches the need when two deals come.
	m.expect(`select abs(compound_at_least(19000, 7.0, 0.6, 10000, 1e-9, 1e-9, 60) - nb_at_least(2, 7.0, 0.6)) < 1e-9,
		abs(list_sum(list_transform(range(0, 200), lambda k: nb_mass(k, 7.0, 0.6))) - 1) < 1e-9`, "true|true")
}

// One person, January (20 work days by the notice or as the calendar has it, D1) with ten deals, all
// on the last work day; February (D2 days, half of them elapsed) with one. By hand:
//
//	curve     company: ten deals on the straight line + 10 at the end: knot k < 20 → (10·k/20)/20 = k/40;
//	          team: (50·k/40)/60 = k/48; half of the month → 10/48
//	prior     one person says nothing about spreads: cv² .1 (person), .1 (month), .01, .01;
//	          10 deals count 10/(1 + .1·10) = 5: a = 10 + 5 = 15, rate 10/D1 per day, 1/a = .06667
//	          prior_cv2 = .06667 + (.1 − .01) + .01 = 1/6
//	expected  M = 10/D1·D2; elapsed M·10/48, left M·38/48
//	deals     shape 6 + 1, left·7/(6 + elapsed), p_stop = (6 + elapsed)/(6 + M)
//	tickets   10,000 each: no spread to see, so cv² .5 and .02 for the level
//	required  c = 11 deals ÷ talks; late factor (38/48)/(1/2); need ceil(50,000/10,000) = 5:
//	          4.67091/(c · 1.58333 · days left) against usual 4
func TestPaceByHand(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	tables.roster("A1", "员工1", "一组", "甲部", nil)
	january := calendar.Workdays(jan(1), jan(31))
	february := calendar.Workdays(jan(32), jan(59))
	half := len(february) / 2
	for i, on := range append(append([]time.Time{}, january...), february[:half]...) {
		metrics := map[string][2]any{"talks": {4, 4}, "intents": {nil, 2}}
		if i == len(january)-1 {
			metrics["cases"], metrics["premium_yuan"] = [2]any{nil, 10}, [2]any{nil, 100000}
		}
		if i == len(january)+2 {
			metrics["cases"], metrics["premium_yuan"] = [2]any{nil, 1}, [2]any{nil, 10000}
		}
		tables.logDay("logs", i+1, who("员工1", "一组"), on, metrics)
	}
	tables["target"] = append(tables["target"], row{"file_id": "roster", "record_no": 1, "scope_type": "person", "employee_no": "A1",
		"person_name": "员工1", "team_name": "一组", "month_start_on": jan(32), "metric": "premium_yuan", "target": 60000, "set_by": "self"})
	m := buildMarts(t, february[half-1], tables)

	d1, d2 := float64(len(january)), float64(len(february))
	month := 10 / d1 * d2
	elapsed, left := month*10/48, month*38/48
	shape, stop := 7.0, (6+elapsed)/(6+month)
	deals := left * 7 / (6 + elapsed)
	p := 0.0
	for k := 1; k < 200; k++ {
		lg := func(x float64) float64 { v, _ := math.Lgamma(x); return v }
		mass := math.Exp(lg(shape+float64(k)) - lg(shape) - lg(float64(k)+1) + shape*math.Log(stop) + float64(k)*math.Log(1-stop))
		s2 := math.Log(1 + 0.5/float64(k) + 0.02)
		p += mass * 0.5 * math.Erfc(-(math.Log(float64(k)*10000/50000)-s2/2)/math.Sqrt(s2)/math.Sqrt2)
	}
	talks := 4 * (d1 + float64(half))
	required := 4.67091 / (11 / talks * 38 / 24 * (d2 - float64(half)))
	m.expect(`select expected_elapsed, expected_left, deals_left, prior_cv2, ticket_yuan, forecast, p_attain
		from analysis.pace_forecast where scope_type = 'person' and is_now`,
		fmt.Sprintf("%s|%s|%s|0.1667|10000|%s|%s", number(elapsed), number(left), number(deals), number(10000+10000*deals), number(p)))
	m.expect(`select target, actual_to_date, required_per_day, usual_per_day, best_per_day, zone, reason from analysis.pace where person_id = 'A1'`,
		fmt.Sprintf("60000|10000|%s|4|4|ok|·", number(required)))
	// A day later, nothing sold, five deals need more than four talks a day.
	m.expect(`select last_recoverable_on from analysis.pace where person_id = 'A1'`, february[half-1].Format("2006-01-02"))
	m.expect(`select zone_name from report.rpt_pace where scope_type = 'person'`, "月初没问题")
}

// The backtest may know nothing that was not known on the day: a run as of that day says the same.
func TestPaceBacktestKnowsNoFuture(t *testing.T) {
	raw := writeRaw(t, companyOf(16, 4, 0.8, 3))
	build := func(on time.Time) marts { return martsOf(t, Options{RawPath: raw, AsOf: on}) }
	days := calendar.Workdays(march(1), march(31))
	half := int(math.Round(float64(len(days)) / 2))
	query := `select scope_type, scope_id, forecast, forecast_lo, forecast_hi, %s from analysis.%s where %s order by scope_type, scope_id`
	then := build(days[half-1]).lines(fmt.Sprintf(query, "p_attain", "pace_scope", "p_attain is not null"))
	later := build(jan(120)).lines(fmt.Sprintf(query, "p", "pace_backtest", "month_start_on = date '2026-03-01' and elapsed_share = 0.5"))
	if fmt.Sprint(then) != fmt.Sprint(later) {
		t.Errorf("as of the day\n%v\nbacktest\n%v", then, later)
	}
	if len(then) < 16 {
		t.Errorf("only %d forecasts", len(then))
	}
}

// Everybody works evenly, one puts all talks of every month into the last third: only that one is late.
func TestPaceLateness(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	no := 0
	for i := range 6 {
		name := fmt.Sprintf("员工%d", i+1)
		tables.roster(fmt.Sprintf("A%d", i+1), name, "一组", "甲部", nil)
		for month := range 3 {
			days := calendar.Workdays(jan(1).AddDate(0, month, 0), jan(1).AddDate(0, month+1, -1))
			for d, on := range days {
				talks := 2 + (d*7+i*3+month)%3
				if i == 0 && 3*(d+1) <= 2*len(days) {
					talks = 1
				}
				no++
				tables.logDay("logs", no, who(name, "一组"), on, map[string][2]any{"talks": {4, talks}})
			}
		}
	}
	m := buildMarts(t, march31, tables)
	m.expect(`select person_id, late_months, p_late > 0.99 from analysis.pace_lateness
		where month_start_on = date '2026-03-01' and post_mean > 0.05`, "A1|3|true")
}

// number writes a float as marts.lines does.
func number(x float64) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.4f", x), "0"), ".")
}
