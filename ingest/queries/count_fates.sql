-- Fates of the rows of files in force.
select
    ledger.fate,
    count(*) as rows_total
from raw.row_ledger as ledger
inner join raw.file as file
    on ledger.file_id = file.file_id
where file.status <> 'superseded'
group by ledger.fate
order by ledger.fate
