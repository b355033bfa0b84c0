select
    month, mode,
    coalesce(sum(exchanges) filter (status_group = 'took place'), 0)::bigint as took_place,
    coalesce(sum(exchanges) filter (status_group = 'ongoing'), 0)::bigint as ongoing,
    coalesce(sum(exchanges) filter (status_group = 'upcoming'), 0)::bigint as upcoming
from selected
where status_group <> 'cancelled'
group by month, mode
order by month, mode
