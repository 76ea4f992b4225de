-- Grain: sale line of more than five times the team's median ticket (DOMAIN E10). Inputs: fct_sale,
-- person_service.
-- excess_yuan is what it brings above cases × median: it stays in every total and gets a line of
-- its own in the gap, but does not speak about anybody's usual ticket. The median is the team's of
-- three months and needs ten lines.

with lines as (
    select
        sales.person_id,
        sales.sold_on,
        month_start(sales.sold_on) as month_start_on,
        service.team_id,
        sales.cases,
        sales.premium_yuan,
        sales.premium_yuan / sales.cases as ticket_yuan,
        sales.file_id,
        sales.record_no
    from core.fct_sale as sales
    inner join analysis.person_service as service
        on sales.person_id = service.person_id
        and month_start(sales.sold_on) = service.month_start_on
    where sales.cases > 0
        and sales.premium_yuan > 0
),

months as (
    select distinct month_start_on from lines
),

medians as (
    select
        lines.team_id,
        months.month_start_on,
        median(lines.ticket_yuan) as median_ticket_yuan,
        count(*) as team_lines
    from lines
    inner join months
        on lines.month_start_on between add_months(months.month_start_on, -2)
            and months.month_start_on
    group by lines.team_id, months.month_start_on
),

final as (
    select
        lines.person_id,
        lines.month_start_on,
        lines.team_id,
        lines.sold_on,
        lines.cases,
        lines.premium_yuan,
        medians.median_ticket_yuan,
        lines.premium_yuan - lines.cases * medians.median_ticket_yuan as excess_yuan,
        lines.file_id,
        lines.record_no
    from lines
    inner join medians
        on lines.team_id = medians.team_id
        and lines.month_start_on = medians.month_start_on
    where medians.team_lines >= 10
        and lines.ticket_yuan > 5 * medians.median_ticket_yuan
)

select * from final
