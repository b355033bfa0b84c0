with steps as (
    select unnest($listed::varchar[]) as category, unnest(range(1, len($listed) + 1)) as step
), counted as (
    select category, sum(exchanges)::bigint as done from selected group by category
), members as (
    select category, count(*) as organisations from organisations group by category
), whole as (
    select
        (select coalesce(sum(done), 0) from counted) as exchanges,
        (select coalesce(sum(organisations), 0) from members) as organisations
)
select
    s.category,
    coalesce(m.organisations, 0)::bigint as organisations,
    coalesce(c.done, 0)::bigint as done,
    coalesce(w.exchanges * coalesce(m.organisations, 0) / nullif(w.organisations, 0), 0)::double as expected,
    (coalesce(c.done, 0) - coalesce(w.exchanges * coalesce(m.organisations, 0) / nullif(w.organisations, 0), 0))::double
        as difference
from steps as s
cross join whole as w
left join counted as c using (category)
left join members as m using (category)
order by coalesce(c.done, 0) > 0, round(difference, 6), s.step
