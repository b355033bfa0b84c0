"""Rows that stand twice: word for word, which are counted once, and those that only look alike, which are told."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import duckdb
import numpy as np
from rapidfuzz import fuzz, process

from data.build.problems import Problems, shown
from data.build.raw import Source
from data.build.schema import INPUTS
from data.build.spreadsheet_words import folded, words

MOST_LISTED = 10_000
LEAST_LIKENESS = 93.0  # of two names in the same country, without legal forms; one letter in fifteen may differ
LARGEST_BLOCK = 1_500  # names that are compared each with each
MOST_COMPARISONS = 40_000_000  # some seconds
_BLOCK_LETTERS = 3

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
                "row given twice",
                source.label,
                f"equals row {first} in every column and was counted once",
                "remove one of the two",
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
            place = f"row {first_row}" if first_row > 0 else "the snapshot that is kept"
            problems.warning(
                "exchange that looks like another",
                read["exchanges"].label,
                f"has the visitor, the host, the start and the mode of {shown(first_id)} ({place})",
                "remove one if they are the same stay",
                row=row,
                column="exchange_id",
                value=shown(value),
            )
    if "organisations" in read:
        _report_organisations(con, read["organisations"], problems)


def _report_organisations(con: duckdb.DuckDBPyConnection, source: Source, problems: Problems) -> None:
    found = con.execute(
        "select source_row, organisation_id, name, country_code from stage.input.organisations "
        "where name is not null and country_code is not null order by source_row <= 0, source_row"
    ).fetchall()
    blocks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    bare = [bare_name(name) for _, _, name, _ in found]
    for i, (_, _, _, country) in enumerate(found):
        # Organisations that differ in a number are two; and the first letters of nearly the same names are the same.
        numbers = " ".join(word for word in bare[i].split() if any(c.isdigit() for c in word))
        blocks[country, numbers, bare[i][:_BLOCK_LETTERS]].append(i)
    compared = listed = 0
    for block in blocks.values():
        if len(block) < 2 or all(found[i][0] <= 0 for i in block):
            continue
        compared += len(block) ** 2
        if len(block) > LARGEST_BLOCK or compared > MOST_COMPARISONS:
            problems.note(
                "names not compared",
                source.label,
                f"{len(block):,} organisations with names that start alike were not compared with each other",
                "none is needed",
            )
            compared -= len(block) ** 2
            continue
        for i, j in _alike([bare[i] for i in block]):
            listed += _report_pair(found[block[i]], found[block[j]], source, problems)
            if listed >= MOST_LISTED:
                return


def bare_name(name: str) -> str:
    """A name without case, accents, punctuation and legal forms."""
    text = f" {folded(name)} "
    for form in sorted(words("legal form"), key=len, reverse=True):
        text = text.removesuffix(f" {form} ") + " " if text.endswith(f" {form} ") else text
    return text.strip() or folded(name)


def _alike(names: list[str]) -> Iterable[tuple[int, int]]:
    """Positions of the pairs of names that are nearly the same, each pair once."""
    scores = process.cdist(names, names, scorer=fuzz.token_sort_ratio, score_cutoff=LEAST_LIKENESS, dtype=np.uint8)
    for i, j in zip(*np.nonzero(np.triu(scores, k=1)), strict=True):
        yield int(i), int(j)


def _report_pair(
    first: tuple[int, str, str, str], second: tuple[int, str, str, str], source: Source, problems: Problems
) -> int:
    """Warn of one pair, at the later delivered row. Returns 1 if there was one to warn of."""
    (first_row, first_id, first_name, _), (row, organisation_id, name, _) = sorted((first, second), key=lambda o: o[0])
    if row <= 0 or first_id == organisation_id:
        return 0
    place = f"row {first_row}" if first_row > 0 else "the snapshot that is kept"
    problems.warning(
        "organisation that resembles another",
        source.label,
        f"is nearly {shown(first_name)}, {shown(first_id)} ({place}), in the same country",
        "use one id if they are the same organisation",
        row=row,
        column="name",
        value=shown(name),
    )
    return 1
