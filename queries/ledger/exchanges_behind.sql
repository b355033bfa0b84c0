with chosen as (
    select partnership_id, acronym
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
), held as (
    select
        *,
        case $account when 'committed' then committed_eur when 'payable' then payable_eur end as amount_eur
    from exchanges_on($as_of::date)
    where $partnership_id = '' or visiting_partnership_id = $partnership_id
), first_ones as (
    select
        h.*, c.acronym,
        count(*) over ()::bigint as row_count,
        (sum(h.amount_eur) over ())::decimal(14, 2) as total_eur
    from held as h
    join chosen as c on c.partnership_id = h.visiting_partnership_id
    where h.amount_eur <> 0
    order by h.amount_eur desc, h.exchange_id
    limit $limit
)
select
    e.exchange_id, e.status, e.visiting_partnership_id, e.acronym as visiting_partnership, e.amount_eur,
    e.agreed_date, e.start_date, e.end_date, e.reported_date, e.validated_date,
    v.name as visiting_organisation, h.name as host_organisation, e.row_count, e.total_eur
from first_ones as e
join organisations as v on v.organisation_id = e.visiting_organisation_id
join organisations as h on h.organisation_id = e.host_organisation_id
order by e.amount_eur desc, e.exchange_id
