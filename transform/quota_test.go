package transform

import (
	"fmt"
	"math"
	"testing"
	"time"

	"aqs/internal/calendar"
)

// The gamma of quota_mean against its own moments. Mean 4, variance 8: shape 2, scale 2, so
// P(X >= 4) = e⁻²(1 + 2) = .4060. unit 2 (unit/mean = .5 = variance/mean²), no drift.
func TestQuotaMacros(t *testing.T) {
	m := buildMarts(t, march31, rawTables{})
	m.expect("select abs(ncdf(quota_z(4, 4, 2, 0)) - 0.4060) < 0.003", "true")
	// The drift adds to the relative variance: unit 1 and drift .25 give the same .5 at a mean of 4.
	m.expect("select abs(quota_z(4, 4, 2, 0) - quota_z(4, 4, 1, 0.25)) < 1e-12", "true")
	// What quota_mean finds has the probability it was asked for, also where the target is one case.
	m.expect(`select p, bool_and(abs(ncdf(quota_z(quota_mean(z, target, 42000, drift), target, 42000, drift)) - p) < 1e-6)
		from (values (0.5, 0.0), (0.7, 0.5244005)) as chances (p, z), (values (30000.0), (300000), (9e6)) as targets (target), (values (0.0), (0.3)) as drifts (drift)
		group by p order by p`, "0.5|true", "0.7|true")
	m.expect("select quota_mean(0, 0, 42000, 0), quota_mean(0, null, 42000, 0)", "·|·")
}

// Two alike people, 20 talks, 10 intents, 5 cases of 10,000 each in March: rates ½ and ½, ticket 10,000, so 2,500 per talk.
// All tickets are equal and nothing is left open: unit 10,000, drift 0. April 2026 has 21 work days.
func quotaPair(april float64) rawTables {
	tables := rawTables{}
	tables.files("roster", "logs")
	days := calendar.Workdays(march(2), march(13))
	no := 0
	for i := range 2 {
		name := fmt.Sprintf("员工%d", i+1)
		tables.roster(fmt.Sprintf("A%d", i+1), name, "一组", "甲部", nil)
		for d, on := range days {
			no++
			tables.logDay("logs", no, who(name, "一组"), on, map[string][2]any{"talks": {2, 2}, "intents": {nil, 1}, "cases": {nil, d % 2}, "premium_yuan": {nil, 10000 * (d % 2)}})
		}
	}
	tables["target"] = []row{
		{"file_id": "roster", "record_no": 1, "scope_type": "person", "employee_no": "A1", "month_start_on": march(1), "metric": "premium_yuan", "target": 40000},
		{"file_id": "roster", "record_no": 2, "scope_type": "person", "employee_no": "A1", "month_start_on": calendar.Date(2026, time.April, 1), "metric": "premium_yuan", "target": april},
	}
	return tables
}

func TestQuotaByHand(t *testing.T) {
	m := buildMarts(t, march31, quotaPair(50000))
	// Mean for even chances: Wilson–Hilferty's median is m(1 − a/9)³ with a = 10,000/m, so m ≈ 53,300; 2.13 cases … talks = m/2,500.
	m.expect("select workdays, target_yuan, target_source, yuan_per_activity, unit_yuan, drift2, reason from analysis.quota_basis where person_id = 'A1'",
		"21|50000|own|2500|10000|0|·")
	m.expect("select workdays, target_source, reason from analysis.quota_basis where person_id = 'A2'", "21|·|NO_TARGET")
	mean := 50000.0
	for range 100 {
		mean = 50000 / math.Pow(1-10000/mean/9, 3)
	}
	m.expect("select metric, p50, per_day_p50, p50 < p70 from analysis.quota where person_id = 'A1' order by ord",
		fmt.Sprintf("talks|%s|%s|true", four(mean/2500), four(mean/2500/21)), fmt.Sprintf("intents|%s|%s|true", four(mean/5000), four(mean/5000/21)),
		fmt.Sprintf("cases|%s|%s|true", four(mean/10000), four(mean/10000/21)), fmt.Sprintf("premium_yuan|%s|%s|true", four(mean), four(mean/21)))
	// Best week 2 talks a day, so 42 talks and 105,000 are within reach; 50,000 is far below: the 70 % pace. March's own 50,000
	// beat its 40,000 and April asks a quarter more: that is ratcheting.
	m.expect("select distinct best_per_day, proposal = p70, guard from analysis.quota where person_id = 'A1' and metric = 'talks'", "2|true|ratchet")
	m.expect("select guard_name from report.rpt_quota where person_id = 'A1' and metric = 'talks'", "目标加码，提请商议")
	m.expect("select count(*), min(reason) from report.rpt_quota where person_id = 'A2'", "4|下月、本月都没有目标，无法倒推")

	// 300,000 cannot be had at the best pace: never more than that is proposed, and what is missing is said.
	m = buildMarts(t, march31, quotaPair(300000))
	m.expect("select per_day_proposal, guard, p_best < 0.01, gap_yuan > 190000 from analysis.quota where person_id = 'A1' and metric = 'talks'", "2|best|true|true")
}

func four(x float64) string { return trimmed(fmt.Sprintf("%.4f", x)) }

func trimmed(text string) string {
	for text[len(text)-1] == '0' {
		text = text[:len(text)-1]
	}
	if text[len(text)-1] == '.' {
		text = text[:len(text)-1]
	}
	return text
}
