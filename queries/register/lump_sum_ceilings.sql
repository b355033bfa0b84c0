select l.host_country_code as country_code, k.name as country_name, l.full_eur, l.half_eur, l.valid_from, l.valid_to, l.basis, l.source
from lump_sum_ceilings as l
left join countries as k on k.country_code = l.host_country_code
order by country_name, l.valid_from nulls first
