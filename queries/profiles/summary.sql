select
    coalesce(sum(exchanges), 0)::bigint as exchanges,
    coalesce(sum(exchanges) filter (visiting_id = $id), 0)::bigint as visiting,
    coalesce(sum(exchanges) filter (host_id = $id), 0)::bigint as hosting,
    coalesce(sum(exchanges) filter (visiting_id = host_id), 0)::bigint as inside,
    count(distinct case when visiting_id = $id then host_id else visiting_id end)
        filter (visiting_id <> host_id) as partners,
    coalesce(sum(working_days) filter (visiting_id = $id), 0)::bigint as working_days,
    coalesce(sum(lump_sum_eur) filter (visiting_id = $id), 0)::decimal(14, 2) as lump_sum_eur,
    coalesce(sum(committed_eur) filter (visiting_id = $id), 0)::decimal(14, 2) as committed_eur,
    coalesce(sum(payable_eur) filter (visiting_id = $id), 0)::decimal(14, 2) as payable_eur,
    coalesce(sum(paid_eur) filter (visiting_id = $id), 0)::decimal(14, 2) as paid_eur,
    coalesce(sum(recovered_eur) filter (visiting_id = $id), 0)::decimal(14, 2) as recovered_eur,
    min(month) as first_month,
    max(month) as last_month
from of_node
