-- One row per day asked for, partnership, stage and whole weeks spent in it, of the exchanges in the pipeline on that day.
with days as (
    select unnest($days::date[]) as day
), stood as (
    select
        d.day, e.visiting_partnership_id, e.matched_date, e.agreed_date, e.start_date,
        status_on(
            d.day, e.status, e.matched_date, e.agreed_date, e.start_date, e.end_date, e.reported_date,
            e.validated_date, e.paid_date, e.cancelled_date
        ) as status
    from exchanges as e
    join days as d on e.matched_date <= d.day
)
select
    day, visiting_partnership_id as partnership_id, status as stage,
    ((day - case status when 'matched' then matched_date when 'agreed' then agreed_date else start_date end) // 7)::bigint as weeks,
    count(*)::bigint as exchanges
from stood
where status in ('matched', 'agreed', 'ongoing')
group by all
order by all
