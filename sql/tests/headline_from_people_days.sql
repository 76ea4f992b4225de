-- severity: error
-- kind: integrity
-- message: 总览数字与个人逐日明细的合计不一致

-- The headline of the review month against the sum of the people's daily rows.
with plain as (
    select sum(days.premium_yuan) as premium_yuan, sum(days.cases) as cases,
        sum(days.talks) as talks, sum(days.visits) as visits
    from report.rpt_person_day as days
    inner join meta.run as run
        on month_start(days.work_on) = run.month_start_on
)

select headline.metric, headline.actual
from report.rpt_headline as headline
cross join plain
where headline.scope_type = 'company'
    and abs(coalesce(headline.actual, 0) - coalesce(case headline.metric
        when 'premium_yuan' then plain.premium_yuan
        when 'cases' then plain.cases
        when 'talks' then plain.talks
        when 'visits' then plain.visits
        else headline.actual
    end, 0)) > 0.005
