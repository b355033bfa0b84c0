"""Names of files: what is inside, the filters and the snapshot, in signs that every disk takes."""

import re
import unicodedata
from collections.abc import Mapping

from data.warehouse import Snapshot
from queries.filters import Filters

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
# Names of partnerships and countries are long; what is cut is in the file's sentence.
LONGEST_WHAT, LONGEST_FILTERS = 60, 60


def stem(what: str, snapshot: Snapshot, filters: Filters | None = None, names: Mapping[str, str] | None = None) -> str:
    """clusterxchange_<what>[_<filters>]_<snapshot>[_sample-data], without a suffix."""
    parts = ["clusterxchange", _safe(what, LONGEST_WHAT)]
    if filters is not None and filters.is_narrowed:
        parts.append(_safe("-".join(_chosen(filters, names or {})), LONGEST_FILTERS))
    parts.append(_safe(snapshot.snapshot_id, LONGEST_WHAT))
    return "_".join([*(part for part in parts if part), *(["sample-data"] if snapshot.is_sample else [])])


def _chosen(filters: Filters, names: Mapping[str, str]) -> list[str]:
    """The values of the filters that differ from their defaults, in the order of the sentence."""
    focus = filters.focus.nodes if filters.focus else ()
    ids = [names.get(one, one) for one in (*focus, *filters.partnerships, *filters.countries)]
    months = [text for text in (filters.from_month, filters.to_month) if text]
    return [*ids, *filters.ecosystems, *filters.categories, *filters.modes, *filters.status_groups, *months]


def _safe(text: str, longest: int) -> str:
    """Letters without their accents, figures and hyphens; a longer text is cut at a hyphen."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    slug = _UNSAFE.sub("-", plain).strip("-")
    if len(slug) <= longest:
        return slug
    return slug[:longest].rpartition("-")[0] or slug[:longest]
