with fields as (
    select
        exchange_id, status_0, status_1, status_2, is_lump_sum_restated,
        unnest([
            {'place': 1, 'field': 'status', 'kind': 'status', 'before': o.status, 'after': n.status},
            {'place': 2, 'field': 'matched_date', 'kind': 'fact', 'before': o.matched_date::varchar, 'after': n.matched_date::varchar},
            {'place': 3, 'field': 'agreed_date', 'kind': 'step', 'before': o.agreed_date::varchar, 'after': n.agreed_date::varchar},
            {'place': 4, 'field': 'start_date', 'kind': 'plan', 'before': o.start_date::varchar, 'after': n.start_date::varchar},
            {'place': 5, 'field': 'end_date', 'kind': 'plan', 'before': o.end_date::varchar, 'after': n.end_date::varchar},
            {'place': 6, 'field': 'working_days', 'kind': 'stay', 'before': o.working_days::varchar, 'after': n.working_days::varchar},
            {'place': 7, 'field': 'reported_date', 'kind': 'step', 'before': o.reported_date::varchar, 'after': n.reported_date::varchar},
            {'place': 8, 'field': 'validated_date', 'kind': 'step', 'before': o.validated_date::varchar, 'after': n.validated_date::varchar},
            {'place': 9, 'field': 'paid_date', 'kind': 'step', 'before': o.paid_date::varchar, 'after': n.paid_date::varchar},
            {'place': 10, 'field': 'cancelled_date', 'kind': 'step', 'before': o.cancelled_date::varchar, 'after': n.cancelled_date::varchar},
            {'place': 11, 'field': 'lump_sum_eur', 'kind': 'grant', 'before': o.lump_sum_eur::varchar, 'after': n.lump_sum_eur::varchar},
            {'place': 12, 'field': 'mode', 'kind': 'fact', 'before': o.mode, 'after': n.mode},
            {'place': 13, 'field': 'purpose', 'kind': 'fact', 'before': o.purpose, 'after': n.purpose},
            {'place': 14, 'field': 'activity', 'kind': 'fact', 'before': o.activity, 'after': n.activity},
            {'place': 15, 'field': 'visiting_organisation', 'kind': 'fact', 'before': o.visiting_organisation, 'after': n.visiting_organisation},
            {'place': 16, 'field': 'host_organisation', 'kind': 'fact', 'before': o.host_organisation, 'after': n.host_organisation},
            {'place': 17, 'field': 'visiting_partnership_id', 'kind': 'fact', 'before': o.visiting_partnership_id, 'after': n.visiting_partnership_id},
            {'place': 18, 'field': 'host_partnership_id', 'kind': 'fact', 'before': o.host_partnership_id, 'after': n.host_partnership_id},
            {'place': 19, 'field': 'visiting_cluster_id', 'kind': 'fact', 'before': o.visiting_cluster_id, 'after': n.visiting_cluster_id},
            {'place': 20, 'field': 'host_cluster_id', 'kind': 'fact', 'before': o.host_cluster_id, 'after': n.host_cluster_id},
            {'place': 21, 'field': 'visiting_country_code', 'kind': 'fact', 'before': o.visiting_country_code, 'after': n.visiting_country_code},
            {'place': 22, 'field': 'host_country_code', 'kind': 'fact', 'before': o.host_country_code, 'after': n.host_country_code}
        ], recursive := true)
    from compared
    where status_0 is not null and status_2 is not null
), told as (
    select
        exchange_id, field, before, after, place,
        case
            when kind = 'status' and status_0 is not distinct from status_1 then 'new activity'
            when kind = 'status' and status_1 is distinct from status_2 then 'both'
            when kind = 'step' and after > $from_day then 'new activity'
            when kind = 'plan' and status_0 in ('matched', 'agreed') then 'new activity'
            when kind = 'stay' and status_0 in ('matched', 'agreed', 'ongoing') then 'new activity'
            when kind = 'grant' and not is_lump_sum_restated then 'new activity'
            else 'restatement'
        end as reason
    from fields
    where before is distinct from after
)
select exchange_id, field, coalesce(before, '') as before, coalesce(after, '') as after, reason
from told
where $reason = '' or reason = $reason or (reason = 'both' and $reason <> '')
order by reason = 'new activity', exchange_id, place
limit $limit
