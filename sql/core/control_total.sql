-- Grain: scope × period × metric × form: a figure stated by somebody else than the log, set
-- against the logs of the same people and days. Inputs: fct_check_metric (检查表, a day),
-- period_statement (周报、月度表、营业部统计表, a week or month), fct_policy (出单台账, what was issued in a
-- month; no single cell), fct_day, fct_day_metric, dim_team. A control total: it says how far two
-- papers agree and never replaces a log. agrees: equal, money within 1 yuan or within the
-- rounding that a figure in 万元 with one or two decimals shows. Null with a reason when there is
-- nothing to compare: the period is not over (OPEN_PERIOD), nobody of the scope logged (NO_LOG),
-- the logs do not state this (NO_FIGURE). Who logged and wrote no sale sold nothing. 新增销售收入 is
-- set against 预收保费 where logs know only that. Team figures are of the days people belonged to the
-- team.

with days as (
    select
        days.person_id,
        days.team_id,
        teams.dept_id,
        days.work_on,
        week_start(days.work_on) as week_start_on,
        month_start(days.work_on) as month_start_on,
        days.has_log,
        days.is_expected
    from core.fct_day as days
    inner join core.dim_team as teams
        on days.team_id = teams.team_id
),

person_days as (
    select metrics.person_id, metrics.work_on, metrics.metric, metrics.actual
    from core.fct_day_metric as metrics
    where metrics.actual is not null
    union all
    select person_id, work_on, 'logs_filed', cast(case when has_log then 1 else 0 end as double)
    from days
    where has_log or is_expected
),

-- Once per person, team and period: the four levels are sums of these.
person_sums as (
    select days.person_id, days.team_id, days.dept_id, 'week' as period_type,
        days.week_start_on as period_start_on, person_days.metric,
        sum(person_days.actual) as actual
    from person_days
    inner join days
        on person_days.person_id = days.person_id
        and person_days.work_on = days.work_on
    group by days.person_id, days.team_id, days.dept_id, days.week_start_on, person_days.metric
    union all
    select days.person_id, days.team_id, days.dept_id, 'month', days.month_start_on,
        person_days.metric, sum(person_days.actual)
    from person_days
    inner join days
        on person_days.person_id = days.person_id
        and person_days.work_on = days.work_on
    group by days.person_id, days.team_id, days.dept_id, days.month_start_on, person_days.metric
),

log_sums as (
    select 'person' as scope_type, person_id as scope_id, period_type, period_start_on, metric,
        sum(actual) as actual
    from person_sums
    group by person_id, period_type, period_start_on, metric
    union all
    select 'team', team_id, period_type, period_start_on, metric, sum(actual)
    from person_sums
    group by team_id, period_type, period_start_on, metric
    union all
    select 'dept', dept_id, period_type, period_start_on, metric, sum(actual)
    from person_sums
    group by dept_id, period_type, period_start_on, metric
    union all
    select 'company', 'company', period_type, period_start_on, metric, sum(actual)
    from person_sums
    group by period_type, period_start_on, metric
),

person_cover as (
    select person_id, team_id, dept_id, 'week' as period_type, week_start_on as period_start_on,
        sum(case when has_log then 1 else 0 end) as logged_days,
        sum(case when is_expected then 1 else 0 end) as expected_days
    from days
    group by person_id, team_id, dept_id, week_start_on
    union all
    select person_id, team_id, dept_id, 'month', month_start_on,
        sum(case when has_log then 1 else 0 end),
        sum(case when is_expected then 1 else 0 end)
    from days
    group by person_id, team_id, dept_id, month_start_on
),

cover as (
    select 'person' as scope_type, person_id as scope_id, period_type, period_start_on,
        sum(logged_days) as logged_days, sum(expected_days) as expected_days
    from person_cover
    group by person_id, period_type, period_start_on
    union all
    select 'team', team_id, period_type, period_start_on, sum(logged_days), sum(expected_days)
    from person_cover
    group by team_id, period_type, period_start_on
    union all
    select 'dept', dept_id, period_type, period_start_on, sum(logged_days), sum(expected_days)
    from person_cover
    group by dept_id, period_type, period_start_on
    union all
    select 'company', 'company', period_type, period_start_on, sum(logged_days),
        sum(expected_days)
    from person_cover
    group by period_type, period_start_on
),

period_pairs as (
    select
        stated.scope_type,
        stated.scope_id,
        stated.period_type,
        stated.period_start_on,
        stated.metric,
        case when stated.metric = 'new_revenue_yuan' and sums.actual is null
            then 'premium_yuan' else stated.metric end as log_metric,
        -- The department's weekly table is F07 in both of its layouts.
        case when stated.source = 'dept_week' then 'F07'
            else coalesce(stated.source, 'unknown') end as source,
        stated.actual as stated,
        case when stated.metric = 'new_revenue_yuan' then coalesce(sums.actual, premiums.actual)
            else sums.actual end as summed,
        coalesce(cover.logged_days, 0) as logged_days,
        coalesce(cover.expected_days, 0) as expected_days,
        case stated.period_type when 'week' then stated.period_start_on + 6
            else month_end(stated.period_start_on) end as period_end_on,
        stated.file_id,
        stated.sheet,
        stated.row_no,
        stated.actual_cell as cell
    from core.period_statement as stated
    left join log_sums as sums
        on stated.scope_type = sums.scope_type
        and stated.scope_id = sums.scope_id
        and stated.period_type = sums.period_type
        and stated.period_start_on = sums.period_start_on
        and stated.metric = sums.metric
    left join log_sums as premiums
        on stated.metric = 'new_revenue_yuan'
        and stated.scope_type = premiums.scope_type
        and stated.scope_id = premiums.scope_id
        and stated.period_type = premiums.period_type
        and stated.period_start_on = premiums.period_start_on
        and premiums.metric = 'premium_yuan'
    left join cover
        on stated.scope_type = cover.scope_type
        and stated.scope_id = cover.scope_id
        and stated.period_type = cover.period_type
        and stated.period_start_on = cover.period_start_on
    where stated.actual is not null
        and stated.period_start_on is not null
),

day_pairs as (
    select
        'person' as scope_type,
        checks.person_id as scope_id,
        'day' as period_type,
        checks.work_on as period_start_on,
        checks.metric,
        case checks.metric when 'log_filed' then 'logs_filed' else checks.metric end as log_metric,
        'F04' as source,
        checks.actual as stated,
        logged.actual as summed,
        case when days.has_log then 1 else 0 end as logged_days,
        case when days.is_expected then 1 else 0 end as expected_days,
        checks.work_on as period_end_on,
        checks.file_id,
        checks.sheet,
        checks.row_no,
        checks.actual_cell as cell
    from core.fct_check_metric as checks
    left join days
        on checks.person_id = days.person_id
        and checks.work_on = days.work_on
    left join person_days as logged
        on checks.person_id = logged.person_id
        and checks.work_on = logged.work_on
        and case checks.metric when 'log_filed' then 'logs_filed' else checks.metric end
            = logged.metric
    where checks.actual is not null
),

-- The ledger's months: what was issued, withdrawn or not, because it was sold.
ledger_lines as (
    select person_id, team_id, dept_id, month_start(issued_on) as month_start_on,
        coalesce(cases, 1) as cases, premium_yuan
    from core.fct_policy
    where issued_on is not null
),

ledger_scopes as (
    select 'person' as scope_type, person_id as scope_id, month_start_on, cases, premium_yuan
    from ledger_lines
    union all
    select 'team', team_id, month_start_on, cases, premium_yuan from ledger_lines
    union all
    select 'dept', dept_id, month_start_on, cases, premium_yuan from ledger_lines
    union all
    select 'company', 'company', month_start_on, cases, premium_yuan from ledger_lines
),

ledger_sums as (
    select scope_type, scope_id, month_start_on, 'cases' as metric, sum(cases) as stated
    from ledger_scopes
    where scope_id is not null
    group by scope_type, scope_id, month_start_on
    union all
    select scope_type, scope_id, month_start_on, 'premium_yuan', sum(premium_yuan)
    from ledger_scopes
    where scope_id is not null
    group by scope_type, scope_id, month_start_on
),

ledger_pairs as (
    select
        ledger.scope_type,
        ledger.scope_id,
        'month' as period_type,
        ledger.month_start_on as period_start_on,
        ledger.metric,
        ledger.metric as log_metric,
        'R_POLICY' as source,
        ledger.stated,
        sums.actual as summed,
        coalesce(cover.logged_days, 0) as logged_days,
        coalesce(cover.expected_days, 0) as expected_days,
        month_end(ledger.month_start_on) as period_end_on,
        cast(null as varchar) as file_id,
        cast(null as varchar) as sheet,
        cast(null as integer) as row_no,
        cast(null as varchar) as cell
    from ledger_sums as ledger
    left join log_sums as sums
        on ledger.scope_type = sums.scope_type
        and ledger.scope_id = sums.scope_id
        and sums.period_type = 'month'
        and ledger.month_start_on = sums.period_start_on
        and ledger.metric = sums.metric
    left join cover
        on ledger.scope_type = cover.scope_type
        and ledger.scope_id = cover.scope_id
        and cover.period_type = 'month'
        and ledger.month_start_on = cover.period_start_on
    where ledger.stated is not null
),

pairs as (
    select * from period_pairs
    union all
    select * from day_pairs
    union all
    select * from ledger_pairs
),

-- Logs of some teams have no place for sales at all: there a blank is no zero.
sellers as (
    select distinct scope_type, scope_id
    from log_sums
    where metric in ('cases', 'premium_yuan', 'new_revenue_yuan')
),

compared as (
    select
        pairs.*,
        pairs.period_end_on <= run.as_of_on as is_over,
        case
            when log_metric = 'logs_filed' then coalesce(summed, 0)
            when logged_days = 0 then null
            when log_metric in ('cases', 'premium_yuan', 'new_revenue_yuan')
                and sellers.scope_id is not null
                then coalesce(summed, 0)
            else summed
        end as from_logs,
        log_metric like '%_yuan' as is_money
    from pairs
    cross join meta.run as run
    left join sellers
        on pairs.scope_type = sellers.scope_type
        and pairs.scope_id = sellers.scope_id
),

final as (
    select
        scope_type,
        scope_id,
        period_type,
        period_start_on,
        metric,
        log_metric,
        source,
        stated,
        case when is_over then from_logs end as from_logs,
        case when is_over then stated - from_logs end as difference,
        case when is_over and from_logs is not null then
            abs(stated - from_logs) <= 0.005
            or is_money and (
                abs(stated - from_logs) <= 1
                or abs(stated - from_logs) <= 50 and stated > 0 and mod(stated, 100) = 0
                or abs(stated - from_logs) <= 500 and stated > 0 and mod(stated, 1000) = 0
            )
        end as agrees,
        case
            when not is_over then 'OPEN_PERIOD'
            when from_logs is null and logged_days = 0 then 'NO_LOG'
            when from_logs is null then 'NO_FIGURE'
        end as reason,
        logged_days,
        expected_days,
        file_id,
        sheet,
        row_no,
        cell
    from compared
)

select * from final
