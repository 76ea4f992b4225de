package validate

import (
	"context"
	"math"
	"slices"
)

// forecast is a probability that was stated and what came of it.
type forecast struct{ p, came float64 }

// calibration gathers forecasts. Bins are fifths.
type calibration struct {
	n, brier float64
	bins     [5]struct{ n, p, came float64 }
}

func (c *calibration) add(list []forecast) {
	for _, f := range list {
		c.n++
		c.brier += (f.p - f.came) * (f.p - f.came)
		b := &c.bins[min(int(f.p*5), 4)]
		b.n++
		b.p += f.p
		b.came += f.came
	}
}

func (c *calibration) merge(o *calibration) {
	c.n += o.n
	c.brier += o.brier
	for i := range c.bins {
		c.bins[i].n += o.bins[i].n
		c.bins[i].p += o.bins[i].p
		c.bins[i].came += o.bins[i].came
	}
}

func (c *calibration) score() float64 { return c.brier / max(c.n, 1) }

// error is the mean distance between what was said and what came, over bins by their size.
func (c *calibration) error() float64 {
	sum := 0.0
	for _, b := range c.bins {
		sum += math.Abs(b.p - b.came)
	}
	return sum / max(c.n, 1)
}

// readForecasts reads pairs of probability and outcome.
func readForecasts(ctx context.Context, marts, text string) ([]forecast, error) {
	lines, err := rows(ctx, marts, text)
	if err != nil {
		return nil, err
	}
	var list []forecast
	for _, line := range lines {
		list = append(list, forecast{float(line[0]), float(line[1])})
	}
	return list, nil
}

// The probabilities that the program states, by a name for the report. Only what was a forecast at
// its time is read: targets already reached are left out by the models themselves.
var forecastQueries = [...]struct{ name, relation, text string }{
	{"P(达成), 月初 25%", "pace_backtest", paceQuery("p", "0.25")},
	{midMonth, "pace_backtest", paceQuery("p", "0.5")},
	{"P(达成), 月末 75%", "pace_backtest", paceQuery("p", "0.75")},
	{"时间进度, 25%", "pace_backtest", paceQuery("p_time_progress", "0.25")},
	{"时间进度, 50%", "pace_backtest", paceQuery("p_time_progress", "0.5")},
	{"时间进度, 75%", "pace_backtest", paceQuery("p_time_progress", "0.75")},
	{quotaForecast, "quota_backtest", `select cast(p_attain as double), cast(cast(is_attained as integer) as double)
		from analysis.quota_backtest where p_attain is not null and is_attained is not null order by all`},
}

func paceQuery(column, share string) string {
	return "select cast(" + column + ` as double), cast(outcome as double) from analysis.pace_backtest
		where scope_type = 'person' and p is not null and outcome is not null and round(elapsed_share, 2) = ` + share + " order by all"
}

// sides counts changes of side per person-month, between sides that were taken.
type sides struct {
	months, held, raw, undetermined float64
}

const sideQuery = `
with states as (
    select persons.employee_no, states.month_start_on, states.axis, states.side, states.state_side,
        lag(states.side) over w as side_before, lag(states.state_side) over w as state_before
    from analysis.score_state as states
    join core.dim_person as persons using (person_id)
    where persons.employee_no is not null and persons.role = 'rep'
    window w as (partition by states.person_id, states.axis order by states.month_start_on)
)
select employee_no, month_start_on,
    bool_or(side in ('high', 'low') and side_before in ('high', 'low') and side <> side_before)
        or bool_or(coalesce(side, '') <> coalesce(side_before, '')),
    bool_or(state_side in ('high', 'low') and state_before in ('high', 'low') and state_side <> state_before),
    bool_or(side not in ('high', 'low') or side is null)
from states group by all order by 1, 2`

// readSides counts over the judged months of people in whom nothing changed.
func (w *world) readSides(ctx context.Context, marts string) (sides, error) {
	lines, err := rows(ctx, marts, sideQuery)
	if err != nil {
		return sides{}, err
	}
	steady := map[string]bool{}
	for _, p := range w.people {
		steady[p.No] = !p.IsFabricator && (p.Cause == "" || !p.From.After(p.Months[0].Start))
	}
	var s sides
	for _, line := range lines {
		if !steady[line[0].(string)] || monthNo(asDay(line[1])) < w.scenario.FirstMonth {
			continue
		}
		s.months++
		s.raw += float(line[2])
		s.held += float(line[3])
		s.undetermined += float(line[4])
	}
	return s, nil
}

// effect is what measures seem to bring when nothing was done: of the people with the lowest raw
// rate, the relative difference to what was expected, and to their raw rate before. covered are the
// months of theirs whose stated interval held what came.
type effect struct{ came, expected, raw, months, covered float64 }

const effectQuery = `
with ranked as (
    select *, percent_rank() over (partition by month_start_on, factor order by baseline_raw) as place
    from analysis.measure_effect
    where baseline_raw is not null and n > 0 and expected is not null and baseline_raw > 0
)
select factor, cast(sum(y) as double), cast(sum(n * expected) as double), cast(sum(n * baseline_raw) as double),
    count(*), count(*) filter (where lo <= 0 and hi >= 0)
from ranked where place <= 0.2 group by factor order by factor`

func readEffects(ctx context.Context, marts string) (map[string]effect, error) {
	lines, err := rows(ctx, marts, effectQuery)
	if err != nil {
		return nil, err
	}
	all := map[string]effect{}
	for _, line := range lines {
		all[line[0].(string)] = effect{float(line[1]), float(line[2]), float(line[3]), float(line[4]), float(line[5])}
	}
	return all, nil
}

// hasRelation says whether a model is there; what is not is said in the report.
func hasRelation(ctx context.Context, marts, relation string) (bool, error) {
	lines, err := rows(ctx, marts, `select table_name from information_schema.tables where table_schema = 'analysis' order by 1`)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(lines, func(line []any) bool { return line[0] == relation }), nil
}
