with chosen as (
    select partnership_id, acronym, row_number() over (order by register_order)::bigint as number
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
)
select c.number, c.acronym, t.transaction_id, t.date, t.kind, t.amount_eur, t.exchange_id, t.reference
from budget_transactions as t
join chosen as c using (partnership_id)
where t.date <= $as_of::date
order by c.number, t.date, t.transaction_id
