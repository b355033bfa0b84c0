with kinds as (
    select * from (values
        (1, 'entered'), (2, 'advanced'), (3, 'cancelled'), (4, 'entered cancelled'), (5, 'moved back'), (6, 'reopened'),
        (7, 'removed'), (8, 'moved into this view'), (9, 'moved out of this view'), (10, 'same status')
    ) as kind (place, change)
)
select
    k.change,
    count(m.change) as exchanges,
    count(*) filter (not m.is_restated) as new_activity,
    count(*) filter (m.is_restated) as restated
from kinds as k
left join moved as m using (change)
group by k.place, k.change
order by k.place
