-- Grain: input that a rule needs: is it there, and if not, which. Inputs: the core tables the
-- rules read, run. "There" means in what has been handed in up to the as-of day, not for everybody.

with checks as (
    select 'activity' as input_key, exists (
            select 1 from analysis.cause_flag where kind = 'volume'
        ) as is_there, '日志中的洽谈（活动量）' as input_name
    union all
    select 'rates', exists (select 1 from analysis.rate_estimate where kind = 'rate' and n > 0),
        '日志中的洽谈、意向、件数'
    union all
    select 'appointments', exists (
            select 1 from analysis.cause_share_count where habit = 'appointment'
        ) or exists (
            select 1 from analysis.rate_estimate
            where factor in ('appointment_rate', 'talk_rate') and n > 0
        ), '约访与约访成功的次数'
    union all
    select 'prospects', exists (
            select 1 from core.fct_prospect_snapshot where person_id is not null
        ), '财富100 等客户名单'
    union all
    select 'results', exists (
            select 1 from core.fct_visit where is_rejection(result)
        ) or exists (select 1 from analysis.cause_reject), '拜访结果，或足够多的逐日洽谈与意向'
    union all
    select 'purposes', exists (
            select 1 from analysis.cause_share_count where habit = 'selling'
        ), '拜访目的（初访、说明、促成、回访、服务）'
    union all
    select 'visits', exists (select 1 from analysis.cause_share_count where habit = 'object'),
        '拜访明细'
    union all
    select 'prepared', exists (
            select 1 from analysis.cause_share_count where habit = 'prepared'
        ), '拜访的准备内容一栏'
    union all
    select 'next_step', exists (
            select 1 from analysis.cause_share_count where habit = 'next_step'
        ), '拜访的下次安排一栏'
    union all
    select 'day_plan', exists (
            select 1 from analysis.cause_share_count where habit = 'day_plan'
        ), '日志的计划栏'
    union all
    select 'reflection', exists (
            select 1 from analysis.cause_share_count where habit = 'reflection'
        ), '日志的问题及心得一栏'
    union all
    select 'plans', exists (
            select 1 from analysis.gap_month
            where reference = 'plan' and reason is null and target_yuan is not null
        ), '月度目标与日志的计划栏（或活动量目标）'
    union all
    select 'closed_months', (
            select count(distinct month_start_on) from analysis.metric_month
            where metric_id = 'T04' and value is not null
        ) >= 3, '三个过完的月份的日志'
    union all
    select 'outlets', exists (select 1 from core.dim_outlet where grade is not null)
        and exists (select 1 from core.fct_visit where outlet_id is not null),
        '网点表的等级，以及拜访明细中的网点'
    union all
    select 'support', exists (select 1 from core.fct_supervisor_slot where activity is not null)
        or exists (select 1 from core.fct_coaching where team_id is not null),
        '主管日程或周报中的辅导记录'
    union all
    select 'teams', (select count(distinct team_id) from analysis.person_service) >= 2,
        '两个以上团队'
    union all
    select 'logs', exists (select 1 from core.fct_day where is_expected), '花名册与日志'
    union all
    select 'gap', exists (
            select 1 from analysis.gap_month where reference = 'peers' and reason is null
        ), '月度目标与日志'
),

final as (
    select input_key, is_there, input_name
    from checks
)

select * from final
