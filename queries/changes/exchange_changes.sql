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
from moved
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
