with sides as (
    select visiting_country_code as country_code, month, sum(exchanges) as visiting, 0 as hosting
    from selected group by all
    union all
    select host_country_code, month, 0, sum(exchanges)
    from selected group by all
), counted as (
    select
        s.country_code,
        sum(s.visiting)::bigint as visiting,
        sum(s.hosting)::bigint as hosting,
        max(s.month) filter (s.month <= n.as_of_date) as last_month
    from sides as s
    cross join snapshot as n
    group by s.country_code
), members as (
    select country_code, count(*) as clusters from clusters group by country_code
), whole as (
    select
        (select coalesce(sum(exchanges), 0)::bigint from selected) as exchanges,
        (select count(*) from clusters) as clusters,
        (select as_of_date from snapshot) as as_of_date
), listed as (
    select
        k.country_code, k.name as country_name,
        coalesce(m.clusters, 0)::bigint as clusters,
        coalesce(n.visiting, 0)::bigint as visiting,
        coalesce(n.hosting, 0)::bigint as hosting,
        n.last_month,
        date_diff('month', n.last_month, w.as_of_date)::bigint as months_idle,
        coalesce(2 * w.exchanges * coalesce(m.clusters, 0) / nullif(w.clusters, 0), 0)::double as expected
    from countries as k
    cross join whole as w
    left join members as m using (country_code)
    left join counted as n using (country_code)
)
select
    country_code, country_name, clusters,
    case
        when visiting = 0 and hosting = 0 then 'neither'
        when visiting = 0 then 'never visited'
        when hosting = 0 then 'never hosted'
        else 'both'
    end as taking_part,
    visiting, hosting,
    visiting + hosting as done,
    expected,
    (visiting + hosting - expected)::double as difference,
    last_month, months_idle
from listed
order by
    -- Without a cluster of its own a country is not expected to take part: not a gap like the others.
    case
        when clusters = 0 then 3
        when visiting + hosting = 0 then 0
        when visiting = 0 or hosting = 0 then 1
        else 2
    end,
    round(difference, 6), country_name
