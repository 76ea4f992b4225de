-- What free texts say, by the words people use. A text may say several things.
create or replace macro is_rejection(label) as
    coalesce(regexp_matches(label,
        '拒绝|不需要|暂不|不感兴趣|没兴趣|不考虑|不满意|不愿|推脱|不相信|没有意向|无意向'), false);

-- The customer said no because of what was offered: price, return, term, need.
create or replace macro is_unfit(label) as
    coalesce(regexp_matches(label,
        '收益|太贵|价格|贵了|不需要|已有保险|期限|年限|太长|预算|资金|不合适|不符|比不上'), false);

-- The writer says that knowledge is missing.
create or replace macro lacks_knowledge(label) as
    coalesce(regexp_matches(label,
        '不熟|不会答|答不上|说不清|讲不清|条款|回去再学|不清楚|没讲明白|不懂|演示表'), false);

-- The writer says that refusals weigh.
create or replace macro fears_rejection(label) as
    coalesce(regexp_matches(label, '拒绝较多|怕拒绝|没信心|信心不足|心态|受挫|不敢|沮丧|灰心'), false);

-- A name on a list that nothing more is expected of.
create or replace macro is_closed_prospect(label) as
    coalesce(regexp_matches(label, '放弃|无效|已成交|成交|拒绝|不再|停止'), false);

create or replace macro cause_class_name(code) as
    case code
        when 'person' then '本人'
        when 'outlet' then '网点'
        when 'supervisor' then '主管'
        when 'product' then '产品'
        when 'plan' then '计划'
        when 'luck' then '偶然'
        when 'data' then '数据'
        else code
    end;
