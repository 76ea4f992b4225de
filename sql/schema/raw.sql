-- raw.duckdb: what the workbooks say, one table per kind of record, nothing interpreted across
-- rows. Appended to by ingest, read by sql/staging only.
--
-- Every record carries file_id, sheet and row_no (1-based, as in the workbook). record_no numbers
-- the records of one file and table. day_no points from day_metric, visit and sale to
-- day.record_no of the same file. "cells" is a JSON object {field: "B17"} that leads each value
-- back to its cell. Money is in yuan, counts are doubles, a value that could not be read is null
-- and has a row in issue.
--
-- Constraints are left out on purpose: the appender reports a violation only when it closes and
-- then loses the whole batch. sql/tests checks what a constraint would.

create table if not exists file (
    file_id varchar,          -- first 16 hex digits of sha256(path, 0, sha256): independent of reading order
    path varchar,             -- relative to the inbox, with /
    sha256 varchar,
    size_bytes bigint,
    mtime_ns bigint,          -- only to skip unchanged files without hashing; never shown
    form varchar,             -- form of most rows; null when no sheet was recognised
    status varchar,           -- loaded, partial, rejected, duplicate, superseded
    rows_total bigint,        -- non-empty rows over all sheets = rows of this file in row_ledger
    rows_loaded bigint,
    version_rank integer,     -- 0 plain, higher for 更正/最终版/v2/(1) in the name
    modified_at timestamp,    -- the workbook's own "last modified" property; null when absent
    original_file_id varchar  -- of a duplicate: the file that was read instead
);

create table if not exists sheet (
    file_id varchar,
    sheet_no integer,
    sheet varchar,
    is_hidden boolean,
    form varchar,             -- null when not recognised
    score double,             -- of the best form, 0..1
    nearest_form varchar,     -- best form even when below its threshold
    nearest_reason varchar,   -- Chinese: what was missing
    rows_total bigint,
    rows_loaded bigint
);

create table if not exists row_ledger (
    file_id varchar,
    sheet varchar,
    row_no integer,
    fate varchar,             -- loaded, blank-form, header, subtotal, note, duplicate, quarantined
    code varchar              -- of a quarantined row: the issue's code; else null
);

create table if not exists issue (
    issue_id varchar,         -- hash of file_id, sheet, cell, code, and a running number for repeats
    file_id varchar,
    sheet varchar,            -- null for a finding about the file
    cell varchar,             -- A1 notation; null for a finding about the sheet
    code varchar,
    severity varchar,         -- error, warning, info
    value varchar,            -- the cell's text; never filled for a sheet that matched no form
    message varchar,          -- Chinese: what is wrong
    hint varchar              -- Chinese: what to do
);

-- One person's one day, as one log says it.
create table if not exists day (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    company_name varchar,
    work_on date,
    date_source varchar,      -- where the year came from: cell, title, sheet, file, folder, run
    status varchar,           -- leave, training, meeting, field … when a cell says so; else null
    status_text varchar,
    day_plan varchar,
    reflection varchar,
    submitted_at timestamp,
    premium_total_yuan double,
    cells varchar
);

create table if not exists day_metric (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    day_no integer,
    metric varchar,
    plan double,
    actual double,
    plan_cell varchar,
    actual_cell varchar
);

create table if not exists visit (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    day_no integer,
    outlet_name varchar,
    customer_name varchar,
    purpose varchar,          -- first, present, close, revisit, service, other; null when not readable
    purpose_text varchar,
    time_text varchar,
    is_planned boolean,
    is_done boolean,
    result varchar,
    next_step varchar,
    next_on date,
    prepared_text varchar,    -- what was prepared for it
    analysis varchar,
    from_minute integer,      -- of the day, when time_text is a time or a range of them
    to_minute integer,
    cells varchar
);

create table if not exists sale (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    day_no integer,
    product_name varchar,
    cases double,
    premium_yuan double,
    outlet_name varchar,
    customer_name varchar,
    cells varchar
);

-- Figures a form gives for a week or month as a whole (weekly reports, monthly sheets).
create table if not exists period_metric (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    scope_type varchar,       -- person, team, dept, company
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    dept_name varchar,
    period_type varchar,      -- week, month
    period_start_on date,
    metric varchar,
    plan double,
    actual double,
    plan_cell varchar,
    actual_cell varchar,
    source varchar            -- form id
);

create table if not exists target (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    scope_type varchar,       -- person, team, dept, company
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    dept_name varchar,
    month_start_on date,
    week_no integer,          -- 1..5 for a week of the month; null for the month
    metric varchar,
    target double,
    set_by varchar,           -- self, supervisor, company; null when the form does not say
    filled_on date,
    target_cell varchar
);

-- What a month's table says was reached in its weeks. It does not say which days these are.
create table if not exists week_result (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    scope_type varchar,       -- person, team
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    dept_name varchar,
    month_start_on date,
    week_no integer,          -- 1..5
    metric varchar,
    actual double,
    actual_cell varchar
);

-- The target of a whole year, stated on a month's table; each month's table may state it again.
create table if not exists year_target (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    scope_type varchar,       -- person, team
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    dept_name varchar,
    year integer,
    metric varchar,
    target double,
    set_by varchar,           -- self, supervisor, company; null when the form does not say
    filled_on date,
    target_cell varchar
);

create table if not exists key_account (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    team_name varchar,
    week_start_on date,
    customer_name varchar,
    needs varchar,
    owner_name varchar,
    plan varchar,
    cells varchar
);

create table if not exists coaching (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    team_name varchar,
    week_start_on date,
    person_name varchar,
    problem varchar,
    content varchar,
    effect varchar,
    cells varchar
);

create table if not exists note (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    scope_type varchar,
    person_name varchar,
    team_name varchar,
    period_type varchar,
    period_start_on date,
    kind varchar,             -- summary, focus, …
    body varchar,
    cells varchar
);

-- Registers.
create table if not exists person (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    employee_no varchar,
    person_name varchar,
    role varchar,             -- rep, supervisor, dept_manager, …
    role_text varchar,
    team_name varchar,
    dept_name varchar,
    company_name varchar,
    hired_on date,
    left_on date,
    joined_team_on date,
    grade varchar,
    base_salary_yuan double,
    allowance_yuan double,
    cells varchar
);

create table if not exists outlet (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    outlet_code varchar,
    outlet_name varchar,
    bank_name varchar,
    grade varchar,            -- A, B, C, D, dormant
    employee_no varchar,
    person_name varchar,
    valid_from_on date,
    valid_to_on date,
    cells varchar
);

create table if not exists product (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    product_name varchar,
    pay_mode varchar,         -- regular, single
    commission_rate double,
    std_factor double,
    cells varchar
);

create table if not exists leave (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    start_on date,
    end_on date,
    kind varchar,             -- leave, training, …
    kind_text varchar,
    cells varchar
);

-- One policy of the 出单台账.
create table if not exists policy (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    policy_no varchar,
    issued_on date,
    received_on date,          -- when the premium came in
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    outlet_code varchar,
    outlet_name varchar,
    product_name varchar,
    pay_mode varchar,          -- regular, single
    cases double,
    premium_yuan double,
    status varchar,            -- in_force, pending, withdrawn, surrendered, lapsed; null when not readable
    status_text varchar,
    cells varchar
);

-- Another way of writing a person; settled by people, never by guess.
create table if not exists alias (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    alias_name varchar,
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    valid_from_on date,
    valid_to_on date,
    cells varchar
);

-- A count of a person's day as the supervisor saw it: compared with the log, never put in its place.
create table if not exists check_metric (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    work_on date,
    metric varchar,            -- as in day_metric; log_filed is 1 or 0
    plan double,
    actual double,
    plan_cell varchar,
    actual_cell varchar,
    source varchar             -- supervisor_check
);

-- One planned piece of work and what became of it.
create table if not exists plan_item (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    scope_type varchar,        -- person, team, dept
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    dept_name varchar,
    period_type varchar,       -- day, week, month
    period_start_on date,
    plan_on date,              -- null: some day of the period
    target_text varchar,       -- whom or what it is about
    activity varchar,
    purpose varchar,
    planned_times double,
    actual_times double,
    result varchar,
    gap_reason varchar,
    next_step varchar,
    cells varchar
);

-- One KPI of a scope and month, in its owner's own words.
create table if not exists kpi (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    scope_type varchar,        -- person, team, dept
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    dept_name varchar,
    month_start_on date,
    kpi_name varchar,
    category varchar,          -- result, process, analysis
    category_text varchar,
    weight double,             -- a fraction
    definition varchar,
    target double,             -- null when the target is no number
    target_text varchar,
    stretch double,
    stretch_text varchar,
    actual double,
    actual_text varchar,
    attain_rate double,        -- as written
    score double,
    unit varchar,
    cells varchar
);

-- One measure of improvement as planned.
create table if not exists measure (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    scope_type varchar,        -- person, team, dept
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    dept_name varchar,
    month_start_on date,
    measure_no varchar,
    problem varchar,
    cause varchar,
    measure varchar,
    owner_name varchar,
    helper_name varchar,
    start_on date,
    due_on date,
    due_text varchar,          -- as written; a due date need not be a day
    indicator varchar,
    target_text varchar,
    cells varchar
);

-- What became of a measure by the time of review.
create table if not exists measure_progress (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    scope_type varchar,        -- person, team, dept
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    dept_name varchar,
    month_start_on date,       -- of the sheet, not of the measure
    measure_no varchar,
    measure varchar,
    owner_name varchar,
    status varchar,            -- open, running, done, cancelled; null when not readable
    status_text varchar,
    progress varchar,
    result varchar,
    reason varchar,            -- why it is not done
    next_step varchar,
    cells varchar
);

-- One session of a training plan.
create table if not exists training (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    scope_type varchar,        -- person, team, dept
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    dept_name varchar,
    month_start_on date,
    topic varchar,
    audience varchar,
    need varchar,              -- knowledge, skill, attitude
    need_text varchar,
    trainer varchar,
    held_on date,
    time_text varchar,
    venue varchar,
    method varchar,
    expected double,           -- people
    attended double,
    effect varchar,
    cells varchar
);

-- A supervisor's judgement of one person.
create table if not exists rating (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    month_start_on date,
    rater_name varchar,
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    skill varchar,             -- high, low
    skill_score double,        -- 1..5
    skill_text varchar,
    will varchar,              -- high, low
    will_score double,         -- 1..5
    will_text varchar,
    symptom varchar,
    action varchar,
    cells varchar
);

-- Half a day in somebody's week: planned and done.
create table if not exists slot (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    slot_on date,
    half_day varchar,          -- am, pm, eve, day
    plan_text varchar,
    result_text varchar,
    activity varchar,          -- morning_meeting, one_on_one, joint_visit, log_check, meeting, visit, training, admin; of the result, else of the plan
    cells varchar
);

-- One customer on somebody's list. Telephone and identity numbers are never read.
create table if not exists prospect (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    snapshot_on date,
    customer_name varchar,
    source_class varchar,      -- A to J as on the list
    gender varchar,
    age double,
    marital varchar,
    children varchar,
    occupation varchar,
    income_yuan double,        -- per year
    assets_yuan double,
    debts_yuan double,
    known_years double,
    contact_level varchar,
    approach varchar,
    referral varchar,
    needs varchar,
    score double,
    grade varchar,             -- A, B, C
    first_visit_on date,
    status_text varchar,
    cells varchar
);

-- The head of a 客户档案. Telephone and identity numbers are never read.
create table if not exists customer (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    customer_name varchar,
    customer_no varchar,
    industry varchar,
    headcount double,
    contact_name varchar,
    contact_role varchar,
    products_used varchar,
    needs varchar,
    news varchar,
    service_text varchar,
    opened_on date,
    cells varchar
);

-- One step in the development of a customer.
create table if not exists stage_event (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    employee_no varchar,
    person_name varchar,
    team_name varchar,
    customer_name varchar,
    event_on date,
    stage varchar,             -- relation, needs, decision, proposal, response, contract, delivery, service; null when not readable
    stage_text varchar,
    content varchar,
    result varchar,
    next_step varchar,
    amount_yuan double,
    cells varchar
);

-- Cells of recognised forms under headers that no definition knows. Never of other sheets, never numbers of
-- telephones or identity papers.
create table if not exists extra (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    header varchar,            -- as written; null when the column has none
    cell varchar,
    text varchar
);

-- A name or 工号 as a sheet writes it, once, with the cell in which it stands first.
create table if not exists mention (
    file_id varchar,
    sheet varchar,
    row_no integer,
    record_no integer,
    text varchar,
    cell varchar
);

-- What became of each error and warning over the runs. An issue keeps its identity as long as
-- file, sheet, cell and code are the same. Days are the runs' days, never the clock's, so
-- that the same runs give the same history.
create table if not exists issue_history (
    issue_key varchar,        -- hash of path, sheet, cell and code
    path varchar,
    sheet varchar,
    cell varchar,
    code varchar,
    severity varchar,
    first_seen_on date,
    last_seen_on date,
    fixed_on date,            -- null while it is open
    times_fixed integer       -- how often it went and came back, and went
);

-- What the whole file was made with: schema_version, and the surroundings of the last run
-- (reader, limits, as_of), on whose change files are read anew.
create table if not exists meta (
    key varchar,
    value varchar
);
