-- Grain: change (20 %, 50 %) × indicator × direction, review month: how many people would stand
-- elsewhere if one weight were another. Inputs: score_indicator, score_axis, run.
-- Weights are proposals, so no one of them may decide. Each in turn is multiplied by 1 ± change;
-- side_changed counts axes of which the month's own side (high, low, undetermined) is another one,
-- side_flipped those that go from high to low or back. Rows with indicator 'any' count people whom
-- any of the changes moves. The formulas are those of score_axis, the covariance of w3 and w4
-- included.

with scored as (
    select axes.person_id, axes.axis, axes.month_start_on,
        case when axes.p >= 0.8 then 'high' when axes.p <= 0.2 then 'low' else 'undetermined' end
            as side
    from analysis.score_axis as axes
    inner join meta.run as run
        on axes.month_start_on = run.month_start_on
    where axes.reason is null
),

parts as (
    select
        indicators.person_id,
        indicators.axis,
        indicators.indicator,
        indicators.weight,
        indicators.z,
        indicators.reliability,
        scored.side
    from analysis.score_indicator as indicators
    inner join scored
        on indicators.person_id = scored.person_id
        and indicators.axis = scored.axis
        and indicators.month_start_on = scored.month_start_on
    where indicators.z is not null
),

changes as (
    select changed.axis, changed.indicator, changed.indicator_name, changed.indicator_ord,
        sizes.change, directions.direction
    from (
        select distinct axis, indicator, indicator_name, indicator_ord
        from analysis.score_indicator
    ) as changed
    cross join (values (0.2::double), (0.5::double)) as sizes (change)
    cross join (values (1), (-1)) as directions (direction)
),

reweighted as (
    select
        changes.change,
        changes.indicator as changed_indicator,
        changes.direction,
        parts.person_id,
        parts.axis,
        parts.side,
        parts.indicator,
        parts.z,
        parts.reliability,
        parts.weight * case when parts.indicator = changes.indicator
            then 1 + changes.change * changes.direction else 1 end as weight
    from parts
    inner join changes
        on parts.axis = changes.axis
),

sums as (
    select
        change,
        changed_indicator,
        direction,
        person_id,
        axis,
        any_value(side) as side,
        sum(weight * z) as weighted_z,
        sum(weight * weight * (1 - reliability)) + 2 * coalesce(
            max(weight * sqrt(1 - reliability)) filter (where indicator = 'w3')
            * max(weight * sqrt(1 - reliability)) filter (where indicator = 'w4'),
            0
        ) as weighted_v
    from reweighted
    group by change, changed_indicator, direction, person_id, axis
),

judged as (
    select
        sums.*,
        case
            when ncdf(weighted_z / sqrt(nullif(weighted_v, 0))) >= 0.8 then 'high'
            when ncdf(weighted_z / sqrt(nullif(weighted_v, 0))) <= 0.2 then 'low'
            else 'undetermined'
        end as new_side
    from sums
),

people as (
    select
        change,
        person_id,
        axis,
        bool_or(new_side <> side) as is_changed,
        bool_or(side = 'high' and new_side = 'low' or side = 'low' and new_side = 'high')
            as is_flipped
    from judged
    group by change, person_id, axis
),

final as (
    select
        judged.change,
        judged.axis,
        judged.changed_indicator as indicator,
        changes.indicator_name,
        cast(changes.indicator_ord as integer) as indicator_ord,
        judged.direction,
        count(*) as people,
        count(*) filter (where new_side <> side) as side_changed,
        count(*) filter (where side = 'high' and new_side = 'low'
            or side = 'low' and new_side = 'high') as side_flipped
    from judged
    inner join changes
        on judged.changed_indicator = changes.indicator
        and judged.change = changes.change
        and judged.direction = changes.direction
    group by judged.change, judged.axis, judged.changed_indicator, changes.indicator_name,
        changes.indicator_ord, judged.direction
    union all
    select
        change,
        axis,
        'any' as indicator,
        '任一权重' as indicator_name,
        0 as indicator_ord,
        0 as direction,
        count(*) as people,
        count(*) filter (where is_changed) as side_changed,
        count(*) filter (where is_flipped) as side_flipped
    from people
    group by change, axis
)

select * from final
