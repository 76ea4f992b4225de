-- Grain: input that was not handed in. Inputs: stg_file, stg_person, stg_outlet, stg_product,
-- stg_leave, stg_target, stg_period_metric, stg_visit, stg_policy, stg_check_metric, stg_slot,
-- stg_measure_progress, stg_training, stg_rating, stg_prospect, person_pay, run.
-- Without 出单台账 every premium is 预收保费, and each page says so.

with inputs as (
    select 1 as ord, '出单台账' as input,
        '实收保费不可得，页面所示均为日志中的预收保费；撤单率不可得' as effect,
        not exists (select 1 from staging.stg_policy) as is_missing
    union all
    select 2, '花名册',
        '人员归属只能取自日志，应交日志按各人首次提交日起推算，离职与新入职无法区分',
        not exists (select 1 from staging.stg_person)
    union all
    select 3, '月度目标', '没有目标，达成率与差距不可得',
        not exists (select 1 from staging.stg_target)
    union all
    select 4, run_month.month_label || '月度目标', '本月没有目标，本月达成率与差距不可得',
        exists (select 1 from staging.stg_target)
        and not exists (
            select 1 from staging.stg_target as targets
            where targets.month_start_on = run_month.month_start_on
        )
    from (
        select month_start_on, month_label(month_start_on) as month_label
        from meta.run
    ) as run_month
    union all
    select 5, '请假表', '请假只能取自日志中的文字，未写明的请假会计为未交日志',
        not exists (select 1 from staging.stg_leave)
    union all
    select 6, '网点表', '网点活动率与网点等级不可得，转化率未按网点等级校正',
        not exists (select 1 from staging.stg_outlet)
    union all
    select 7, '产品表', '折标保费与提奖不可得',
        not exists (select 1 from staging.stg_product)
    union all
    select 8, '团队周报', '无法把周报与日志相互核对',
        not exists (select 1 from staging.stg_period_metric where period_type = 'week')
    union all
    select 9, '客户名', '拜访与出单无法对到客户，成交滞后、在途管道与跟进兑现率不可得',
        exists (select 1 from staging.stg_visit)
        and not exists (select 1 from staging.stg_visit where customer_name is not null)
    union all
    select 10, '自设标记', '目标表没有注明由谁设定，目标自设比不可得',
        exists (select 1 from staging.stg_target)
        and not exists (select 1 from staging.stg_target where set_by is not null)
    union all
    select 11, '检查表', '工作日志没有第二份记录可以核对，两表一致率不可得',
        not exists (select 1 from staging.stg_check_metric)
    union all
    select 12, '主管日程', '主管的陪访、个别辅导与会议次数不可得',
        not exists (select 1 from staging.stg_slot)
    union all
    select 13, '改善措施检讨', '措施完成率不可得', not exists (select 1 from staging.stg_measure_progress)
    union all
    select 14, '培训计划表', '培训到训率不可得', not exists (select 1 from staging.stg_training)
    union all
    select 15, '技能意愿评估表', '没有主管评价可与计算结果对照', not exists (select 1 from staging.stg_rating)
    union all
    select 16, '客户名单', '客户名单充足度不可得', not exists (select 1 from staging.stg_prospect)
    union all
    select 17, '底薪与补贴', '花名册没有底薪与补贴，收入不可得',
        exists (select 1 from staging.stg_person)
        and not exists (select 1 from core.person_pay)
    union all
    select 18, '台账的实收日', '台账没有实收日期，有效保单一律按出单日计为实收',
        exists (select 1 from staging.stg_policy)
        and not exists (select 1 from staging.stg_policy where received_on is not null)
)

select ord, input, effect
from inputs
where is_missing
order by ord
