-- Every ordered pair of clusters that may exchange, with what speaks for it; then the best three for each that is absent.
with sides as (
    select visiting_cluster_id as cluster_id, sum(exchanges) as visiting, 0 as hosting from selected group by all
    union all
    select host_cluster_id, 0, sum(exchanges) from selected group by all
), counted as (
    select cluster_id, sum(visiting)::bigint as visiting, sum(hosting)::bigint as hosting from sides group by cluster_id
), ceilings as (
    select
        k.country_code, k.name as country_name, k.cosme_participant,
        -- A ceiling that is not known is taken to be the most that any lump sum may be.
        least(max(l.full_eur), any_value(rule_value('lump_sum_maximum', n.as_of_date)))::decimal(14, 2) as ceiling_eur
    from countries as k
    cross join snapshot as n
    left join lump_sum_ceilings as l
        on l.host_country_code = k.country_code
        and n.as_of_date >= coalesce(l.valid_from, date '0001-01-01')
        and n.as_of_date <= coalesce(l.valid_to, date '9999-12-31')
    group by k.country_code, k.name, k.cosme_participant
), members as (
    select
        c.register_order, c.cluster_id, c.short_name, c.partnership_id, p.acronym, p.ecosystems, c.country_code,
        k.country_name, k.cosme_participant, k.ceiling_eur, b.remaining_eur,
        c.basis <> 'placeholder' as is_named,
        coalesce(n.visiting, 0)::bigint as visiting,
        coalesce(n.hosting, 0)::bigint as hosting
    from clusters as c
    join partnerships as p using (partnership_id)
    join ceilings as k using (country_code)
    join budget_position as b using (partnership_id)
    left join counted as n using (cluster_id)
), country_pairs as (
    select distinct visiting_country_code, host_country_code from selected
), partnership_pairs as (
    select distinct visiting_partnership_id, host_partnership_id from selected
), pairs as (
    select
        v.cluster_id as visiting_cluster_id, v.short_name as visiting_cluster,
        v.partnership_id as visiting_partnership_id, v.acronym as visiting_partnership,
        v.country_code as visiting_country_code, v.country_name as visiting_country,
        v.visiting, v.is_named as is_visitor_named, v.register_order as visiting_order,
        h.cluster_id as host_cluster_id, h.short_name as host_cluster,
        h.partnership_id as host_partnership_id, h.acronym as host_partnership,
        h.country_code as host_country_code, h.country_name as host_country,
        h.hosting, h.is_named as is_host_named, h.register_order as host_order,
        array_to_string(list_sort(list_intersect(list_distinct(v.ecosystems), h.ecosystems)), '; ') as shared_ecosystems,
        c.visiting_country_code is null as is_country_new,
        v.remaining_eur, h.ceiling_eur,
        v.remaining_eur > 0 and v.remaining_eur >= coalesce(h.ceiling_eur, 0) as has_budget
    from members as v
    join members as h
        on h.country_code <> v.country_code and v.cosme_participant and h.cosme_participant
    left join country_pairs as c
        on c.visiting_country_code = v.country_code and c.host_country_code = h.country_code
), absent as (
    select 'visiting' as missing_side, cluster_id as absent_id, '' as absent_host_id, short_name as absent_name,
        '' as absent_host_name, register_order as absent_order, 0 as absent_host_order
    from members where $level = 'cluster' and visiting = 0 and $side in ('visiting', 'either')
    union all
    select 'host', cluster_id, '', short_name, '', register_order, 0
    from members where $level = 'cluster' and hosting = 0 and $side in ('host', 'either')
    union all
    select 'pair', v.partnership_id, h.partnership_id, v.acronym, h.acronym, v.register_order, h.register_order
    from partnerships as v
    cross join partnerships as h
    where $level = 'partnership'
        and (v.partnership_id, h.partnership_id) not in (from partnership_pairs)
), possible as (
    select a.missing_side, a.absent_id, a.absent_host_id, p.*, p.hosting as times_before
    from absent as a
    join pairs as p on p.visiting_cluster_id = a.absent_id
    where a.missing_side = 'visiting' and p.is_host_named
    union all
    select a.missing_side, a.absent_id, a.absent_host_id, p.*, p.visiting
    from absent as a
    join pairs as p on p.host_cluster_id = a.absent_id
    where a.missing_side = 'host' and p.is_visitor_named
    union all
    select a.missing_side, a.absent_id, a.absent_host_id, p.*, p.hosting
    from absent as a
    join pairs as p on p.visiting_partnership_id = a.absent_id and p.host_partnership_id = a.absent_host_id
    where a.missing_side = 'pair' and p.is_visitor_named and p.is_host_named
), scored as (
    select
        *,
        3 * (coalesce(shared_ecosystems, '') <> '')::integer + 2 * (times_before > 0)::integer
            + is_country_new::integer + has_budget::integer as score,
        count(*) over (partition by absent_id, absent_host_id) as possible
    from possible
), ranked as (
    select
        *,
        row_number() over (
            partition by absent_id, absent_host_id
            order by score desc, times_before desc, visiting_order, host_order, missing_side desc
        ) as rank
    from scored
    -- What speaks for any two clusters in Europe is no reason to suggest these two.
    where coalesce(shared_ecosystems, '') <> '' or times_before > 0
), offered as (
    select * from ranked where rank <= $most
), listed as (
    select distinct on (absent_id, absent_host_id) * exclude (missing_side) from absent
), tried as (
    select absent_id, absent_host_id, max(possible) as possible from scored group by all
)
select
    l.absent_id, l.absent_name, l.absent_host_id, l.absent_host_name,
    coalesce(t.possible, 0)::bigint as possible,
    o.rank::bigint as rank, o.missing_side,
    o.visiting_cluster_id, o.visiting_cluster, o.visiting_partnership_id, o.visiting_partnership,
    o.visiting_country_code, o.visiting_country,
    o.host_cluster_id, o.host_cluster, o.host_partnership_id, o.host_partnership, o.host_country_code, o.host_country,
    coalesce(o.shared_ecosystems, '') as shared_ecosystems,
    coalesce(o.times_before, 0)::bigint as times_before,
    coalesce(o.is_country_new, false) as is_country_new,
    coalesce(o.has_budget, false) as has_budget,
    coalesce(o.remaining_eur, 0)::decimal(14, 2) as remaining_eur,
    o.ceiling_eur,
    coalesce(o.score, 0)::bigint as score
from listed as l
left join offered as o using (absent_id, absent_host_id)
left join tried as t using (absent_id, absent_host_id)
order by l.absent_order, l.absent_host_order, o.rank
