-- severity: error
-- kind: identity
-- message: 责任额建议自相矛盾（月合计与日均、五成与七成、上限）

select person_id, month_start_on, metric
from analysis.quota
where reason is null
    and (
        not abs(proposal - per_day_proposal * workdays) <= 1e-6 * proposal
        or not p50 <= p70
        or (best_per_day is not null and not per_day_proposal <= best_per_day * (1 + 1e-9))
    )
union all
select person_id, month_start_on, metric
from analysis.quota
where (reason is null) <> (proposal is not null)
union all
-- The list of a week is never longer than the supervisor's week.
select focus.team_id, any_value(focus.month_start_on), 'focus'
from analysis.focus as focus
inner join analysis.focus_capacity as capacities
    on focus.team_id = capacities.team_id
where focus.kind = 'coach'
group by focus.team_id
having count(*) > max(capacities.capacity)
