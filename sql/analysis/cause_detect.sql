-- Grain: scope × month × rule: phenomena that were found. Inputs: cause_detect_factor,
-- cause_detect_habit, cause_detect_plan, cause_detect_team.
-- Where a rule is found twice (R4 by ticket and by close rate), the one with more money stands.

with found as (
    select 'person' as scope_type, person_id as scope_id, month_start_on, team_id, rule, factor,
        phi_yuan, n, p_worse, phenomenon, true as is_strong
    from (
        select * from analysis.cause_detect_factor
        union all
        select * from analysis.cause_detect_habit
        union all
        select * from analysis.cause_detect_plan
    ) as people
    union all
    select 'team', team_id, month_start_on, team_id, rule, factor, phi_yuan, n, null, phenomenon,
        is_strong
    from analysis.cause_detect_team
),

final as (
    select *
    from found
    qualify row_number() over (
        partition by scope_type, scope_id, month_start_on, rule
        order by phi_yuan desc nulls last, p_worse desc nulls last, factor
    ) = 1
)

select * from final
