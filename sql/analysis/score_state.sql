-- Grain: person × month × axis. Input: score_axis.
-- side is high or low only when sure (p outside 0.2–0.8), else undetermined; people without a
-- score are undetermined as well and carry the reason.

with final as (
    select
        person_id,
        month_start_on,
        axis,
        score,
        p,
        case
            when p >= 0.8 then 'high'
            when p <= 0.2 then 'low'
            else 'undetermined'
        end as side,
        coalesce(p >= 0.8 or p <= 0.2, false) as is_sure,
        reason
    from analysis.score_axis
)

select * from final
