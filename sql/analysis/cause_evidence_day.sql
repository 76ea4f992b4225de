-- Grain: card × day of the month that shows it, with the cell of the figure. Inputs: cause_card,
-- dim_chain, team_chain, fct_day_metric, fct_day, dim_metric, fct_target, rate_share, run.
-- weight orders the rows of a card: the clearest days first. Review month only: pages show no
-- other, and a year of them for 3,000 people would cost more than all the cards.

with cards as (
    select cards.*, chains.chain
    from analysis.cause_card as cards
    inner join meta.run as run
        on cards.month_start_on = run.month_start_on
    inner join core.team_chain as chains
        on cards.team_id = chains.team_id
),

-- A team's card rests on the days of its people.
card_people as (
    select scope_type, scope_id, month_start_on, rule, factor, chain, scope_id as person_id
    from cards
    where scope_type = 'person'
    union all
    select cards.scope_type, cards.scope_id, cards.month_start_on, cards.rule, cards.factor,
        cards.chain, shares.person_id
    from cards
    inner join analysis.rate_share as shares
        on cards.scope_type = 'team'
        and cards.scope_id = shares.team_id
        and cards.month_start_on = shares.month_start_on
        and cards.factor = shares.factor
),

volumes as (
    select chain, count_metric as activity_metric
    from core.dim_chain
    where kind = 'volume'
),

-- A rate: days with much of the base and little of the count, those of the two months before last.
rate_days as (
    select
        cards.scope_type,
        cards.scope_id,
        cards.month_start_on,
        cards.rule,
        bases.actual - 10 * coalesce(counts.actual, 0)
            - case when bases.work_on < cards.month_start_on then 1000 else 0 end as weight,
        case when cards.scope_type = 'team' then persons.person_name || ' ' else '' end
            || day_label(bases.work_on) || '：' || base_names.metric_name || ' '
            || count_text(bases.actual) || '，' || count_names.metric_name || ' '
            || count_text(counts.actual) as text,
        bases.work_on,
        coalesce(counts.file_id, bases.file_id) as file_id,
        days.sheet,
        coalesce(counts.actual_place, bases.actual_place) as cell
    from card_people as cards
    inner join core.dim_chain as factors
        on cards.chain = factors.chain
        and cards.factor = factors.factor
        and factors.kind = 'rate'
    inner join core.fct_day_metric as bases
        on cards.person_id = bases.person_id
        and factors.base_metric = bases.metric
        and bases.work_on between add_months(cards.month_start_on, -2)
            and month_end(cards.month_start_on)
        and bases.actual > 0
    inner join core.fct_day_metric as counts
        on bases.person_id = counts.person_id
        and bases.work_on = counts.work_on
        and factors.count_metric = counts.metric
        and counts.actual < bases.actual
    inner join core.fct_day as days
        on bases.person_id = days.person_id
        and bases.work_on = days.work_on
    inner join core.dim_person as persons
        on cards.person_id = persons.person_id
    inner join core.dim_metric as base_names
        on factors.base_metric = base_names.metric
    inner join core.dim_metric as count_names
        on factors.count_metric = count_names.metric
),

appointment_days as (
    select
        cards.scope_type,
        cards.scope_id,
        cards.month_start_on,
        cards.rule,
        asked.actual - 10 * made.actual
            - case when asked.work_on < cards.month_start_on then 1000 else 0 end as weight,
        day_label(asked.work_on) || '：约访 ' || count_text(asked.actual) || '，约成 '
            || count_text(made.actual) as text,
        asked.work_on,
        made.file_id,
        days.sheet,
        made.actual_place as cell
    from cards
    inner join core.fct_day_metric as asked
        on cards.scope_type = 'person'
        and cards.factor = 'appointment'
        and cards.scope_id = asked.person_id
        and asked.metric = 'appointments'
        and asked.work_on between add_months(cards.month_start_on, -2)
            and month_end(cards.month_start_on)
    inner join core.fct_day_metric as made
        on asked.person_id = made.person_id
        and asked.work_on = made.work_on
        and made.metric = 'appointments_made'
        and made.actual < asked.actual
    inner join core.fct_day as days
        on asked.person_id = days.person_id
        and asked.work_on = days.work_on
),

-- Too little activity: the days with least; end-loading: the late days with most.
volume_days as (
    select
        cards.scope_type,
        cards.scope_id,
        cards.month_start_on,
        cards.rule,
        case when cards.rule = 'R15' then
            case when date_part('day', counts.work_on) > 20 then counts.actual else -1 end
            else -counts.actual end as weight,
        day_label(counts.work_on) || '：' || names.metric_name || ' ' || count_text(counts.actual)
            || coalesce('（计划 ' || count_text(counts.plan) || '）', '') as text,
        counts.work_on,
        counts.file_id,
        days.sheet,
        counts.actual_place as cell
    from cards
    inner join volumes
        on cards.chain = volumes.chain
    inner join core.fct_day_metric as counts
        on cards.scope_id = counts.person_id
        and volumes.activity_metric = counts.metric
        and month_start(counts.work_on) = cards.month_start_on
        and counts.actual is not null
    inner join core.fct_day as days
        on counts.person_id = days.person_id
        and counts.work_on = days.work_on
        and days.is_worked
    inner join core.dim_metric as names
        on counts.metric = names.metric
    where cards.scope_type = 'person'
        and cards.rule in ('R6', 'R10', 'R11', 'R15')
),

targets as (
    select
        cards.scope_type,
        cards.scope_id,
        cards.month_start_on,
        cards.rule,
        1e12 as weight,
        '本月' || names.metric_name || '目标 ' || case when names.unit = '元'
            then yuan_text(targets.target) else count_text(targets.target) end as text,
        targets.month_start_on as work_on,
        targets.file_id,
        targets.sheet,
        targets.target_cell as cell
    from cards
    inner join core.fct_target as targets
        on targets.scope_type = 'person'
        and cards.scope_id = targets.scope_id
        and cards.month_start_on = targets.month_start_on
    inner join core.dim_metric as names
        on targets.metric = names.metric
    where cards.rule in ('R14', 'R0')
        and targets.metric in ('premium_yuan', 'new_revenue_yuan', 'talks', 'visits')
),

-- Deals of a lucky or unlucky month, and the plan that falls short, are days as well.
plan_days as (
    select
        cards.scope_type,
        cards.scope_id,
        cards.month_start_on,
        cards.rule,
        case when cards.rule = 'R0' then counts.actual else -counts.plan end as weight,
        day_label(counts.work_on) || '：' || names.metric_name || '计划 '
            || coalesce(count_text(counts.plan), '—') || '，实际 '
            || coalesce(count_text(counts.actual), '—') as text,
        counts.work_on,
        counts.file_id,
        days.sheet,
        coalesce(case when cards.rule = 'R14' then counts.plan_cell end, counts.actual_place)
            as cell
    from cards
    inner join volumes
        on cards.chain = volumes.chain
    inner join core.fct_day_metric as counts
        on cards.scope_id = counts.person_id
        and volumes.activity_metric = counts.metric
        and month_start(counts.work_on) = cards.month_start_on
    inner join core.fct_day as days
        on counts.person_id = days.person_id
        and counts.work_on = days.work_on
    inner join core.dim_metric as names
        on counts.metric = names.metric
    where cards.scope_type = 'person'
        and ((cards.rule = 'R14' and counts.plan is not null)
            or (cards.rule = 'R0' and counts.actual is not null))
),

-- A missing log has no cell; the day is the evidence.
missing_days as (
    select
        cards.scope_type,
        cards.scope_id,
        cards.month_start_on,
        cards.rule,
        cast(date_part('day', days.work_on) as double) as weight,
        day_label(days.work_on) || '（' || weekday_name(days.work_on) || '）：应交未交' as text,
        days.work_on,
        cast(null as varchar) as file_id,
        cast(null as varchar) as sheet,
        cast(null as varchar) as cell
    from cards
    inner join core.fct_day as days
        on cards.scope_id = days.person_id
        and month_start(days.work_on) = cards.month_start_on
        and days.is_expected
        and not days.has_log
    where cards.rule = 'R19'
),

final as (
    select * from rate_days
    union all
    select * from appointment_days
    union all
    select * from volume_days
    union all
    select * from targets
    union all
    select * from plan_days
    union all
    select * from missing_days
)

select * from final
