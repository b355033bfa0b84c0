with chosen as (
    select partnership_id
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
), waiting as (
    select t.kind, t.due_date < s.as_of_date as is_overdue, t.lump_sum_eur
    from to_do as t
    join chosen as c on c.partnership_id = t.visiting_partnership_id
    cross join snapshot as s
), kinds as (
    select unnest(['payment due', 'closing report awaited', 'validation awaited', 'start overdue']) as kind, unnest(range(4)) as place
)
select
    k.kind,
    count(w.kind)::bigint as steps,
    (count(w.kind) filter (w.is_overdue))::bigint as overdue,
    coalesce(sum(w.lump_sum_eur), 0)::decimal(14, 2) as lump_sum_eur,
    coalesce(sum(w.lump_sum_eur) filter (w.is_overdue), 0)::decimal(14, 2) as overdue_eur
from kinds as k
left join waiting as w using (kind)
group by k.kind, k.place
order by k.place
