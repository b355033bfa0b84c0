with ranked as (
    select
        *,
        list_position(['matched', 'agreed', 'ongoing', 'completed', 'reported', 'validated', 'paid'], status_0) as rank_0,
        list_position(['matched', 'agreed', 'ongoing', 'completed', 'reported', 'validated', 'paid'], status_2) as rank_2
    from compared
), told as (
    select
        *,
        case
            when status_0 is null and not is_in_older and status_2 = 'cancelled' then 'entered cancelled'
            when status_0 is null and not is_in_older then 'entered'
            when status_0 is null then 'moved into this view'
            when status_2 is null and not is_in_newer then 'removed'
            when status_2 is null then 'moved out of this view'
            when status_2 = 'cancelled' and status_0 <> 'cancelled' then 'cancelled'
            when status_0 = 'cancelled' and status_2 <> 'cancelled' then 'reopened'
            when rank_2 > rank_0 then 'advanced'
            when rank_2 < rank_0 then 'moved back'
            else 'same status'
        end as change
    from ranked
)
select
    exchange_id, change,
    case
        when change = 'same status' then 'restatement'
        when status_0 is not distinct from status_1 and not is_lump_sum_restated then 'new activity'
        when status_0 is not distinct from status_1 then 'both'
        when status_1 is not distinct from status_2 then 'restatement'
        else 'both'
    end as reason,
    coalesce(status_0, 'not there') as status_before, coalesce(status_2, 'not there') as status_after,
    coalesce(n.visiting_organisation, o.visiting_organisation) as visiting_organisation,
    coalesce(n.host_organisation, o.host_organisation) as host_organisation,
    o.lump_sum_eur as lump_sum_before_eur, n.lump_sum_eur as lump_sum_after_eur, is_lump_sum_restated
from told
where change <> 'same status' or is_lump_sum_restated
order by
    reason = 'new activity',
    list_position(
        ['removed', 'moved back', 'reopened', 'cancelled', 'entered cancelled', 'same status', 'entered', 'advanced',
            'moved into this view', 'moved out of this view'],
        change
    ),
    exchange_id
limit $limit
