-- Grain: person whose logs the supervisor should check, review month: at least three indicators,
-- one of them hard (DOMAIN 4.10). Input: plausibility_indicator. Honest people with fixed routes
-- look regular; that is why no single indicator is enough.

with sums as (
    select
        person_id,
        month_start_on,
        team_id,
        count(*) as indicators,
        count(*) filter (where is_hard) as hard_indicators
    from analysis.plausibility_indicator
    where is_hit
    group by person_id, month_start_on, team_id
),

final as (
    select *
    from sums
    where indicators >= 3
        and hard_indicators >= 1
)

select * from final
