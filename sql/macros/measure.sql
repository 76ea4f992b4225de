-- Which factor a measure is about, by its own words; null when it is none that logs show.
create or replace macro measure_factor(label) as
    case
        when regexp_matches(label, '约访') then 'appointment_rate'
        when regexp_matches(label, '件均|单均|大单|期交占比|保额') then 'ticket'
        when regexp_matches(label, '成交|促成|签单|出单率|异议') then 'close_rate'
        when regexp_matches(label, '意向|介绍|说明|讲解|产品') then 'intent_rate'
        when regexp_matches(label, '洽谈|拜访|活动量|面谈|开口|走访') then 'activity'
    end;
