with whole as (
    select
        (select coalesce(sum(exchanges), 0)::bigint from selected) as exchanges,
        (select count(*) from clusters) as clusters
), listed as (
    select
        c.register_order, c.cluster_id, c.short_name, c.name, c.partnership_id, p.acronym, c.country_code,
        k.name as country_name, c.role, c.basis,
        t.* exclude (id),
        2 * w.exchanges / w.clusters as expected,
        list_contains($partnerships::varchar[], c.partnership_id)
            or list_contains($countries::varchar[], c.country_code) as is_chosen
    from clusters as c
    join partnerships as p using (partnership_id)
    join countries as k on k.country_code = c.country_code
    join taking_part as t on t.id = c.cluster_id
    cross join whole as w
)
select
    cluster_id, short_name, name, partnership_id, acronym, country_code, country_name, role, basis,
    taking_part, visiting, hosting, done,
    expected::double as expected,
    (done - expected)::double as difference,
    last_month, months_idle
from listed
order by
    case taking_part when 'neither' then 0 when 'both' then 2 else 1 end,
    -- The clusters of what the bar chooses come first: of the others the view can tell little.
    not is_chosen, done, register_order
