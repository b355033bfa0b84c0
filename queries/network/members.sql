-- The nodes that can have an exchange. A country without a partner cluster is one only if the snapshot has an exchange
-- of it: no filter changes who they are.
select id, name, short_name
from nodes
where level = $level
    and (
        $level <> 'country'
        or id in (select country_code from countries where has_partner_cluster)
        or id in (select visiting_country_code from routes)
        or id in (select host_country_code from routes)
    )
order by position
