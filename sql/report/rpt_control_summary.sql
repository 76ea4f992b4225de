-- Grain: form × metric of control totals: how far they agree with the logs, the review month and
-- all periods. Inputs: control_total, dim_metric, dim_code, run. rate = agreeing ÷ compared; what
-- could not be compared is counted beside it with its reason.

with totals as (
    select
        totals.*,
        case totals.period_type when 'day' then totals.period_start_on
            when 'week' then totals.period_start_on + 6
            else month_end(totals.period_start_on) end >= run.month_start_on as is_review_month
    from core.control_total as totals
    cross join meta.run as run
    where totals.period_start_on <= run.as_of_on
),

sums as (
    select
        source,
        scope_type,
        period_type,
        metric,
        count(*) filter (where is_review_month) as stated,
        count(agrees) filter (where is_review_month) as compared,
        count(*) filter (where is_review_month and agrees) as agreeing,
        count(*) filter (where is_review_month and reason = 'NO_LOG') as no_log,
        count(*) filter (where is_review_month and reason = 'NO_FIGURE') as no_figure,
        count(*) filter (where is_review_month and reason = 'OPEN_PERIOD') as open_period,
        count(agrees) as compared_all,
        count(*) filter (where agrees) as agreeing_all
    from totals
    group by source, scope_type, period_type, metric
),

final as (
    select
        cast(row_number() over (
            order by sums.source, sums.scope_type, sums.period_type,
                coalesce(metrics.metric_ord, 99), sums.metric
        ) as integer) as ord,
        sums.source,
        coalesce(forms.code_name, sums.source) as form_name,
        sums.scope_type,
        case sums.scope_type when 'person' then '个人' when 'team' then '团队'
            when 'dept' then '营业部' else '公司' end as scope_type_name,
        sums.period_type,
        case sums.period_type when 'day' then '日' when 'week' then '周' else '月' end
            as period_type_name,
        sums.metric,
        coalesce(metrics.metric_name, sums.metric) as metric_name,
        sums.stated,
        sums.compared,
        sums.agreeing,
        ratio(sums.agreeing, sums.compared) as rate,
        sums.compared_all,
        sums.agreeing_all,
        ratio(sums.agreeing_all, sums.compared_all) as rate_all,
        case when sums.compared = 0 then
            case
                when sums.stated = 0 then '本月没有这张表'
                when sums.no_figure > 0 then '日志没有这一项，无法核对'
                when sums.no_log > 0 then '没有日志可以核对'
                else '该期间还没有结束'
            end
        end as reason
    from sums
    left join core.dim_metric as metrics
        on sums.metric = metrics.metric
    left join core.dim_code as forms
        on forms.code_type = 'form'
        and sums.source = forms.code
)

select * from final
order by ord
