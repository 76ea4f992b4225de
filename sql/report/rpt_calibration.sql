-- Grain: scope type × elapsed share × bin of the forecast probability (0: all). Input:
-- pace_calibration: how the forecasts of closed months turned out.

with named as (
    select
        calibration.*,
        case scope_type
            when 'person' then 1 when 'team' then 2 when 'dept' then 3 else 4
        end as scope_ord,
        case scope_type
            when 'person' then '个人' when 'team' then '团队' when 'dept' then '营业部'
            else '公司'
        end as scope_name
    from analysis.pace_calibration as calibration
),

final as (
    select
        scope_type,
        scope_name,
        elapsed_share,
        bin,
        case when bin = 0 then '全部'
            else percent_text((bin - 1) / 5.0) || '–' || percent_text(bin / 5.0) end as bin_name,
        n,
        mean_p,
        outcome_share,
        brier,
        time_brier,
        interval_share,
        error,
        case
            when bin = 0 then '过去各月走到 ' || percent_text(elapsed_share) || ' 工作日时，' || scope_name
                || '预测 ' || cast(n as varchar) || ' 次：平均说 ' || percent_text(mean_p) || ' 能达成，实际 '
                || percent_text(outcome_share) || ' 达成；均方误差 ' || printf('%.3f', brier)
                || '，只看时间进度为 ' || printf('%.3f', time_brier)
                || case when n < 30 then '；次数少，仅供参考' else '' end || '。'
            else '说 ' || percent_text(mean_p) || ' 的 ' || cast(n as varchar) || ' 次中，'
                || percent_text(outcome_share) || ' 达成。'
        end as sentence
    from named
)

select final.*
from final
order by scope_type, elapsed_share, bin
