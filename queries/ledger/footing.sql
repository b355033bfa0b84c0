with chosen as (
    select partnership_id, acronym, register_order
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
), stated as (
    unpivot (from budget_position_on($as_of::date))
    on allocation_eur, transfers_eur, committed_eur, payable_eur, paid_eur, recovered_eur
    into name field value stated_eur
), moved as (
    select partnership_id, account, sum(change_eur)::decimal(14, 2) as moved_eur
    from budget_movements
    where day <= $as_of::date
    group by all
)
select
    c.partnership_id, c.acronym, replace(s.field, '_eur', '') as account, s.stated_eur,
    coalesce(m.moved_eur, 0)::decimal(14, 2) as moved_eur,
    (s.stated_eur - coalesce(m.moved_eur, 0))::decimal(14, 2) as difference_eur
from stated as s
join chosen as c using (partnership_id)
left join moved as m on m.partnership_id = s.partnership_id and m.account = replace(s.field, '_eur', '')
where s.stated_eur <> coalesce(m.moved_eur, 0)
order by c.register_order, account
