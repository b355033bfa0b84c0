"""The focus as the address of a view names it: one node, or a pair as "France → Germany"."""

from functools import lru_cache

import pandas as pd

import languages
from languages import gettext as _
from languages.spoken import ENGLISH
from queries import register
from queries.filters import Focus, Level
from scenes.names import SNAPSHOTS, known_as

ARROW = " → "


def labels(snapshot_id: str) -> dict[tuple[Level, str], str]:
    """The label of each node in the box, unique over the three levels, by level and id."""
    return _labels(snapshot_id, languages.current())


def in_addresses(snapshot_id: str) -> dict[tuple[Level, str], str]:
    """As `labels`, in the language of the addresses that we write."""
    return _labels(snapshot_id, ENGLISH)


@lru_cache(maxsize=SNAPSHOTS)
def _labels(snapshot_id: str, language: str) -> dict[tuple[Level, str], str]:
    with languages.speaking(language):
        return _screen_labels(snapshot_id)


def _screen_labels(snapshot_id: str) -> dict[tuple[Level, str], str]:
    names = register.names(snapshot_id)
    shown = names["short_name"].where(~names["short_name"].duplicated(keep=False), _qualified(names))
    still = shown.duplicated(keep=False)
    shown = shown.where(~still, names["short_name"] + " (" + names["id"] + ")")
    return dict(zip(zip(names["level"], names["id"], strict=True), shown, strict=True))


def _qualified(names: pd.DataFrame) -> "pd.Series[str]":
    return names["short_name"] + " (" + names["level"].map(lambda level: _(level)) + ")"


def parse(picked: str, side: str, label_of: dict[tuple[Level, str], str]) -> Focus | None:
    """The focus that a label or a pair of labels of one level names; None if no node has that label."""
    key_of = {label: key for key, label in label_of.items()}
    if picked in key_of:
        level, node = key_of[picked]
        if side == "visiting":
            return Focus(level, visiting=node)
        return Focus(level, host=node) if side == "host" else Focus(level, either=node)
    ends = picked.split(ARROW)
    if len(ends) == 2 and all(end in key_of for end in ends):
        (level, visiting), (host_level, host) = key_of[ends[0]], key_of[ends[1]]
        if level == host_level:
            return Focus(level, visiting=visiting, host=host)
    return None


def of_address(picked: str, side: str, snapshot_id: str) -> Focus | None:
    """The focus that an address of any language names; None if no node has that label."""
    label_of = in_addresses(snapshot_id)
    known = set(label_of.values())
    ends = [end if end in known else known_as(end, snapshot_id) for end in picked.split(ARROW)]
    return parse(picked if picked in known else ARROW.join(ends), side, label_of)
