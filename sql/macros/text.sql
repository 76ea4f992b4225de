-- Figures inside sentences.
create or replace macro yuan_text(yuan) as
    case
        when abs(yuan) >= 10000 then printf('%.1f', yuan / 10000.0) || ' 万元'
        else printf('%.0f', cast(yuan as double)) || ' 元'
    end;

create or replace macro percent_text(share) as printf('%.0f', 100.0 * share) || '%';

create or replace macro count_text(n) as
    case when abs(n) < 1e15 and n = round(n) then cast(cast(n as bigint) as varchar) else printf('%.1f', cast(n as double)) end;

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
        when 'FEW_DEALS' then '能对到客户的成交不足 3 件'
        when 'FEW_VISITS' then '拜访不足 8 次'
        when 'NOT_CLOSED' then '月份还没有结束'
        when 'NOT_REACHED' then '观察期内成交的客户不到一半'
        when 'NO_BILL' then '没有账单'
        when 'NO_CHECK' then '没有检查表'
        when 'NO_COACHING' then '周报没有重点辅导'
        when 'NO_CUSTOMER' then '没有可追踪的客户名'
        when 'NO_DEAL' then '没有成交'
        when 'NO_EXPECTED_DAY' then '没有应交日志的日子'
        when 'NO_FIELD' then '表上没有这一项'
        when 'NO_HEAD' then '没有在职人员'
        when 'NO_MEASURE' then '没有措施进展检讨'
        when 'NO_NEED' then '没有客户名单，或没有目标、洽谈与保费可以倒推'
        when 'NO_OUTLET' then '没有责任网点'
        when 'NO_PAY' then '花名册没有底薪与补贴（或有人没有）'
        when 'NO_PLAN_ITEM' then '没有逐项计划'
        when 'NO_POLICY' then '没有出单台账，或台账没有本月'
        when 'NO_RATE' then '有险种没有提奖比例'
        when 'NO_SET_BY' then '目标表没有注明由谁设定'
        when 'NO_STEP' then '没有写明日期且已到期的后续安排'
        when 'NO_SUBMIT_TIME' then '日志没有提交时间'
        when 'NO_SUPERVISOR_LOG' then '没有主管日程'
        when 'NO_TRAINING' then '没有写明应到实到的培训'
        when 'NO_VISIT_LINE' then '没有拜访明细'
        when 'NO_VISIT_TIME' then '拜访没有写时间'
        when 'NO_WORKDAY' then '没有已过的工作日'
        when 'SEE_CHECKS' then '只在主管页的数据核实中'
        when 'SEE_PACE' then '只推算检讨月，见节奏'
        when 'OPEN_PERIOD' then '该期间还没有结束'
        when 'NO_METRIC' then '指标名称没有对应的口径'
        when 'NO_NUMBER' then '目标不是数字'
        when 'NO_SPLIT' then '没有月目标可以分解'
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
