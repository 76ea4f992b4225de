-- Grain: person × month × factor of the person's chain: count y over base n, as the logs give them.
-- Inputs: person_service, member_metric, dim_chain.
-- A blank is not a zero (NO_FIGURE), with two exceptions: who logged and wrote no sale sold
-- nothing, and nothing can come of a base of zero. Without any log everything is unknown (NO_LOG).

with sums as (
    select
        person_id,
        period_start_on as month_start_on,
        metric,
        sum(actual) as actual
    from analysis.member_metric
    where period_type = 'month'
    group by person_id, period_start_on, metric
),

counts as (
    select person_id, month_start_on, metric, actual
    from sums
    union all
    select person_id, month_start_on, 'worked_days', cast(worked_days as double)
    from analysis.person_service
),

joined as (
    select
        service.person_id,
        service.month_start_on,
        service.team_id,
        service.dept_id,
        service.chain,
        chains.factor_ord,
        chains.factor,
        chains.kind,
        service.worked_days,
        case when chains.kind = 'days' then cast(service.service_days_elapsed as double)
            else bases.actual end as base,
        case when chains.kind = 'days' then cast(service.worked_days as double)
            else counts.actual end as counted,
        chains.base_metric in ('cases') as is_base_sale,
        chains.count_metric in ('cases', 'premium_yuan', 'new_revenue_yuan') as is_count_sale
    from analysis.person_service as service
    inner join core.dim_chain as chains
        on service.chain = chains.chain
    left join counts as bases
        on service.person_id = bases.person_id
        and service.month_start_on = bases.month_start_on
        and chains.base_metric = bases.metric
    left join counts
        on service.person_id = counts.person_id
        and service.month_start_on = counts.month_start_on
        -- Not "and kind <> 'days'": a condition on the left table alone makes the join row by row.
        and case when chains.kind <> 'days' then chains.count_metric end = counts.metric
),

blanks as (
    select
        joined.*,
        case when worked_days > 0 then coalesce(base, case when is_base_sale then 0 end) end as n
    from joined
),

final as (
    select
        person_id,
        month_start_on,
        team_id,
        dept_id,
        chain,
        factor_ord,
        factor,
        kind,
        n,
        case when worked_days > 0
            then coalesce(counted, case when is_count_sale or n = 0 then 0 end) end as y,
        case
            when worked_days = 0 then 'NO_LOG'
            when coalesce(counted, case when is_count_sale or n = 0 then 0 end) is null
                then 'NO_FIGURE'
        end as reason
    from blanks
)

select * from final
