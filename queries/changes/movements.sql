with ranked as (
    select
        *,
        list_position(['matched', 'agreed', 'ongoing', 'completed', 'reported', 'validated', 'paid'], status_0) as rank_0,
        list_position(['matched', 'agreed', 'ongoing', 'completed', 'reported', 'validated', 'paid'], status_2) as rank_2
    from compared
), told as (
    select
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
), kinds as (
    select * from (values
        (1, 'entered'), (2, 'advanced'), (3, 'cancelled'), (4, 'entered cancelled'), (5, 'moved back'), (6, 'reopened'),
        (7, 'removed'), (8, 'moved into this view'), (9, 'moved out of this view'), (10, 'same status')
    ) as kind (place, change)
)
select
    k.change,
    count(t.change) as exchanges,
    count(*) filter (not t.is_restated) as new_activity,
    count(*) filter (t.is_restated) as restated
from kinds as k
left join told as t using (change)
group by k.place, k.change
order by k.place
