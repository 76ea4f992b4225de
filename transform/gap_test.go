package transform

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"aqs/internal/calendar"
)

// shapleyByPermutations is the definition: the mean over all orders of what each factor changes
// when it is switched from base to actual.
func shapleyByPermutations(base, actual []float64) []float64 {
	n := len(base)
	phi := make([]float64, n)
	count := 0
	var walk func(order []int, used int)
	walk = func(order []int, used int) {
		if len(order) == n {
			count++
			values := append([]float64(nil), base...)
			before := product(values)
			for _, k := range order {
				values[k] = actual[k]
				after := product(values)
				phi[k] += before - after
				before = after
			}
			return
		}
		for k := range n {
			if used&(1<<k) == 0 {
				walk(append(order, k), used|1<<k)
			}
		}
	}
	walk(nil, 0)
	for k := range phi {
		phi[k] /= float64(count)
	}
	return phi
}

func product(values []float64) float64 {
	p := 1.0
	for _, v := range values {
		p *= v
	}
	return p
}

func sqlList(values []float64) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = fmt.Sprintf("%.17g::double", v)
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

// Random chains of two to eight factors, zeros among them: the five Gauss points give the Shapley
// values of the definition, and those of DOMAIN 9.3, to rounding.
func TestShapleyIsTheDefinition(t *testing.T) {
	m := buildMarts(t, march31, rawTables{})
	random := rand.New(rand.NewPCG(1, 2))
	var queries []string
	var want [][]float64
	for i := range 40 {
		n := 2 + i%7
		base, actual := make([]float64, n), make([]float64, n)
		for k := range n {
			base[k], actual[k] = 3*random.Float64(), 3*random.Float64()
			if random.IntN(8) == 0 {
				actual[k] = 0
			}
		}
		want = append(want, shapleyByPermutations(base, actual))
		queries = append(queries, fmt.Sprintf("select %d as i, unnest(shapley_product(%s, %s)) as phi, unnest(range(%d)) as k", i, sqlList(base), sqlList(actual), n))
	}
	for _, line := range m.lines("select i, k, printf('%.17g', phi) from (" + strings.Join(queries, " union all ") + ") order by i, k") {
		var i, k int
		var got float64
		if _, err := fmt.Sscanf(strings.ReplaceAll(line, "|", " "), "%d %d %g", &i, &k, &got); err != nil {
			t.Fatal(err)
		}
		if math.Abs(got-want[i][k]) > 1e-12*(1+math.Abs(want[i][k])) {
			t.Errorf("chain %d factor %d: %g, want %g", i, k, got, want[i][k])
		}
	}
	// The SQL of DOMAIN 9.3 for five factors, on the person of DOMAIN 4.2.
	subsets := m.lines(`
		with fac as (
			select unnest(range(0, 5)) as k, unnest([20, 3.0, 0.3, 0.3, 40000]) as p, unnest([12, 1.5, 0.28, 0.26, 40000]) as a),
		masks as (select unnest(range(0, 32)) as mask),
		vals as (select masks.mask, bit_count(masks.mask) as sz, product(case when (masks.mask >> fac.k) & 1 = 1 then fac.a else fac.p end) as v
			from fac, masks group by masks.mask)
		select sum(gamma(s.sz + 1) * gamma(5 - s.sz) / gamma(6) * (s.v - t.v)) + 0.0 as phi
		from fac f join vals s on (s.mask >> f.k) & 1 = 0 join vals t on t.mask = (s.mask | (1::bigint << f.k))
		group by f.k order by f.k`)
	m.expect("select unnest(shapley_product([20, 3.0, 0.3, 0.3, 40000]::double[], [12, 1.5, 0.28, 0.26, 40000]::double[])) + 0.0", subsets...)
}

// The person of DOMAIN 4.2: 18 talks instead of 60 and no deal. Plan 20 days × 3 talks × .30 × .30 ×
// 40,000 = 216,000. On raw rates the close rate (0) takes −128.7 k of the 216 k; on shrunken rates it
// takes 12.9 k of 162.5 k, and days and volume 139 k. DOMAIN does not print its inputs; with 12 days
// of 1.5 talks, intents 5 of 18 (raw), shrunken .30 → .2986 and .30 → .2746 the figures are these.
func TestZeroDealPersonOfTheReference(t *testing.T) {
	raw := shapleyByPermutations([]float64{20, 3, .3, .3, 40000}, []float64{12, 1.5, 5.0 / 18, 0, 40000})
	if sum := raw[0] + raw[1] + raw[2] + raw[3] + raw[4]; math.Abs(sum-216000) > 1e-6 {
		t.Errorf("raw shares add up to %g", sum)
	}
	if raw[3] < 115000 || raw[3] > 142000 {
		t.Errorf("raw close rate takes %.0f, want about 128,700", raw[3])
	}
	shrunk := shapleyByPermutations([]float64{20, 3, .3, .3, 40000}, []float64{12, 1.5, .2986, .2746, 40000})
	if shrunk[3] < 8000 || shrunk[3] > 18000 {
		t.Errorf("shrunken close rate takes %.0f, want about 12,900", shrunk[3])
	}
	if volume := shrunk[0] + shrunk[1]; volume < 125000 || volume > 155000 {
		t.Errorf("days and volume take %.0f, want about 139,000", volume)
	}
}

// Two alike people, ten work days (2–13 March), daily plan 4 talks. A1: 40 talks, 10 intents, 4 cases, 40,000
// yuan. A2: 20 talks on 5 days, 5 intents, 2 cases, 20,000 yuan. Rates are equal, .25, .4, 10,000: no
// spread between people, so b = r̃ = .25, .4, 10,000.
// Service days of March: 22 of the month, 10 elapsed.
//
//	A2: plan of the month 22·4·.25·.4·10,000 = 88,000; to date 40,000; E = 5·4·.1·10,000 = 20,000 = A.
//	T = 100,000: shortfall 12,000; days left 48,000; days Shapley: only the days differ: 20,000; luck 0.
func TestGapByHand(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	no := 0
	log := func(i, days, intents, cases int) {
		name := fmt.Sprintf("员工%d", i)
		tables.roster(fmt.Sprintf("A%d", i), name, "一组", "甲部", nil)
		for d, on := range calendar.Workdays(march(2), march(13))[:days] {
			no++
			share := func(total int) int {
				if d < total%days {
					return total/days + 1
				}
				return total / days
			}
			metrics := map[string][2]any{"talks": {4, 4}, "intents": {nil, share(intents)}}
			if c := share(cases); c > 0 {
				metrics["cases"], metrics["premium_yuan"] = [2]any{nil, c}, [2]any{nil, 10000 * c}
			}
			tables.logDay("logs", no, who(name, "一组"), on, metrics)
		}
		tables["target"] = append(tables["target"], row{"file_id": "roster", "record_no": i, "scope_type": "person",
			"employee_no": fmt.Sprintf("A%d", i), "month_start_on": march(1), "metric": "premium_yuan", "target": 100000})
	}
	log(1, 10, 10, 4)
	log(2, 5, 5, 2)
	tables.roster("A3", "员工3", "一组", "甲部", nil) // no log at all: unknown, not zero
	tables["target"] = append(tables["target"], row{"file_id": "roster", "record_no": 3, "scope_type": "person",
		"employee_no": "A3", "month_start_on": march(1), "metric": "premium_yuan", "target": 50000})
	m := buildMarts(t, march(13), tables)
	m.expect("select part, detail, round(yuan, 2) + 0.0 from analysis.gap_detail where person_id = 'A2' and reference = 'plan' and abs(yuan) > 0.005 order by detail_ord",
		"plan_shortfall|target|12000", "workdays|days_left|48000", "workdays|workdays|20000")
	m.expect("select part, round(yuan, 2) + 0.0 from analysis.gap_part where person_id = 'A2' and reference = 'plan' order by part_ord",
		"plan_shortfall|12000", "workdays|68000", "activity|0", "intent_rate|0", "close_rate|0", "ticket|0", "luck|0")
	m.expect("select distinct yuan, reason from analysis.gap_part where person_id = 'A3'", "·|NO_LOG")
	m.expect("select distinct reason from analysis.gap_part where person_id = 'A2' and reference = 'own'", "NO_HISTORY")
	// The team: 250,000 − 60,000, of which 50,000 belong to the person without a log.
	m.expect("select detail, round(yuan, 2) + 0.0 from analysis.gap_scope where scope_id = '一组' and reference = 'plan' and abs(yuan) > 0.005 order by detail_ord",
		"target|24000", "days_left|96000", "workdays|20000", "no_basis|50000")
	m.expect("select part_name, yuan from report.rpt_gap where scope_id = 'A3' and reference = 'plan'", "未分解|·")
	// Peers: those who log worked 15 of 20 service days, A2 five of ten: (7.5 − 5) days · 4 · .1 · 10,000.
	m.expect("select round(yuan, 2) + 0.0 from analysis.gap_detail where person_id = 'A2' and reference = 'peers' and detail = 'workdays'", "10000")
}

// A case of twelve times the median stands on a line of its own and says nothing about the usual ticket.
func TestBigCaseIsItsOwnLine(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	tables.roster("A1", "王芳", "一组", "甲部", nil)
	tables["target"] = []row{{"file_id": "roster", "record_no": 1, "scope_type": "person", "employee_no": "A1",
		"month_start_on": march(1), "metric": "premium_yuan", "target": 300000}}
	for i, on := range calendar.Workdays(march(2), march(16)) {
		tables.logDay("logs", i+1, who("王芳", "一组"), on, map[string][2]any{"talks": {4, 4}, "intents": {nil, 2}})
		premium := 10000
		if i == 10 {
			premium = 120000
		}
		tables.saleLine("logs", i+1, 1, premium)
	}
	m := buildMarts(t, march31, tables)
	// 11 cases: A = 220,000; the excess 120,000 − 10,000 = 110,000.
	m.expect("select yuan from analysis.gap_detail where reference = 'plan' and detail = 'big_case'", "-110000")
	m.expect("select round(peer_raw, 2) from analysis.rate_estimate where factor = 'ticket' and month_start_on = date '2026-03-01'", "10000")
	m.expect("select round(sum(yuan), 2) from analysis.gap_part where reference = 'plan'", "80000")
}

// Every person-month of made-up branches adds up, those without any deal among them, and the run
// itself refuses to publish when one does not.
func TestGapIdentityOverSeeds(t *testing.T) {
	for seed := range uint64(2) {
		tables := companyOf(12, 4, 0.9, 300+seed)
		// One person's sales are taken away: zero-deal months.
		tables["sale"] = withoutFile(tables["sale"], "log-QJ0002-")
		m := buildMarts(t, calendar.Date(2026, time.April, 20), tables)
		m.expect("select count(*) > 100, max(abs(residual)) < 1e-6, count(*) filter (where actual_yuan = 0) > 5 from ("+
			"select sums.actual_yuan, sums.yuan - (sums.target_yuan - sums.actual_yuan) as residual from ("+
			"select parts.person_id, any_value(months.target_yuan) as target_yuan, any_value(months.actual_yuan) as actual_yuan, sum(parts.yuan) as yuan "+
			"from analysis.gap_part as parts join analysis.gap_month as months using (person_id, month_start_on, reference) "+
			"where months.reason is null and months.target_yuan is not null group by parts.person_id, parts.month_start_on, parts.reference) as sums)",
			"true|true|true")
	}
}

func withoutFile(rows []row, prefix string) []row {
	var kept []row
	for _, r := range rows {
		if !strings.HasPrefix(r["file_id"].(string), prefix) {
			kept = append(kept, r)
		}
	}
	return kept
}

// A team on the telecom chain: visits, revenue. The same machinery, other names.
func TestChainIsConfiguredPerTeam(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	tables.roster("A1", "王芳", "一组", "甲部", nil)
	tables.logDay("logs", 1, who("王芳", "一组"), march(3), map[string][2]any{"visits": {5, 4}, "intents": {nil, 2}, "cases": {nil, 1}})
	tables["day_metric"] = append(tables["day_metric"], row{"file_id": "logs", "sheet": "3", "record_no": 90, "day_no": 1,
		"metric": "new_revenue_yuan", "actual": 99})
	m := martsOf(t, Options{RawPath: writeRaw(t, tables), AsOf: march31, Chains: map[string]string{"一组": "telecom"}})
	m.expect("select factor, n, y from analysis.chain_month order by factor_ord",
		"workdays|22|1", "activity|1|4", "intent_rate|4|2", "close_rate|2|1", "ticket|1|99")
	m.expect("select part, reason from analysis.gap_part where reference = 'plan' and reason is not null", "plan_shortfall|NO_TARGET")
}

// Commission: target 100,000 at the team's 5 % (two products, 4 % and 6 %, 20,000 each) = 5,000; A1 sold
// 20,000 of the 4 % product: 800. The parts add up to 4,200, and A1's product mix is a loss: the plan's
// rate is .05, the own .04.
func TestIncomeGapAddsUp(t *testing.T) {
	tables := rawTables{}
	tables.files("roster", "logs")
	for i, rate := range []float64{0.04, 0.06} {
		name, product := fmt.Sprintf("员工%d", i+1), fmt.Sprintf("产品%d", i+1)
		tables.roster(fmt.Sprintf("A%d", i+1), name, "一组", "甲部", nil)
		tables["product"] = append(tables["product"], row{"file_id": "roster", "record_no": i + 1, "product_name": product, "commission_rate": rate})
		tables["target"] = append(tables["target"], row{"file_id": "roster", "record_no": i + 1, "scope_type": "person",
			"employee_no": fmt.Sprintf("A%d", i+1), "month_start_on": march(1), "metric": "premium_yuan", "target": 100000})
		tables.logDay("logs", i+1, who(name, "一组"), march(3), map[string][2]any{"talks": {4, 4}, "intents": {nil, 3}})
		tables.saleLine("logs", i+1, 1, 20000)
		tables["sale"][i]["product_name"] = product
	}
	m := buildMarts(t, march31, tables)
	m.expect("select person_id, max(target_income_yuan), max(actual_income_yuan), round(sum(yuan), 6), max(case when part = 'commission_rate' then yuan end) > 0 "+
		"from analysis.gap_income group by person_id order by person_id",
		"A1|5000|800|4200|true", "A2|5000|1200|3800|false")
	delete(tables, "product")
	buildMarts(t, march31, tables).expect("select distinct reason from analysis.gap_income", "NO_PRODUCT")
}
