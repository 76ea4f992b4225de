-- severity: error
-- kind: integrity
-- message: 口径说明中的方法参数与计算所用的不一致

select parameter, relation, value
from analysis.method_parameter
where value is null
