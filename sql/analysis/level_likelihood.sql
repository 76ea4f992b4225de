-- Grain: person × month × factor, for those of whom something can be said. Input: level_evidence.
-- likelihoods: how likely what was seen is at each of the 57 points of ln e (e: level relative to
-- the peers; point i stands for −1.6 + 0.05 (i − 1)), relative to the person's best point;
-- likelihoods_filled, for activity, the same with every missing day filled. is_sample marks at most
-- 300 people per month and factor, by a hash of their id: enough to see how people are distributed.
-- Lists, not a row per point: 3,000 people and twelve months would be eight million rows.

with evidence as (
    select
        evidence.*,
        row_number() over (
            partition by month_start_on, chain, factor order by md5(person_id), person_id
        ) <= 300 as is_sample
    from analysis.level_evidence as evidence
    where between_sd is not null
),

logs as (
    select
        evidence.*,
        case kind
            when 'rate' then list_transform(level_grid(), lambda u:
                y * ln(least(peer * exp(u), 0.985))
                + greatest(n - y, 0) * ln(1 - least(peer * exp(u), 0.985)))
            when 'volume' then list_transform(level_grid(), lambda u:
                -power(x - exp(u), 2) / (2 * (v1 * exp(u) + v2 * exp(2 * u)))
                - 0.5 * ln(v1 * exp(u) + v2 * exp(2 * u)))
            else list_transform(level_grid(), lambda u: -power(x - u, 2) / (2 * v1))
        end as log_likelihoods,
        case when kind = 'volume' then list_transform(level_grid(), lambda u:
            -power(x_filled - exp(u), 2) / (2 * (v1 * exp(u) + v2 * exp(2 * u)))
            - 0.5 * ln(v1 * exp(u) + v2 * exp(2 * u)))
        end as log_filled
    from evidence
),

bests as (
    select
        logs.*,
        list_max(log_likelihoods) as best,
        list_max(log_filled) as best_filled
    from logs
),

final as (
    select
        person_id,
        month_start_on,
        chain,
        factor,
        between_sd,
        is_sample,
        case when best is not null
            then list_transform(log_likelihoods, lambda value: exp(value - best))
        end as likelihoods,
        case when best_filled is not null
            then list_transform(log_filled, lambda value: exp(value - best_filled))
        end as likelihoods_filled
    from bests
)

select * from final
