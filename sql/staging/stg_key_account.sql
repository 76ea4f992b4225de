-- Grain: key account line of a weekly report. Input: raw.key_account.

select
    file_id,
    sheet,
    row_no,
    record_no,
    clean_text(team_name) as team_name,
    week_start_on,
    clean_text(customer_name) as customer_name,
    needs,
    clean_text(owner_name) as owner_name,
    plan,
    cells
from raw.key_account
where file_id in (
    select files.file_id
    from raw.file as files
    where files.status in ('loaded', 'partial')
)
