select
    (select count(*) from partnerships) as partnerships,
    (select count(*) from clusters) as clusters,
    (select count(distinct country_code) from clusters) as countries,
    (select coalesce(sum(exchanges), 0)::bigint from activity) as exchanges,
    (select coalesce(sum(exchange_target), 0)::bigint from partnerships) as exchange_target,
    (select coalesce(bool_or(exchange_target_basis <> 'published'), false) from partnerships) as is_target_assumed
