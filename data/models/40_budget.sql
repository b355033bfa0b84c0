-- Money: what moved on which day by dates, and where each partnership stands by statuses. The two are computed apart,
-- so that the footing of the position (queries/budget) is a check and not a tautology.

-- The exchanges matched by a day, as they stood on it, with their status and promised money of that day. On the as-of date
-- that is the status as delivered. What is delivered once (lump sum, dates of the stay, working days) has today's value on
-- each day, and steps taken later are not known yet.
create macro exchanges_on(on_day) as table
with stood as (
    select
        e.* exclude (status_group, phase, committed_eur, payable_eur, paid_eur, recovered_eur) replace (
            case
                when on_day >= (select as_of_date from snapshot) then e.status
                else status_on(
                    on_day, e.status, e.matched_date, e.agreed_date, e.start_date, e.end_date, e.reported_date,
                    e.validated_date, e.paid_date, e.cancelled_date
                )
            end as status,
            case when e.validated_date <= on_day then e.validated_date end as validated_date,
            case when e.paid_date <= on_day then e.paid_date end as paid_date
        )
    from exchanges as e
)
select
    *,
    status_group_of(status) as status_group,
    case when status in ('agreed', 'ongoing', 'completed', 'reported') then lump_sum_eur else 0 end::decimal(14, 2) as committed_eur,
    case when status = 'validated' then lump_sum_eur else 0 end::decimal(14, 2) as payable_eur
from stood
where status is not null;

-- One row per change of an account by its transaction, or by the day on which an exchange took a step. An exchange is
-- committed from the first step after the match until it is validated, paid or cancelled, and payable from the validation
-- until it is paid or cancelled.
create view budget_steps as
with dated as (
    select
        exchange_id, visiting_partnership_id as partnership_id, lump_sum_eur, matched_date,
        least(
            agreed_date, reported_date,
            case when status in ('ongoing', 'completed', 'reported', 'validated', 'paid') then start_date end,
            case when status in ('completed', 'reported', 'validated', 'paid') then end_date end
        ) as promised_date,
        least(validated_date, paid_date, cancelled_date) as settled_date,
        validated_date,
        least(paid_date, cancelled_date) as closed_date
    from exchanges
), spans as (
    select
        exchange_id, partnership_id, lump_sum_eur, 'committed' as account,
        greatest(promised_date, matched_date) as first_day, settled_date as end_day
    from dated where promised_date is not null
    union all
    select exchange_id, partnership_id, lump_sum_eur, 'payable', greatest(validated_date, matched_date), closed_date
    from dated where validated_date is not null
)
select
    partnership_id, date as day,
    case kind when 'transfer' then 'transfers' when 'payment' then 'paid' when 'recovery' then 'recovered' else kind end as account,
    amount_eur as change_eur, transaction_id, exchange_id
from budget_transactions
union all
select partnership_id, first_day, account, lump_sum_eur, null, exchange_id
from spans where end_day is null or first_day < end_day
union all
select partnership_id, end_day, account, -lump_sum_eur, null, exchange_id
from spans where first_day < end_day;

-- One row per partnership, day and account with a change.
create table budget_movements as
select partnership_id, day, account, sum(change_eur)::decimal(14, 2) as change_eur
from budget_steps
group by all
having sum(change_eur) <> 0
order by partnership_id, day, account;

-- One row per partnership, as it stood on a day. Remaining comes from the movements, the other sums from transactions and
-- statuses.
create macro budget_position_on(on_day) as table
with promised as (
    select
        visiting_partnership_id as partnership_id,
        sum(committed_eur) as committed_eur,
        sum(payable_eur) as payable_eur
    from exchanges_on(on_day) group by all
), moved as (
    select
        partnership_id,
        sum(amount_eur) filter (kind = 'allocation') as allocation_eur,
        sum(amount_eur) filter (kind = 'transfer') as transfers_eur,
        sum(amount_eur) filter (kind = 'payment') as paid_eur,
        sum(amount_eur) filter (kind = 'recovery') as recovered_eur
    from budget_transactions where date <= on_day group by all
), left_over as (
    select
        partnership_id,
        sum(case when account in ('allocation', 'transfers', 'recovered') then change_eur else -change_eur end) as remaining_eur
    from budget_movements where day <= on_day group by all
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

create table budget_position as
from budget_position_on((select as_of_date from snapshot));
