with chosen as (
    select partnership_id, acronym
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
), departures as (
    -- the planner drops one of the two
    select * from exceptions where not $is_past
    union all
    select * from exceptions_on($as_of::date) where $is_past
), first_ones as (
    select x.*, c.acronym, k.place
    from departures as x
    join chosen as c on c.partnership_id = x.visiting_partnership_id
    join exception_kinds as k using (kind)
    where ($kind = '' or x.kind = $kind) and coalesce(x.is_by_holidays = $holidays, true)
    order by x.at_stake_eur desc, k.place, x.exchange_id
    limit $limit
)
select
    x.kind, x.exchange_id, x.visiting_partnership_id, x.acronym as visiting_partnership,
    x.granted_eur, x.entitlement_eur, x.at_stake_eur, x.facts, x.rule_id, x.basis, x.source,
    v.name as visiting_organisation, h.name as host_organisation
from first_ones as x
join exchanges as e using (exchange_id)
join organisations as v on v.organisation_id = e.visiting_organisation_id
join organisations as h on h.organisation_id = e.host_organisation_id
order by x.at_stake_eur desc, x.place, x.exchange_id
