with done as (
    select
        visiting_partnership_id as partnership_id,
        sum(exchanges) filter (status_group = 'took place') as took_place,
        sum(exchanges) filter (status_group = 'ongoing') as ongoing,
        sum(exchanges) filter (status_group = 'upcoming') as upcoming
    from selected
    group by all
)
select
    p.partnership_id, p.acronym,
    coalesce(d.took_place, 0)::bigint as took_place,
    coalesce(d.ongoing, 0)::bigint as ongoing,
    coalesce(d.upcoming, 0)::bigint as upcoming,
    p.exchange_target, p.exchange_target_basis
from partnerships as p
left join done as d using (partnership_id)
order by p.register_order
