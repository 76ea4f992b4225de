-- Grain: person × work day of the month on which something was sold. Inputs: fct_day_metric,
-- fct_day, dim_date, person_service, dim_chain.
-- day_no counts the work days of the month. A sale between two work days belongs to the later one,
-- one after the last work day to the last: a month ends with all its sales counted.

with money as (
    select chain, count_metric as money_metric
    from core.dim_chain
    where kind = 'ticket'
),

dates as (
    select unnest(range(from_on, through_on + 1, interval 1 day))::date as date_on, day_no
    from analysis.pace_workday
),

sales as (
    select
        metrics.person_id,
        metrics.work_on,
        days.team_id,
        month_start(metrics.work_on) as month_start_on,
        sum(case when metrics.metric = 'cases' then metrics.actual else 0 end) as cases,
        sum(case when metrics.metric = money.money_metric then metrics.actual else 0 end)
            as money_yuan
    from core.fct_day_metric as metrics
    inner join core.fct_day as days
        on metrics.person_id = days.person_id
        and metrics.work_on = days.work_on
    inner join core.team_chain as chains
        on days.team_id = chains.team_id
    inner join money
        on chains.chain = money.chain
    where metrics.actual <> 0
        and metrics.metric in ('cases', 'premium_yuan', 'new_revenue_yuan')
    group by metrics.person_id, metrics.work_on, days.team_id, month_start(metrics.work_on)
),

final as (
    select
        sales.person_id,
        sales.team_id,
        sales.month_start_on,
        days.day_no,
        sum(sales.cases) as cases,
        sum(sales.money_yuan) as money_yuan
    from sales
    inner join dates as days
        on sales.work_on = days.date_on
    group by sales.person_id, sales.team_id, sales.month_start_on, days.day_no
)

select * from final
