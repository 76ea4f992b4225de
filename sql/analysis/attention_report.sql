-- Grain: scope × team or person × week × metric where weekly report and logs differ, weeks that
-- touch the review month. Inputs: week_report_gap, watch, dim_metric, period, run.
-- A difference under 10 % and under 3 units (or 1,000 yuan) is not worth a line.

with gaps as (
    select
        gaps.*,
        metrics.metric_name,
        metrics.unit,
        metrics.metric_ord,
        periods.period_label
    from analysis.week_report_gap as gaps
    inner join core.dim_metric as metrics
        on gaps.metric = metrics.metric
    inner join analysis.period as periods
        on periods.period_type = 'week'
        and gaps.period_start_on = periods.period_start_on
    cross join meta.run as run
    where gaps.period_start_on + 6 >= run.month_start_on
        and gaps.period_start_on <= run.as_of_on
        and abs(gaps.difference) >= 0.1 * greatest(gaps.reported, gaps.logged)
        and abs(gaps.difference) >= case when metrics.unit = '元' then 1000 else 3 end
),

final as (
    select
        watch.scope_type,
        watch.scope_id,
        'week_report' as kind,
        case when gaps.logged_days < gaps.expected_days and gaps.difference > 0 then 3 else 2 end
            as severity_ord,
        abs(gaps.difference) / nullif(greatest(gaps.reported, gaps.logged), 0) as rank_value,
        case when watch.scope_type = 'person' then '' else watch.child_name || ' ' end
            || gaps.period_label || '周报与日志' || gaps.metric_name || '不一致' as title,
        '周报写 '
            || case when gaps.unit = '元' then yuan_text(gaps.reported)
                else count_text(gaps.reported) || ' ' || gaps.unit end
            || '，日志合计 '
            || case when gaps.unit = '元' then yuan_text(gaps.logged)
                else count_text(gaps.logged) || ' ' || gaps.unit end
            || '（有日志 ' || cast(gaps.logged_days as varchar) || '/'
            || cast(gaps.expected_days as varchar) || ' 人天）'
            || case when gaps.logged_days < gaps.expected_days and gaps.difference > 0
                then '。缺日志可以解释一部分' else '。请核对以哪份为准' end as detail,
        watch.child_type,
        watch.child_id,
        case when gaps.unit = '元' then abs(gaps.difference) end as amount_yuan
    from gaps
    inner join analysis.watch as watch
        on gaps.scope_type = watch.child_type
        and gaps.scope_id = watch.child_id
)

select * from final
