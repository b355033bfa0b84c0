-- One row per partnership, host country, amount and whether the stay has begun, of the physical exchanges with a lump sum that
-- were committed on the day: agreed, ongoing, completed or reported. What is validated or paid is closed and not among them.
with stood as (
    select
        e.*,
        status_on(
            $day::date, e.status, e.matched_date, e.agreed_date, e.start_date, e.end_date, e.reported_date,
            e.validated_date, e.paid_date, e.cancelled_date
        ) as status_then
    from exchanges as e
    where e.matched_date <= $day::date and e.mode = 'physical' and e.lump_sum_eur > 0
)
select
    visiting_partnership_id as partnership_id,
    host_country_code as country_code,
    status_then <> 'agreed' as has_begun,
    lump_sum_eur,
    count(*)::bigint as exchanges
from stood
where status_then in ('agreed', 'ongoing', 'completed', 'reported')
group by all
order by all
