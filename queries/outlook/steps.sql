-- One row per stage of the pipeline, day of entering it and way of leaving it, of all partnerships together. A stay counts
-- as started or ended once its status says that it was carried out (status_on says the same).
with dated as (
    select
        matched_date, agreed_date, cancelled_date,
        case when status in ('ongoing', 'completed', 'reported', 'validated', 'paid') then start_date end as started_date,
        case when status in ('completed', 'reported', 'validated', 'paid') then end_date end as ended_date
    from exchanges
), stages as (
    select 'matched' as stage, matched_date as entered_date, agreed_date as moved_date, cancelled_date from dated
    union all
    select 'agreed', agreed_date, started_date, cancelled_date from dated where agreed_date is not null
    union all
    select 'ongoing', started_date, ended_date, cancelled_date from dated where started_date is not null
)
select
    stage, entered_date,
    coalesce(moved_date, cancelled_date) as left_date,
    moved_date is not null as moved_on,
    count(*)::bigint as exchanges
from stages
group by all
order by all
