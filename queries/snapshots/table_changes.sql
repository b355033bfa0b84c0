with keyed as (
    select 'exchanges' as name, 0 as side, exchange_id as id, hash(
        visiting_organisation_id, host_organisation_id, visiting_partnership_id, host_partnership_id, mode, purpose,
        activity, status, matched_date, agreed_date, start_date, end_date, working_days, reported_date, validated_date,
        cancelled_date, lump_sum_eur
    ) as content
    from older.exchanges
    union all
    select 'exchanges', 1, exchange_id, hash(
        visiting_organisation_id, host_organisation_id, visiting_partnership_id, host_partnership_id, mode, purpose,
        activity, status, matched_date, agreed_date, start_date, end_date, working_days, reported_date, validated_date,
        cancelled_date, lump_sum_eur
    )
    from newer.exchanges
    union all
    select 'organisations', 0, organisation_id, hash(name, category, subcategory, country_code, city, latitude, longitude, cluster_id)
    from older.organisations
    union all
    select 'organisations', 1, organisation_id, hash(name, category, subcategory, country_code, city, latitude, longitude, cluster_id)
    from newer.organisations
    union all
    select 'budget_transactions', 0, transaction_id, hash(partnership_id, date, kind, amount_eur, exchange_id, reference)
    from older.budget_transactions
    union all
    select 'budget_transactions', 1, transaction_id, hash(partnership_id, date, kind, amount_eur, exchange_id, reference)
    from newer.budget_transactions
    union all
    select 'partnerships', 0, partnership_id, hash(acronym, name, ecosystems, exchange_target, start_date, end_date, basis)
    from older.partnerships
    union all
    select 'partnerships', 1, partnership_id, hash(acronym, name, ecosystems, exchange_target, start_date, end_date, basis)
    from newer.partnerships
    union all
    select 'clusters', 0, cluster_id, hash(partnership_id, name, short_name, role, country_code, city, latitude, longitude, basis)
    from older.clusters
    union all
    select 'clusters', 1, cluster_id, hash(partnership_id, name, short_name, role, country_code, city, latitude, longitude, basis)
    from newer.clusters
    union all
    select 'rules', 0, concat_ws(' ', rule_id, valid_from), hash(value, unit, label, valid_to, basis, source) from older.rules
    union all
    select 'rules', 1, concat_ws(' ', rule_id, valid_from), hash(value, unit, label, valid_to, basis, source) from newer.rules
    union all
    select 'lump_sum_ceilings', 0, concat_ws(' ', host_country_code, valid_from), hash(full_eur, half_eur, valid_to, basis, source)
    from older.lump_sum_ceilings
    union all
    select 'lump_sum_ceilings', 1, concat_ws(' ', host_country_code, valid_from), hash(full_eur, half_eur, valid_to, basis, source)
    from newer.lump_sum_ceilings
), compared as (
    select
        name, id,
        any_value(content) filter (side = 0) as older_content,
        any_value(content) filter (side = 1) as newer_content
    from keyed
    group by name, id
)
select
    name,
    count(*) filter (newer_content is not null) as rows,
    count(*) filter (older_content is null) as added,
    count(*) filter (older_content <> newer_content) as changed,
    count(*) filter (newer_content is null) as removed
from compared
group by name
order by list_position(
    ['exchanges', 'organisations', 'budget_transactions', 'partnerships', 'clusters', 'rules', 'lump_sum_ceilings'], name
)
