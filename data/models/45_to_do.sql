-- What waits for a partnership's hand on the as-of date; one row per exchange, since its status asks for one step alone.
-- The days to pay run from the end of the stay, so the report and its validation are due by the same day as the payment.
-- A virtual exchange is not paid and has no such day.
create table to_do as
select
    case e.status
        when 'validated' then 'payment due'
        when 'reported' then 'validation awaited'
        when 'completed' then 'closing report awaited'
        when 'agreed' then 'start overdue'
    end as kind,
    e.exchange_id,
    e.visiting_partnership_id,
    case e.status
        when 'validated' then e.validated_date
        when 'reported' then e.reported_date
        when 'completed' then e.end_date
        when 'agreed' then e.start_date
    end as since_date,
    case when e.status = 'agreed' then e.start_date when e.mode = 'physical' then e.due_date end as due_date,
    e.lump_sum_eur
from exchanges as e
cross join snapshot as s
where (e.status = 'validated' and e.payable_eur > 0)
    or e.status in ('reported', 'completed')
    or (e.status = 'agreed' and e.start_date < s.as_of_date)
order by due_date nulls last, exchange_id;
