-- One row per day asked for: the money of the chosen partnerships together as it stood at the end of that day.
with chosen as (
    select partnership_id
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
), changes as (
    select
        date as day,
        case when kind in ('allocation', 'transfer') then amount_eur else 0 end as available_eur,
        case kind when 'payment' then amount_eur when 'recovery' then -amount_eur else 0 end as net_paid_eur,
        0 as promised_eur
    from budget_transactions
    join chosen using (partnership_id)
    union all
    -- a lump sum is promised from the agreement to the payment
    select agreed_date, 0, 0, lump_sum_eur
    from exchanges join chosen on partnership_id = visiting_partnership_id
    where agreed_date is not null
    union all
    select least(paid_date, cancelled_date), 0, 0, -lump_sum_eur
    from exchanges join chosen on partnership_id = visiting_partnership_id
    where agreed_date is not null and (paid_date is not null or cancelled_date is not null)
), by_day as (
    select
        day, sum(available_eur) as available_eur, sum(net_paid_eur) as net_paid_eur, sum(promised_eur) as promised_eur
    from changes
    group by day
), asked as (
    select distinct unnest($days::date[]) as on_day
)
select
    a.on_day as day,
    coalesce(sum(c.available_eur), 0)::decimal(14, 2) as available_eur,
    coalesce(sum(c.available_eur - c.net_paid_eur), 0)::decimal(14, 2) as unpaid_eur,
    coalesce(sum(c.available_eur - c.net_paid_eur - c.promised_eur), 0)::decimal(14, 2) as remaining_eur
from asked as a
left join by_day as c on c.day <= a.on_day
group by a.on_day
order by a.on_day
