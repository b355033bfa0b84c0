"""Links: the first one on a fresh server, filters to the URL and back, junk, and a publish under an open page."""

from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from data.build import build
from data.sample.source import write_sample
from tests.browser.conftest import NewReader
from tests.browser.reader import MENU, PATHS, Reader
from tests.browser.server import Server, serving
from ui import filters


@pytest.mark.parametrize("title", ["Flows", "Budget"])
def test_the_first_link_on_a_fresh_server_keeps_frame_and_filters(
    title: str, sample_warehouse: Path, new_reader: NewReader
) -> None:
    with serving(sample_warehouse) as fresh:
        reader = new_reader(fresh.url, stranger=True).open(
            f"{PATHS[title]}?partnerships=EXXTRA&partnership_side=visiting"
        )
        expect(reader.page.get_by_role("heading", level=1)).to_have_text(title)
        expect(reader.page.get_by_test_id("stSidebarNav").get_by_role("link")).to_have_count(len(MENU))
        assert "visiting partnership EXXTRA" in reader.sentence()
        expect(reader.key("partnerships")).to_contain_text("EXXTRA")
        assert parse_qs(urlsplit(reader.page.url).query) == {
            "partnerships": ["EXXTRA"],
            "partnership_side": ["visiting"],
        }
        assert reader.figures()
        assert not fresh.faults(), "".join(fresh.log)


def test_widgets_write_the_link_and_the_link_gives_the_same_numbers(
    server: Server, reader: Reader, new_reader: NewReader
) -> None:
    reader.open("/")
    everything = reader.tiles()
    reader.pick("partnerships", "EXXTRA", "SAFE SMART FOOD")
    reader.pick("partnership_side", "visiting")
    reader.pick("modes", "physical")
    reader.pick("from_month", "2021-10")
    assert parse_qs(urlsplit(reader.page.url).query) == {
        "partnerships": ["EXXTRA", "SAFE SMART FOOD"],
        "partnership_side": ["visiting"],
        "modes": ["physical"],
        "from_month": ["2021-10"],
    }
    seen = {"Programme": reader.tiles()}
    assert seen["Programme"] != everything
    query = urlsplit(reader.page.url).query
    reader.go_to("Budget")
    assert urlsplit(reader.page.url).query == query
    seen["Budget"] = reader.tiles()

    for title, tiles in seen.items():
        stranger = new_reader(server.url, stranger=True).open(f"{PATHS[title]}?{query}")
        assert stranger.tiles() == tiles
        assert stranger.sentence() == reader.sentence().replace("Budget", title)
        assert urlsplit(stranger.page.url).query == query


def test_the_menu_keeps_the_filters_on_every_page_and_reset_cleans_the_link(reader: Reader) -> None:
    reader.open("/?countries=Spain&country_side=host")
    for title, path in [*PATHS.items(), ("Programme", "/")]:
        reader.go_to(title)
        link = urlsplit(reader.page.url)
        assert link.path == path
        assert parse_qs(link.query) == {"countries": ["Spain"], "country_side": ["host"]}
        assert "host country Spain" in reader.sentence()
    with reader.new_view():
        reader.page.get_by_role("button", name="Reset filters").click()
    assert urlsplit(reader.page.url).query == ""
    assert "Spain" not in reader.sentence()


# What is chosen from a list; the focus may be typed, and what it does not find it names.
LISTED = [key for key in filters.KEYS if key != "focus"]
JUNK: dict[str, dict[str, str | list[str]]] = {
    "unknown": {"partnerships": "NO SUCH", "countries": "Atlantis", "from_month": "1999-13", "level": "planet"},
    "sql": {key: "'; drop table exchanges; --" for key in LISTED},
    "html": {key: "<img src=x onerror=alert(1)>" for key in LISTED},
    "long": {"partnerships": "x" * 4_000, "search": "y" * 2_000, "from_month": "2" * 1_000},
    "repeated": {key: ["either", "either", "nonsense"] for key in LISTED},
}


def test_junk_in_the_link_falls_back_to_the_default(reader: Reader) -> None:
    reader.open("/")
    clean = (reader.sentence(), reader.tiles())
    for junk in JUNK.values():
        reader.open("/?" + urlencode(junk, doseq=True))
        assert (reader.sentence(), reader.tiles()) == clean
        reader.assert_sound()


def test_a_publish_under_an_open_page_shows_at_the_next_rerun(
    own_warehouse: Path, tmp_path: Path, new_reader: NewReader
) -> None:
    source = tmp_path / "another"
    write_sample(source, 700, 7, None)
    with serving(own_warehouse) as running:
        reader = new_reader(running.url).open("/")
        before = (own_warehouse / "current").read_text().strip()
        assert before.removeprefix("warehouse-").removesuffix(".duckdb") in reader.sentence()
        old = reader.tiles()

        result = build(source, own_warehouse)
        assert result.ok
        assert result.snapshot_id
        assert result.snapshot_id not in reader.sentence()

        reader.pick("modes", "physical")
        assert f"Snapshot {result.snapshot_id}" in reader.sentence()
        for title in ("Flows", "Budget", "Exchanges", "Programme"):
            reader.go_to(title)
            assert f"Snapshot {result.snapshot_id}" in reader.sentence()
        assert reader.tiles() != old
        assert not running.faults(), "".join(running.log)
