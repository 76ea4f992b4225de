-- Grain: day named by a State Council notice. Input: meta.calendar_notice (loaded by the run
-- from the program's own calendar).

select
    date_on,
    is_work,
    holiday_name
from meta.calendar_notice
