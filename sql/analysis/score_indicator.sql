-- Grain: person × month × indicator. Inputs: score_input, score_variance.
-- reliability = n/(n+kappa); z is the shrunken distance from the peers in between-person standard
-- deviations (DOMAIN 5.3). Peers are the team; a team of fewer than three people with data is
-- compared with the whole company instead, and so are new people while there are fewer than five of
-- them (from five on they are each other's peers). raw_x and raw_y are as written, x and y at the
-- team's outlets.

with weights as (
    select indicator, axis, indicator_ord, indicator_name, weight
    from (
        values
        ('w1', 'will', 1, '日志提交率', 0.15::double),
        ('w3', 'will', 2, '洽谈完成自定责任额', 0.20::double),
        ('w4', 'will', 3, '日均洽谈', 0.20::double),
        ('w5', 'will', 4, '有拜访的工作日占比', 0.10::double),
        ('s1', 'skill', 1, '意向率', 0.30::double),
        ('s2', 'skill', 2, '成交率', 0.30::double),
        ('s3', 'skill', 3, '件均保费', 0.15::double)
    ) as weights (indicator, axis, indicator_ord, indicator_name, weight)
),

team_peers as (
    select month_start_on, indicator, peer_id, sum(y) / sum(n) as peer_x, count(*) as people
    from analysis.score_input
    group by month_start_on, indicator, peer_id
),

company_peers as (
    select month_start_on, indicator, sum(y) / sum(n) as peer_x
    from analysis.score_input
    group by month_start_on, indicator
),

joined as (
    select
        inputs.person_id,
        inputs.month_start_on,
        inputs.team_id,
        weights.axis,
        inputs.indicator,
        weights.indicator_ord,
        weights.indicator_name,
        weights.weight,
        inputs.is_share,
        inputs.is_new,
        inputs.raw_y,
        inputs.raw_x,
        inputs.difficulty,
        inputs.y,
        inputs.n,
        inputs.x,
        case
            when team_peers.people >= 3 and (not inputs.is_new or inputs.peer_id = '（新人）')
                then team_peers.peer_x
            else company_peers.peer_x
        end as peer_x,
        case
            when inputs.peer_id = '（新人）' and team_peers.people >= 3 then 'new'
            when team_peers.people >= 3 and not inputs.is_new then 'team'
            else 'company'
        end as peer_group,
        variances.kappa,
        variances.sigma2,
        variances.tau2
    from analysis.score_input as inputs
    inner join weights
        on inputs.indicator = weights.indicator
    inner join analysis.score_variance as variances
        on inputs.month_start_on = variances.month_start_on
        and inputs.indicator = variances.indicator
    inner join team_peers
        on inputs.month_start_on = team_peers.month_start_on
        and inputs.indicator = team_peers.indicator
        and inputs.peer_id = team_peers.peer_id
    inner join company_peers
        on inputs.month_start_on = company_peers.month_start_on
        and inputs.indicator = company_peers.indicator
),

-- For shares the spread between people depends on the team's own level: rho·m·(1−m).
spread as (
    select
        joined.*,
        case when kappa is not null then n / (n + kappa) end as reliability,
        case
            when kappa is null then null
            when is_share then sqrt(peer_x * (1 - peer_x) / (1 + kappa))
            else sqrt(tau2)
        end as between_sd
    from joined
),

final as (
    select
        person_id,
        month_start_on,
        team_id,
        axis,
        indicator,
        indicator_ord,
        indicator_name,
        weight,
        is_share,
        is_new,
        raw_y,
        raw_x,
        difficulty,
        y,
        n,
        x,
        peer_x,
        peer_group,
        kappa,
        reliability,
        between_sd,
        peer_x + reliability * (x - peer_x) as shrunken_x,
        reliability * (x - peer_x) / nullif(between_sd, 0) as z
    from spread
)

select * from final
