-- Grain: chain × rate factor × outlet grade, whole company (DOMAIN 4.3). Input: benchmark_cell.
-- Logs count talks and intents by day, not by outlet. A cell's count is taken as a Poisson variable
-- with mean level · Σ over grades of exposure · rate, where level is the person's own: otherwise a
-- grade that good people happen to serve would look good. Twenty-four rounds of the EM algorithm,
-- in turn for the rates and for the levels; levels are drawn to 1 with the weight of ten expected
-- counts, rates to the overall rate with thirty bases. A grade visited by fewer than two people or
-- with less than 30 bases, and the class 'unknown', get the overall rate (is_thin).

with recursive cells as (
    select
        cells.*,
        dense_rank() over (order by chain, factor, person_id, mix) as cell_no
    from analysis.benchmark_cell as cells
),

counts as (
    select chain, factor, person_id, cell_no, any_value(y) as y, sum(exposure) as n
    from cells
    group by chain, factor, person_id, cell_no
),

overall as (
    select chain, factor, sum(y) / sum(n) as rate
    from counts
    group by chain, factor
    having sum(y) > 0
),

-- 1000 + grade and person ids share one column, so that one recursion carries both kinds of values.
exposures as (
    select
        chain,
        factor,
        grade,
        sum(exposure) as exposure,
        count(distinct person_id) as people
    from cells
    group by chain, factor, grade
),

rounds as (
    select 0 as round_no, chain, factor, 'grade' as kind, grade as label, cast(1 as double) as level
    from exposures
    union all
    select distinct 0, chain, factor, 'person', person_id, cast(1 as double)
    from counts
    union all
    (
        with expected as (
            select
                grades.round_no,
                cells.chain,
                cells.factor,
                cells.cell_no,
                cells.person_id,
                cells.grade,
                cells.y,
                cells.exposure * overall.rate * people.level * grades.level as mean,
                cells.exposure * overall.rate * grades.level as mean_of_rates,
                cells.exposure * overall.rate * people.level as mean_of_levels
            from cells
            inner join overall
                on cells.chain = overall.chain
                and cells.factor = overall.factor
            inner join rounds as grades
                on grades.kind = 'grade'
                and cells.chain = grades.chain
                and cells.factor = grades.factor
                and cells.grade = grades.label
            inner join rounds as people
                on people.kind = 'person'
                and cells.chain = people.chain
                and cells.factor = people.factor
                and cells.person_id = people.label
            where grades.round_no < 24
        ),
        means as (
            select cell_no, sum(mean) as mean
            from expected
            group by cell_no
        ),
        new_grades as (
            select
                expected.round_no,
                expected.chain,
                expected.factor,
                expected.grade,
                sum(expected.y * expected.mean / means.mean) as share_of_counts,
                sum(expected.mean_of_levels) as mean,
                30 * any_value(overall.rate) as prior
            from expected
            inner join means
                on expected.cell_no = means.cell_no
            inner join overall
                on expected.chain = overall.chain
                and expected.factor = overall.factor
            group by expected.round_no, expected.chain, expected.factor, expected.grade
        ),
        new_people as (
            select
                expected.round_no,
                expected.chain,
                expected.factor,
                expected.person_id,
                sum(expected.y * expected.mean / means.mean) as counted,
                sum(expected.mean_of_rates) as mean
            from expected
            inner join means
                on expected.cell_no = means.cell_no
            group by expected.round_no, expected.chain, expected.factor, expected.person_id
        )
        select
            rounds.round_no + 1,
            rounds.chain,
            rounds.factor,
            rounds.kind,
            rounds.label,
            case
                when rounds.kind = 'grade' and rounds.round_no % 2 = 0
                    then (new_grades.share_of_counts + new_grades.prior)
                        / (new_grades.mean + new_grades.prior)
                when rounds.kind = 'person' and rounds.round_no % 2 = 1
                    then (new_people.counted + 10) / (new_people.mean + 10)
                else rounds.level
            end
        from rounds
        left join new_grades
            on rounds.kind = 'grade'
            and rounds.chain = new_grades.chain
            and rounds.factor = new_grades.factor
            and rounds.label = new_grades.grade
        left join new_people
            on rounds.kind = 'person'
            and rounds.chain = new_people.chain
            and rounds.factor = new_people.factor
            and rounds.label = new_people.person_id
        where rounds.round_no < 24
    )
),

final as (
    select
        exposures.chain,
        exposures.factor,
        exposures.grade,
        exposures.exposure,
        exposures.people,
        overall.rate as overall_rate,
        exposures.people < 2 or exposures.exposure < 30 or exposures.grade = 'unknown' as is_thin,
        case
            when exposures.people < 2 or exposures.exposure < 30 or exposures.grade = 'unknown'
                then 1.0
            else rounds.level
        end as difficulty
    from exposures
    inner join overall
        on exposures.chain = overall.chain
        and exposures.factor = overall.factor
    inner join rounds
        on rounds.round_no = 24
        and rounds.kind = 'grade'
        and exposures.chain = rounds.chain
        and exposures.factor = rounds.factor
        and exposures.grade = rounds.label
)

select * from final
