with chosen as (
    select partnership_id
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
)
select
    e.due_date,
    (e.due_date - $as_of::date)::bigint as days_left,
    count(*)::bigint as payments,
    sum(e.payable_eur)::decimal(14, 2) as lump_sum_eur
from exchanges_on($as_of::date) as e
join chosen as c on c.partnership_id = e.visiting_partnership_id
where e.payable_eur > 0
group by e.due_date
order by e.due_date nulls last
