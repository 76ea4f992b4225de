-- severity: warning
-- kind: column
-- message: 配置 chains 中的团队不在数据里，该设置没有生效

select settings.team_name
from meta.team_chain as settings
where settings.team_name not in (select team_id from core.dim_team)
    and settings.team_name not in (select team_name from core.dim_team)
