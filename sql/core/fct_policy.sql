-- Grain: line of a policy (policy number × product; without a number, the row), the believed
-- version. Inputs: stg_policy, record_version, outlet_alias. What a later list leaves blank (a
-- withdrawal list rarely repeats premium and dates) is taken from the version before. Two rows of
-- one number and product in one sheet are one line, the last, unless one of them is a reversal
-- (negative premium): then both count and cancel out. is_received: the premium came in and
-- stayed: not pending, withdrawn, surrendered or lapsed, and received_on, where the ledger has
-- such a column at all, is filled and past.

with versions as (
    select
        versions.*,
        policies.policy_no,
        coalesce(policies.policy_no || chr(31) || name_key(policies.product_name),
            versions.record_key) as line_key,
        policies.issued_on,
        policies.received_on,
        policies.outlet_code,
        policies.outlet_name,
        policies.product_name,
        policies.pay_mode,
        policies.cases,
        policies.premium_yuan,
        policies.policy_status,
        policies.status_text,
        policies.cells
    from core.record_version as versions
    inner join staging.stg_policy as policies
        on versions.file_id = policies.file_id
        and versions.record_no = policies.record_no
    where versions.kind = 'policy'
),

-- A number with a single product in every list may be filled from rows that name no product.
one_product as (
    select record_key, max(name_key(product_name)) as product_key
    from versions
    where policy_no is not null
    group by record_key
    having count(distinct case when product_name is not null then name_key(product_name) end) <= 1
),

lines as (
    select
        versions.*,
        case when one_product.record_key is not null then versions.record_key
            else versions.line_key end as fill_key
    from versions
    left join one_product
        on versions.record_key = one_product.record_key
),

earlier as (
    select
        lines.*,
        first_value(issued_on ignore nulls) over first_said as first_issued_on,
        last_value(received_on ignore nulls) over so_far as said_received_on,
        last_value(product_name ignore nulls) over so_far as said_product_name,
        last_value(pay_mode ignore nulls) over so_far as said_pay_mode,
        last_value(cases ignore nulls) over so_far as said_cases,
        last_value(premium_yuan ignore nulls) over so_far as said_premium_yuan,
        last_value(policy_status ignore nulls) over so_far as said_status,
        last_value(outlet_name ignore nulls) over so_far as said_outlet_name,
        last_value(outlet_code ignore nulls) over so_far as said_outlet_code,
        last_value(person_id ignore nulls) over so_far as said_person_id,
        last_value(team_id ignore nulls) over so_far as said_team_id,
        last_value(dept_id ignore nulls) over so_far as said_dept_id,
        min(premium_yuan) over (partition by fill_key, carrier_ord) < 0 as has_reversal,
        row_number() over (
            partition by fill_key
            order by carrier_ord desc, row_no desc, record_no desc
        ) as recency
    from lines
    window
        so_far as (
            partition by fill_key order by carrier_ord, row_no, record_no
            rows between unbounded preceding and current row
        ),
        first_said as (
            partition by fill_key order by carrier_ord, row_no, record_no
            rows between unbounded preceding and unbounded following
        )
),

register as (
    select count(received_on) > 0 as has_received_dates
    from staging.stg_policy
),

final as (
    select
        coalesce(earlier.person_id, earlier.said_person_id) as person_id,
        coalesce(earlier.team_id, earlier.said_team_id) as team_id,
        coalesce(earlier.dept_id, earlier.said_dept_id) as dept_id,
        earlier.policy_no,
        case when earlier.policy_status in ('withdrawn', 'surrendered', 'lapsed')
            then coalesce(earlier.first_issued_on, earlier.issued_on)
            else coalesce(earlier.issued_on, earlier.first_issued_on) end as issued_on,
        earlier.said_received_on as received_on,
        outlets.outlet_id,
        earlier.said_outlet_name as outlet_name,
        earlier.said_product_name as product_name,
        earlier.said_pay_mode as pay_mode,
        earlier.said_cases as cases,
        earlier.said_premium_yuan as premium_yuan,
        earlier.said_status as status,
        earlier.status_text,
        case when earlier.policy_status in ('withdrawn', 'surrendered', 'lapsed')
            then coalesce(earlier.record_on, earlier.issued_on) end as ended_on,
        coalesce(earlier.said_status, 'in_force') = 'in_force'
            and (not register.has_received_dates
                or coalesce(earlier.said_received_on <= run.as_of_on, false)) as is_received,
        earlier.file_id,
        earlier.sheet,
        earlier.row_no,
        earlier.record_no,
        earlier.cells
    from earlier
    cross join register
    cross join meta.run as run
    left join core.outlet_alias as outlets
        on name_key(coalesce(earlier.said_outlet_code, earlier.said_outlet_name))
            = outlets.outlet_key
    where earlier.is_kept
        and (earlier.recency = 1 or earlier.has_reversal or earlier.policy_no is null)
)

select * from final
