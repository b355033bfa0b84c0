with chosen as (
    select partnership_id, acronym, ecosystems, register_order
    from partnerships
    where (len($partnerships) = 0 or list_contains($partnerships::varchar[], partnership_id))
        and (len($ecosystems) = 0 or list_has_any(ecosystems, $ecosystems::varchar[]))
), stays as (
    select
        e.*, c.acronym, c.ecosystems, c.register_order,
        coalesce(e.start_date, e.agreed_date, e.matched_date) as rule_day
    from exchanges_on($as_of::date) as e
    join chosen as c on c.partnership_id = e.visiting_partnership_id
), granted as (
    select * from stays where status in ('agreed', 'ongoing', 'completed', 'reported', 'validated', 'paid')
), days as (
    select distinct host_country_code, rule_day from granted where mode = 'physical' and lump_sum_eur > 0
), ceilings as (
    -- once per host country and day, not once per exchange
    select host_country_code, rule_day, within_maximum(terms, terms.ceiling.full_eur) as ceiling_eur
    from (select *, terms_of_stay(host_country_code, rule_day) as terms from days)
), valued as (
    select
        g.*, h.name as host_country, n.position as host_position,
        case when g.lump_sum_eur > 0 and g.mode = 'physical' then l.ceiling_eur end as ceiling_eur
    from granted as g
    join countries as h on h.country_code = g.host_country_code
    left join nodes as n on n.level = 'country' and n.id = g.host_country_code
    left join ceilings as l on l.host_country_code = g.host_country_code and l.rule_day = g.rule_day
), places as (
    select unnest([
        'SME', 'scaling-up support organisation', 'cluster organisation',
        'learn from another cluster', 'growth in new markets', 'new technologies, digitalisation and green solutions',
        'strategic interregional collaboration', 'physical', 'virtual'
    ]) as value, unnest(range(9)) as place
), rows_of as (
    select
        v.*,
        unnest(case $dimension
            when 'host_country' then [host_country]
            when 'category' then [category]
            when 'ecosystem' then
                case when coalesce(len(ecosystems), 0) = 0 then ['Not published'] else list_distinct(ecosystems) end
            when 'purpose' then [purpose]
            when 'mode' then [mode]
            when 'month' then [strftime(month, '%Y-%m')]
            when 'visiting_partnership' then [acronym]
        end) as value,
        case $dimension
            when 'host_country' then host_position
            when 'visiting_partnership' then register_order
        end as known_place,
        false as is_total
    from valued as v
    union all
    select *, 'In all', null, true from valued
), summed as (
    select
        is_total, value, known_place,
        count(*)::hugeint as granted_exchanges,
        count(*) filter (lump_sum_eur > 0)::hugeint as with_lump_sum,
        sum(lump_sum_eur) as lump_sum_eur,
        sum(lump_sum_eur) filter (status in ('agreed', 'ongoing', 'completed', 'reported')) as committed_eur,
        sum(lump_sum_eur) filter (status = 'validated') as payable_eur,
        sum(lump_sum_eur) filter (status = 'paid') as paid_eur,
        (sum(working_days) filter (lump_sum_eur > 0 and working_days > 0))::hugeint as working_days,
        (sum(lump_sum_eur) filter (working_days > 0)) as of_known_days_eur,
        count(*) filter (lump_sum_eur > 0 and coalesce(working_days, 0) <= 0) as without_days,
        sum(ceiling_eur) as ceiling_eur,
        sum(lump_sum_eur) filter (ceiling_eur is not null) as of_known_ceiling_eur,
        count(*) filter (lump_sum_eur > 0 and ceiling_eur is null) as without_ceiling
    from rows_of
    group by is_total, value, known_place
)
select
    s.value,
    granted_exchanges::bigint as granted_exchanges,
    with_lump_sum::bigint as with_lump_sum,
    coalesce(lump_sum_eur, 0)::decimal(14, 2) as lump_sum_eur,
    coalesce(committed_eur, 0)::decimal(14, 2) as committed_eur,
    coalesce(payable_eur, 0)::decimal(14, 2) as payable_eur,
    coalesce(paid_eur, 0)::decimal(14, 2) as paid_eur,
    -- rounded half up in whole cents
    (((lump_sum_eur * 100)::hugeint * 2 + with_lump_sum) // (2 * nullif(with_lump_sum, 0)) * 0.01)::decimal(14, 2) as average_eur,
    coalesce(working_days, 0)::bigint as working_days,
    (((of_known_days_eur * 100)::hugeint * 2 + working_days) // (2 * nullif(working_days, 0)) * 0.01)::decimal(14, 2) as per_day_eur,
    coalesce(ceiling_eur, 0)::decimal(14, 2) as ceiling_eur,
    coalesce(of_known_ceiling_eur, 0)::decimal(14, 2) as with_ceiling_eur,
    of_known_ceiling_eur * 100.0 / nullif(ceiling_eur, 0) as ceiling_share_pct,
    without_days::bigint as without_days,
    without_ceiling::bigint as without_ceiling
from summed as s
left join places as p on p.value = s.value and $dimension in ('category', 'purpose', 'mode')
order by is_total, coalesce(known_place, p.place) nulls last, s.value
