-- Grain: month × chain: how deals differ between people and between months, from up to six months
-- before the month. Input: pace_history. Deals of person i in month j: Poisson with mean μ = team
-- rate × days × person × month effects. With r = n − μ, moments give the squared coefficients of
-- variation: cv2_person from r of one person in two months, cv2_total − cv2_person from one month,
-- cv2_team from two people of a team in one month, cv2_common from two teams. Sums of products of
-- different things are (Σr)² − Σr². Rates estimated from the same people or months take a part of
-- the variance away: K/(K − 1). With little history the estimates are blended with a guess that
-- counts as thirty people, thirty person-months, or two months: half a spread of .3 for people and
-- months, .1 for common swings.

with by_person as (
    select
        month_start_on,
        chain,
        person_id,
        sum(r) as r1,
        sum(r * r) as r2,
        sum(mu) as mu1,
        sum(mu * mu) as mu2,
        count(*) as person_months,
        max(team_people) as team_people
    from analysis.pace_history
    group by month_start_on, chain, person_id
),

person_parts as (
    select
        month_start_on,
        chain,
        sum((r1 * r1 - r2) * team_people / nullif(team_people - 1, 0)) as person_num,
        sum(mu1 * mu1 - mu2) filter (where team_people > 1) as person_den,
        sum(r2 * team_people / nullif(team_people - 1, 0) - mu1) filter (where team_people > 1)
            as total_num,
        sum(mu2) filter (where team_people > 1) as total_den,
        count(*) filter (where person_months > 1 and team_people > 1) as people,
        sum(person_months) as person_months
    from by_person
    group by month_start_on, chain
),

by_team as (
    select
        month_start_on,
        chain,
        history_on,
        team_id,
        sum(r) as r1,
        sum(r * r) as r2,
        sum(mu) as mu1,
        sum(mu * mu) as mu2
    from analysis.pace_history
    group by month_start_on, chain, history_on, team_id
),

by_month as (
    select
        month_start_on,
        chain,
        history_on,
        sum(r1 * r1 - r2) as team_num,
        sum(mu1 * mu1 - mu2) as team_den,
        sum(r1) * sum(r1) - sum(r1 * r1) as common_num,
        sum(mu1) * sum(mu1) - sum(mu1 * mu1) as common_den
    from by_team
    group by month_start_on, chain, history_on
),

month_parts as (
    select
        month_start_on,
        chain,
        count(*) as months,
        sum(team_num) as team_num,
        sum(team_den) as team_den,
        sum(common_num) as common_num,
        sum(common_den) as common_den
    from by_month
    group by month_start_on, chain
),

estimates as (
    select
        people.month_start_on,
        people.chain,
        people.people,
        people.person_months,
        months.months,
        not_negative(ratio(people.person_num, people.person_den)) as person_raw,
        not_negative(
            ratio(people.total_num, people.total_den)
            - coalesce(not_negative(ratio(people.person_num, people.person_den)), 0)
        ) as month_raw,
        not_negative(ratio(months.team_num, months.team_den))
            * months.months / nullif(months.months - 1, 0) as team_raw,
        not_negative(ratio(months.common_num, months.common_den))
            * months.months / nullif(months.months - 1, 0) as common_raw
    from person_parts as people
    inner join month_parts as months
        on people.month_start_on = months.month_start_on
        and people.chain = months.chain
),

blended as (
    select
        month_start_on,
        chain,
        people,
        person_months,
        months,
        case when person_raw is null then 0.1
            else (people * person_raw + 30 * 0.1) / (people + 30) end as cv2_person,
        case when month_raw is null then 0.1
            else (person_months * month_raw + 30 * 0.1) / (person_months + 30) end as cv2_month,
        case when team_raw is null then 0.01
            else ((months - 1) * team_raw + 2 * 0.01) / (months + 1) end as cv2_team,
        case when common_raw is null then 0.01
            else ((months - 1) * common_raw + 2 * 0.01) / (months + 1) end as cv2_common
    from estimates
),

final as (
    select
        month_start_on,
        chain,
        people,
        person_months,
        months,
        -- One half of a per cent at least: nobody is known that well.
        greatest(cast(cv2_person as double), 0.005) as cv2_person,
        greatest(cast(cv2_month as double), cv2_team, cv2_common) as cv2_month,
        greatest(cast(cv2_team as double), cv2_common) as cv2_team,
        cast(cv2_common as double) as cv2_common
    from blended
)

select * from final
