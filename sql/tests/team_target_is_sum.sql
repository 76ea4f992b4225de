-- severity: warning
-- kind: identity
-- message: 团队自己的目标与成员目标之和相差超过 1%（报告用团队自己的目标）

select scope_type, scope_id, month_start_on, metric, target, members_target
from analysis.target_month
where scope_type <> 'person'
    and target_source = 'own'
    and members_with_target = members
    and abs(target - members_target) > 0.01 * abs(target)
