-- Grain: group type (outlet class, tenure, team) × group × axis, review month: do scores fall
-- unequally? Inputs: score_state, benchmark_day_mix, dim_person, dim_team, run. gap = mean score
-- of the group − mean of everybody else, with a 90 % interval from both spreads; low_share with
-- Wilson's. is_adverse: the whole interval lies below zero. An outlet class is the one a person
-- worked most in three months. Scores are made against the team, so teams' means lie near 50 by
-- construction: their rows show how much is undetermined rather than who is better.

with states as (
    select states.*
    from analysis.score_state as states
    inner join meta.run as run
        on states.month_start_on = run.month_start_on
),

grade_days as (
    select mixes.person_id, mixes.grade, sum(mixes.share) as days
    from analysis.benchmark_day_mix as mixes
    cross join meta.run as run
    where mixes.work_on >= add_months(run.month_start_on, -2)
    group by mixes.person_id, mixes.grade
),

grades as (
    select
        person_id,
        grade,
        row_number() over (partition by person_id order by days desc, grade) as choice
    from grade_days
),

tenures as (
    select
        persons.person_id,
        case
            when persons.hired_on is null then '入司日期不详'
            when persons.hired_on > add_months(run.as_of_on, -3) then '不满 3 个月'
            when persons.hired_on > add_months(run.as_of_on, -12) then '3–12 个月'
            when persons.hired_on > add_months(run.as_of_on, -36) then '1–3 年'
            else '3 年以上'
        end as tenure,
        case
            when persons.hired_on is null then 9
            when persons.hired_on > add_months(run.as_of_on, -3) then 1
            when persons.hired_on > add_months(run.as_of_on, -12) then 2
            when persons.hired_on > add_months(run.as_of_on, -36) then 3
            else 4
        end as tenure_ord
    from core.dim_person as persons
    cross join meta.run as run
),

people as (
    select distinct person_id from states
),

groups as (
    select people.person_id, 'outlet_class' as group_type, 1 as type_ord,
        coalesce(grades.grade, 'unknown') as group_id, 0 as group_ord
    from people
    left join grades
        on people.person_id = grades.person_id
        and grades.choice = 1
    union all
    select people.person_id, 'tenure', 2, tenures.tenure, tenures.tenure_ord
    from people
    inner join tenures
        on people.person_id = tenures.person_id
    union all
    select people.person_id, 'team', 3, members.team_id, 0
    from people
    inner join analysis.person_team_month as members
        on people.person_id = members.person_id
    inner join meta.run as run
        on members.month_start_on = run.month_start_on
),

sums as (
    select
        groups.group_type,
        groups.type_ord,
        groups.group_id,
        groups.group_ord,
        states.axis,
        count(*) as people,
        count(states.score) as scored,
        count(*) filter (where states.state_side = 'high') as high,
        count(*) filter (where states.state_side = 'low') as low,
        count(*) filter (where states.state_side = 'undetermined') as undetermined,
        coalesce(sum(states.score), 0) as score1,
        coalesce(sum(states.score * states.score), 0) as score2
    from groups
    inner join states
        on groups.person_id = states.person_id
    group by groups.group_type, groups.type_ord, groups.group_id, groups.group_ord, states.axis
),

others as (
    select
        sums.*,
        sum(scored) over everybody - scored as other_n,
        sum(score1) over everybody - score1 as other1,
        sum(score2) over everybody - score2 as other2
    from sums
    window everybody as (partition by group_type, axis)
),

means as (
    select
        others.*,
        ratio(score1, scored) as mean_score,
        ratio(score1, scored) - ratio(other1, other_n) as gap,
        case when scored > 1 and other_n > 1 then sqrt(
            greatest(score2 - score1 * score1 / scored, 0) / (scored - 1) / scored
            + greatest(other2 - other1 * other1 / other_n, 0) / (other_n - 1) / other_n
        ) end as gap_se
    from others
),

final as (
    select
        group_type,
        type_ord,
        group_id,
        group_ord,
        axis,
        people,
        scored,
        high,
        low,
        undetermined,
        mean_score,
        ratio(low, people) as low_share,
        wilson_lo(low, people) as low_lo,
        wilson_hi(low, people) as low_hi,
        gap,
        gap - 1.645 * gap_se as gap_lo,
        gap + 1.645 * gap_se as gap_hi,
        coalesce(gap + 1.645 * gap_se < 0, false) as is_adverse
    from means
)

select * from final
