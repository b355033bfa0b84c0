with records as (
    select 1 as place, 'exchange' as record, e.exchange_id as id, e.origin_file, e.origin_row
    from exchanges as e
    where e.exchange_id = $exchange_id
    union all
    select 2, 'visiting organisation', o.organisation_id, o.origin_file, o.origin_row
    from organisations as o join exchanges as e on e.visiting_organisation_id = o.organisation_id
    where e.exchange_id = $exchange_id
    union all
    select 3, 'host organisation', o.organisation_id, o.origin_file, o.origin_row
    from organisations as o join exchanges as e on e.host_organisation_id = o.organisation_id
    where e.exchange_id = $exchange_id
    union all
    select 4, 'movement of money', t.transaction_id, t.origin_file, t.origin_row
    from budget_transactions as t
    where t.exchange_id = $exchange_id
)
select
    r.record, r.id, r.origin_file, r.origin_row,
    (select min(s.sha256) from sources as s where s.file_name = r.origin_file) as sha256
from records as r
order by r.place, r.id
