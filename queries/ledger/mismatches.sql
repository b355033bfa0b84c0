with chosen as (
    select partnership_id, acronym, register_order
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
), by_status as (
    unpivot (
        select exchange_id, visiting_partnership_id as partnership_id, status, committed_eur as committed, payable_eur as payable
        from exchanges_on($as_of::date)
    )
    on committed, payable into name account value stated_eur
), by_dates as (
    select exchange_id, account, sum(change_eur) as dated_eur
    from budget_steps
    where account in ('committed', 'payable') and day <= $as_of::date
    group by all
), contradictions as (
    -- an exchange whose status says another account than its dates do
    select
        s.partnership_id, s.account, null::date as day, s.exchange_id, [s.exchange_id] as first_ids, 1 as row_count,
        s.stated_eur - coalesce(d.dated_eur, 0) as difference_eur,
        {
            'status': s.status, 'account': s.account, 'stated_eur': s.stated_eur,
            'dated_eur': coalesce(d.dated_eur, 0)::decimal(14, 2)
        } as facts
    from by_status as s
    left join by_dates as d using (exchange_id, account)
    where s.stated_eur <> coalesce(d.dated_eur, 0)
), rows_of_day as (
    select
        partnership_id, account, day, sum(change_eur)::decimal(14, 2) as rows_eur, count(*) as row_count,
        list(coalesce(transaction_id, exchange_id) order by coalesce(transaction_id, exchange_id))[:5] as first_ids,
        case when count(distinct exchange_id) = 1 then any_value(exchange_id) end as exchange_id
    from budget_steps
    where day <= $as_of::date
    group by partnership_id, account, day
), days as (
    -- a day whose rows do not sum to the movement that was kept of it
    select
        coalesce(r.partnership_id, m.partnership_id) as partnership_id,
        coalesce(r.account, m.account) as account,
        coalesce(r.day, m.day) as day,
        r.exchange_id,
        r.first_ids,
        r.row_count,
        coalesce(r.rows_eur, 0) - coalesce(m.change_eur, 0) as difference_eur,
        {'row_count': r.row_count, 'rows_eur': coalesce(r.rows_eur, 0), 'kept_eur': coalesce(m.change_eur, 0)} as facts
    from rows_of_day as r
    full join (from budget_movements where day <= $as_of::date) as m using (partnership_id, account, day)
    where coalesce(r.rows_eur, 0) <> coalesce(m.change_eur, 0)
), causes as (
    from contradictions
    union all by name
    from days
)
select
    c.partnership_id, c.acronym, x.account, x.difference_eur::decimal(14, 2) as difference_eur, x.day, x.first_ids, x.row_count, x.exchange_id,
    x.facts
from causes as x
join chosen as c using (partnership_id)
order by c.register_order, x.account, x.day nulls first, x.exchange_id
limit $limit
