-- What waits for a partnership's hand on a day; one row per exchange, since its status asks for one step alone.
-- The days to pay run from the end of the stay, so the report and its validation are due by the same day as the payment.
-- A virtual exchange is not paid and has no such day.
create macro to_do_on(on_day) as table
select
    case status
        when 'validated' then 'payment due'
        when 'reported' then 'validation awaited'
        when 'completed' then 'closing report awaited'
        when 'agreed' then 'start overdue'
    end as kind,
    exchange_id,
    visiting_partnership_id,
    case status
        when 'validated' then validated_date
        when 'reported' then reported_date
        when 'completed' then end_date
        when 'agreed' then start_date
    end as since_date,
    case when status = 'agreed' then start_date when mode = 'physical' then due_date end as due_date,
    lump_sum_eur
from exchanges_on(on_day)
where (status = 'validated' and payable_eur > 0)
    or status in ('reported', 'completed')
    or (status = 'agreed' and start_date < on_day);

-- The list of the as-of date, kept since it is asked for most.
create table to_do as
from to_do_on((select as_of_date from snapshot))
order by due_date nulls last, exchange_id;
