-- Words of the gap and of the flags.
create or replace macro reference_name(reference) as
    case reference
        when 'plan' then '本人计划'
        when 'peers' then '同组同月'
        when 'own' then '本人前三个月'
        when 'change' then '本组前三个月平均'
    end;

create or replace macro gap_reason_name(code) as
    case code
        when 'NO_LOG' then '本月没有日志，活动量未知，不作分解'
        when 'NO_FIGURE' then '日志缺少环节数字（如意向人数），不作分解'
        when 'NO_TARGET' then '没有目标，计划是否充分无法判断'
        when 'NO_PLAN' then '日志没有计划栏，也没有活动量目标，无法与计划比较'
        when 'NO_PEERS' then '同组近三个月没有成交，没有可比的转化率'
        when 'NO_HISTORY' then '没有前三个月的日志，无法与自己比较'
        when 'NO_DIFFERENCE' then '本期看不出个体差异'
        when 'NO_BASE' then '没有上一环节的记录'
        when 'NO_DEAL' then '同组近三个月此环节没有成果'
        when 'OVER_ONE' then '多于上一环节（含以往积累），不作判断'
        when 'ONE_TEAM' then '只有一个团队，没有可比的'
        when 'FEW_WEEKS' then '不足 8 周，不画控制限'
        else code
    end;

create or replace macro gap_detail_name(detail, factor_name) as
    case
        when detail = 'target' then '计划不足'
        when detail = 'outlet_class' then '网点条件'
        when detail = 'days_left' then '剩余工作日'
        when detail = 'big_case' then '大单'
        when detail = 'target_split' then '目标未分解到人'
        when detail = 'no_basis' then '无法分解的人员'
        when detail = 'moves' then '人员调动'
        when detail = 'headcount' then '人力'
        when detail = 'calendar' then '当月工作日'
        when detail = 'product_mix' then '产品结构'
        when detail = 'rest' then '其他'
        when detail like 'luck_%' then '偶然（' || factor_name || '）'
        else factor_name
    end;

create or replace macro factor_text(kind, amount) as
    case kind
        when 'rate' then printf('%.1f', 100.0 * amount) || '%'
        when 'ticket' then yuan_text(amount)
        when 'days' then count_text(round(amount, 1)) || ' 天'
        else printf('%.1f', cast(amount as double))
    end;

-- How far a figure is from another: a rate's distance is in points, not in percent of the rate.
create or replace macro factor_distance_text(kind, amount) as
    case kind
        when 'rate' then printf('%.1f', 100.0 * amount) || ' 个百分点'
        else factor_text(kind, amount)
    end;

create or replace macro signed_distance_text(kind, amount) as
    case when amount >= 0 then '+' else '−' end || factor_distance_text(kind, abs(amount));
