-- The cells of the aggregate `activity` that a view selects, with the columns of their route.
-- Every question starts from here, so that all tiles, charts and tables count the same exchanges.
select a.*, r.* exclude (route_id, focus_visiting, focus_host)
from activity as a
join (
    select
        *,
        case $focus_level
            when 'country' then visiting_country_code
            when 'partnership' then visiting_partnership_id
            when 'cluster' then visiting_cluster_id
        end as focus_visiting,
        case $focus_level
            when 'country' then host_country_code
            when 'partnership' then host_partnership_id
            when 'cluster' then host_cluster_id
        end as focus_host
    from routes
) as r using (route_id)
where (
        len($partnerships) = 0
        or ($partnership_side <> 'host' and list_contains($partnerships::varchar[], r.visiting_partnership_id))
        or ($partnership_side <> 'visiting' and list_contains($partnerships::varchar[], r.host_partnership_id))
    )
    and (
        len($countries) = 0
        or ($country_side <> 'host' and list_contains($countries::varchar[], r.visiting_country_code))
        or ($country_side <> 'visiting' and list_contains($countries::varchar[], r.host_country_code))
    )
    and (len($ecosystems) = 0 or list_has_any(r.visiting_ecosystems, $ecosystems::varchar[]))
    and (len($categories) = 0 or list_contains($categories::varchar[], a.category))
    and (len($modes) = 0 or list_contains($modes::varchar[], a.mode))
    and (
        (len($status_groups) = 0 and a.status_group <> 'cancelled')
        or list_contains($status_groups::varchar[], a.status_group)
    )
    and ($from_month is null or a.month >= $from_month::date)
    and ($to_month is null or a.month <= $to_month::date)
    and ($focus_either = '' or r.focus_visiting = $focus_either or r.focus_host = $focus_either)
    and ($focus_visiting = '' or r.focus_visiting = $focus_visiting)
    and ($focus_host = '' or r.focus_host = $focus_host)
