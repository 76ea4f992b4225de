-- Grain: measure of improvement (业务改善措施) and what became of it (DOMAIN 7.4). Inputs:
-- fct_measure, fct_measure_progress, measure_effect, person_service, dim_person, run.
-- The measure works in month_start_on: the month of its sheet, or the next one when it begins after
-- the 20th. It is judged by the factor its indicator (else the measure, the problem) names, over
-- the person it is about — the scope's person, an owner who is a representative — or all
-- members of the team. Σ y − Σ n·expected over these people; for a team the expectation holds
-- no change common to the team, because that is what the measure wants. verdict: effective
-- (interval above 0), no_effect, too_little (fewer than five counts, or an interval wider than the
-- expected value), not_done (cancelled, not begun), not_measurable. Progress is matched by scope
-- and number, else by the same or a similar text, in the same or the following month's sheet.

with measures as (
    select
        measures.*,
        md5(measures.file_id || '/' || measures.record_no) as item_id,
        case when date_part('day', measures.start_on) > 20
                and month_start(measures.start_on) = measures.month_start_on
            then add_months(measures.month_start_on, 1)
            else measures.month_start_on end as works_on,
        coalesce(measure_factor(measures.indicator), measure_factor(measures.measure),
            measure_factor(measures.problem)) as factor,
        case
            when measures.scope_type = 'person' then measures.person_id
            when persons.is_expected_to_log then measures.owner_id
        end as about_id
    from core.fct_measure as measures
    left join core.dim_person as persons
        on measures.owner_id = persons.person_id
    where measures.measure is not null
),

progress as (
    select
        measures.item_id,
        reports.progress_status,
        reports.status_text,
        reports.progress,
        reports.result,
        row_number() over (
            partition by measures.item_id
            order by reports.measure_no is not distinct from measures.measure_no
                    and measures.measure_no is not null desc,
                jaro_winkler_similarity(name_key(reports.measure), name_key(measures.measure)) desc,
                reports.month_start_on desc, reports.file_id, reports.record_no
        ) as choice
    from measures
    inner join core.fct_measure_progress as reports
        on measures.scope_type = reports.scope_type
        and measures.scope_id = reports.scope_id
        and reports.month_start_on between measures.month_start_on
            and add_months(measures.month_start_on, 1)
        and (
            reports.measure_no = measures.measure_no
            or jaro_winkler_similarity(name_key(reports.measure), name_key(measures.measure))
                >= 0.85
        )
),

people as (
    select measures.item_id, measures.works_on, measures.factor, measures.about_id as person_id
    from measures
    where measures.about_id is not null
    union all
    select measures.item_id, measures.works_on, measures.factor, service.person_id
    from measures
    inner join analysis.person_service as service
        on measures.about_id is null
        and measures.scope_type = 'team'
        and measures.team_id = service.team_id
        and measures.works_on = service.month_start_on
        and service.is_member
),

sums as (
    select
        people.item_id,
        count(*) as people,
        sum(effects.n) as n,
        sum(effects.y) as y,
        sum(effects.n * effects.baseline_raw) / sum(effects.n) as baseline_raw,
        sum(effects.n * effects.baseline) / sum(effects.n) as baseline,
        sum(effects.n * case when count_people.people > 1 then effects.baseline
            else effects.expected end) / sum(effects.n) as expected,
        sqrt(sum(power(effects.n * effects.sd, 2))) / sum(effects.n) as sd,
        any_value(effects.kind) as kind,
        any_value(effects.chain) as chain
    from people
    inner join (select item_id, count(*) as people from people group by item_id) as count_people
        on people.item_id = count_people.item_id
    inner join analysis.measure_effect as effects
        on people.person_id = effects.person_id
        and people.works_on = effects.month_start_on
        and people.factor = effects.factor
    group by people.item_id
),

joined as (
    select
        measures.item_id,
        measures.scope_type,
        measures.scope_id,
        measures.person_id,
        measures.team_id,
        measures.dept_id,
        measures.about_id,
        measures.month_start_on,
        measures.works_on,
        measures.measure,
        measures.problem,
        measures.owner_name,
        measures.indicator,
        measures.target_text,
        measures.due_on,
        measures.due_text,
        measures.factor,
        progress.progress_status,
        progress.status_text,
        coalesce(progress.result, progress.progress) as progress,
        sums.people,
        sums.kind,
        sums.chain,
        sums.n,
        sums.y,
        sums.baseline_raw,
        sums.baseline,
        sums.expected,
        sums.y / sums.n as actual,
        sums.y / sums.n - sums.expected as difference,
        sums.sd,
        measures.file_id,
        measures.sheet,
        measures.row_no,
        measures.record_no,
        measures.cells,
        run.as_of_on
    from measures
    cross join meta.run as run
    left join progress
        on measures.item_id = progress.item_id
        and progress.choice = 1
    left join sums
        on measures.item_id = sums.item_id
),

judged as (
    select
        joined.*,
        difference - 1.645 * sd as lo,
        difference + 1.645 * sd as hi,
        case
            when progress_status in ('cancelled', 'open') then 'not_done'
            when factor is null then 'not_measurable'
            when n is null or n < 5 or 3.29 * sd > 2 * expected then 'too_little'
            when difference - 1.645 * sd > 0 then 'effective'
            else 'no_effect'
        end as verdict
    from joined
),

final as (
    select
        judged.*,
        verdict = 'no_effect' and coalesce(lag(verdict) over (
            partition by scope_type, scope_id, factor order by works_on, file_id, record_no
        ) = 'no_effect', false) as is_second_failure
    from judged
)

select * from final
