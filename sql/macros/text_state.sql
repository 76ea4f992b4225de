-- Words of the pacing and the skill/will pages.
create or replace macro zone_name(zone) as
    case zone
        when 'done' then '已达成'
        when 'ok' then '月初没问题'
        when 'effort' then '月中没关系'
        when 'late' then '月末没办法'
        when 'missed' then '未达成'
    end;

create or replace macro pace_reason_name(code) as
    case code
        when 'NO_TARGET' then '没有目标'
        when 'NO_DEAL' then '没有出单记录，无从推算'
        when 'NO_RATE' then '没有洽谈或转化记录，算不出所需的活动量'
        when 'NO_HISTORY' then '没有完整的上月可参照，按工作日均匀推算，区间很宽'
        else code
    end;

-- Never told as certainty while the month is open.
create or replace macro chance_text(p) as
    case
        when p < 0.01 then '不到 1%'
        when p > 0.99 then '99% 以上'
        else '约 ' || percent_text(p)
    end;

create or replace macro side_name(side) as
    case side when 'high' then '高' when 'low' then '低' when 'undetermined' then '未定' end;
