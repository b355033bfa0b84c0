-- An exchange has one ecosystem node, so that sums are kept: the set of ecosystems of its visiting partnership.
with placed as (
    select
        *,
        coalesce(nullif(array_to_string(list_sort(list_distinct(visiting_ecosystems)), ' + '), ''), 'Not published') as ecosystem
    from selected
), cells as (
    select
        case $column_1
            when 'visiting_country' then visiting_country_code
            when 'visiting_cluster' then visiting_cluster_id
            when 'visiting_partnership' then visiting_partnership_id
            when 'category' then category
            when 'ecosystem' then ecosystem
            when 'purpose' then purpose
            when 'host_partnership' then host_partnership_id
            when 'host_cluster' then host_cluster_id
            when 'host_country' then host_country_code
            else ''
        end as column_1,
        case $column_2
            when 'visiting_country' then visiting_country_code
            when 'visiting_cluster' then visiting_cluster_id
            when 'visiting_partnership' then visiting_partnership_id
            when 'category' then category
            when 'ecosystem' then ecosystem
            when 'purpose' then purpose
            when 'host_partnership' then host_partnership_id
            when 'host_cluster' then host_cluster_id
            when 'host_country' then host_country_code
            else ''
        end as column_2,
        case $column_3
            when 'visiting_country' then visiting_country_code
            when 'visiting_cluster' then visiting_cluster_id
            when 'visiting_partnership' then visiting_partnership_id
            when 'category' then category
            when 'ecosystem' then ecosystem
            when 'purpose' then purpose
            when 'host_partnership' then host_partnership_id
            when 'host_cluster' then host_cluster_id
            when 'host_country' then host_country_code
            else ''
        end as column_3,
        case $column_4
            when 'visiting_country' then visiting_country_code
            when 'visiting_cluster' then visiting_cluster_id
            when 'visiting_partnership' then visiting_partnership_id
            when 'category' then category
            when 'ecosystem' then ecosystem
            when 'purpose' then purpose
            when 'host_partnership' then host_partnership_id
            when 'host_cluster' then host_cluster_id
            when 'host_country' then host_country_code
            else ''
        end as column_4,
        exchanges, working_days, lump_sum_eur
    from placed
)
select
    column_1, column_2, column_3, column_4,
    sum(exchanges)::bigint as exchanges,
    sum(working_days)::bigint as working_days,
    sum(lump_sum_eur)::decimal(14, 2) as lump_sum_eur
from cells
group by column_1, column_2, column_3, column_4
order by exchanges desc, column_1, column_2, column_3, column_4
