select
    coalesce(sum(b.allocation_eur), 0)::decimal(14, 2) as allocation_eur,
    coalesce(sum(b.transfers_eur), 0)::decimal(14, 2) as transfers_eur,
    coalesce(sum(b.allocation_eur + b.transfers_eur), 0)::decimal(14, 2) as available_eur,
    coalesce(sum(b.committed_eur), 0)::decimal(14, 2) as committed_eur,
    coalesce(sum(b.payable_eur), 0)::decimal(14, 2) as payable_eur,
    coalesce(sum(b.paid_eur), 0)::decimal(14, 2) as paid_eur,
    coalesce(sum(b.recovered_eur), 0)::decimal(14, 2) as recovered_eur,
    coalesce(sum(b.remaining_eur), 0)::decimal(14, 2) as remaining_eur,
    coalesce(sum(
        b.allocation_eur + b.transfers_eur
        - (b.committed_eur + b.payable_eur + b.paid_eur - b.recovered_eur + b.remaining_eur)
    ), 0)::decimal(14, 2) as footing_difference_eur
from budget_position_on($as_of::date) as b
join partnerships as p using (partnership_id)
where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
    and (len($ecosystems) = 0 or list_has_any(p.ecosystems, $ecosystems::varchar[]))
