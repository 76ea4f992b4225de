-- severity: error
-- kind: identity
-- message: 各指标贡献之和不等于该轴得分

select axes.person_id, axes.axis, axes.w, sum(parts.contribution) as parts_w
from analysis.score_axis as axes
inner join meta.run as run
    on axes.month_start_on = run.month_start_on
left join report.rpt_score_part as parts
    on axes.person_id = parts.person_id
    and axes.axis = parts.axis
where axes.reason is null
group by axes.person_id, axes.axis, axes.w
having abs(axes.w - coalesce(sum(parts.contribution), 0)) > 1e-9
