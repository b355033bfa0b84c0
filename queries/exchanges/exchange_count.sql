with found as (
    select count(*) as found
    from exchanges as e
    semi join selected as s using (cell_id)
    join organisations as v on v.organisation_id = e.visiting_organisation_id
    join organisations as h on h.organisation_id = e.host_organisation_id
    where $search <> '' and contains(
        lower(concat_ws(' ', e.exchange_id, v.name, h.name, v.city, h.city)), lower($search)
    )
)
select
    (select coalesce(sum(exchanges), 0)::bigint from selected) as exchanges,
    case when $search = '' then (select coalesce(sum(exchanges), 0)::bigint from selected) else (select found from found) end as found
