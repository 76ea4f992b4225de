-- A large company straight into raw.duckdb, for the benchmark: variables people and months, a
-- temporary table workday(work_on). Ten people a team, ten teams a 营业部; every value is a hash of
-- its place, so that equal sizes give equal rows. It is for shape and size, not for truth.

create or replace temp macro unit(place, salt) as
    cast(hash(place || '/' || salt) >> 11 as double) / 9007199254740992.0;

create temp table people as
select
    i,
    'N' || lpad(cast(i as varchar), 5, '0') as employee_no,
    '员工' || i as person_name,
    '第' || (i // 10 + 1) || '组' as team_name,
    '第' || (i // 100 + 1) || '营业部' as dept_name,
    0.6 + 0.8 * unit(i, 'talent') as talent,
    0.6 + 0.8 * unit(i, 'effort') as effort
from (select cast(unnest(range(0, getvariable('people'))) as integer) as i);

insert into file (file_id, path, sha256, form, status, rows_total, rows_loaded, version_rank, mtime_ns)
select 'roster', '基础资料/花名册.xlsx', 'roster', 'R_PERSON', 'loaded', count(*) + 1, count(*) + 1, 0, 1
from people;

insert into row_ledger (file_id, sheet, row_no, fate)
select 'roster', '花名册', unnest(range(1, getvariable('people') + 2)), 'loaded';

insert into person (file_id, sheet, row_no, record_no, employee_no, person_name, role, team_name,
    dept_name, company_name, hired_on)
select 'roster', '花名册', i + 2, i + 1, employee_no, person_name, 'rep', team_name, dept_name,
    '清江分公司', date '2022-05-01' + cast(i % 1500 as integer)
from people;

insert into outlet (file_id, sheet, row_no, record_no, outlet_name, grade, employee_no, person_name)
select 'roster', '网点', 3 * i + k + 2, 3 * i + k + 1, '网点' || i || '-' || k,
    ['A', 'B', 'C', 'D'][1 + cast(hash(i || '/' || k) % 4 as integer)], employee_no, person_name
from people, (select unnest(range(0, 3)) as k);

create temp table person_days as
select
    people.*,
    work_on,
    date_trunc('month', work_on)::date as month_on,
    'log-' || employee_no || '-' || strftime(work_on, '%Y%m') as file_id,
    cast(extract('day' from work_on) as integer) as day_no,
    cast(floor(effort * 7 * unit(i || '/' || work_on, 'talks')) as integer) as talks
from people, workday
where unit(i || '/' || work_on, 'logged') < 0.9;

insert into file (file_id, path, sha256, form, status, rows_total, rows_loaded, version_rank, mtime_ns)
select file_id, team_name || '/' || file_id || '.xlsx', file_id, 'F01', 'loaded', count(*), count(*), 0, 1
from person_days
group by file_id, team_name
order by file_id;

insert into row_ledger (file_id, sheet, row_no, fate)
select file_id, '日志', day_no, 'loaded'
from person_days
order by file_id, day_no;

insert into day (file_id, sheet, row_no, record_no, employee_no, person_name, team_name, work_on, date_source)
select file_id, '日志', day_no, day_no, employee_no, person_name, team_name, work_on, 'sheet'
from person_days
order by file_id, day_no;

create temp table outcomes as
select
    person_days.*,
    cast(list_sum(list_transform(range(0, talks), lambda k:
        case when unit(i || '/' || work_on || '/' || k, 'intent') < 0.35 * talent then 1 else 0 end
    )) as integer) as intents
from person_days;

create temp table results as
select
    outcomes.*,
    coalesce(cast(list_sum(list_transform(range(0, intents), lambda k:
        case when unit(i || '/' || work_on || '/' || k, 'close') < 0.4 * talent then 1 else 0 end
    )) as integer), 0) as closes
from outcomes;

insert into day_metric (file_id, sheet, row_no, record_no, day_no, metric, plan, actual, plan_cell, actual_cell)
select file_id, '日志', day_no, 4 * day_no + ord, day_no, metric, plan, actual, 'C' || day_no, 'D' || day_no
from (
    select file_id, day_no, 0 as ord, 'visits' as metric, 4.0 as plan, talks + 1.0 as actual from results
    union all
    select file_id, day_no, 1, 'talks', 4.0, talks from results
    union all
    select file_id, day_no, 2, 'intents', null, coalesce(intents, 0) from results
    union all
    select file_id, day_no, 3, 'closes', null, closes from results
)
order by file_id, day_no, ord;

insert into visit (file_id, sheet, row_no, record_no, day_no, outlet_name, customer_name, purpose, is_done, cells)
select file_id, '日志', day_no, day_no, day_no,
    '网点' || i || '-' || (hash(file_id || day_no) % 3), '客户' || (hash(file_id || day_no) % 40),
    ['first', 'present', 'close', 'revisit'][1 + cast(hash(day_no || file_id) % 4 as integer)], true,
    '{"outlet_name":"B' || day_no || '"}'
from results
order by file_id, day_no;

insert into sale (file_id, sheet, row_no, record_no, day_no, product_name, cases, premium_yuan, outlet_name, cells)
select file_id, '日志', day_no, 10 * day_no + k, day_no, '安心年金', 1,
    2000 + 500 * (hash(file_id || day_no || '/' || k) % 40), '网点' || i || '-' || (hash(file_id || day_no) % 3),
    '{"cases":"G' || day_no || '","premium_yuan":"H' || day_no || '"}'
from (select *, unnest(range(0, closes)) as k from results where closes > 0)
order by file_id, day_no, k;

insert into target (file_id, sheet, row_no, record_no, scope_type, employee_no, person_name, team_name,
    month_start_on, metric, target, set_by)
select 'roster', '目标', row_number() over (order by i, month_on), row_number() over (order by i, month_on),
    'person', employee_no, person_name, team_name, month_on, 'premium_yuan', 100000, 'self'
from (select distinct i, employee_no, person_name, team_name, month_on from person_days)
order by i, month_on;
