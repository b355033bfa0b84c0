-- One row per exchange of either side of a comparison, `older` and `newer`, that the filters select on the side where it is.
-- Three states: 0 is the older side on its day; 1 is what the newer side says of that same day; 2 is the newer side on its
-- own day. From 0 to 1 the past was told anew (restatement), from 1 to 2 time went on (new activity). A status is NULL
-- where the exchange is not in the state, or not selected. What is dated after the day of a side was not known there. The choice of statuses does not narrow: they are what changes.
with sides as (
    select
        0 as side,
        older.status_on(
            $from_day::date, e.status, e.matched_date, e.agreed_date, e.start_date, e.end_date, e.reported_date,
            e.validated_date, e.paid_date, e.cancelled_date
        ) as status_from,
        null::varchar as status_to,
        p.ecosystems as visiting_ecosystems, v.name as visiting_organisation, h.name as host_organisation,
        e.exchange_id, e.visiting_organisation_id, e.host_organisation_id, e.visiting_partnership_id, e.host_partnership_id,
        e.visiting_cluster_id, e.host_cluster_id, e.visiting_country_code, e.host_country_code, e.category, e.mode,
        e.purpose, e.activity, e.month, e.matched_date, e.agreed_date, e.start_date, e.end_date, e.working_days,
        e.reported_date, e.validated_date, e.paid_date, e.cancelled_date, e.lump_sum_eur, e.paid_eur, e.recovered_eur
    from older.exchanges as e
    left join older.partnerships as p on p.partnership_id = e.visiting_partnership_id
    left join older.organisations as v on v.organisation_id = e.visiting_organisation_id
    left join older.organisations as h on h.organisation_id = e.host_organisation_id
    union all by name
    select
        1 as side,
        newer.status_on(
            $from_day::date, e.status, e.matched_date, e.agreed_date, e.start_date, e.end_date, e.reported_date,
            e.validated_date, e.paid_date, e.cancelled_date
        ) as status_from,
        newer.status_on(
            $to_day::date, e.status, e.matched_date, e.agreed_date, e.start_date, e.end_date, e.reported_date,
            e.validated_date, e.paid_date, e.cancelled_date
        ) as status_to,
        p.ecosystems as visiting_ecosystems, v.name as visiting_organisation, h.name as host_organisation,
        e.exchange_id, e.visiting_organisation_id, e.host_organisation_id, e.visiting_partnership_id, e.host_partnership_id,
        e.visiting_cluster_id, e.host_cluster_id, e.visiting_country_code, e.host_country_code, e.category, e.mode,
        e.purpose, e.activity, e.month, e.matched_date, e.agreed_date, e.start_date, e.end_date, e.working_days,
        e.reported_date, e.validated_date, e.paid_date, e.cancelled_date, e.lump_sum_eur, e.paid_eur, e.recovered_eur
    from newer.exchanges as e
    left join newer.partnerships as p on p.partnership_id = e.visiting_partnership_id
    left join newer.organisations as v on v.organisation_id = e.visiting_organisation_id
    left join newer.organisations as h on h.organisation_id = e.host_organisation_id
), focused as (
    select
        *,
        case $focus_level
            when 'country' then visiting_country_code
            when 'partnership' then visiting_partnership_id
            when 'cluster' then visiting_cluster_id
        end as focus_visiting_id,
        case $focus_level
            when 'country' then host_country_code
            when 'partnership' then host_partnership_id
            when 'cluster' then host_cluster_id
        end as focus_host_id
    from sides
), told as (
    select
        *,
        (
            len($partnerships) = 0
            or ($partnership_side <> 'host' and list_contains($partnerships::varchar[], visiting_partnership_id))
            or ($partnership_side <> 'visiting' and list_contains($partnerships::varchar[], host_partnership_id))
        )
        and (
            len($countries) = 0
            or ($country_side <> 'host' and list_contains($countries::varchar[], visiting_country_code))
            or ($country_side <> 'visiting' and list_contains($countries::varchar[], host_country_code))
        )
        and (len($ecosystems) = 0 or coalesce(list_has_any(visiting_ecosystems, $ecosystems::varchar[]), false))
        and (len($categories) = 0 or list_contains($categories::varchar[], category))
        and (len($modes) = 0 or list_contains($modes::varchar[], mode))
        and ($from_month is null or month >= $from_month::date)
        and ($to_month is null or month <= $to_month::date)
        and ($focus_either = '' or focus_visiting_id = $focus_either or focus_host_id = $focus_either)
        and ($focus_visiting = '' or focus_visiting_id = $focus_visiting)
        and ($focus_host = '' or focus_host_id = $focus_host) as is_selected
    from focused
)
select
    coalesce(n.exchange_id, o.exchange_id) as exchange_id,
    case when o.is_selected then o.status_from end as status_0,
    case when n.is_selected then n.status_from end as status_1,
    case when n.is_selected then n.status_to end as status_2,
    -- On the older side whatever the filters select: tells an exchange that moved into the view from one that is new.
    o.status_from is not null as is_in_older,
    n.status_to is not null as is_in_newer,
    -- A lump sum that had been granted and is told otherwise. Until the agreement it is not granted: what is then set is new
    -- activity.
    coalesce(o.is_selected and n.is_selected and n.status_to is not null and o.status_from <> 'matched', false)
        and o.lump_sum_eur is distinct from n.lump_sum_eur as is_lump_sum_restated,
    struct_pack(
        visiting_organisation := o.visiting_organisation, host_organisation := o.host_organisation,
        visiting_organisation_id := o.visiting_organisation_id, host_organisation_id := o.host_organisation_id,
        visiting_partnership_id := o.visiting_partnership_id, host_partnership_id := o.host_partnership_id,
        visiting_cluster_id := o.visiting_cluster_id, host_cluster_id := o.host_cluster_id,
        visiting_country_code := o.visiting_country_code, host_country_code := o.host_country_code,
        mode := o.mode, purpose := o.purpose, activity := o.activity, status := o.status_from,
        matched_date := o.matched_date,
        agreed_date := case when o.agreed_date <= $from_day::date then o.agreed_date end,
        start_date := o.start_date,
        end_date := o.end_date,
        working_days := o.working_days,
        reported_date := case when o.reported_date <= $from_day::date then o.reported_date end,
        validated_date := case when o.validated_date <= $from_day::date then o.validated_date end,
        paid_date := case when o.paid_date <= $from_day::date then o.paid_date end,
        cancelled_date := case when o.cancelled_date <= $from_day::date then o.cancelled_date end,
        lump_sum_eur := o.lump_sum_eur
    ) as o,
    struct_pack(
        visiting_organisation := n.visiting_organisation, host_organisation := n.host_organisation,
        visiting_organisation_id := n.visiting_organisation_id, host_organisation_id := n.host_organisation_id,
        visiting_partnership_id := n.visiting_partnership_id, host_partnership_id := n.host_partnership_id,
        visiting_cluster_id := n.visiting_cluster_id, host_cluster_id := n.host_cluster_id,
        visiting_country_code := n.visiting_country_code, host_country_code := n.host_country_code,
        mode := n.mode, purpose := n.purpose, activity := n.activity, status := n.status_to,
        matched_date := n.matched_date,
        agreed_date := case when n.agreed_date <= $to_day::date then n.agreed_date end,
        start_date := n.start_date,
        end_date := n.end_date,
        working_days := n.working_days,
        reported_date := case when n.reported_date <= $to_day::date then n.reported_date end,
        validated_date := case when n.validated_date <= $to_day::date then n.validated_date end,
        paid_date := case when n.paid_date <= $to_day::date then n.paid_date end,
        cancelled_date := case when n.cancelled_date <= $to_day::date then n.cancelled_date end,
        lump_sum_eur := n.lump_sum_eur
    ) as n
from (from told where side = 0) as o
full join (from told where side = 1) as n on n.exchange_id = o.exchange_id
where (o.is_selected and o.status_from is not null)
    or (n.is_selected and coalesce(n.status_to, n.status_from) is not null)
