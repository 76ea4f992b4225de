-- Grain: person × axis × indicator, review month. Inputs: score_indicator, score_axis, run.
-- contribution = w·z / Σw of the axis: the parts of an axis add up to its W.

with used as (
    select
        indicators.*,
        sum(case when z is not null then weight end) over (
            partition by indicators.person_id, indicators.month_start_on, indicators.axis
        ) as weight_used
    from analysis.score_indicator as indicators
    inner join meta.run as run
        on indicators.month_start_on = run.month_start_on
),

texts as (
    select
        used.*,
        case peer_group when 'team' then '同组' when 'new' then '同期新人' else '全公司' end
            as peer_name,
        case indicator
            when 's3' then yuan_text(exp(raw_x))
            when 'w4' then printf('%.1f', raw_x) || ' 人/天'
            else percent_text(raw_x)
        end as value_text,
        -- What it would be at the outlets of the peers; said only where it can be seen.
        case
            when indicator = 's3' and abs(raw_x - x) >= 0.01 then yuan_text(exp(x))
            when is_share and abs(raw_x - x) >= 0.005 then percent_text(x)
        end as adjusted_text,
        case indicator
            when 's3' then yuan_text(exp(peer_x))
            when 'w4' then printf('%.1f', peer_x) || ' 人/天'
            else percent_text(peer_x)
        end as peer_text
    from used
),

sentences as (
    select
        texts.*,
        case indicator
            when 'w1' then '应交日志 ' || count_text(n) || ' 天，交了 ' || count_text(raw_y) || ' 天（'
                || value_text || '），' || peer_name || ' ' || peer_text
            when 'w3' then '日均洽谈为自定责任额的 ' || value_text || '（' || count_text(n)
                || ' 天），' || peer_name || ' ' || peer_text
            when 'w4' then '日均洽谈 ' || value_text || '（' || count_text(n) || ' 天），'
                || peer_name || ' ' || peer_text
            when 'w5' then count_text(n) || ' 个有拜访记录的工作日中 ' || count_text(raw_y)
                || ' 天至少拜访一次（' || value_text || '），' || peer_name || ' ' || peer_text
            when 's1' then '洽谈 ' || count_text(n) || ' 人，得意向 ' || count_text(raw_y) || ' 人（'
                || value_text || '），' || peer_name || ' ' || peer_text
            when 's2' then '意向 ' || count_text(n) || ' 人，成交 ' || count_text(raw_y) || ' 人（'
                || value_text || '），' || peer_name || ' ' || peer_text
            else '出单 ' || count_text(n) || ' 笔，件均约 ' || value_text || '（几何平均），'
                || peer_name || ' ' || peer_text
        end || case when adjusted_text is null or adjusted_text = value_text then ''
            else '；按网点难易折算为 ' || adjusted_text end as facts
    from texts
),

final as (
    select
        person_id,
        axis,
        cast(indicator_ord as integer) as ord,
        indicator,
        indicator_name,
        case when indicator = 's3' then exp(raw_x) else raw_x end as value,
        value_text,
        case when indicator = 's3' then exp(peer_x) else peer_x end as peer_value,
        peer_text,
        n,
        weight,
        reliability,
        z,
        weight * z / nullif(weight_used, 0) as contribution,
        facts || case
            when z is null then '；本期看不出个体差异，不计入'
            when reliability < 0.4 then '；样本小，可靠度 ' || percent_text(reliability)
            when z >= 0.5 then '；高于同伴'
            when z <= -0.5 then '；低于同伴'
            else '；与同伴相近'
        end as sentence
    from sentences
)

select * from final
order by person_id, axis, ord
