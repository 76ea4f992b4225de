-- Grain: item of the loop ledger (DOMAIN 7.6): what was raised, by whom it is owned, what came of
-- it. Inputs: fct_coaching, measure, fct_training, cause_card, quota, chain_month, stg_file, run.
-- The review month and the two before. kind: diagnosis (cards of the month before: closed when the
-- rule is gone), coaching, training, measure, quota (what was proposed for a month, closed when
-- it is over). status: open, done, closed, overdue. effect in words, as handed in or computed.

with bounds as (
    select month_start_on, as_of_on, add_months(month_start_on, -2) as from_on
    from meta.run
),

coaching as (
    select
        'coaching' as kind,
        md5('coaching/' || coaching.file_id || '/' || coaching.record_no) as item_id,
        coaching.team_id,
        coaching.person_id,
        cast(null as varchar) as factor,
        coaching.week_start_on as raised_on,
        coalesce(coaching.problem || '：', '') || coalesce(coaching.content, '') as text,
        cast(null as varchar) as owner,
        cast(coaching.week_start_on + 28 as date) as due_on,
        case
            when coaching.effect is not null then 'done'
            when coaching.week_start_on + 28 < bounds.as_of_on then 'overdue'
            else 'open'
        end as status,
        coaching.effect,
        cast(null as boolean) as is_effective,
        coaching.file_id,
        coaching.sheet,
        coalesce(try_cast(coaching.cells as json) ->> '$.content',
            '第' || cast(coaching.row_no as varchar) || '行') as cell
    from core.fct_coaching as coaching
    inner join bounds
        on coaching.week_start_on between bounds.from_on and bounds.as_of_on
),

trainings as (
    select
        'training',
        md5('training/' || training.file_id || '/' || training.record_no),
        training.team_id,
        training.person_id,
        cast(null as varchar),
        training.month_start_on,
        training.topic || coalesce('（' || training.audience || '）', ''),
        training.trainer,
        training.held_on,
        case
            when training.attended is not null or training.effect is not null then 'done'
            when coalesce(training.held_on, month_end(training.month_start_on)) < bounds.as_of_on
                then 'overdue'
            else 'open'
        end,
        concat_ws('；', case when training.attended is not null then '实到 '
            || count_text(training.attended) || coalesce('/' || count_text(training.expected), '')
            end, training.effect),
        cast(null as boolean),
        training.file_id,
        training.sheet,
        coalesce(try_cast(training.cells as json) ->> '$.topic',
            '第' || cast(training.row_no as varchar) || '行')
    from core.fct_training as training
    inner join bounds
        on training.month_start_on between bounds.from_on and bounds.month_start_on
    where training.topic is not null
),

measures as (
    select
        'measure',
        measures.item_id,
        measures.team_id,
        measures.about_id,
        measures.factor,
        measures.month_start_on,
        measures.measure,
        measures.owner_name,
        coalesce(measures.due_on, month_end(measures.works_on)),
        case
            when measures.progress_status = 'cancelled' then 'closed'
            when measures.progress_status = 'done' then 'done'
            when coalesce(measures.due_on, month_end(measures.works_on)) < measures.as_of_on
                then 'overdue'
            else 'open'
        end,
        case measures.verdict
            when 'effective' then '有效'
            when 'no_effect' then '未见效果'
            when 'too_little' then '数据不足'
            when 'not_done' then '未执行'
            else '无法衡量'
        end,
        case measures.verdict when 'effective' then true when 'no_effect' then false end,
        measures.file_id,
        measures.sheet,
        coalesce(try_cast(measures.cells as json) ->> '$.measure',
            '第' || cast(measures.row_no as varchar) || '行')
    from analysis.measure as measures
    inner join bounds
        on measures.month_start_on between bounds.from_on and bounds.month_start_on
),

-- What was said last month about a person: still so?
diagnoses as (
    select
        'diagnosis',
        md5('diagnosis/' || cards.scope_type || '/' || cards.scope_id || '/' || cards.rule || '/'
            || cards.month_start_on),
        cards.team_id,
        case when cards.scope_type = 'person' then cards.scope_id end,
        cards.factor,
        cards.month_start_on,
        cards.rule_name || '：' || cards.action,
        cast(null as varchar),
        month_end(bounds.month_start_on),
        case when still.rule is null then 'closed' else 'open' end,
        case when still.rule is null then '本月不再出现' else '本月仍然如此' end,
        still.rule is null,
        cast(null as varchar),
        cast(null as varchar),
        cast(null as varchar)
    from analysis.cause_card as cards
    inner join bounds
        on cards.month_start_on = add_months(bounds.month_start_on, -1)
    left join analysis.cause_card as still
        on cards.scope_type = still.scope_type
        and cards.scope_id = still.scope_id
        and cards.rule = still.rule
        and still.month_start_on = bounds.month_start_on
    where cards.cause_class not in ('luck')
),

quotas as (
    select
        'quota',
        md5('quota/' || quotas.person_id || '/' || quotas.month_start_on),
        quotas.team_id,
        quotas.person_id,
        'activity',
        month_end(quotas.base_month_on),
        month_label(quotas.month_start_on) || '建议每天 '
            || printf('%.1f', quotas.per_day_proposal) || '，共 '
            || count_text(ceil(quotas.proposal)),
        cast(null as varchar),
        month_end(quotas.month_start_on),
        case when month_end(quotas.month_start_on) <= bounds.as_of_on then 'closed' else 'open' end,
        case when month_end(quotas.month_start_on) <= bounds.as_of_on
            then '实际 ' || count_text(activity.y) || case when activity.y >= quotas.proposal
                then '，做到了' else '，没有做到' end
                || case when money.y >= quotas.target_yuan then '；目标达成' else '；目标未达成' end
        end,
        case when month_end(quotas.month_start_on) <= bounds.as_of_on
            then money.y >= quotas.target_yuan end,
        cast(null as varchar),
        cast(null as varchar),
        cast(null as varchar)
    from analysis.quota as quotas
    inner join core.dim_chain as chains
        on quotas.chain = chains.chain
        and quotas.metric = chains.count_metric
        and chains.kind = 'volume'
    inner join bounds
        on quotas.month_start_on = bounds.month_start_on
    inner join analysis.chain_month as activity
        on quotas.person_id = activity.person_id
        and quotas.month_start_on = activity.month_start_on
        and activity.kind = 'volume'
        and activity.y is not null
    inner join analysis.chain_month as money
        on quotas.person_id = money.person_id
        and quotas.month_start_on = money.month_start_on
        and money.kind = 'ticket'
        and money.y is not null
    where quotas.reason is null
),

items as (
    select * from coaching
    union all
    select * from trainings
    union all
    select * from measures
    union all
    select * from diagnoses
    union all
    select * from quotas
),

final as (
    select
        items.kind,
        items.item_id,
        items.team_id,
        items.person_id,
        items.factor,
        items.raised_on,
        items.text,
        items.owner,
        items.due_on,
        items.status,
        nullif(items.effect, '') as effect,
        items.is_effective,
        files.path as file_path,
        case when files.path is not null then items.sheet end as sheet,
        case when files.path is not null then items.cell end as cell
    from items
    left join staging.stg_file as files
        on items.file_id = files.file_id
)

select * from final
