select
    (select coalesce(sum(exchanges), 0)::bigint from newer.activity where status_group <> 'cancelled') as exchanges,
    (select coalesce(sum(paid_eur), 0)::decimal(14, 2) from newer.budget_position) as paid_eur,
    (select coalesce(sum(remaining_eur), 0)::decimal(14, 2) from newer.budget_position) as remaining_eur
