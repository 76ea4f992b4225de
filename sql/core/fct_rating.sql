-- Grain: rated person × month × rater, the believed version. Inputs: stg_rating, record_version,
-- roster_name. A supervisor's judgement stands beside the computed score and never enters it.

with final as (
    select
        versions.person_id,
        versions.team_id,
        versions.dept_id,
        records.month_start_on,
        records.rater_name,
        coalesce(raters.person_id, raters_anywhere.person_id) as rater_id,
        records.skill,
        records.skill_score,
        records.skill_text,
        records.will,
        records.will_score,
        records.will_text,
        records.symptom,
        records.action,
        records.file_id,
        records.sheet,
        records.row_no,
        records.record_no,
        records.cells
    from staging.stg_rating as records
    inner join core.record_version as versions
        on versions.kind = 'rating'
        and records.file_id = versions.file_id
        and records.record_no = versions.record_no
        and versions.is_kept
    left join core.roster_name as raters
        on name_key(records.rater_name) = raters.name_key
        and raters.team_key = name_key(records.team_name)
    left join core.roster_name as raters_anywhere
        on name_key(records.rater_name) = raters_anywhere.name_key
        and raters_anywhere.team_key = ''
)

select * from final
