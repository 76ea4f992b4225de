-- Grain: person × month × axis: the side a person stands on, which does not change with every
-- month. Input: score_axis. Hysteresis (DOMAIN 9.7): a side is taken when p >= 0.8 or <= 0.2; once
-- taken it holds until the other side is more likely than not by far: low → high when p > 0.8,
-- high → low only when p < 0.1, because a downgrade costs trust. Months without a score change
-- nothing. state_side is undetermined until the first sure month. side and is_sure are what the
-- month's own window says. The order of months alone decides, so every run over the same logs
-- gives the same states.

with recursive numbered as (
    select
        person_id,
        month_start_on,
        axis,
        score,
        p,
        reason,
        row_number() over (partition by person_id, axis order by month_start_on) as month_no
    from analysis.score_axis
),

states as (
    select
        person_id,
        axis,
        month_no,
        month_start_on,
        case when p >= 0.8 then 'high' when p <= 0.2 then 'low' else 'undetermined' end
            as state_side,
        case when p >= 0.8 or p <= 0.2 then month_start_on end as state_since_on,
        cast(null as varchar) as previous_side
    from numbered
    where month_no = 1
    union all
    select
        numbered.person_id,
        numbered.axis,
        numbered.month_no,
        numbered.month_start_on,
        case
            when numbered.p >= 0.8 and states.state_side = 'undetermined' then 'high'
            when numbered.p > 0.8 and states.state_side = 'low' then 'high'
            when numbered.p <= 0.2 and states.state_side = 'undetermined' then 'low'
            when numbered.p < 0.1 and states.state_side = 'high' then 'low'
            else states.state_side
        end,
        case
            when numbered.p >= 0.8 and states.state_side = 'undetermined'
                or numbered.p > 0.8 and states.state_side = 'low'
                or numbered.p <= 0.2 and states.state_side = 'undetermined'
                or numbered.p < 0.1 and states.state_side = 'high'
                then numbered.month_start_on
            else states.state_since_on
        end,
        states.state_side
    from states
    inner join numbered
        on states.person_id = numbered.person_id
        and states.axis = numbered.axis
        and numbered.month_no = states.month_no + 1
),

final as (
    select
        numbered.person_id,
        numbered.month_start_on,
        numbered.axis,
        numbered.score,
        numbered.p,
        case
            when numbered.p >= 0.8 then 'high'
            when numbered.p <= 0.2 then 'low'
            else 'undetermined'
        end as side,
        coalesce(numbered.p >= 0.8 or numbered.p <= 0.2, false) as is_sure,
        states.state_side,
        states.state_since_on,
        coalesce(states.previous_side <> states.state_side, false) as is_changed,
        states.previous_side,
        numbered.reason
    from numbered
    inner join states
        on numbered.person_id = states.person_id
        and numbered.axis = states.axis
        and numbered.month_no = states.month_no
)

select * from final
