with counted as (
    select status, sum(exchanges) as exchanges, sum(lump_sum_eur) as lump_sum_eur
    from selected
    group by status
), pipeline (step, status) as (
    values (1, 'matched'), (2, 'agreed'), (3, 'ongoing'), (4, 'completed'), (5, 'reported'), (6, 'validated'), (7, 'paid'),
        (8, 'cancelled')
)
select
    p.status, phase_of(p.status) as phase,
    coalesce(c.exchanges, 0)::bigint as exchanges,
    coalesce(c.lump_sum_eur, 0)::decimal(14, 2) as lump_sum_eur
from pipeline as p
left join counted as c using (status)
where p.status <> 'cancelled' or list_contains($status_groups::varchar[], 'cancelled')
order by p.step
