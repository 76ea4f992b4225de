-- Grain: closed month. Inputs: closed_month, close_change.

with counts as (
    select month_start_on, count(*) as differences
    from analysis.close_change
    group by month_start_on
),

final as (
    select
        closed.month_start_on,
        month_label(closed.month_start_on) as month_label,
        closed.closed_on,
        closed.as_of_on,
        closed.closing > 1 as is_again,
        closed.reason,
        coalesce(counts.differences, 0) as differences,
        closed.closing,
        closed.is_readable,
        closed.trouble,
        case
            when not closed.is_readable then month_label(closed.month_start_on)
                || '的关账文件读不出来：' || closed.trouble || '。请从备份恢复，或用 aqs close --again 重新关账'
            when counts.differences > 0 then month_label(closed.month_start_on) || '关账后有 '
                || cast(counts.differences as varchar) || ' 个数字变了，见「上月更正」'
            else month_label(closed.month_start_on) || '已关账，数字没有变化'
        end as sentence
    from core.closed_month as closed
    left join counts
        on closed.month_start_on = counts.month_start_on
)

select * from final
order by month_start_on
