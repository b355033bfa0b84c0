-- One row per host country with a ceiling valid on the day, as far as the scheme's maximum allows.
select
    l.host_country_code as country_code,
    c.name as country_name,
    least(l.full_eur, m.maximum_eur)::decimal(14, 2) as full_eur,
    least(l.half_eur, m.maximum_eur)::decimal(14, 2) as half_eur,
    m.maximum_eur::decimal(14, 2) as maximum_eur
from lump_sum_ceilings as l
join countries as c on c.country_code = l.host_country_code
cross join (select coalesce(rule_value('lump_sum_maximum', $day::date), 999999999) as maximum_eur) as m
where $day::date between coalesce(l.valid_from, date '0001-01-01') and coalesce(l.valid_to, date '9999-12-31')
order by c.name
