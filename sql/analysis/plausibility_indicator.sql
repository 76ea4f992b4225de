-- Grain: person × indicator of plausibility (p1–p10), review month. Inputs: plausibility_count,
-- plausibility_fact, person_service, run.
-- Hard indicators (5, 6, 9, 10) are contradictions between records. is_hit: p5 three clashes of
-- time, or outlets of others or crowded half-days far more often than in the team (Poisson, 1 in
-- 1,000, at least five or ten); p6 three sales; p9 three days; p10 one month.

with members as (
    select service.person_id, service.team_id, service.month_start_on
    from analysis.person_service as service
    inner join meta.run as run
        on service.month_start_on = run.month_start_on
    where service.is_member
),

kinds as (
    select members.person_id, members.team_id, kinds.kind, kinds.indicator,
        count(facts.person_id) as findings
    from members
    cross join (
        values ('overlap', 'p5'), ('stranger', 'p5'), ('crowded', 'p5'), ('no_contact', 'p6'),
            ('check', 'p9'), ('ledger', 'p10')
    ) as kinds (kind, indicator)
    left join analysis.plausibility_fact as facts
        on members.person_id = facts.person_id
        and kinds.kind = facts.kind
    group by members.person_id, members.team_id, kinds.kind, kinds.indicator
),

compared as (
    select
        kinds.*,
        (sum(findings) over team_window - findings)
            / nullif(cast(count(*) over team_window - 1 as double), 0) as peer_findings
    from kinds
    window team_window as (partition by team_id, kind)
),

hits as (
    select
        compared.*,
        case kind
            when 'overlap' then findings >= 3
            when 'no_contact' then findings >= 3
            when 'check' then findings >= 3
            when 'ledger' then findings >= 1
            else findings >= case kind when 'stranger' then 5 else 10 end
                and 1 - coalesce(poisson_at_most(findings - 1, greatest(peer_findings, 0.5)), 0)
                    < 0.001
        end as is_hit
    from compared
),

facts as (
    select
        person_id,
        indicator,
        cast(sum(findings) filter (where is_hit) as double) as value,
        sum(peer_findings) filter (where is_hit) as peer_value,
        cast(null as double) as n,
        bool_or(is_hit) as is_hit,
        max(case when is_hit then kind end) as hit_kind
    from hits
    group by person_id, indicator
),

final as (
    select members.person_id, members.month_start_on, members.team_id, counts.indicator,
        false as is_hard, counts.value, counts.peer_value, counts.n, counts.is_hit,
        cast(null as varchar) as hit_kind
    from members
    inner join analysis.plausibility_count as counts
        on members.person_id = counts.person_id
    union all
    select members.person_id, members.month_start_on, members.team_id, facts.indicator, true,
        facts.value, facts.peer_value, facts.n, facts.is_hit, facts.hit_kind
    from members
    inner join facts
        on members.person_id = facts.person_id
)

select * from final
