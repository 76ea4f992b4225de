-- Grain: outlet (code, else name). Inputs: stg_outlet, stg_file, person_alias.
-- The latest register row of an outlet wins.

with outlet_rows as (
    select
        outlets.*,
        files.version_rank,
        files.modified_at,
        files.path,
        coalesce(outlets.outlet_code, outlets.outlet_name) as outlet_id
    from staging.stg_outlet as outlets
    inner join staging.stg_file as files
        on outlets.file_id = files.file_id
    where coalesce(outlets.outlet_code, outlets.outlet_name) is not null
),

ranked as (
    select
        outlet_rows.*,
        row_number() over (
            partition by outlet_id
            order by valid_from_on desc nulls last, version_rank desc, modified_at desc nulls last,
                path desc, sheet desc, record_no desc
        ) as choice
    from outlet_rows
),

final as (
    select
        ranked.outlet_id,
        ranked.outlet_code,
        ranked.outlet_name,
        ranked.bank_name,
        ranked.grade,
        aliases.person_id,
        ranked.valid_from_on,
        ranked.valid_to_on
    from ranked
    left join core.person_alias as aliases
        on ranked.person_key = aliases.person_key
    where ranked.choice = 1
)

select * from final
