with chosen as (
    select partnership_id, acronym
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
)
select
    t.date, t.transaction_id, t.partnership_id, c.acronym, t.amount_eur, t.exchange_id, t.reference,
    count(*) over ()::bigint as row_count,
    (sum(t.amount_eur) over ())::decimal(14, 2) as total_eur
from budget_transactions as t
join chosen as c using (partnership_id)
where t.kind = $kind and t.date <= $as_of::date and ($partnership_id = '' or t.partnership_id = $partnership_id)
order by t.date desc, t.transaction_id
limit $limit
