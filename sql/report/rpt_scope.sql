-- Grain: scope. Input: analysis.scope.

select
    cast(scope_ord as integer) as ord,
    scope_type,
    scope_id,
    scope_name,
    parent_type,
    parent_id,
    page_key,
    cast(member_count as integer) as member_count,
    is_in_roster
from analysis.scope
order by ord
