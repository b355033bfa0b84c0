-- An exchange has one ecosystem node, so that sums are kept: the set of ecosystems of its visiting partnership.
with placed as (
    select
        *,
        coalesce(nullif(array_to_string(list_sort(list_distinct(visiting_ecosystems)), ' + '), ''), 'Not published') as ecosystem
    from selected
), ends as (
    select
        map {
            'visiting_country': visiting_country_code,
            'visiting_cluster': visiting_cluster_id,
            'visiting_partnership': visiting_partnership_id,
            'category': category,
            'ecosystem': ecosystem,
            'purpose': purpose,
            'host_partnership': host_partnership_id,
            'host_cluster': host_cluster_id,
            'host_country': host_country_code
        } as id_of,
        exchanges, working_days, lump_sum_eur
    from placed
), cells as (
    select
        coalesce(id_of[$column_1], '') as column_1,
        coalesce(id_of[$column_2], '') as column_2,
        coalesce(id_of[$column_3], '') as column_3,
        coalesce(id_of[$column_4], '') as column_4,
        exchanges, working_days, lump_sum_eur
    from ends
)
select
    column_1, column_2, column_3, column_4,
    sum(exchanges)::bigint as exchanges,
    sum(working_days)::bigint as working_days,
    sum(lump_sum_eur)::decimal(14, 2) as lump_sum_eur
from cells
group by column_1, column_2, column_3, column_4
order by exchanges desc, column_1, column_2, column_3, column_4
