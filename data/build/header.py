"""The header of an input, for every kind of file: each name known, once, and none of the required missing."""

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches

from data.build.problems import Problems, shown
from data.build.schema import Input
from data.build.values import SPACES


def nearest(text: str, choices: Sequence[str]) -> str:
    """The choice most like a text, whatever its case; "" if none is like it."""
    if len(text) < 3:  # any two short codes look alike
        return text.upper() if text.upper() in choices else ""
    by_folded = {choice.casefold(): choice for choice in choices}
    found = get_close_matches(text.casefold(), list(by_folded), n=1, cutoff=0.5)
    return by_folded[found[0]] if found else ""


def check_header(names: Sequence[str], spec: Input, file: str, problems: Problems) -> dict[str, int]:
    """Position of each known column. Records unknown, repeated and missing names; a nameless column is passed over."""
    stripped = [name.strip(SPACES) for name in names]
    for name, times in Counter(stripped).items():
        if name and times > 1:
            problems.error(
                "column given twice",
                file,
                f"the column stands {times} times in the header",
                "keep one of them",
                row=1,
                column=shown(name),
            )
        if name and name not in spec.column_names:
            near = nearest(name, spec.column_names)
            problems.error(
                "unknown column",
                file,
                "is not a column of this input, and nothing is dropped silently",
                f"rename it to {near}, or remove it" if near else "remove it, or give it a name of data/SCHEMA.md",
                row=1,
                column=shown(name),
            )
    positions = {name: stripped.index(name) for name in spec.column_names if name in stripped}
    for column in spec.columns:
        if column.required and column.name not in positions:
            problems.error(
                "missing column",
                file,
                "the required column is missing",
                f"add a column named {column.name}",
                row=1,
                column=column.name,
            )
    return positions
