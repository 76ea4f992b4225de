create or replace macro month_start(day_on) as cast(date_trunc('month', day_on) as date);

create or replace macro week_start(day_on) as cast(date_trunc('week', day_on) as date);

create or replace macro add_months(day_on, months) as
    cast(day_on + to_months(cast(months as integer)) as date);

create or replace macro month_end(day_on) as
    cast(date_trunc('month', day_on) + to_months(1) - to_days(1) as date);

create or replace macro weekday_name(day_on) as
    case isodow(day_on)
        when 1 then '周一' when 2 then '周二' when 3 then '周三' when 4 then '周四'
        when 5 then '周五' when 6 then '周六' else '周日'
    end;

create or replace macro month_label(day_on) as
    cast(year(day_on) as varchar) || '年' || cast(month(day_on) as varchar) || '月';

-- 「2026年第9周（2.23–3.1）」: the ISO year and number, and the days, because numbers alone are not known by heart.
create or replace macro week_label(day_on) as
    '第' || cast(weekofyear(day_on) as varchar) || '周（'
    || cast(month(day_on) as varchar) || '.' || cast(day(day_on) as varchar) || '–'
    || cast(month(day_on + 6) as varchar) || '.' || cast(day(day_on + 6) as varchar) || '）';

create or replace macro day_label(day_on) as
    cast(month(day_on) as varchar) || '月' || cast(day(day_on) as varchar) || '日';
