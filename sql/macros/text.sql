-- Figures inside sentences.
create or replace macro yuan_text(yuan) as
    case
        when abs(yuan) >= 10000 then printf('%.1f', yuan / 10000.0) || ' 万元'
        else printf('%.0f', cast(yuan as double)) || ' 元'
    end;

create or replace macro percent_text(share) as printf('%.0f', 100.0 * share) || '%';

create or replace macro count_text(n) as
    case when n = round(n) then cast(cast(n as bigint) as varchar) else printf('%.1f', cast(n as double)) end;

-- Why a ratio is empty, in the words of the reports.
create or replace macro reason_name(code) as
    case code
        when 'NO_TARGET' then '没有目标'
        when 'NO_PLAN' then '没有计划'
        when 'UNPLANNED' then '计划外（计划为 0）'
        when 'NO_LOG' then '没有日志'
        when 'NO_FIGURE' then '日志未填此项'
        when 'NO_ACTIVITY' then '没有洽谈记录'
        when 'NO_VISIT' then '没有拜访记录'
        when 'NO_INTENT' then '没有意向记录'
        when 'OVER_ONE' then '多于上一环节（含以往积累），不算区间'
        when 'FEW_WORKDAYS' then '该周已过的工作日不足 2 天'
        else code
    end;

-- The four boxes by the names of DOMAIN 5.5 and what to do in each. They describe behaviour seen
-- in the logs, not a person's attitude.
create or replace macro box_name(box) as
    case box
        when 'R1' then '指导型'
        when 'R2' then '教练型'
        when 'R3' then '支持型'
        when 'R4' then '授权型'
        when 'undetermined' then '未定'
        when 'insufficient' then '数据不足'
    end;

create or replace macro box_advice(box) as
    case box
        when 'R1' then '小目标、日清、规则清楚；每天核对活动量，先把投入带起来，再练技能'
        when 'R2' then '投入已有，重点练技能：示范、演练、陪访，容许试错；先看转化最弱的一环'
        when 'R3' then '技能已有，先谈清投入不足的原因；请本人参与定目标，多认可，不必再加培训'
        when 'R4' then '给更高目标，请其带教，在周例会分享做法'
        when 'undetermined' then '证据不足以定类，照常辅导，继续观察，勿据此奖惩'
        when 'insufficient' then '先补齐日志，暂不评价'
    end;

create or replace macro score_reason_name(code) as
    case code
        when 'FEW_DAYS' then '三个月内有日志的工作日不足 10 天'
        when 'FEW_INDICATORS' then '可用指标不足一半'
        when 'NO_DIFFERENCE' then '本期看不出个体差异'
        when 'SMALL_SAMPLE' then '样本少，可靠的指标不足两项'
        else code
    end;

-- A probability of being right is never told as certainty.
create or replace macro sure_text(p) as
    case when p > 0.99 then '99% 以上' else percent_text(p) end;

create or replace macro short_text(label, longest) as
    case when length(label) > longest then left(label, longest) || '…' else label end;

-- A figure with its unit inside a sentence.
create or replace macro amount_text(amount, unit) as
    case unit
        when '元' then yuan_text(amount)
        when '比率' then printf('%.1f', 100.0 * amount) || '%'
        else count_text(amount) || case when unit = '' then '' else ' ' || unit end
    end;
