with chosen as (
    select partnership_id, acronym, register_order
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
)
select
    c.partnership_id, c.acronym,
    b.allocation_eur, b.transfers_eur, b.committed_eur, b.payable_eur, b.paid_eur, b.recovered_eur, b.remaining_eur,
    (
        b.allocation_eur + b.transfers_eur
        - (b.committed_eur + b.payable_eur + b.paid_eur - b.recovered_eur + b.remaining_eur)
    )::decimal(14, 2) as footing_difference_eur
from chosen as c
join budget_position_on($as_of::date) as b using (partnership_id)
order by c.register_order
