with measured as (
    select unnest([
        struct_pack(place := 1, measure := 'exchanges', statuses := ['matched', 'agreed', 'ongoing', 'completed', 'reported', 'validated', 'paid']),
        struct_pack(place := 2, measure := 'took_place', statuses := ['completed', 'reported', 'validated', 'paid']),
        struct_pack(place := 3, measure := 'ongoing', statuses := ['ongoing']),
        struct_pack(place := 4, measure := 'upcoming', statuses := ['matched', 'agreed']),
        struct_pack(place := 5, measure := 'cancelled', statuses := ['cancelled'])
    ], recursive := true)
), counted as (
    select
        m.place, m.measure,
        count(*) filter (list_contains(m.statuses, c.status_0)) as state_0,
        count(*) filter (list_contains(m.statuses, c.status_1)) as state_1,
        count(*) filter (list_contains(m.statuses, c.status_2)) as state_2
    from measured as m
    left join compared as c on list_contains(m.statuses, c.status_0)
        or list_contains(m.statuses, c.status_1)
        or list_contains(m.statuses, c.status_2)
    group by all
)
select
    measure,
    state_0 as before,
    state_1 - state_0 as restated,
    state_2 - state_1 as new_activity,
    state_2 as after
from counted
order by place
