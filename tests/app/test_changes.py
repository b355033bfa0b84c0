"""The Changes page: two snapshots or two days by the address, every tab, and what an address may claim."""

from datetime import date
from pathlib import Path

import pytest

from data.build import build
from data.sample.source import write_sample
from tests.app.screen import faults, figures, open_page, text, tiles

TABS = {
    "Summary": {"movements"},
    "Exchanges": set(),
    "Fields": set(),
    "Flows": {"change_sankey"},
    "Map": {"change_map"},
}


@pytest.fixture(scope="module")
def quarters(sample_source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A warehouse with the sample as known a quarter earlier, and as it is; the ids of both."""
    folder = tmp_path_factory.mktemp("quarters")
    first = build(write_sample(folder / "earlier", as_of=date(2022, 3, 31)).folder, folder / "snapshots")
    second = build(sample_source, folder / "snapshots")
    return folder / "snapshots", str(first.snapshot_id), str(second.snapshot_id)


@pytest.fixture
def ids(quarters: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    folder, first, second = quarters
    monkeypatch.setenv("CXC_WAREHOUSE", str(folder))
    return first, second


@pytest.mark.parametrize("tab", TABS)
def test_each_tab_compares_with_the_snapshot_before(ids: tuple[str, str], tab: str) -> None:
    page = open_page("Changes", {"changes": tab})
    assert not faults(page)
    assert figures(page).keys() == TABS[tab]
    assert "From 31 March 2022 to 30 June 2022: published " in text(page)
    assert tiles(page)["Took place"] > 0
    assert page.metric[0].value.startswith("▲")
    assert tiles(page)["Committed, restated"] > 0
    if tab == "Summary":
        ledger = page.dataframe[1].value.set_index("measure")
        assert tiles(page)["Committed, restated"] == ledger.loc["Committed", "restated"]


def test_two_days_of_one_snapshot_restate_nothing(ids: tuple[str, str]) -> None:
    page = open_page("Changes", {"from_snapshot": ids[0], "to_snapshot": ids[0], "from_date": "2021-12-31"})
    assert not faults(page)
    assert "From 31 December 2021 to 31 March 2022: both days as this snapshot tells them" in text(page)
    assert tiles(page)["Committed, restated"] == 0


def test_a_comparison_the_other_way_takes_back(ids: tuple[str, str]) -> None:
    there = tiles(open_page("Changes", {"from_snapshot": ids[0], "to_snapshot": ids[1]}))
    back = tiles(open_page("Changes", {"from_snapshot": ids[1], "to_snapshot": ids[0]}))
    assert {name: -value for name, value in back.items() if name != "Committed, restated"} == {
        name: value for name, value in there.items() if name != "Committed, restated"
    }


@pytest.mark.parametrize("junk", ["../../etc/passwd", "<b>x</b>", "20200101-000000-aaaaaa", "'; drop table exchanges"])
def test_junk_in_the_address_falls_back(ids: tuple[str, str], junk: str) -> None:
    query = {"from_snapshot": junk, "to_snapshot": junk, "from_date": junk, "to_date": "9999-99-99", "changes": junk}
    page = open_page("Changes", query)
    assert not faults(page)
    assert "From 31 March 2022 to 30 June 2022" in text(page)


def test_a_single_snapshot_says_how_to_make_another(reading_sample: str) -> None:
    page = open_page("Changes")
    assert not faults(page)
    assert "there is no other snapshot yet" in text(page)
    assert "make sample AS_OF=" in text(page)
