-- One row per day asked for and partnership, from what was known on that day.
with days as (
    select unnest($days::date[]) as day
), assumed as (
    select
        (select min(start_date) from partnerships) as start_date,
        (select value from settings where setting_id = 'period_months_default')::integer as months
), periods as (
    select
        p.*,
        coalesce(p.start_date, a.start_date) as period_start,
        coalesce(
            p.end_date,
            (date_trunc('month', coalesce(p.start_date, a.start_date)) + to_months(a.months))::date - 1
        ) as period_end
    from partnerships as p, assumed as a
), stood as (
    select
        d.day, e.*,
        status_on(
            d.day, e.status, e.matched_date, e.agreed_date, e.start_date, e.end_date, e.reported_date,
            e.validated_date, e.paid_date, e.cancelled_date
        ) as status_then
    from exchanges as e
    join days as d on e.matched_date <= d.day
), counted as (
    select
        day, visiting_partnership_id as partnership_id,
        min(matched_date) as first_match,
        count(*) filter (status_group_of(status_then) = 'took place') as took_place,
        count(*) filter (status_group_of(status_then) = 'took place' and end_date > day - to_months($pace_months)) as took_place_lately,
        sum(lump_sum_eur) filter (status_then in ('agreed', 'ongoing', 'completed', 'reported')) as committed_eur,
        sum(lump_sum_eur) filter (status_then = 'validated') as payable_eur,
        count(*) filter (status_then = 'validated' and lump_sum_eur > 0 and due_date <= day - $overdue_days) as overdue,
        sum(lump_sum_eur) filter (status_then = 'validated' and lump_sum_eur > 0 and due_date <= day - $overdue_days) as overdue_eur,
        -- a virtual exchange has no lump sum, and is part of what an exchange costs on the average
        avg(lump_sum_eur) filter (agreed_date <= day and agreed_date > day - to_months(12)) as mean_eur,
        stddev_samp(lump_sum_eur) filter (agreed_date <= day and agreed_date > day - to_months(12)) as spread_eur,
        count(*) filter (agreed_date <= day and agreed_date > day - to_months(12)) as priced,
        quantile_disc(lump_sum_eur, 0.5) filter (
            lump_sum_eur > 0 and status_then in ('agreed', 'ongoing', 'completed', 'reported', 'validated', 'paid')
        ) as median_eur
    from stood
    group by all
), moved as (
    select
        d.day, t.partnership_id,
        sum(amount_eur) filter (kind in ('allocation', 'transfer')) as available_eur,
        sum(amount_eur) filter (kind = 'payment') as paid_eur,
        sum(amount_eur) filter (kind = 'recovery') as recovered_eur
    from budget_transactions as t
    join days as d on t.date <= d.day
    group by all
), filled as (
    select
        d.day, p.partnership_id, p.acronym, p.register_order, p.ecosystems, p.exchange_target, p.exchange_target_basis,
        p.period_start, p.period_end,
        p.start_date is null as is_start_assumed,
        p.end_date is null as is_end_assumed,
        c.first_match,
        coalesce(c.took_place, 0) as took_place,
        coalesce(c.took_place_lately, 0) as took_place_lately,
        coalesce(m.available_eur, 0) as available_eur,
        coalesce(m.paid_eur, 0) as paid_eur,
        coalesce(m.recovered_eur, 0) as recovered_eur,
        coalesce(c.committed_eur, 0) as committed_eur,
        coalesce(c.payable_eur, 0) as payable_eur,
        coalesce(c.overdue, 0) as overdue,
        coalesce(c.overdue_eur, 0) as overdue_eur,
        c.mean_eur, c.spread_eur, coalesce(c.priced, 0) as priced, c.median_eur
    from periods as p
    cross join days as d
    left join counted as c on c.day = d.day and c.partnership_id = p.partnership_id
    left join moved as m on m.day = d.day and m.partnership_id = p.partnership_id
)
select
    day, partnership_id, acronym, register_order, ecosystems, exchange_target, exchange_target_basis,
    period_start, period_end, is_start_assumed, is_end_assumed, first_match,
    took_place::bigint as took_place,
    took_place_lately::bigint as took_place_lately,
    available_eur::decimal(14, 2) as available_eur,
    committed_eur::decimal(14, 2) as committed_eur,
    payable_eur::decimal(14, 2) as payable_eur,
    paid_eur::decimal(14, 2) as paid_eur,
    recovered_eur::decimal(14, 2) as recovered_eur,
    (available_eur - committed_eur - payable_eur - paid_eur + recovered_eur)::decimal(14, 2) as remaining_eur,
    overdue::bigint as overdue,
    overdue_eur::decimal(14, 2) as overdue_eur,
    mean_eur::double as mean_eur,
    spread_eur::double as spread_eur,
    priced::bigint as priced,
    median_eur::decimal(14, 2) as median_eur
from filled
order by day, register_order
