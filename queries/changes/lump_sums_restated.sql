select
    count(*) as exchanges,
    coalesce(sum(o.lump_sum_eur), 0)::decimal(14, 2) as before_eur,
    coalesce(sum(n.lump_sum_eur - o.lump_sum_eur), 0)::decimal(14, 2) as change_eur,
    coalesce(sum(n.lump_sum_eur), 0)::decimal(14, 2) as after_eur
from compared
-- Until an exchange is agreed its lump sum is not granted: what is then set is new activity.
where status_0 is not null and status_2 is not null and status_0 <> 'matched' and o.lump_sum_eur <> n.lump_sum_eur
