-- Grain: person × month × factor × grid point of ln e (e: level relative to the peers), for those
-- of whom something can be said. Input: level_evidence.
-- likelihood is relative to the person's best point; likelihood_filled, for activity, the same with
-- every missing day filled. is_sample marks at most 300 people per month and factor, by a hash of
-- their id: enough to see how people are distributed.

with grid as (
    select cast(range as integer) as point, -1.6 + 0.05 * range as u
    from range(0, 57)
),

evidence as (
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
        evidence.person_id,
        evidence.month_start_on,
        evidence.chain,
        evidence.factor,
        evidence.between_sd,
        evidence.is_sample,
        grid.point,
        grid.u,
        case evidence.kind
            when 'rate' then
                y * ln(least(peer * exp(u), 0.985))
                + greatest(n - y, 0) * ln(1 - least(peer * exp(u), 0.985))
            when 'volume' then
                -power(x - exp(u), 2) / (2 * (v1 * exp(u) + v2 * exp(2 * u)))
                - 0.5 * ln(v1 * exp(u) + v2 * exp(2 * u))
            else -power(x - u, 2) / (2 * v1)
        end as log_likelihood,
        case when evidence.kind = 'volume' then
            -power(x_filled - exp(u), 2) / (2 * (v1 * exp(u) + v2 * exp(2 * u)))
            - 0.5 * ln(v1 * exp(u) + v2 * exp(2 * u))
        end as log_filled
    from evidence
    cross join grid
),

final as (
    select
        person_id,
        month_start_on,
        chain,
        factor,
        between_sd,
        is_sample,
        point,
        u,
        exp(log_likelihood - max(log_likelihood) over person_factor) as likelihood,
        exp(log_filled - max(log_filled) over person_factor) as likelihood_filled
    from logs
    window person_factor as (partition by person_id, month_start_on, chain, factor)
)

select * from final
