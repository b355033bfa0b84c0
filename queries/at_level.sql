-- The selected cells with the ids of their two ends at $level.
select
    *,
    case $level
        when 'country' then visiting_country_code
        when 'partnership' then visiting_partnership_id
        else visiting_cluster_id
    end as visiting_id,
    case $level
        when 'country' then host_country_code
        when 'partnership' then host_partnership_id
        else host_cluster_id
    end as host_id
from selected
