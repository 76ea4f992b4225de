-- Grain: person × month × axis, everybody who belongs to a team that month. Inputs:
-- score_indicator, person_team_month, fct_day.
-- W = Σ w·z / Σ w over the indicators present, V its posterior variance, p = Φ(W/√V) (DOMAIN 5.3).
-- w3 and w4 are the same talks over different bases, so their errors are one error: V carries
-- their covariance (correlation 1), else sureness would come from counting the evidence twice.
-- reason: why there is no score, or why it can say nothing.

with months as (
    select distinct month_start_on
    from core.dim_date
    where is_spine
),

axes as (
    select 'skill' as axis
    union all
    select 'will' as axis
),

people as (
    select members.person_id, members.month_start_on, members.team_id, axes.axis
    from analysis.person_team_month as members
    inner join months
        on members.month_start_on = months.month_start_on
    cross join axes
    where members.is_member
),

worked as (
    select
        members.person_id,
        members.month_start_on,
        count(*) filter (where days.is_worked) as worked_days
    from analysis.person_team_month as members
    inner join core.fct_day as days
        on members.person_id = days.person_id
        and days.work_on >= add_months(members.month_start_on, -2)
        and days.work_on <= month_end(members.month_start_on)
    group by members.person_id, members.month_start_on
),

sums as (
    select
        person_id,
        month_start_on,
        axis,
        sum(weight) as weight_reported,
        sum(weight) filter (where z is not null) as weight_used,
        sum(weight * z) filter (where z is not null) as weighted_z,
        sum(weight * weight * (1 - reliability)) filter (where z is not null)
            + 2 * coalesce(
                max(weight * sqrt(1 - reliability)) filter (
                    where indicator = 'w3' and z is not null
                )
                * max(weight * sqrt(1 - reliability)) filter (
                    where indicator = 'w4' and z is not null
                ),
                0
            ) as weighted_v,
        count(*) filter (where z is not null and reliability >= 0.4) as reliable_indicators,
        count(*) filter (where z is not null) as used_indicators
    from analysis.score_indicator
    group by person_id, month_start_on, axis
),

full_weights as (
    select axis, sum(weight) as full_weight
    from (
        select distinct axis, indicator, weight
        from analysis.score_indicator
    ) as weights
    group by axis
),

judged as (
    select
        people.person_id,
        people.month_start_on,
        people.team_id,
        people.axis,
        coalesce(worked.worked_days, 0) as worked_days,
        sums.weight_used,
        sums.used_indicators,
        sums.reliable_indicators,
        case
            when coalesce(worked.worked_days, 0) < 10 then 'FEW_DAYS'
            when coalesce(sums.weight_reported, 0) < 0.5 * full_weights.full_weight
                or sums.weight_reported is null then 'FEW_INDICATORS'
            when coalesce(sums.used_indicators, 0) = 0 then 'NO_DIFFERENCE'
            when coalesce(sums.reliable_indicators, 0) < 2 then 'SMALL_SAMPLE'
        end as reason,
        sums.weighted_z / sums.weight_used as w,
        sums.weighted_v / power(sums.weight_used, 2) as v
    from people
    left join worked
        on people.person_id = worked.person_id
        and people.month_start_on = worked.month_start_on
    left join sums
        on people.person_id = sums.person_id
        and people.month_start_on = sums.month_start_on
        and people.axis = sums.axis
    left join full_weights
        on people.axis = full_weights.axis
),

peers as (
    select month_start_on, axis, nullif(stddev_samp(w), 0) as sd_w
    from judged
    where reason is null
    group by month_start_on, axis
),

final as (
    select
        judged.person_id,
        judged.month_start_on,
        judged.team_id,
        judged.axis,
        judged.worked_days,
        judged.used_indicators,
        judged.reliable_indicators,
        judged.reason,
        judged.w,
        judged.v,
        case when judged.reason is null
            then 100 * ncdf(judged.w / coalesce(peers.sd_w, 1)) end as score,
        case when judged.reason is null
            then ncdf(judged.w / sqrt(nullif(judged.v, 0))) end as p
    from judged
    left join peers
        on judged.month_start_on = peers.month_start_on
        and judged.axis = peers.axis
)

select * from final
