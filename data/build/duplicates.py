"""Rows that stand twice: word for word, which are counted once, and those that only look alike, which are told."""

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import numpy as np
from rapidfuzz import fuzz, process

from data.build.problems import Problems, shown
from data.build.raw import Source
from data.build.schema import INPUTS
from data.build.spreadsheet_words import words
from languages import N_, ngettext
from languages import gettext as _

MOST_LISTED = 10_000
LEAST_LIKENESS = 93.0  # of two names in the same country, without legal forms; one letter in fifteen may differ
LARGEST_BLOCK = 1_500  # names that are compared each with each
MOST_COMPARISONS = 40_000_000  # some seconds

Named = dict[str, Any]

# Names without case, accents, punctuation and legal forms.
BARE_NAMES = """
    create or replace temp table bare_names as
    select
        source_row, organisation_id, name, country_code,
        regexp_replace(
            trim(regexp_replace(strip_accents(lower(name)), '[^\\p{L}\\p{N}]+', ' ', 'g')), ?, ''
        ) as bare
    from stage.input.organisations
    where name is not null and country_code is not null
"""
# Organisations that differ in a number are two; and the first letters of nearly the same names are the same.
BLOCKS = """
    select list({
        'source_row': source_row, 'organisation_id': organisation_id, 'name': name, 'bare': bare
    } order by source_row) as block
    from bare_names
    group by country_code, left(bare, 3), regexp_extract_all(bare, '[^ ]*[0-9][^ ]*')
    having count(*) > 1 and max(source_row) > 0
    order by max(source_row)
"""

SAME_PARTIES = """
    select b.source_row, b.exchange_id as value, min(a.source_row) as first_row, min(a.exchange_id) as first_id
    from stage.input.exchanges as a
    join stage.input.exchanges as b
        on a.visiting_organisation_id = b.visiting_organisation_id
        and a.host_organisation_id = b.host_organisation_id
        and a.start_date = b.start_date
        and a.mode = b.mode
        and a.exchange_id <> b.exchange_id
        and a.source_row < b.source_row
    where b.source_row > 0 and a.status <> 'cancelled' and b.status <> 'cancelled'
    group by all
    order by 1
    limit 10000
"""


def drop_repeats(con: duckdb.DuckDBPyConnection, read: Mapping[str, Source], problems: Problems) -> None:
    """Take out delivered rows that equal an earlier one with the same key in every column, and say so."""
    for name, source in read.items():
        spec = INPUTS[name]
        if not spec.key or name == "delivery":
            continue
        listed = ", ".join(f'"{column.name}"' for column in spec.columns)
        twice = con.execute(
            f"""
            with repeated as (
                select * from stage.input.{name} where {spec.key} in (
                    select {spec.key} from stage.input.{name} where {spec.key} is not null
                    group by 1 having count(*) > 1
                )
            )
            select source_row, {spec.key}, min(source_row) over (partition by {listed}) as first_row
            from repeated
            qualify source_row > first_row
            order by 1
            """
        ).fetchall()
        faulty = {
            row for (row,) in con.execute("select source_row from stage.refused where input = ?", [name]).fetchall()
        }
        twice = [(row, key, first) for row, key, first in twice if row not in faulty and first not in faulty]
        for row, key, first in twice[:MOST_LISTED]:
            problems.warning(
                N_("row given twice"),
                source.label,
                _("equals row {row} in every column and was counted once", row=first),
                _("remove one of the two"),
                row=row,
                column=spec.key,
                value=shown(key),
            )
        gone = [row for row, _, _ in twice]
        if gone:
            con.execute(f"delete from stage.input.{name} where list_contains(?::integer[], source_row)", [gone])


def report_look_alikes(con: duckdb.DuckDBPyConnection, read: Mapping[str, Source], problems: Problems) -> None:
    """Warn of exchanges between the same two on the same day, and of organisations whose names are nearly the same."""
    if "exchanges" in read:
        for row, value, first_row, first_id in con.execute(SAME_PARTIES).fetchall():
            place = _("row {row}", row=first_row) if first_row > 0 else _("the snapshot that is kept")
            problems.warning(
                N_("exchange that looks like another"),
                read["exchanges"].label,
                _(
                    "has the visitor, the host, the start and the mode of {exchange} ({place})",
                    exchange=shown(first_id),
                    place=place,
                ),
                _("remove one if they are the same stay"),
                row=row,
                column="exchange_id",
                value=shown(value),
            )
    if "organisations" in read:
        _report_organisations(con, read["organisations"], problems)


def _report_organisations(con: duckdb.DuckDBPyConnection, source: Source, problems: Problems) -> None:
    forms = "|".join(sorted(words("legal form"), key=len, reverse=True))
    con.execute(BARE_NAMES, [f"( ({forms}))+$"])
    compared = listed = 0
    for (block,) in con.execute(BLOCKS).fetchall():
        if len(block) > LARGEST_BLOCK or compared + len(block) ** 2 > MOST_COMPARISONS:
            problems.note(
                N_("names not compared"),
                source.label,
                ngettext(
                    "{number} organisation with a name that starts like others was not compared with them",
                    "{number} organisations with names that start alike were not compared with each other",
                    len(block),
                ),
                _("none is needed"),
            )
            continue
        compared += len(block) ** 2
        for i, j in _alike([one["bare"] for one in block]):
            listed += _report_pair(block[i], block[j], source, problems)
            if listed >= MOST_LISTED:
                return


def _alike(names: list[str]) -> Iterable[tuple[int, int]]:
    """Positions of the pairs of names that are nearly the same, each pair once."""
    scores = process.cdist(names, names, scorer=fuzz.token_sort_ratio, score_cutoff=LEAST_LIKENESS, dtype=np.uint8)
    for i, j in zip(*np.nonzero(np.triu(scores, k=1)), strict=True):
        yield int(i), int(j)


def _report_pair(one: Named, other: Named, source: Source, problems: Problems) -> int:
    """Warn of one pair, at the later delivered row. Returns 1 if there was one to warn of."""
    first, second = sorted((one, other), key=lambda named: int(named["source_row"]))
    if second["source_row"] <= 0 or first["organisation_id"] == second["organisation_id"]:
        return 0
    place = _("row {row}", row=first["source_row"]) if first["source_row"] > 0 else _("the snapshot that is kept")
    problems.warning(
        N_("organisation that resembles another"),
        source.label,
        _(
            "is nearly {name}, {organisation} ({place}), in the same country",
            name=shown(first["name"]),
            organisation=shown(first["organisation_id"]),
            place=place,
        ),
        _("use one id if they are the same organisation"),
        row=second["source_row"],
        column="name",
        value=shown(second["name"]),
    )
    return 1
