"""The header of an input, for every kind of file: each name known, once, and none of the required missing."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches

from data.build.problems import Problems, shown
from data.build.schema import Input
from data.build.values import SPACES
from languages import N_
from languages import gettext as _


def nearest(text: str, choices: Sequence[str]) -> str:
    """The choice most like a text, whatever its case; "" if none is like it."""
    if len(text) < 3:  # any two short codes look alike
        return text.upper() if text.upper() in choices else ""
    by_folded = {choice.casefold(): choice for choice in choices}
    found = get_close_matches(text.casefold(), list(by_folded), n=1, cutoff=0.5)
    return by_folded[found[0]] if found else ""


def find_header(records: Sequence[Sequence[str]], known: Collection[str]) -> tuple[int, int]:
    """Index of the record that names most of the `known` columns, the first of equals, and how many it names.

    Spreadsheets often have a title above their header. (0, 0) where no record names any.
    """
    counts = [len({name.strip(SPACES) for name in record} & set(known)) for record in records]
    best = max(range(len(counts)), key=lambda i: counts[i], default=0)
    return (best, counts[best]) if counts and counts[best] else (0, 0)


def note_title_rows(first: int, label: str, problems: Problems) -> None:
    """Record the rows above a header in row `first`."""
    if first > 1:
        problems.note(
            N_("rows above the header"),
            label,
            _("row 1 stands above the header in row 2")
            if first == 2
            else _("rows 1 to {last} stand above the header in row {row}", last=first - 1, row=first),
            _("none is needed: they were not read"),
            row=1,
        )


def check_header(
    names: Sequence[str],
    spec: Input,
    file: str,
    problems: Problems,
    columns: Mapping[str, str] | None = None,
    header_row: int = 1,
) -> dict[str, int]:
    """Position of each known column. Records unknown, repeated and missing names; a nameless column is passed over.

    columns: delivered names that mean another column, or none ("").
    """
    columns = columns or {}
    delivered = [name.strip(SPACES) for name in names]
    stripped = [columns.get(name, name) for name in delivered]
    for name in delivered:
        if name and not columns.get(name, name):
            problems.note(
                N_("column left out"),
                file,
                _("was left out as chosen"),
                _("none is needed"),
                row=header_row,
                column=shown(name),
            )
    for name, times in Counter(stripped).items():
        if name and times > 1:
            problems.error(
                N_("column given twice"),
                file,
                _("the column stands {times} times in the header", times=times),
                _("keep one of them"),
                row=header_row,
                column=shown(name),
            )
        if name and name not in spec.column_names:
            near = nearest(name, spec.column_names)
            problems.error(
                N_("unknown column"),
                file,
                _("is not a column of this input, and nothing is dropped silently"),
                _("rename it to {column}, or remove it", column=near)
                if near
                else _("remove it, or give it a name of data/SCHEMA.md"),
                row=header_row,
                column=shown(name),
            )
    positions = {name: stripped.index(name) for name in spec.column_names if name in stripped}
    for column in spec.columns:
        if column.required and column.name not in positions:
            problems.error(
                N_("missing column"),
                file,
                _("the required column is missing"),
                _("add a column named {column}", column=column.name),
                row=header_row,
                column=column.name,
            )
    return positions
