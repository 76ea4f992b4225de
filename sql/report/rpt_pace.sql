-- Grain: scope, review month as of the run. Inputs: pace_scope, pace_lateness, scope, dim_chain.
-- sentence says everything that the figures say, for people: the chance, what it would take, and
-- until when; groups count per person and day.

with lateness as (
    select person_id, month_start_on, late_share, day_share, p_late, late_months
    from analysis.pace_lateness
    qualify row_number() over (partition by person_id order by month_start_on desc) = 1
),

words as (
    select
        chains.chain,
        max(case when chains.kind = 'volume' then replace(chains.factor_name, '日均', '') end)
            as activity_name,
        max(case when chains.kind = 'volume' then split_part(chains.unit, '/', 1) end)
            as activity_unit
    from core.dim_chain as chains
    group by chains.chain
),

scope_chains as (
    select 'person' as scope_type, service.person_id as scope_id, min(service.chain) as chain
    from analysis.person_service as service
    inner join meta.run as run
        on service.month_start_on = run.month_start_on
    group by service.person_id
    union all
    select 'team', team_id, chain from core.team_chain
),

joined as (
    select
        scopes.scope_ord,
        scopes.scope_name,
        scopes.parent_type,
        scopes.parent_id,
        scopes.page_key,
        paces.*,
        coalesce(words.activity_name, '洽谈') as activity_name,
        coalesce(words.activity_unit, '人') as activity_unit,
        lateness.late_share,
        lateness.day_share,
        lateness.p_late,
        lateness.late_months,
        case when paces.scope_type = 'person' then '' else '人均' end as per_head,
        case when paces.scope_type = 'person' then '你' else '' end as addressee
    from analysis.pace_scope as paces
    inner join analysis.scope as scopes
        on paces.scope_type = scopes.scope_type
        and paces.scope_id = scopes.scope_id
    left join scope_chains
        on paces.scope_type = scope_chains.scope_type
        and paces.scope_id = scope_chains.scope_id
    left join words
        on scope_chains.chain = words.chain
    left join lateness
        on case when paces.scope_type = 'person' then paces.scope_id end = lateness.person_id
),

spoken as (
    select
        joined.*,
        case
            when target is null or target <= 0 then '没有目标'
                || case when forecast is not null and not is_closed
                    then '；预计全月 ' || yuan_text(forecast) || '（八成把握在 '
                        || yuan_text(forecast_lo) || ' 至 ' || yuan_text(forecast_hi) || '）'
                    else '' end
            when zone = 'done' then '目标 ' || yuan_text(target) || ' 已达成（' || yuan_text(actual_to_date)
                || '）' || case when is_closed or forecast is null then ''
                    else '，预计全月 ' || yuan_text(forecast) end
            when is_closed then '本月已结束，差 ' || yuan_text(target - actual_to_date)
            when coalesce(person_days_left, 0) <= 0 then '还差 '
                || yuan_text(target - actual_to_date)
            when reason = 'NO_DEAL' then '还差 ' || yuan_text(target - actual_to_date)
                || '；没有出单记录，无从推算达成的可能'
            else '达成概率' || chance_text(p_attain) || '，预计全月 ' || yuan_text(forecast)
                || '（八成把握在 ' || yuan_text(forecast_lo) || ' 至 ' || yuan_text(forecast_hi) || '）'
        end as chance_part,
        case
            when target is null or zone in ('done', 'missed') or is_closed then ''
            when coalesce(person_days_left, 0) <= 0 then '；本月已没有可用的工作日'
            when required_per_day is null or usual_per_day is null then
                '；没有足够的' || activity_name || '与转化记录，算不出所需的活动量'
            else '；还差约 ' || cast(need_deals as varchar) || ' 件，余下' || per_head || '每天需'
                || activity_name || ' ' || printf('%.1f', required_per_day) || ' ' || activity_unit
                || '（' || addressee || '通常 ' || printf('%.1f', usual_per_day) || '，最好一周 '
                || printf('%.1f', best_per_day) || '）'
        end as pace_part,
        case
            when zone in ('ok', 'effort') and last_recoverable_on is not null
                then '；最后可挽回日 ' || day_label(last_recoverable_on)
            when zone = 'late' and last_recoverable_on is not null and not is_closed
                then '；按最好的一周也难补上，最后可挽回日（' || day_label(last_recoverable_on)
                    || '）已过'
            when zone = 'late' and required_per_day is not null and not is_closed
                then '；本月开始时所需的活动量已超过最好的一周，应重新核对目标与计划'
            else ''
        end as last_part,
        case
            when reason = 'NO_HISTORY' then '；没有完整的上月可参照，推算较粗'
            when late_months >= 3 then '；已连续 ' || cast(late_months as varchar) || ' 个月月末集中'
            else ''
        end as note_part
    from joined
),

final as (
    select
        cast(scope_ord as integer) as ord,
        scope_type,
        scope_id,
        scope_name,
        parent_type,
        parent_id,
        page_key,
        month_start_on,
        as_of_on,
        cast(workdays as integer) as workdays,
        cast(workdays_elapsed as integer) as workdays_elapsed,
        target,
        actual_to_date,
        forecast,
        forecast_lo,
        forecast_hi,
        p_attain,
        need_deals,
        activity_name,
        activity_unit,
        required_per_day,
        usual_per_day,
        best_per_day,
        best_source,
        zone,
        zone_name(zone) as zone_name,
        last_recoverable_on,
        late_share,
        day_share as late_day_share,
        p_late,
        late_months,
        reason,
        pace_reason_name(reason) as reason_name,
        chance_part || pace_part || last_part || note_part || '。' as sentence
    from spoken
)

select * from final
order by scope_type, scope_id
