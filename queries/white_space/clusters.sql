with sides as (
    select visiting_cluster_id as cluster_id, month, sum(exchanges) as visiting, 0 as hosting
    from selected group by all
    union all
    select host_cluster_id, month, 0, sum(exchanges)
    from selected group by all
), counted as (
    select
        s.cluster_id,
        sum(s.visiting)::bigint as visiting,
        sum(s.hosting)::bigint as hosting,
        max(s.month) filter (s.month <= n.as_of_date) as last_month
    from sides as s
    cross join snapshot as n
    group by s.cluster_id
), whole as (
    select
        (select coalesce(sum(exchanges), 0)::bigint from selected) as exchanges,
        (select count(*) from clusters) as clusters,
        (select as_of_date from snapshot) as as_of_date
), listed as (
    select
        c.register_order, c.cluster_id, c.short_name, c.name, c.partnership_id, p.acronym, c.country_code,
        k.name as country_name, c.role, c.basis,
        coalesce(n.visiting, 0)::bigint as visiting,
        coalesce(n.hosting, 0)::bigint as hosting,
        n.last_month,
        date_diff('month', n.last_month, w.as_of_date)::bigint as months_idle,
        2 * w.exchanges / w.clusters as expected,
        list_contains($partnerships::varchar[], c.partnership_id)
            or list_contains($countries::varchar[], c.country_code) as is_chosen
    from clusters as c
    join partnerships as p using (partnership_id)
    join countries as k on k.country_code = c.country_code
    cross join whole as w
    left join counted as n using (cluster_id)
)
select
    cluster_id, short_name, name, partnership_id, acronym, country_code, country_name, role, basis,
    case
        when visiting = 0 and hosting = 0 then 'neither'
        when visiting = 0 then 'never visited'
        when hosting = 0 then 'never hosted'
        else 'both'
    end as taking_part,
    visiting, hosting,
    visiting + hosting as done,
    expected::double as expected,
    (visiting + hosting - expected)::double as difference,
    last_month, months_idle
from listed
order by
    case when visiting + hosting = 0 then 0 when visiting = 0 or hosting = 0 then 1 else 2 end,
    -- The clusters of what the bar chooses come first: of the others the view can tell little.
    not is_chosen, visiting + hosting, register_order
