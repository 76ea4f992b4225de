-- Grain: cell of a recognised form under a header that no definition knows. Inputs: stg_extra,
-- stg_file. Kept as written, so that a column people added is not lost and can be given a meaning.

with final as (
    select
        files.path,
        files.form,
        extras.header,
        extras.text,
        extras.file_id,
        extras.sheet,
        extras.row_no,
        extras.record_no,
        extras.cell
    from staging.stg_extra as extras
    inner join staging.stg_file as files
        on extras.file_id = files.file_id
)

select * from final
