with chosen as (
    select partnership_id
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
)
select
    (
        select count(*) from exchanges as e join chosen as c on c.partnership_id = e.visiting_partnership_id
        where e.matched_date <= $as_of::date
    )::bigint as exchanges,
    (select count(*) from budget_transactions join chosen using (partnership_id) where date <= $as_of::date)::bigint as transactions
