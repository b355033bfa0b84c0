with chosen as (
    select partnership_id
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
), changes as (
    select
        date_trunc('month', m.day)::date as month,
        sum(m.change_eur) filter (m.account = 'allocation') as allocation_eur,
        sum(m.change_eur) filter (m.account in ('allocation', 'transfers')) as available_eur,
        sum(m.change_eur) filter (m.account = 'committed') as committed_eur,
        sum(m.change_eur) filter (m.account = 'payable') as payable_eur,
        sum(m.change_eur) filter (m.account = 'paid') as paid_eur,
        sum(m.change_eur) filter (m.account = 'recovered') as recovered_eur
    from budget_movements as m
    join chosen using (partnership_id)
    where m.day <= $as_of::date
    group by date_trunc('month', m.day)
), months as (
    select unnest(generate_series(
        (select min(month) from changes), date_trunc('month', $as_of::date), interval 1 month
    ))::date as month
)
select
    month,
    coalesce(sum(c.allocation_eur) over so_far, 0)::decimal(14, 2) as allocation_eur,
    coalesce(sum(c.available_eur) over so_far, 0)::decimal(14, 2) as available_eur,
    coalesce(sum(c.committed_eur) over so_far, 0)::decimal(14, 2) as committed_eur,
    coalesce(sum(c.payable_eur) over so_far, 0)::decimal(14, 2) as payable_eur,
    coalesce(sum(c.paid_eur) over so_far, 0)::decimal(14, 2) as paid_eur,
    coalesce(sum(c.recovered_eur) over so_far, 0)::decimal(14, 2) as recovered_eur
from months
left join changes as c using (month)
window so_far as (order by month rows unbounded preceding)
order by month
