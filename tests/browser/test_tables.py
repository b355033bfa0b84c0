"""One click beside each chart: its table, whose CSV adds up to the tiles, and its definition; by mouse and by keyboard."""

import csv
import io
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.app.screen import FIGURES
from tests.browser.reader import PATHS, Reader

Rows = list[dict[str, str]]
Totals = Callable[[Rows], Decimal]


def total(*columns: str) -> Totals:
    """Sum of columns over the rows, a closing row of totals left out."""
    return lambda rows: sum(
        (Decimal(row[column]) for row in rows if row.get("acronym") != "Total" for column in columns), Decimal(0)
    )


def last(column: str) -> Totals:
    """Value in the last row of a running balance that has one; the days of a forecast have none."""
    return lambda rows: Decimal([row[column] for row in rows if row[column]][-1])


def net_of_movements(rows: Rows) -> Decimal:
    """Exchanges that came minus those that went. The others changed their state, or not even that."""
    sign = {
        "entered": 1,
        "entered cancelled": 1,
        "moved into this view": 1,
        "removed": -1,
        "moved out of this view": -1,
    }
    return sum((Decimal(row["exchanges"]) * sign.get(row["change"], 0) for row in rows), Decimal(0))


# What the table of each figure adds up to, and the tiles whose sum it must be.
ADDS_UP: dict[str, tuple[Totals, str, tuple[str, ...]]] = {
    "exchanges_by_month": (total("physical_took_place", "virtual_took_place"), "Programme", ("Took place",)),
    "status_pipeline": (total("exchanges"), "Programme", ("Took place", "Ongoing", "Upcoming")),
    "progress_by_partnership": (total("took_place"), "Programme", ("Took place",)),
    "flow_sankey_visiting_country_host_country": (
        total("exchanges"),
        "Programme",
        ("Took place", "Ongoing", "Upcoming"),
    ),
    "flow_map_country": (total("exchanges"), "Programme", ("Took place", "Ongoing", "Upcoming")),
    "cluster_wall": (total("visiting"), "Programme", ("Took place", "Ongoing", "Upcoming")),
    "position": (total("remaining_eur"), "Budget", ("Remaining",)),
    "waterfall": (last("level_eur"), "Budget", ("Remaining",)),
    "payments_due": (total("lump_sum_eur"), "Budget", ("Due this week",)),
    "money_over_time": (last("paid_eur"), "Programme", ("Paid",)),
    "movements": (net_of_movements, "Changes", ("Took place", "Ongoing", "Upcoming", "Cancelled")),
    "burn_down": (last("remaining_eur"), "Budget", ("Remaining",)),
    "reach": (total("took_place"), "Programme", ("Took place",)),
}


def test_the_table_of_every_figure_is_known() -> None:
    assert ADDS_UP.keys() == set().union(*FIGURES.values())


def downloaded(reader: Reader, button: Locator) -> tuple[str, bytes]:
    """Name and content of the file that a button gives."""
    with reader.page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("title", [title for title, figures in FIGURES.items() if figures])
def test_each_chart_opens_its_table_and_its_csv_adds_up_to_the_tiles(title: str, reader: Reader) -> None:
    reader.open(PATHS["Budget"])
    tiles = {"Budget": reader.tiles()}
    reader.go_to("Programme")
    tiles["Programme"] = reader.tiles()
    reader.go_to(title)
    tiles[title] = reader.tiles()
    for name in reader.figures():
        reader.key(f"{name}_table_popover").get_by_role("button").click()
        popover = reader.page.get_by_test_id("stPopoverBody")
        finding = reader.key(f"figure_{name}").get_by_role("heading").first.inner_text()
        expect(popover.get_by_role("region", name=f"Table of: {finding}")).to_be_visible()
        expect(popover.locator('[role="gridcell"]').first).to_be_attached()

        file, content = downloaded(reader, popover.get_by_role("button", name="CSV", exact=True))
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        add_up, page, labels = ADDS_UP[name]
        shown = add_up(rows).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        assert shown == sum(tiles[page][label] for label in labels), name
        assert file.startswith(f"clusterxchange_{name}_")
        assert file.endswith("_sample-data.csv")
        assert all(row["source"].startswith("Sample data, snapshot ") for row in rows)

        reader.page.keyboard.press("Escape")
        expect(popover).to_have_count(0)


def test_the_list_downloads_in_three_formats(reader: Reader) -> None:
    reader.open(f"{PATHS['Exchanges']}?modes=virtual")
    starts = {"CSV": b"\xef\xbb\xbfexchange_id,", "XLSX": b"PK", "Parquet": b"PAR1"}
    for label, start in starts.items():
        file, content = downloaded(reader, reader.page.get_by_role("button", name=label, exact=True))
        assert file.endswith(f"_sample-data.{label.lower()}")
        assert content.startswith(start)
        if label == "CSV":
            rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
            count = sum(1 for row in rows if row["mode"] == "virtual")
            expect(reader.page.get_by_role("heading", name=f"{count} exchanges", exact=True)).to_be_visible()


def tab_to(reader: Reader, target: Locator, most: int = 120, backwards: bool = False) -> None:
    """Press Tab, or Shift and Tab, until the target has the focus."""
    for _ in range(most):
        if target.evaluate("one => one === document.activeElement"):
            return
        reader.page.keyboard.press("Shift+Tab" if backwards else "Tab")
    raise AssertionError(f"{most} times Tab did not reach {target}")


def test_table_and_definition_open_by_keyboard_alone(reader: Reader) -> None:
    reader.open(PATHS["Programme"])
    name = reader.figures()[0]
    for key, content in ((f"{name}_table_popover", "CSV"), (f"{name}_definition", "Took place")):
        button = reader.key(key).get_by_role("button")
        tab_to(reader, button)
        assert button.evaluate("one => one.matches(':focus-visible')")
        reader.page.keyboard.press("Enter")
        popover = reader.page.get_by_test_id("stPopoverBody")
        expect(popover).to_contain_text(content)
        reader.page.keyboard.press("Escape")
        expect(popover).to_have_count(0)
        expect(button).to_be_focused()


def test_a_tab_opens_by_keyboard_alone(reader: Reader) -> None:
    reader.open(PATHS["Coverage"])
    tab_to(reader, reader.page.get_by_role("tab", name="Clusters", exact=True))
    reader.page.keyboard.press("ArrowRight")
    expect(reader.page.get_by_role("tab", name="Countries", exact=True)).to_be_focused()
    reader.page.keyboard.press("Enter")
    expect(reader.key("figure_country_balance").get_by_test_id("figure")).to_be_visible()
    reader.settle()
    assert reader.figures() == ["country_balance"]
    assert "coverage=Countries" in reader.page.url
