with chosen as (
    select partnership_id
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
), steps as (
    -- the planner drops one of the two
    select * from to_do where not $is_past
    union all
    select * from to_do_on($as_of::date) where $is_past
), waiting as (
    select t.kind, t.due_date < $as_of::date as is_overdue, t.lump_sum_eur
    from steps as t
    join chosen as c on c.partnership_id = t.visiting_partnership_id
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
