-- Grain: person × month, premium per case over three months. Inputs: person_service, ticket_line,
-- gap_big_case, chain_month.
-- Tickets are judged as ln(premium ÷ cases) of sale lines, less the mean of their outlet's grade
-- (benchmark of the whole company, ten lines' worth of zero mixed in; a grade with fewer than two
-- people or ten lines is not adjusted).
-- team_ticket_yuan is the team's arithmetic mean, big cases' excess removed: ln means alone would
-- promise too little money.

with person_means as (
    select lines.*, avg(log_ticket) over (partition by person_id) as person_log
    from analysis.ticket_line as lines
),

-- Within persons: a grade that people with large tickets serve is not thereby an easy one.
grades as (
    select
        chain,
        grade,
        count(*) as lines,
        count(distinct person_id) as people,
        sum(log_ticket - person_log) as deviation
    from person_means
    group by chain, grade
),

effects as (
    select
        chain,
        grade,
        case when people >= 2 and lines >= 10 and grade <> 'unknown'
            then deviation / (lines + 10) else 0 end as effect
    from grades
),

line_sums as (
    select
        lines.person_id,
        lines.month_start_on,
        lines.chain,
        count(*) as n,
        sum(lines.log_ticket - effects.effect) as s,
        sum(power(lines.log_ticket - effects.effect, 2)) as s2,
        sum(effects.effect) as effect_sum
    from analysis.ticket_line as lines
    inner join effects
        on lines.chain = effects.chain
        and lines.grade = effects.grade
    group by lines.person_id, lines.month_start_on, lines.chain
),

excess as (
    select person_id, month_start_on, sum(excess_yuan) as excess_yuan
    from analysis.gap_big_case
    group by person_id, month_start_on
),

history as (
    select
        months.person_id,
        months.month_start_on,
        months.chain,
        months.n as cases,
        months.y - coalesce(excess.excess_yuan, 0) as money_yuan,
        line_sums.n,
        line_sums.s,
        line_sums.s2,
        line_sums.effect_sum
    from analysis.chain_month as months
    left join line_sums
        on months.person_id = line_sums.person_id
        and months.month_start_on = line_sums.month_start_on
        and months.chain = line_sums.chain
    left join excess
        on case when months.chain <> 'telecom' then months.person_id end = excess.person_id
        and months.month_start_on = excess.month_start_on
    where months.kind = 'ticket'
        and months.y is not null
),

sums as (
    select
        service.person_id,
        service.month_start_on,
        any_value(service.team_id) as team_id,
        any_value(service.dept_id) as dept_id,
        service.chain,
        coalesce(sum(history.cases), 0) as cases,
        coalesce(sum(history.money_yuan), 0) as money_yuan,
        coalesce(sum(history.n), 0) as n,
        sum(history.s) as s,
        sum(history.s2) as s2,
        sum(history.effect_sum) as effect_sum
    from analysis.person_service as service
    left join history
        on service.person_id = history.person_id
        and service.chain = history.chain
        and history.month_start_on between add_months(service.month_start_on, -2)
            and service.month_start_on
    group by service.person_id, service.month_start_on, service.chain
),

final as (
    select
        person_id,
        month_start_on,
        team_id,
        dept_id,
        chain,
        cases,
        money_yuan,
        n,
        case when n > 0 then s / n end as x,
        case when n > 0 then greatest(s2 - s * s / n, 0) end as within_ss,
        case when n > 0 then effect_sum / n end as effect,
        sum(s) over team_window / nullif(sum(n) over team_window, 0) as team_x,
        sum(effect_sum) over team_window / nullif(sum(n) over team_window, 0) as team_effect,
        ratio(sum(money_yuan) over team_window, sum(cases) over team_window) as team_ticket_yuan,
        sum(cases) over team_window as team_cases,
        ratio(sum(money_yuan) over channel_window, sum(cases) over channel_window)
            as channel_ticket_yuan
    from sums
    window
        team_window as (partition by month_start_on, chain, team_id),
        channel_window as (partition by month_start_on, chain)
)

select * from final
