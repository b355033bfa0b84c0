-- One row per partnership, host country and whether the lump sum is at most half the ceiling of the day, of the physical
-- exchanges agreed in the year to the day.
select
    e.visiting_partnership_id as partnership_id,
    e.host_country_code as country_code,
    coalesce(e.lump_sum_eur <= l.half_eur, false) as is_half,
    count(*)::bigint as exchanges,
    sum(e.lump_sum_eur)::decimal(14, 2) as lump_sum_eur
from exchanges as e
left join lump_sum_ceilings as l
    on l.host_country_code = e.host_country_code
    and $day::date between coalesce(l.valid_from, date '0001-01-01') and coalesce(l.valid_to, date '9999-12-31')
where e.mode = 'physical' and e.lump_sum_eur > 0
    and e.agreed_date <= $day::date and e.agreed_date > $day::date - to_months(12)
group by all
order by all
