-- Grain: section (group, weight) × row, review month. Inputs: fairness_group, fairness_weight,
-- dim_team. group rows: mean score against everybody else's with interval; weight rows: how many
-- sides would change if a weight were another.

with groups as (
    select
        'group' as section,
        type_ord,
        group_type,
        case group_type when 'outlet_class' then '网点等级' when 'tenure' then '入司年限' else '团队' end
            as group_type_name,
        group_ord,
        group_id,
        case
            when group_type = 'outlet_class' and group_id = 'unknown' then '网点不详'
            when group_type = 'outlet_class' and group_id = 'dormant' then '休眠'
            when group_type = 'outlet_class' then group_id || ' 级'
            when group_type = 'team' then coalesce(teams.team_name, group_id)
            else group_id
        end as group_name,
        axis,
        people,
        scored,
        high,
        low,
        undetermined,
        mean_score,
        low_share,
        low_lo,
        low_hi,
        gap,
        gap_lo,
        gap_hi,
        is_adverse
    from analysis.fairness_group as fairness
    left join core.dim_team as teams
        on case when fairness.group_type = 'team' then fairness.group_id end = teams.team_id
),

weights as (
    select
        'weight' as section,
        4 as type_ord,
        'weight' as group_type,
        '权重改变' as group_type_name,
        cast(100 * change as integer) * 100 + 2 * indicator_ord
            + case when direction < 0 then 1 else 0 end as group_ord,
        indicator || case direction when 1 then '+' when -1 then '-' else '±' end
            || cast(cast(100 * change as integer) as varchar) as group_id,
        indicator_name || case direction when 1 then ' +' when -1 then ' −' else ' ±' end
            || percent_text(change) as group_name,
        axis,
        people,
        side_changed,
        side_flipped
    from analysis.fairness_weight
),

final as (
    select
        section,
        cast(type_ord as integer) as type_ord,
        group_type,
        group_type_name,
        cast(group_ord as integer) as group_ord,
        group_id,
        group_name,
        axis,
        case axis when 'skill' then '技能' else '投入' end as axis_name,
        people,
        scored,
        high,
        low,
        undetermined,
        mean_score,
        low_share,
        low_lo,
        low_hi,
        gap,
        gap_lo,
        gap_hi,
        is_adverse,
        cast(null as bigint) as side_changed,
        cast(null as bigint) as side_flipped,
        case axis when 'skill' then '技能' else '投入' end || '：' || group_name || ' '
            || cast(people as varchar) || ' 人，' || case
            when scored = 0 then '都没有得分'
            when gap_lo is null then '人数太少，无从比较'
            when is_adverse then '平均 ' || printf('%.0f', mean_score) || ' 分，比其余人低 '
                || printf('%.0f', -gap) || ' 分（90% 区间 ' || printf('%.0f', -gap_hi) || '–'
                || printf('%.0f', -gap_lo) || '），看数时请先想到这一差别'
            else '平均 ' || printf('%.0f', mean_score) || ' 分，与其余人没有可靠的差别'
        end || '。' as sentence
    from groups
    union all
    select
        section,
        type_ord,
        group_type,
        group_type_name,
        group_ord,
        group_id,
        group_name,
        axis,
        case axis when 'skill' then '技能' else '投入' end,
        people,
        people,
        null, null, null, null, null, null, null, null, null, null, null,
        side_changed,
        side_flipped,
        group_name || '：' || cast(people as varchar) || ' 人中 ' || cast(side_changed as varchar)
            || ' 人的' || case axis when 'skill' then '技能' else '投入' end || '判断会不同（'
            || percent_text(ratio(side_changed, people)) || '），其中 ' || cast(side_flipped as varchar)
            || ' 人高低互换。'
    from weights
)

select * from final
order by type_ord, group_type, group_ord, group_id, axis
