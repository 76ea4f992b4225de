-- Grain: person × closed month: what the quota's model said at the activity that was really done,
-- and what came. Inputs: quota_basis, chain_month, run.
-- p_attain is computed from the month before only (rates, ticket, spread) and the month's own
-- activity; it judges the promise "with this much activity the target is reached with this
-- probability", not the person.

with closed as (
    select months.month_start_on
    from meta.run as run
    cross join (select distinct month_start_on from analysis.quota_basis) as months
    where months.month_start_on < run.month_start_on
        or (months.month_start_on = run.month_start_on
            and run.as_of_on = month_end(run.month_start_on))
),

final as (
    select
        basis.person_id,
        basis.month_start_on,
        basis.team_id,
        basis.target_yuan,
        basis.target_source,
        activity.y as activity,
        activity.y * basis.yuan_per_activity as expected_yuan,
        money.y as actual_yuan,
        ncdf(quota_z(activity.y * basis.yuan_per_activity, basis.target_yuan, basis.unit_yuan,
            basis.drift2)) as p_attain,
        money.y >= basis.target_yuan as is_attained
    from analysis.quota_basis as basis
    inner join closed
        on basis.month_start_on = closed.month_start_on
    inner join analysis.chain_month as activity
        on basis.person_id = activity.person_id
        and basis.month_start_on = activity.month_start_on
        and basis.chain = activity.chain
        and activity.kind = 'volume'
    inner join analysis.chain_month as money
        on basis.person_id = money.person_id
        and basis.month_start_on = money.month_start_on
        and basis.chain = money.chain
        and money.kind = 'ticket'
    where basis.reason is null
        and activity.y > 0
        and money.y is not null
)

select * from final
