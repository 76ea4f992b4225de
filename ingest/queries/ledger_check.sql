-- Files whose ledger does not add up: no rows on a healthy warehouse.
with ledger as (
    select
        file_id,
        count(*) as rows_total,
        count(distinct (sheet, row_no)) as rows_distinct,
        count(*) filter (where fate = 'loaded') as rows_loaded
    from raw.row_ledger
    group by file_id
)

select coalesce(file.path, ledger.file_id) as path
from raw.file as file
full join ledger
    on file.file_id = ledger.file_id
where
    file.file_id is null
    or file.rows_total is distinct from coalesce(ledger.rows_total, 0)
    or file.rows_loaded is distinct from coalesce(ledger.rows_loaded, 0)
    or ledger.rows_distinct <> ledger.rows_total
order by path
