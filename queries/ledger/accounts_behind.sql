with chosen as (
    select partnership_id, acronym
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
), accounts as (
    select *
    from (values
        (1, 'allocation', 1), (2, 'transfers', 1), (3, 'committed', -1), (4, 'payable', -1), (5, 'paid', -1), (6, 'recovered', 1)
    ) as named (place, account, sign)
), moved as (
    select account, sum(change_eur) as change_eur
    from budget_movements
    join chosen using (partnership_id)
    where day <= $as_of::date and ($partnership_id = '' or partnership_id = $partnership_id)
    group by account
)
select
    account,
    (sign * coalesce(change_eur, 0))::decimal(14, 2) as amount_eur,
    count(*) over ()::bigint as row_count,
    (sum(sign * coalesce(change_eur, 0)) over ())::decimal(14, 2) as total_eur
from accounts
left join moved using (account)
order by place
