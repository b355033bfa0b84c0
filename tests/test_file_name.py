"""Names of files say what is inside, the filters and the snapshot."""

from dataclasses import replace
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from data.warehouse import Snapshot
from queries.filters import Filters, Focus
from scenes.file_name import stem

SNAPSHOT = Snapshot("20220701-080000-abc123", datetime(2022, 7, 1, 8), date(2022, 6, 30), True, "A title", "1")
ALL = Filters(SNAPSHOT.snapshot_id)


def test_a_view_without_filters() -> None:
    assert stem("flow_map", SNAPSHOT, ALL) == "clusterxchange_flow_map_20220701-080000-abc123_sample-data"


def test_filters_stand_in_the_name_in_words() -> None:
    view = replace(ALL, countries=("ES", "TR"), focus=Focus("partnership", visiting="p1"), from_month="2021-03")
    name = stem("flow_map", replace(SNAPSHOT, is_sample=False), view, {"ES": "Spain", "TR": "Türkiye", "p1": "EXXTRA"})
    assert name == "clusterxchange_flow_map_EXXTRA-Spain-Turkiye-2021-03_20220701-080000-abc123"


@given(st.text(max_size=300), st.lists(st.text(max_size=80), max_size=30))
def test_names_are_safe_and_short(what: str, partnerships: list[str]) -> None:
    name = stem(what, SNAPSHOT, replace(ALL, partnerships=tuple(partnerships)))
    assert len(name) <= 180
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
