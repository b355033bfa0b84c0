select
    c.cluster_id, c.short_name, c.name, c.partnership_id, p.acronym, c.role, c.country_code, k.name as country_name,
    c.country_basis, c.city, c.location_basis, c.is_location_approximate, c.website, c.basis, c.sources
from clusters as c
join partnerships as p using (partnership_id)
join countries as k on k.country_code = c.country_code
order by c.register_order
