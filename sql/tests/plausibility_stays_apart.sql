-- severity: error
-- kind: integrity
-- message: 日志疑点（需核实）被评分、差距或原因模型读取

-- Advisory, for the supervisor: only its own models and its own two report relations may read it.
select relation
from meta.model
where regexp_matches(sql_text, '(analysis\.plausibility_|report\.rpt_plausibility)')
    and not regexp_matches(relation, '^(analysis\.plausibility_|report\.rpt_plausibility)')
