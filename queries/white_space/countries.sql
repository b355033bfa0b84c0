with members as (
    select country_code, count(*) as clusters from clusters group by country_code
), whole as (
    select
        (select coalesce(sum(exchanges), 0)::bigint from selected) as exchanges,
        (select count(*) from clusters) as clusters
), listed as (
    select
        k.country_code, k.name as country_name,
        coalesce(m.clusters, 0)::bigint as clusters,
        t.* exclude (id),
        coalesce(2 * w.exchanges * coalesce(m.clusters, 0) / nullif(w.clusters, 0), 0)::double as expected
    from countries as k
    join taking_part as t on t.id = k.country_code
    cross join whole as w
    left join members as m using (country_code)
)
select
    country_code, country_name, clusters, taking_part, visiting, hosting, done, expected,
    (done - expected)::double as difference,
    last_month, months_idle
from listed
order by
    -- Without a cluster of its own a country is not expected to take part: not a gap like the others.
    case when clusters = 0 then 3 when taking_part = 'neither' then 0 when taking_part = 'both' then 2 else 1 end,
    round(difference, 6), country_name
