-- One row per exchange of `compared`, with `change`, how its status moved from the older side to the newer one, and whether the older
-- status is told otherwise (`is_restated`).
with ranked as (
    select
        *,
        list_position(['matched', 'agreed', 'ongoing', 'completed', 'reported', 'validated', 'paid'], status_0) as rank_0,
        list_position(['matched', 'agreed', 'ongoing', 'completed', 'reported', 'validated', 'paid'], status_2) as rank_2
    from compared
)
select
    *,
    case
        when status_0 is null and not is_in_older and status_2 = 'cancelled' then 'entered cancelled'
        when status_0 is null and not is_in_older then 'entered'
        when status_0 is null then 'moved into this view'
        when status_2 is null and not is_in_newer then 'removed'
        when status_2 is null then 'moved out of this view'
        when status_2 = 'cancelled' and status_0 <> 'cancelled' then 'cancelled'
        when status_0 = 'cancelled' and status_2 <> 'cancelled' then 'reopened'
        when rank_2 > rank_0 then 'advanced'
        when rank_2 < rank_0 then 'moved back'
        else 'same status'
    end as change,
    status_0 is distinct from status_1 as is_restated
from ranked
