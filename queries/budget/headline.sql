with chosen as (
    select partnership_id, exchange_target
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
), counted as (
    select
        count(*) filter (e.status_group = 'took place') as took_place,
        count(*) filter (e.status_group in ('ongoing', 'upcoming')) as under_way,
        sum(e.payable_eur) filter (e.due_date <= $as_of::date + 7) as due_week_eur,
        count(*) filter (e.payable_eur > 0 and e.due_date <= $as_of::date + 7) as due_week,
        count(*) filter (e.payable_eur > 0 and e.due_date < $as_of::date) as overdue,
        sum(e.payable_eur) filter (e.due_date < $as_of::date) as overdue_eur,
        quantile_disc(e.lump_sum_eur, 0.5) filter (
            e.lump_sum_eur > 0 and e.status in ('agreed', 'ongoing', 'completed', 'reported', 'validated', 'paid')
        ) as median_eur
    from exchanges_on($as_of::date) as e
    join chosen as c on c.partnership_id = e.visiting_partnership_id
), money as (
    select
        coalesce(sum(b.remaining_eur), 0)::decimal(14, 2) as remaining_eur,
        coalesce(sum(b.allocation_eur + b.transfers_eur), 0)::decimal(14, 2) as available_eur
    from budget_position_on($as_of::date) as b
    join chosen using (partnership_id)
)
select
    coalesce(n.due_week_eur, 0)::decimal(14, 2) as due_week_eur,
    n.due_week::bigint as due_week,
    n.overdue::bigint as overdue,
    coalesce(n.overdue_eur, 0)::decimal(14, 2) as overdue_eur,
    m.remaining_eur, m.available_eur, n.median_eur,
    greatest((m.remaining_eur * 100)::bigint // (n.median_eur * 100)::bigint, case when n.median_eur > 0 then 0 end) as lump_sums_left,
    n.took_place::bigint as took_place,
    n.under_way::bigint as under_way,
    (select coalesce(sum(exchange_target), 0)::bigint from chosen) as exchange_target
from counted as n, money as m
