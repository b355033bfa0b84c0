-- Money: what moved in which month by dates, and where each partnership stands by statuses. The two are computed apart,
-- so that the footing of the position (queries/budget) is a check and not a tautology.

-- One row per partnership, month and account with a change. Committed grows with the agreement and falls when the
-- report is validated or the exchange is cancelled; payable grows with the validation and falls with the payment.
create table budget_movements as
with events as (
    select
        partnership_id, date,
        case kind when 'transfer' then 'transfers' when 'payment' then 'paid' when 'recovery' then 'recovered' else kind end as account,
        amount_eur as change_eur
    from budget_transactions
    union all
    select visiting_partnership_id, agreed_date, 'committed', lump_sum_eur from exchanges where agreed_date is not null
    union all
    select visiting_partnership_id, coalesce(validated_date, cancelled_date), 'committed', -lump_sum_eur
    from exchanges where agreed_date is not null and coalesce(validated_date, cancelled_date) is not null
    union all
    select visiting_partnership_id, validated_date, 'payable', lump_sum_eur from exchanges where validated_date is not null
    union all
    select visiting_partnership_id, coalesce(paid_date, cancelled_date), 'payable', -lump_sum_eur
    from exchanges where validated_date is not null and coalesce(paid_date, cancelled_date) is not null
)
select partnership_id, date_trunc('month', date)::date as month, account, sum(change_eur)::decimal(14, 2) as change_eur
from events
group by all
having sum(change_eur) <> 0
order by partnership_id, month, account;

-- One row per partnership. Remaining comes from the movements, the other sums from transactions and statuses.
create table budget_position as
with promised as (
    select
        visiting_partnership_id as partnership_id,
        sum(committed_eur) as committed_eur,
        sum(payable_eur) as payable_eur
    from exchanges group by all
), moved as (
    select
        partnership_id,
        sum(amount_eur) filter (kind = 'allocation') as allocation_eur,
        sum(amount_eur) filter (kind = 'transfer') as transfers_eur,
        sum(amount_eur) filter (kind = 'payment') as paid_eur,
        sum(amount_eur) filter (kind = 'recovery') as recovered_eur
    from budget_transactions group by all
), left_over as (
    select
        partnership_id,
        sum(case when account in ('allocation', 'transfers', 'recovered') then change_eur else -change_eur end) as remaining_eur
    from budget_movements group by all
)
select
    p.partnership_id,
    coalesce(m.allocation_eur, 0)::decimal(14, 2) as allocation_eur,
    coalesce(m.transfers_eur, 0)::decimal(14, 2) as transfers_eur,
    coalesce(e.committed_eur, 0)::decimal(14, 2) as committed_eur,
    coalesce(e.payable_eur, 0)::decimal(14, 2) as payable_eur,
    coalesce(m.paid_eur, 0)::decimal(14, 2) as paid_eur,
    coalesce(m.recovered_eur, 0)::decimal(14, 2) as recovered_eur,
    coalesce(l.remaining_eur, 0)::decimal(14, 2) as remaining_eur
from partnerships as p
left join moved as m using (partnership_id)
left join promised as e using (partnership_id)
left join left_over as l using (partnership_id)
order by p.register_order;
