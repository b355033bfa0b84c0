-- The register and the delivery's own description, as delivered; one row per entity.

create table snapshot as
select
    b.snapshot_id, b.schema_version, b.built_at, d.as_of_date, d.is_sample, d.title, b.rule_version,
    b.published_by, b.note
from input.build as b, input.delivery as d;

create table sources as
select name, file_name, sha256, bytes, rows, is_origin from input.sources order by name, is_origin, file_name;

-- File and row from which a row first came: as delivered, else of the file that this build read.
create macro origin_file_of(input_name, delivered) as
    coalesce(delivered, (select min(s.file_name) from sources as s where s.name = input_name and not s.is_origin));

create macro origin_row_of(delivered_file, delivered_row, source_row) as
    case when delivered_file is null then source_row else delivered_row end::integer;

create table countries as
select c.* exclude (source_row), p.latitude, p.longitude, p.x_km, p.y_km
from input.countries as c
left join input.country_points as p using (country_code)
order by c.name;

create table rules as
select * exclude (source_row) from input.rules order by source_row;

create table settings as
select * exclude (source_row) from input.settings order by source_row;

create table lump_sum_ceilings as
select * exclude (source_row) from input.lump_sum_ceilings order by host_country_code, valid_from;

create table public_holidays as
select country_code, date, name from input.public_holidays order by country_code, date;

-- The value of a rule on a day; NULL where no rule of that name is valid then.
create macro rule_value(id, day) as (
    select max_by(r.value::decimal(14, 2), coalesce(r.valid_from, date '0001-01-01'))
    from rules as r
    where r.rule_id = id
      and day >= coalesce(r.valid_from, date '0001-01-01')
      and day <= coalesce(r.valid_to, date '9999-12-31')
);

create table partnerships as
with default_target as (
    select rule_value('exchange_target_default', (select as_of_date from snapshot))::integer as exchange_target
)
select
    row_number() over (order by p.source_row)::integer as register_order,
    p.* exclude (source_row, exchange_target, exchange_target_basis),
    coalesce(p.exchange_target, d.exchange_target) as exchange_target,
    case
        when p.exchange_target is not null then coalesce(p.exchange_target_basis, 'published')
        when d.exchange_target is not null then 'assumed'
        else 'missing'
    end as exchange_target_basis
from input.partnerships as p, default_target as d
order by register_order;

create table clusters as
select
    row_number() over (order by p.register_order, c.source_row)::integer as register_order,
    c.* exclude (source_row, latitude, longitude),
    g.latitude, g.longitude, g.x_km, g.y_km,
    g.is_approximate as is_location_approximate
from input.clusters as c
left join input.cluster_points as g using (cluster_id)
left join partnerships as p using (partnership_id)
order by register_order;

create table organisations as
select
    * exclude (source_row, origin_file, origin_row),
    origin_file_of('organisations', origin_file) as origin_file,
    origin_row_of(origin_file, origin_row, source_row) as origin_row
from input.organisations
order by organisation_id;

create table budget_transactions as
select
    * exclude (source_row, origin_file, origin_row),
    origin_file_of('budget_transactions', origin_file) as origin_file,
    origin_row_of(origin_file, origin_row, source_row) as origin_row
from input.budget_transactions
order by date, transaction_id;
