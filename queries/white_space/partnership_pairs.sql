with counted as (
    select visiting_partnership_id, host_partnership_id, sum(exchanges)::bigint as done
    from selected group by all
), rows_sum as (
    select visiting_partnership_id, sum(done) as total from counted group by all
), columns_sum as (
    select host_partnership_id, sum(done) as total from counted group by all
), grand as (
    select sum(done) as total from counted
), listed as (
    select
        v.register_order as visiting_order, h.register_order as host_order,
        v.partnership_id as visiting_id, v.acronym as visiting_name,
        h.partnership_id as host_id, h.acronym as host_name,
        array_to_string(list_sort(list_intersect(list_distinct(v.ecosystems), h.ecosystems)), '; ') as shared_ecosystems,
        coalesce(c.done, 0)::bigint as done,
        coalesce(r.total * s.total / g.total, 0)::double as expected
    from partnerships as v
    cross join partnerships as h
    cross join grand as g
    left join counted as c on c.visiting_partnership_id = v.partnership_id and c.host_partnership_id = h.partnership_id
    left join rows_sum as r on r.visiting_partnership_id = v.partnership_id
    left join columns_sum as s on s.host_partnership_id = h.partnership_id
)
select
    visiting_id, visiting_name, host_id, host_name, coalesce(shared_ecosystems, '') as shared_ecosystems,
    done, expected, (done - expected)::double as difference
from listed
-- Rounded, so that equal differences are equal and the order of the register decides.
order by done > 0, round(difference, 6), visiting_order, host_order
