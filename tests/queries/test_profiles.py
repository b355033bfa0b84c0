"""One country, partnership or cluster: answers over the tiny delivery by hand, and the sample against its own rows."""

import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from queries import flows, profiles, register
from queries.filters import Filters, Focus, Level
from tests.queries.answers import assert_cents, eur, one, rows

LEVELS: tuple[Level, ...] = ("country", "partnership", "cluster")


def test_a_cluster_in_figures(snapshot: str) -> None:
    """Bio: x01, x02, x07, x09, x10 visiting; x04, x06, x09, x10, x12 hosting; x09 and x10 stay inside it."""
    summary = one(profiles.summary(Filters(snapshot), "cluster", "bio"))
    assert summary == {
        "exchanges": 8,
        "visiting": 5,
        "hosting": 5,
        "inside": 2,
        "partners": 2,
        "working_days": 26,
        "lump_sum_eur": Decimal("2480.25"),
        "committed_eur": Decimal("0.00"),
        "payable_eur": Decimal("1100.00"),
        "paid_eur": Decimal("1380.25"),
        "recovered_eur": Decimal("100.10"),
        "first_month": "2021-05-01",
        "last_month": "2022-08-01",
    }


def test_the_months_of_a_country(snapshot: str) -> None:
    """Portugal: x11 stays inside it in March 2022 and is on both sides."""
    assert rows(profiles.months(Filters(snapshot), "country", "PT")) == [
        ("2021-10-01", 0, 1),
        ("2022-03-01", 1, 1),
        ("2022-04-01", 1, 0),
        ("2022-06-01", 1, 2),
        ("2022-08-01", 1, 0),
    ]


def test_the_partners_of_a_partnership(snapshot: str) -> None:
    answer = profiles.partners(Filters(snapshot), "partnership", "south")
    assert rows(
        answer, "partner_id", "visiting", "hosting", "exchanges", "lump_sum_eur", "first_month", "last_month"
    ) == [
        ("north", 3, 3, 6, *eur("2784.55"), "2021-10-01", "2022-08-01"),
        ("south", 1, 1, 1, *eur("380.00"), "2022-03-01", "2022-03-01"),
    ]
    assert_cents(answer)


def test_the_links_and_countries_of_a_cluster(snapshot: str) -> None:
    """Lux: its organisation in Leeds visits Denmark for it (x12)."""
    answer = profiles.links(Filters(snapshot), "cluster", "lux")
    assert set(rows(answer, "visiting_id", "host_id", "exchanges")) == {
        ("bio", "lux", 1),
        ("lux", "tex", 1),
        ("tex", "lux", 1),
        ("lux", "bio", 1),
    }
    assert rows(
        profiles.countries(Filters(snapshot), "cluster", "lux"), "country_code", "visiting", "hosting", "both"
    ) == [
        ("DK", 1, 1, 2),
        ("PT", 1, 1, 2),
    ]


@pytest.mark.parametrize(
    ("level", "node"), [("cluster", "idle"), ("partnership", "west"), ("country", "IS"), ("cluster", "?")]
)
def test_one_that_never_took_part_has_zeros_and_no_rows(level: Level, node: str, snapshot: str) -> None:
    everything = Filters(snapshot)
    summary = one(profiles.summary(everything, level, node))
    assert (summary.pop("first_month"), summary.pop("last_month")) == (None, None)
    assert set(summary.values()) == {0, Decimal("0.00")}
    for question in (profiles.months, profiles.links, profiles.partners, profiles.countries):
        assert question(everything, level, node).empty


@pytest.fixture(scope="module")
def sample_rows(
    sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The rows of the sample past our own questions, from a copy of the file."""
    name = (sample_warehouse / "current").read_text().strip()
    copy = tmp_path_factory.mktemp("rows") / name
    copy.write_bytes((sample_warehouse / name).read_bytes())
    with duckdb.connect(os.fspath(copy), read_only=True) as con:
        yield con


ROWS = """
select
    count(*),
    count(*) filter (visiting = $id),
    count(*) filter (host = $id),
    coalesce(sum(lump_sum_eur) filter (visiting = $id), 0)
from (
    select
        lump_sum_eur,
        case $level when 'country' then visiting_country_code when 'partnership' then visiting_partnership_id
            else visiting_cluster_id end as visiting,
        case $level when 'country' then host_country_code when 'partnership' then host_partnership_id
            else host_cluster_id end as host
    from exchanges
    where status <> 'cancelled' and (not $physical or mode = 'physical')
        and ($country = '' or $country in (visiting_country_code, host_country_code))
)
where $id in (visiting, host)
"""


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("physical", "country"), [(False, ""), (True, ""), (True, "ES")])
def test_every_profile_counts_the_rows(
    level: Level, physical: bool, country: str, reading_sample: str, sample_rows: duckdb.DuckDBPyConnection
) -> None:
    """Tiles, months, links, partners and countries all add up to the rows, also under filters and a focus."""
    view = Filters(
        reading_sample,
        modes=("physical",) if physical else (),
        focus=Focus("country", either=country) if country else None,
    )
    for node in register.nodes(reading_sample, level)["id"]:
        parameters = {"id": node, "level": level, "physical": physical, "country": country}
        counted = sample_rows.execute(ROWS, parameters).fetchone()
        assert counted is not None
        summary = profiles.summary(view, level, node).iloc[0]
        shown = tuple(summary[field] for field in ("exchanges", "visiting", "hosting", "lump_sum_eur"))
        assert shown == counted, node
        exchanges, visiting, hosting = counted[:3]
        months = profiles.months(view, level, node)
        assert (months["visiting"].sum(), months["hosting"].sum()) == (visiting, hosting)
        assert profiles.links(view, level, node)["exchanges"].sum() == exchanges
        partners = profiles.partners(view, level, node)
        assert partners["exchanges"].sum() == exchanges
        assert len(partners[partners["partner_id"] != node]) == summary["partners"]
        assert profiles.countries(view, level, node)["both"].sum() == visiting + hosting


@pytest.mark.parametrize("level", LEVELS)
def test_links_are_those_of_the_flows_page(level: Level, reading_sample: str) -> None:
    view = Filters(reading_sample, from_month="2021-07")
    everything = flows.links(view, level)
    for node in register.nodes(reading_sample, level)["id"].head(8):
        mine = everything[(everything["visiting_id"] == node) | (everything["host_id"] == node)]
        assert rows(profiles.links(view, level, node)) == rows(mine)
