-- Which factor a measure is about, by its own words; null when it is none that logs show.
create or replace macro measure_factor(label) as
    case
        when regexp_matches(label, '约访') then 'appointment_rate'
        when regexp_matches(label, '件均|单均|大单|期交占比|保额') then 'ticket'
        when regexp_matches(label, '成交|促成|签单|出单率|异议') then 'close_rate'
        when regexp_matches(label, '意向|介绍|说明|讲解|产品') then 'intent_rate'
        when regexp_matches(label, '洽谈|拜访|活动量|面谈|开口|走访') then 'activity'
    end;

-- The share of a distance that lasts: the least-squares slope, drawn to 1 as if it were known to
-- ± 0.7 before (noise ÷ 0.7²), within 0 and 1.25. Without a second pair nothing is known: 1.
create or replace macro carried(sxy, sxx, noise) as
    case when noise is null or sxx + 2 * noise <= 0 then 1.0
        else least(greatest((sxy + 2 * noise) / (sxx + 2 * noise), 0.0), 1.25) end;
