"""Tables `input.*` as the build hands them to the models, from rows written in a test."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import duckdb

from data.build.schema import INPUTS, SQL_TYPES
from data.schema_version import SCHEMA_VERSION

Row = dict[str, Any]

AS_OF = date(2022, 6, 30)

REGISTER: dict[str, list[Row]] = {
    "countries": [
        {"country_code": code, "name": name, "cosme_participant": True}
        for code, name in (("DK", "Denmark"), ("PT", "Portugal"))
    ],
    "partnerships": [{"partnership_id": "north", "acronym": "NORTH"}, {"partnership_id": "south", "acronym": "SOUTH"}],
    "clusters": [
        {"cluster_id": "bio", "partnership_id": "north", "name": "Bio", "short_name": "Bio", "country_code": "DK"},
        {"cluster_id": "tex", "partnership_id": "south", "name": "Tex", "short_name": "Tex", "country_code": "PT"},
    ],
    "lump_sum_ceilings": [],
    "rules": [{"rule_id": "payment_days", "value": "10"}],
    "settings": [],
    "organisations": [
        {"organisation_id": "o1", "name": "One", "category": "SME", "country_code": "DK", "cluster_id": "bio"},
        {"organisation_id": "o2", "name": "Two", "category": "SME", "country_code": "PT", "cluster_id": "tex"},
    ],
    "exchanges": [],
    "budget_transactions": [],
}
PARTNER = {"north": "south", "south": "north"}
ORGANISATION = {"north": "o1", "south": "o2"}


def exchange(exchange_id: str, partnership: str = "north", **values: Any) -> Row:
    """A physical exchange that the partnership pays for, with the other one as host."""
    host = PARTNER[partnership]
    return {
        "exchange_id": exchange_id,
        "visiting_organisation_id": ORGANISATION[partnership],
        "host_organisation_id": ORGANISATION[host],
        "visiting_partnership_id": partnership,
        "host_partnership_id": host,
        "mode": "physical",
        **values,
    }


def load(con: duckdb.DuckDBPyConnection, as_of: date = AS_OF, **tables: Sequence[Row]) -> None:
    """Make the schema `input` with the small register and the rows given; a column that a row leaves out is NULL."""
    con.execute("create schema input")
    content: dict[str, Sequence[Row]] = REGISTER | tables
    for name, rows in content.items():
        columns = {column.name: SQL_TYPES[column.type] for column in INPUTS[name].columns}
        if name == "partnerships":
            columns |= {"start_published": "varchar", "end_published": "varchar"}
        declared = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        con.execute(f"create table input.{name} (source_row integer, {declared})")
        if rows:
            marks = ", ".join(["?"] * (len(columns) + 1))
            values = [[number, *(row.get(column) for column in columns)] for number, row in enumerate(rows, start=2)]
            con.executemany(f"insert into input.{name} values ({marks})", values)
    con.execute(
        """
        create table input.delivery (as_of_date date, is_sample boolean, title varchar);
        create table input.sources (name varchar, file_name varchar, sha256 varchar, bytes bigint, rows bigint, is_origin boolean);
        create table input.build (
            snapshot_id varchar, built_at timestamp, schema_version integer, rule_version varchar,
            published_by varchar, note varchar
        );
        create table input.country_points (
            country_code varchar, latitude double, longitude double, x_km double, y_km double
        );
        create table input.public_holidays (country_code varchar, date date, name varchar);
        create table input.cluster_points (
            cluster_id varchar, latitude double, longitude double, x_km double, y_km double, is_approximate boolean
        );
        """
    )
    con.execute("insert into input.delivery values (?, true, 'written in a test')", [as_of])
    con.execute("insert into input.build values ('test', ?, ?, 'test', '', '')", [datetime(2022, 7, 1), SCHEMA_VERSION])
