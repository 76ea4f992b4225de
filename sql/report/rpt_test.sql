-- Grain: test of sql/tests as it ran in this run. Input: meta.test_result. Built after the tests.

select
    cast(row_number() over (
        order by failing_rows > 0 desc, severity, kind, test_name
    ) as integer) as ord,
    test_name,
    kind,
    severity,
    failing_rows,
    message
from meta.test_result
order by ord
