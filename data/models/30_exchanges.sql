-- One row per exchange, with all that the pages ask of it derived once.

-- Distance between the two organisations; one row per exchange whose two places are known.
create temp table exchange_distances as
with places as (
    select
        e.exchange_id,
        reduced_latitude(v.latitude) as b1,
        reduced_latitude(h.latitude) as b2,
        radians(h.longitude - v.longitude) as dl
    from input.exchanges as e
    join input.organisations as v on v.organisation_id = e.visiting_organisation_id
    join input.organisations as h on h.organisation_id = e.host_organisation_id
    where v.latitude is not null and v.longitude is not null and h.latitude is not null and h.longitude is not null
), angles as (
    select exchange_id, central_angle(b1, b2, dl) as x, (b1 + b2) / 2 as p, (b2 - b1) / 2 as q
    from places
)
select exchange_id, lambert_km(x, p, q) as distance_km
from angles;

create temp table exchange_money as
select
    exchange_id,
    min(date) filter (kind = 'payment') as paid_date,
    coalesce(sum(amount_eur) filter (kind = 'payment'), 0)::decimal(14, 2) as paid_eur,
    coalesce(sum(amount_eur) filter (kind = 'recovery'), 0)::decimal(14, 2) as recovered_eur
from input.budget_transactions
where exchange_id is not null
group by exchange_id;

create temp table stays as
select
    e.* exclude (source_row, origin_file, origin_row, purpose, activity, lump_sum_eur),
    coalesce(e.purpose, 'not given') as purpose,
    coalesce(e.activity, 'not given') as activity,
    coalesce(e.lump_sum_eur, 0)::decimal(14, 2) as lump_sum_eur,
    v.cluster_id as visiting_cluster_id,
    h.cluster_id as host_cluster_id,
    v.country_code as visiting_country_code,
    h.country_code as host_country_code,
    v.category as category,
    date_trunc('month', coalesce(e.start_date, e.matched_date))::date as month,
    status_group_of(e.status) as status_group,
    phase_of(e.status) as phase,
    d.distance_km,
    m.paid_date,
    coalesce(m.paid_eur, 0)::decimal(14, 2) as paid_eur,
    coalesce(m.recovered_eur, 0)::decimal(14, 2) as recovered_eur,
    origin_file_of('exchanges', e.origin_file) as origin_file,
    origin_row_of(e.origin_file, e.origin_row, e.source_row) as origin_row
from input.exchanges as e
join input.organisations as v on v.organisation_id = e.visiting_organisation_id
join input.organisations as h on h.organisation_id = e.host_organisation_id
left join exchange_distances as d using (exchange_id)
left join exchange_money as m using (exchange_id);

-- One row per ordered pair of (partnership, cluster, country) that has an exchange.
create table routes as
select
    row_number() over (order by pairs)::integer as route_id,
    pairs.*,
    p.ecosystems as visiting_ecosystems
from (
    select distinct
        visiting_partnership_id, host_partnership_id, visiting_cluster_id, host_cluster_id,
        visiting_country_code, host_country_code
    from stays
) as pairs
left join partnerships as p on p.partnership_id = pairs.visiting_partnership_id
order by route_id;

-- One row per combination of the columns that filters use: all pages but Exchanges and Budget read this.
create table activity as
select
    row_number() over (order by s.month, r.route_id, s.category, s.mode, s.purpose, s.status)::integer as cell_id,
    s.month, r.route_id, s.category, s.mode, s.purpose, s.status, s.status_group,
    count(*) as exchanges,
    coalesce(sum(s.working_days), 0)::bigint as working_days,
    sum(s.lump_sum_eur)::decimal(14, 2) as lump_sum_eur,
    sum(case when s.status in ('agreed', 'ongoing', 'completed', 'reported') then s.lump_sum_eur else 0 end)::decimal(14, 2) as committed_eur,
    sum(case when s.status = 'validated' then s.lump_sum_eur else 0 end)::decimal(14, 2) as payable_eur,
    sum(s.paid_eur)::decimal(14, 2) as paid_eur,
    sum(s.recovered_eur)::decimal(14, 2) as recovered_eur
from stays as s
join routes as r using (
    visiting_partnership_id, host_partnership_id, visiting_cluster_id, host_cluster_id,
    visiting_country_code, host_country_code
)
group by s.month, r.route_id, s.category, s.mode, s.purpose, s.status, s.status_group
order by cell_id;

create table exchanges as
with days_to_pay as (
    -- once per day, not once per exchange
    select end_date, end_date + rule_value('payment_days', end_date)::integer as due_date
    from (select distinct end_date from stays where end_date is not null)
)
select
    s.*,
    a.cell_id, a.route_id,
    case when s.status in ('agreed', 'ongoing', 'completed', 'reported') then s.lump_sum_eur else 0 end::decimal(14, 2) as committed_eur,
    case when s.status = 'validated' then s.lump_sum_eur else 0 end::decimal(14, 2) as payable_eur,
    d.due_date
from stays as s
join routes as r using (
    visiting_partnership_id, host_partnership_id, visiting_cluster_id, host_cluster_id,
    visiting_country_code, host_country_code
)
join activity as a using (month, route_id, category, mode, purpose, status)
left join days_to_pay as d using (end_date)
order by s.month, s.exchange_id;

drop table stays;
drop table exchange_distances;
drop table exchange_money;
