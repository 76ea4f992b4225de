-- severity: error
-- kind: identity
-- message: 全部个人之和不等于公司

select
    company.period_type,
    company.period_start_on,
    company.metric,
    max(company.actual) as company_actual,
    sum(people.actual) as people_actual
from analysis.plan_actual as company
left join analysis.plan_actual as people
    on people.scope_type = 'person'
    and company.period_type = people.period_type
    and company.period_start_on = people.period_start_on
    and company.metric = people.metric
where company.scope_type = 'company'
group by company.period_type, company.period_start_on, company.metric
having abs(coalesce(max(company.actual), 0) - coalesce(sum(people.actual), 0)) > 0.005
    or abs(coalesce(max(company.plan), 0) - coalesce(sum(people.plan), 0)) > 0.005
    or max(company.logged_days) <> sum(people.logged_days)
