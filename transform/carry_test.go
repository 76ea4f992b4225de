package transform

import (
	"testing"
	"time"

	"aqs/internal/calendar"
)

// Three pairs of February, all low. Σw·said·came = 1 + 0 + 1 = 2, Σw·said² = 4, Σw·came² = 1.5; left after the line (1.5 − 2²/4) / 2
// = .25; carry = (2 + 2·.25) / (4 + 2·.25) = .5556. In March they count 0.7 each: noise = (1.05 − .7) / (2.1 − 1) = .3182,
// carry = (1.4 + .6364) / (2.8 + .6364) = .5926. Above the peers nobody is known: all of it lasts.
func TestCarryByHand(t *testing.T) {
	files := overlay(t, "analysis/rate_pair.sql", "select * from final", `select * from (values
		('A1', date '2026-02-01', '一组', 'bancassurance', 'close_rate', 'rate', 1.0::double, -1.0::double, -1.0::double),
		('A2', date '2026-02-01', '一组', 'bancassurance', 'close_rate', 'rate', 1.0, -1.0, 0.0),
		('A3', date '2026-02-01', '一组', 'bancassurance', 'close_rate', 'rate', 2.0, -1.0, -0.5)
		) as pairs (person_id, month_start_on, team_id, chain, factor, kind, weight, said, came)`)
	tables := quotaPair(50000)
	tables.logDay("logs", 999, who("员工1", "一组"), calendar.Date(2026, time.February, 2), map[string][2]any{"talks": {2, 2}, "intents": {nil, 1}, "cases": {nil, 0}})
	m := martsOf(t, Options{RawPath: writeRaw(t, tables), AsOf: march31, Files: files})
	m.expect("select month_start_on, side, pairs, noise, carry from analysis.rate_carry where factor = 'close_rate' order by 1, 2",
		"2026-02-01|high|0|·|1", "2026-02-01|low|3|0.25|0.5556", "2026-03-01|high|0|·|1", "2026-03-01|low|3|0.3182|0.5926")
	// Never turned round, never blown up; without a spread of its own nothing is learned.
	m.expect("select carried(-5, 4, 0.1), carried(9, 4, 0.1), carried(0, 0, 0.5), carried(1, 2, null)", "0|1.25|1|1")
}

// What 口径说明 says is what the models compute with: change one there and the page changes.
func TestParametersAreReadFromModels(t *testing.T) {
	m := buildMarts(t, march31, rawTables{})
	m.expect("select parameter, value from report.rpt_method_parameter where parameter in ('flag_fdr', 'flag_window', 'side_down', 'best_share') order by ord",
		"flag_fdr|0.2", "flag_window|5", "side_down|0.1", "best_share|0.9")
	m.expect("select count(*) > 20, count(*) = count(value), count(*) = count(distinct ord) from report.rpt_method_parameter", "true|true|true")
	files := overlay(t, "analysis/cause_flag.sql", "listed.false_share <= 0.2", "listed.false_share <= 0.15")
	m = martsOf(t, Options{RawPath: writeRaw(t, rawTables{}), AsOf: march31, Files: files})
	m.expect("select value from report.rpt_method_parameter where parameter = 'flag_fdr'", "0.15")
}
