-- Grain: person × month × topic, three months: how often the person's texts say something,
-- against the team's. Inputs: person_service, fct_visit, day_version, fct_day.
-- knowledge, fear: days whose 问题及心得 says so, of the days with any; unfit: visits refused
-- for price, return or need, of the refused ones. z compares with the rest of the team (two shares,
-- pooled variance); is_more from z >= 2 and three occurrences, is_like when a difference of that
-- kind would have shown (n >= 10) and |z| < 1.

with said as (
    select
        days.person_id,
        month_start(days.work_on) as month_start_on,
        'knowledge' as topic,
        count(*) filter (where lacks_knowledge(versions.reflection)) as y,
        count(*) as n
    from core.fct_day as days
    inner join core.day_version as versions
        on days.person_id = versions.person_id
        and days.work_on = versions.work_on
        and versions.is_kept
    where versions.reflection is not null
        and days.is_worked
    group by days.person_id, month_start(days.work_on)
    union all
    select
        days.person_id,
        month_start(days.work_on),
        'fear',
        count(*) filter (where fears_rejection(versions.reflection)),
        count(*)
    from core.fct_day as days
    inner join core.day_version as versions
        on days.person_id = versions.person_id
        and days.work_on = versions.work_on
        and versions.is_kept
    where versions.reflection is not null
        and days.is_worked
    group by days.person_id, month_start(days.work_on)
    union all
    select
        person_id,
        month_start(work_on),
        'unfit',
        count(*) filter (where is_unfit(result)),
        count(*)
    from core.fct_visit
    where is_rejection(result) or is_unfit(result)
    group by person_id, month_start(work_on)
),

sums as (
    select
        service.person_id,
        service.month_start_on,
        service.team_id,
        said.topic,
        cast(sum(said.y) as double) as y,
        cast(sum(said.n) as double) as n
    from analysis.person_service as service
    inner join said
        on service.person_id = said.person_id
        and said.month_start_on between add_months(service.month_start_on, -2)
            and service.month_start_on
    group by service.person_id, service.month_start_on, service.team_id, said.topic
),

compared as (
    select
        sums.*,
        sum(y) over team_window - y as rest_y,
        sum(n) over team_window - n as rest_n,
        sum(y) over team_window / sum(n) over team_window as pooled
    from sums
    window team_window as (partition by month_start_on, team_id, topic)
),

scored as (
    select
        compared.*,
        ratio(rest_y, rest_n) as peer,
        (y / n - ratio(rest_y, rest_n))
            / nullif(sqrt(pooled * (1 - pooled) * (1 / n + 1 / nullif(rest_n, 0))), 0) as z
    from compared
),

final as (
    select
        person_id,
        month_start_on,
        team_id,
        topic,
        y,
        n,
        y / n as share,
        peer,
        z,
        coalesce(z >= 2 and y >= 3, false) as is_more,
        coalesce(n >= 10 and abs(z) < 1, false) as is_like
    from scored
)

select * from final
