"""A snapshot's inputs again: what was delivered, taken back out of the published tables.

Each statement reads the snapshot attached as `base` and gives the columns of its input (data/build/schema.py) with their
types, in the order that the models keep. Building what it gives makes the same published tables.
"""

from pathlib import Path

import duckdb

# What the models filled in is emptied again: defaults, "not given", places that were worked out.
FROM_SNAPSHOT: dict[str, str] = {
    "countries": """
        select country_code, iso3, name, eu_member, cosme_participant, has_partner_cluster, note
        from base.countries order by name, country_code
    """,
    "partnerships": """
        with default_target as (
            select max_by(r.value, coalesce(r.valid_from, date '0001-01-01'))::integer as exchange_target
            from base.rules as r, base.snapshot as s
            where r.rule_id = 'exchange_target_default'
              and s.as_of_date >= coalesce(r.valid_from, date '0001-01-01')
              and s.as_of_date <= coalesce(r.valid_to, date '9999-12-31')
        )
        select
            partnership_id, acronym, name, coordinator, published_sectors, ecosystems, ecosystems_basis, website,
            grant_agreement,
            case when is_default then null else p.exchange_target end as exchange_target,
            case when is_default or p.exchange_target is null then null else exchange_target_basis end
                as exchange_target_basis,
            start_date, end_date, clusters_published, basis, sources, start_published, end_published
        from (
            select
                p.*, p.exchange_target_basis = 'assumed' and p.exchange_target is not distinct from d.exchange_target
                    as is_default
            from base.partnerships as p, default_target as d
        ) as p
        order by register_order
    """,
    "clusters": """
        select
            cluster_id, partnership_id, name, short_name, role, country_code, country_basis, city,
            case when not is_location_approximate then latitude end as latitude,
            case when not is_location_approximate then longitude end as longitude,
            location_basis, website, basis, sources
        from base.clusters order by register_order
    """,
    "lump_sum_ceilings": """
        select host_country_code, full_eur, half_eur, valid_from, valid_to, basis, source
        from base.lump_sum_ceilings order by host_country_code, valid_from
    """,
    "rules": """
        select rule_id, value, unit, label, valid_from, valid_to, basis, source
        from base.rules order by rowid
    """,
    "settings": """
        select setting_id, value, unit, label, basis, source from base.settings order by rowid
    """,
    "organisations": """
        select
            organisation_id, name, category, subcategory, country_code, city,
            case when location_basis = 'delivered' then latitude end as latitude,
            case when location_basis = 'delivered' then longitude end as longitude,
            cluster_id, origin_file, origin_row
        from base.organisations order by organisation_id
    """,
    "exchanges": """
        select
            exchange_id, visiting_organisation_id, host_organisation_id, visiting_partnership_id, host_partnership_id,
            mode, nullif(purpose, 'not given') as purpose, nullif(activity, 'not given') as activity, status,
            matched_date, agreed_date, start_date, end_date, working_days, reported_date, validated_date,
            cancelled_date, lump_sum_eur, origin_file, origin_row
        from base.exchanges order by exchange_id
    """,
    "budget_transactions": """
        select transaction_id, partnership_id, date, kind, amount_eur, exchange_id, reference, origin_file, origin_row
        from base.budget_transactions order by date, transaction_id
    """,
    "delivery": """
        with said as (
            select
                as_of_date::varchar as as_of_date, is_sample::varchar as is_sample, coalesce(title, '') as title
            from base.snapshot
        )
        from (unpivot said on as_of_date, is_sample, title into name key value value) where value <> ''
    """,
}


def attach(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Attach a snapshot's file as `base`, to be read only. Raises duckdb.Error for what is no snapshot."""
    con.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as base (read_only)")
