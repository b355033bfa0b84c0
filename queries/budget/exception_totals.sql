with chosen as (
    select partnership_id
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
), departures as (
    -- the planner drops one of the two
    select * from exceptions where not $is_past
    union all
    select * from exceptions_on($as_of::date) where $is_past
), in_scope as (
    select x.*
    from departures as x
    join chosen as c on c.partnership_id = x.visiting_partnership_id
    where coalesce(x.is_by_holidays = $holidays, true)
), by_exchange as (
    -- What an exchange puts at stake for several reasons is no more than it has kept.
    select exchange_id, count(*) as exceptions, least(sum(at_stake_eur), any_value(kept_eur)) as at_stake_eur
    from in_scope
    group by exchange_id
), counted as (
    select k.place, k.kind, count(x.kind) as exceptions, count(x.kind) as exchanges, sum(x.at_stake_eur) as at_stake_eur
    from exception_kinds as k
    left join in_scope as x using (kind)
    group by k.place, k.kind
    union all
    select 0, 'in all', coalesce(sum(exceptions), 0), count(*), sum(at_stake_eur) from by_exchange
)
select
    kind, exceptions::bigint as exceptions, exchanges::bigint as exchanges,
    coalesce(at_stake_eur, 0)::decimal(14, 2) as at_stake_eur
from counted
order by place
