package validate

import (
	"context"
	"fmt"
	"math/big"
	"time"
)

// factors are what a person can be found weak in.
var factors = [...]string{"activity", "intent_rate", "close_rate", "ticket"}

// factorOf is where a planted cause shows; causes that show elsewhere have no factor.
func factorOf(cause string) string {
	switch cause {
	case "C1", "C2", "C8":
		return "activity"
	case "C5", "C6":
		return "intent_rate"
	case "C7", "C12":
		return "close_rate"
	case "C9":
		return "ticket"
	}
	return ""
}

// personMonth identifies what is judged; month counts from 0.
type personMonth struct {
	no    string
	month int
}

// finding is one factor of one person-month.
type finding struct {
	personMonth
	factor string
}

// figures are what the core tables say of a person-month: sums over logged days.
type figures struct {
	team                  string
	days                  float64
	talks, intents, cases float64
	premium               float64
	target                float64
}

// base and count of a factor: the rate is count ÷ base.
func (f figures) parts(factor string) (count, base float64) {
	switch factor {
	case "activity":
		return f.talks, f.days
	case "intent_rate":
		return f.intents, f.talks
	case "close_rate":
		return f.cases, f.intents
	default:
		return f.premium, f.cases
	}
}

func (f figures) plus(o figures) figures {
	f.days += o.days
	f.talks += o.talks
	f.intents += o.intents
	f.cases += o.cases
	f.premium += o.premium
	return f
}

const figuresQuery = `
with days as (
    select person_id, date_trunc('month', work_on) as month_on, any_value(team_id) as team_id,
        count(*) filter (where is_worked) as days, count(*) filter (where is_expected) as expected
    from core.fct_day group by all
),
sums as (
    select metrics.person_id, date_trunc('month', metrics.work_on) as month_on,
        sum(actual) filter (where metric = 'talks') as talks,
        sum(actual) filter (where metric = 'intents') as intents,
        sum(actual) filter (where metric = 'cases') as cases,
        sum(actual) filter (where metric = 'premium_yuan') as premium
    from core.fct_day_metric as metrics
    group by all
),
targets as (
    select scope_id as person_id, month_start_on, max(target) as target
    from core.fct_target where metric = 'premium_yuan' and scope_type = 'person' group by all
)
select persons.employee_no, cast(days.month_on as date), days.team_id, cast(days.days as double),
    cast(days.expected as double),
    cast(coalesce(talks, 0) as double), cast(coalesce(intents, 0) as double),
    cast(coalesce(cases, 0) as double), cast(coalesce(premium, 0) as double),
    cast(coalesce(targets.target, 0) as double)
from days
join core.dim_person as persons using (person_id)
left join sums using (person_id, month_on)
left join targets on targets.person_id = days.person_id and targets.month_start_on = days.month_on
where persons.role = 'rep' and persons.employee_no is not null
order by 1, 2`

// readFigures reads the sums that the rules of thumb need.
func readFigures(ctx context.Context, marts string) (map[personMonth]figures, error) {
	lines, err := rows(ctx, marts, figuresQuery)
	if err != nil {
		return nil, err
	}
	all := map[personMonth]figures{}
	for _, line := range lines {
		key := personMonth{line[0].(string), monthNo(line[1].(time.Time))}
		all[key] = figures{
			team: line[2].(string), days: float(line[3]), talks: float(line[5]),
			intents: float(line[6]), cases: float(line[7]), premium: float(line[8]), target: float(line[9]),
		}
	}
	return all, nil
}

func monthNo(on time.Time) int { return (on.Year()-2026)*12 + int(on.Month()) - 1 }

// float reads a number as the driver gives it; what is no number is 0, as a missing sum is.
func float(value any) float64 {
	switch v := value.(type) {
	case float64:
		return v
	case int64:
		return float64(v)
	case int32:
		return float64(v)
	case *big.Int:
		f, _ := new(big.Float).SetInt(v).Float64()
		return f
	case bool:
		if v {
			return 1
		}
	}
	return 0
}

// flagRow is one line of analysis.cause_flag.
type flagRow struct {
	finding
	p, falseShare, phi            float64
	hasP                          bool
	isMaterial, isBounded, isFlag bool
	role                          string
}

const flagQuery = `
select persons.employee_no, flags.month_start_on, flags.factor, flags.p_worse, flags.false_share,
    flags.phi_yuan, flags.is_material, flags.is_bounded, flags.is_flagged, coalesce(flags.role, '')
from analysis.cause_flag as flags
join core.dim_person as persons using (person_id)
where persons.employee_no is not null
order by 1, 2, 3`

func readFlags(ctx context.Context, marts string) ([]flagRow, error) {
	lines, err := rows(ctx, marts, flagQuery)
	if err != nil {
		return nil, err
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("validate: analysis.cause_flag is empty")
	}
	all := make([]flagRow, 0, len(lines))
	for _, line := range lines {
		all = append(all, flagRow{
			finding: finding{personMonth{line[0].(string), monthNo(line[1].(time.Time))}, line[2].(string)},
			p:       float(line[3]), hasP: line[3] != nil, falseShare: float(line[4]), phi: float(line[5]),
			isMaterial: line[6] == true, isBounded: line[7] == true, isFlag: line[8] == true, role: line[9].(string),
		})
	}
	return all, nil
}

func asDay(value any) time.Time {
	on, _ := value.(time.Time)
	return on
}
