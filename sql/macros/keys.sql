-- Helpers that staging and core may use; on another engine these few are what is rewritten.

-- Text with every blank taken out, ideographic ones included: 「王 芳」 and 「王芳」 are one name.
create or replace macro name_key(label) as
    replace(replace(replace(coalesce(label, ''), ' ', ''), chr(12288), ''), chr(160), '');

-- What a record says about who it is: number, name and team, none of them trusted yet.
create or replace macro person_key(employee_no, person_name, team_name) as
    coalesce(upper(trim(employee_no)), '') || chr(31) || name_key(person_name)
    || chr(31) || name_key(team_name);

-- What a record says about whom it is about, person, team, department or company, as it stands.
create or replace macro scope_key(scope_type, person_key, team_name, dept_name) as
    coalesce(scope_type, '') || chr(31) || person_key || chr(31) || coalesce(team_name, '')
    || chr(31) || coalesce(dept_name, '');

create or replace macro clean_text(label) as nullif(trim(label, ' ' || chr(12288) || chr(160)), '');

-- Safe for file names whatever the id holds.
create or replace macro page_key(scope_type, scope_id) as md5(scope_type || '/' || scope_id);

-- 一组 before 二组 before 三组: pinyin alone would put 二 first.
create or replace macro name_sort(label) as translate(label, '一二三四五六七八九', '123456789');

-- A KPI's words without its unit in brackets: 「保费（万元）」 is 「保费」.
create or replace macro kpi_key(label) as
    name_key(split_part(split_part(replace(label, '（', '('), '(', 1), '/', 1));
