select
    month,
    coalesce(sum(exchanges) filter (visiting_id = $id), 0)::bigint as visiting,
    coalesce(sum(exchanges) filter (host_id = $id), 0)::bigint as hosting
from of_node
group by month
order by month
