-- One row per node of $level, those without an exchange kept: on which sides it takes part, how often, and since when not.
select
    id, visiting, hosting,
    case
        when visiting = 0 and hosting = 0 then 'neither'
        when visiting = 0 then 'never visited'
        when hosting = 0 then 'never hosted'
        else 'both'
    end as taking_part,
    visiting + hosting as done,
    last_month,
    date_diff('month', last_month, as_of_date)::bigint as months_idle
from (
    select
        n.id, t.as_of_date,
        coalesce(sum(s.visiting), 0)::bigint as visiting,
        coalesce(sum(s.hosting), 0)::bigint as hosting,
        max(s.month) filter (s.month <= t.as_of_date) as last_month
    from nodes as n
    cross join snapshot as t
    left join (
        select visiting_id as id, month, sum(exchanges) as visiting, 0 as hosting from at_level group by all
        union all
        select host_id, month, 0, sum(exchanges) from at_level group by all
    ) as s using (id)
    where n.level = $level
    group by n.id, t.as_of_date
)
