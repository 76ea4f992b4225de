-- Grain: person, review month: the supervisor's latest rating of the last three months beside the
-- computed state. Inputs: fct_rating, score_state, run.
-- The rating never enters a score. agreement: same, opposite, or open where the state is
-- undetermined or the supervisor wrote neither high nor low.

with rated as (
    select
        ratings.person_id,
        ratings.month_start_on as rated_month_on,
        ratings.rater_name,
        ratings.skill,
        ratings.will,
        ratings.symptom,
        ratings.action,
        ratings.file_id,
        ratings.sheet,
        ratings.row_no,
        row_number() over (
            partition by ratings.person_id
            order by ratings.month_start_on desc, ratings.rater_name nulls last, ratings.file_id,
                ratings.record_no
        ) as choice
    from core.fct_rating as ratings
    cross join meta.run as run
    where ratings.person_id is not null
        and (ratings.skill is not null or ratings.will is not null)
        and ratings.month_start_on between add_months(run.month_start_on, -2)
            and run.month_start_on
),

sides as (
    select
        states.person_id,
        max(states.state_side) filter (where states.axis = 'skill') as skill_state,
        max(states.state_side) filter (where states.axis = 'will') as will_state
    from analysis.score_state as states
    inner join meta.run as run
        on states.month_start_on = run.month_start_on
    group by states.person_id
),

final as (
    select
        rated.person_id,
        rated.rated_month_on,
        rated.rater_name,
        rated.skill as rated_skill,
        rated.will as rated_will,
        rated.symptom,
        rated.action,
        sides.skill_state,
        sides.will_state,
        case
            when rated.skill is null or coalesce(sides.skill_state, 'undetermined') = 'undetermined'
                then 'open'
            when rated.skill = sides.skill_state then 'same'
            else 'opposite'
        end as skill_agreement,
        case
            when rated.will is null or coalesce(sides.will_state, 'undetermined') = 'undetermined'
                then 'open'
            when rated.will = sides.will_state then 'same'
            else 'opposite'
        end as will_agreement,
        rated.file_id,
        rated.sheet,
        rated.row_no
    from rated
    left join sides
        on rated.person_id = sides.person_id
    where rated.choice = 1
)

select * from final
