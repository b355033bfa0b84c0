"""A focus of each kind at each level: every tile, chart and table of every page counts what SQL counts."""

from decimal import Decimal
from urllib.parse import parse_qs, urlencode

import pytest

from data import warehouse
from queries.filters import LEVELS, Level
from scenes import focus
from tests.app.screen import faults, open_page
from tests.counted import COLUMN, ON_SCREEN, Picked, Selected, differences
from tests.counted.money import accounts, remaining

KINDS = ("either", "visiting", "host", "pair")
# No exchange of the sample is inside one cluster.
CASES = [(kind, level) for kind in KINDS for level in LEVELS] + [
    ("inside one", "country"),
    ("inside one", "partnership"),
]


def focus_of(kind: str, level: Level, whole: Selected) -> Picked:
    """A focus that many exchanges have and many have not: on the second busiest node, or on the busiest pair."""
    visiting, host = (COLUMN[level].format(side) for side in ("visiting", "host"))
    if kind in ("pair", "inside one"):
        which = f"{visiting} {'<>' if kind == 'pair' else '='} {host}"
        pairs = f"SELECT {visiting} AS v, {host} AS h FROM exchanges WHERE {which} AND {ON_SCREEN}"
        busiest = f"FROM ({pairs}) GROUP BY v, h ORDER BY count(*) DESC, v, h LIMIT 1"
        return Picked(level, visiting=whole.ask(f"SELECT v {busiest}"), host=whole.ask(f"SELECT h {busiest}"))
    column = host if kind == "host" else visiting
    listed = f"SELECT {column} AS id FROM exchanges WHERE {ON_SCREEN} AND {column} IS NOT NULL"
    node = whole.ask(f"SELECT id FROM ({listed}) GROUP BY id ORDER BY count(*) DESC, id LIMIT 1 OFFSET 1")
    return Picked(level, **{kind: node})


def query_of(picked: Picked) -> str:
    """The focus as an address holds it."""
    label_of = focus.labels(warehouse.current().snapshot_id)
    ends = [label_of[picked.level, end] for end in (picked.either, picked.visiting, picked.host) if end]  # type: ignore[index]
    side = "" if len(ends) == 2 or picked.either else "visiting" if picked.visiting else "host"
    return urlencode({"focus": focus.ARROW.join(ends)} | ({"focus_side": side} if side else {}))


@pytest.fixture
def whole(reading_sample: str) -> Selected:
    """All exchanges of the sample."""
    return Selected(warehouse.path_of(reading_sample))


@pytest.mark.parametrize(("kind", "level"), CASES)
def test_a_focus_counts_the_same_on_every_page(kind: str, level: Level, whole: Selected) -> None:
    picked = focus_of(kind, level, whole)
    selected = Selected(whole.file, picked)
    assert 0 < selected.of() < whole.of()
    assert differences(query_of(picked), selected) == []


def test_no_focus_and_one_on_a_node_without_an_exchange_count_the_same_too(whole: Selected) -> None:
    assert differences("", whole) == []
    active = f"SELECT unnest([visiting_cluster_id, host_cluster_id]) FROM exchanges WHERE {ON_SCREEN}"
    idle = whole.ask(f"SELECT min(cluster_id) FROM clusters WHERE cluster_id NOT IN ({active})")
    picked = Picked("cluster", either=idle)
    selected = Selected(whole.file, picked)
    assert selected.of() == 0
    assert differences(query_of(picked), selected) == []


@pytest.mark.parametrize("level", LEVELS)
def test_the_ledger_of_a_focus_has_the_sums_of_its_payer(level: Level, whole: Selected) -> None:
    picked = focus_of("either", level, whole)
    selected = Selected(whole.file, picked)
    page = open_page(
        "Budget", {key: values[0] for key, values in parse_qs(query_of(picked)).items()} | {"budget": "Ledger"}
    )
    assert not faults(page)
    table = page.dataframe[0].value
    rows, total = table.iloc[:-1], table.iloc[-1]
    held = accounts(selected)
    transfers = held["available_eur"] - held["allocation_eur"]
    for column, expected in (held | {"transfers_eur": transfers, "remaining_eur": remaining(selected)}).items():
        if column == "available_eur":
            continue
        assert total[column] == expected, column
        assert sum(rows[column], Decimal(0)) == expected, column
    assert len(rows) == (1 if selected.payer else whole.ask("SELECT count(*) FROM partnerships"))
