select
    count(*) as exchanges,
    coalesce(sum(o.lump_sum_eur), 0)::decimal(14, 2) as before_eur,
    coalesce(sum(coalesce(n.lump_sum_eur, 0) - coalesce(o.lump_sum_eur, 0)), 0)::decimal(14, 2) as change_eur,
    coalesce(sum(n.lump_sum_eur), 0)::decimal(14, 2) as after_eur
from compared
where is_lump_sum_restated
