-- Grain: scope × month × day_no (pace_point): deals and money the rest of the month should bring,
-- with their spread. Inputs: pace_member, pace_prior, pace_point, pace_target, dim_team,
-- team_chain, dim_chain. Deals to come (DOMAIN 4.9): the month's level relative to what was
-- expected is gamma with mean 1 and the squared coefficient of variation prior_cv2; y deals
-- against expected_elapsed update it, the rest is negative binomial. prior_cv2 of a scope:
-- people's own parts add up with the squares of their shares, a team's common swing stays whole,
-- that of the company too. left_cv2 is the squared coefficient of variation of the money to come:
-- tickets, their level, the count. Departments and the company forecast premium where anybody of
-- theirs sells for premium; people of other chains are left out of that.

with metrics as (
    select teams.team_id, teams.dept_id, money.count_metric as money_metric
    from core.dim_team as teams
    inner join core.team_chain as chains
        on teams.team_id = chains.team_id
    inner join core.dim_chain as money
        on chains.chain = money.chain
        and money.kind = 'ticket'
),

members as (
    select
        members.*,
        metrics.dept_id,
        metrics.money_metric,
        priors.rate_cv2,
        priors.month_cv2,
        priors.team_cv2,
        priors.common_cv2,
        priors.ticket_yuan,
        priors.ticket_cv2,
        priors.ticket_level_cv2,
        priors.reason,
        priors.history_months
    from analysis.pace_member as members
    inner join metrics
        on members.team_id = metrics.team_id
    left join analysis.pace_prior as priors
        on members.person_id = priors.person_id
        and members.month_start_on = priors.month_start_on
        and members.team_id = priors.team_id
),

-- Premium wherever some of the scope sells for premium.
main_metric as (
    select scope_type, scope_id, max(money_metric) filter (where is_premium) as premium_metric,
        min(money_metric) as other_metric
    from (
        select 'dept' as scope_type, dept_id as scope_id, money_metric,
            money_metric = 'premium_yuan' as is_premium
        from members
        union all
        select 'company', 'company', money_metric, money_metric = 'premium_yuan'
        from members
    ) as uses
    group by scope_type, scope_id
),

scoped as (
    select 'person' as scope_type, person_id as scope_id, members.* from members
    union all
    select 'team', team_id, members.* from members
    union all
    select 'dept', members.dept_id, members.*
    from members
    inner join main_metric
        on main_metric.scope_type = 'dept'
        and members.dept_id = main_metric.scope_id
        and members.money_metric = coalesce(main_metric.premium_metric, main_metric.other_metric)
    union all
    select 'company', 'company', members.*
    from members
    inner join main_metric
        on main_metric.scope_type = 'company'
        and members.money_metric = coalesce(main_metric.premium_metric, main_metric.other_metric)
),

team_sums as (
    select
        scope_type,
        scope_id,
        month_start_on,
        day_no,
        team_id,
        min(money_metric) as money_metric,
        count(*) filter (where expected_elapsed + expected_left > 0) as people,
        sum(cases) as cases,
        sum(money_yuan) as money_yuan,
        sum(month_cases) as month_cases,
        sum(month_money_yuan) as month_money_yuan,
        sum(expected_elapsed) as expected_elapsed,
        sum(expected_left) as expected_left,
        sum(expected_elapsed + expected_left) as expected,
        sum(power(expected_elapsed + expected_left, 2)
            * (rate_cv2 + greatest(month_cv2 - team_cv2, 0))) as own_square,
        sum(expected_elapsed + expected_left) * sum(expected_elapsed + expected_left)
            * max(greatest(team_cv2 - common_cv2, 0)) as team_square,
        max(common_cv2) as common_cv2,
        sum(expected_left * ticket_yuan) as ticket_sum,
        sum(case when ticket_yuan is not null then expected_left end) as ticket_weight,
        sum(power(expected_left * ticket_yuan, 2) * ticket_level_cv2) as ticket_square,
        max(ticket_cv2) as ticket_cv2,
        sum(days_left) as person_days_left,
        sum(plain_left) as plain_left,
        min(curve_deals) as curve_deals,
        max(history_months) as history_months,
        coalesce(bool_or(reason = 'NO_HISTORY'), false) as has_no_history
    from scoped
    group by scope_type, scope_id, month_start_on, day_no, team_id
),

sums as (
    select
        scope_type,
        scope_id,
        month_start_on,
        day_no,
        min(money_metric) as money_metric,
        sum(people) as people,
        sum(cases) as cases,
        sum(money_yuan) as money_yuan,
        sum(month_cases) as month_cases,
        sum(month_money_yuan) as month_money_yuan,
        sum(expected_elapsed) as expected_elapsed,
        sum(expected_left) as expected_left,
        (sum(own_square) + sum(team_square)) / nullif(power(sum(expected), 2), 0)
            + max(common_cv2) as prior_cv2,
        ratio(sum(ticket_sum), sum(ticket_weight)) as ticket_yuan,
        coalesce(sum(ticket_square) / nullif(power(sum(ticket_sum), 2), 0), 0) as ticket_level_cv2,
        max(ticket_cv2) as ticket_cv2,
        sum(person_days_left) as person_days_left,
        sum(plain_left) as plain_left,
        min(curve_deals) as curve_deals,
        max(history_months) as history_months,
        bool_or(has_no_history) as has_no_history
    from team_sums
    group by scope_type, scope_id, month_start_on, day_no
),

posteriors as (
    select
        sums.*,
        targets.target,
        targets.target - sums.money_yuan as need_yuan,
        1 / prior_cv2 + sums.cases as shape,
        (1 / prior_cv2 + expected_elapsed)
            / (1 / prior_cv2 + expected_elapsed + expected_left) as p_stop,
        expected_left * (1 / prior_cv2 + sums.cases) / (1 / prior_cv2 + expected_elapsed)
            as deals_left
    from sums
    left join analysis.pace_target as targets
        on sums.scope_type = targets.scope_type
        and sums.scope_id = targets.scope_id
        and sums.month_start_on = targets.month_start_on
        and sums.money_metric = targets.metric
),

moments as (
    select
        posteriors.*,
        deals_left * ticket_yuan as money_left,
        -- Squared coefficient of variation of the sum: tickets, their level, the count.
        case when deals_left > 0 then
            ticket_cv2 / deals_left + ticket_level_cv2 + 1 / (deals_left * p_stop)
        end as left_cv2,
        case when deals_left > 0 then power(p_stop, shape) end as p_no_deal
    from posteriors
),

final as (
    select
        moments.*,
        points.workdays,
        points.elapsed,
        points.through_on,
        points.is_closed,
        points.is_review,
        points.is_now,
        points.backtest_share
    from moments
    inner join analysis.pace_point as points
        on moments.month_start_on = points.month_start_on
        and moments.day_no = points.day_no
)

select * from final
