"""Over the charts of every page: what is drawn adds up to what the page counts, and every table can be written in words."""

from decimal import Decimal

import pandas as pd
import pytest

from charts.chart import Chart
from data import warehouse
from queries import budget, programme
from queries.filters import Filters
from scenes import compose, link
from scenes.rows import as_text
from tests.app.test_scenes import ADDRESSES

# Charts in which each exchange of the view stands once.
ONCE = {
    "exchanges_by_month": ("physical", "virtual", "exchanges"),
    "status_pipeline": ("exchanges",),
    "flow_sankey_visiting_country_host_country": ("exchanges",),
    "flow_sankey_category_purpose": ("exchanges",),
    "flow_map_country": ("exchanges",),
    "flow_map_cluster": ("exchanges",),
    "partnership_matrix": ("exchanges",),
    "flow_map_by_month": ("exchanges",),
}


def charts_at(address: str) -> tuple[Filters, tuple[Chart, ...]]:
    """The view's filters and the charts of its scene."""
    page, _, query = address.partition("?")
    scene = compose.scene_of(page, link.read(query))
    view = compose.view_of(scene, warehouse.current())
    return view.filters, compose.slide(scene, warehouse.current()).charts


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("address", ADDRESSES)
def test_tables_add_up_to_what_the_page_counts(address: str) -> None:
    filters, charts = charts_at(address)
    counted = int(programme.totals(filters).iloc[0]["exchanges"])
    for chart in charts:
        column = next((name for name in ONCE.get(chart.name, ()) if name in chart.table), None)
        if column == "exchanges":
            assert int(chart.table["exchanges"].sum()) == counted, chart.name


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("address", ADDRESSES)
def test_bars_and_links_add_up_to_their_table(address: str) -> None:
    for chart in charts_at(address)[1]:
        drawn = _drawn(chart)
        if drawn is None:
            continue
        total, column = drawn
        assert total == pytest.approx(float(chart.table[column].sum())), chart.name


def _drawn(chart: Chart) -> tuple[float, str] | None:
    """What the marks of a chart add up to, and the column of the table that they draw; None where marks are no parts."""
    if chart.name.startswith("flow_sankey") and "exchanges" in chart.table and not chart.name.endswith("_net"):
        sankey = next(trace for trace in chart.figure.data if trace.type == "sankey")
        columns = len(set(sankey.node.x)) if sankey.node.x else 0
        if columns == 2:
            column = "working_days" if "working days" in chart.alt.split(".")[0] else "exchanges"
            return float(sum(sankey.link.value)), column
    if chart.name == "status_pipeline":
        bars = [trace for trace in chart.figure.data if trace.type == "bar"]
        return float(sum(sum(trace.x) for trace in bars)), "exchanges"
    return None


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_table_reads_in_words(address: str) -> None:
    page, _, query = address.partition("?")
    slide = compose.slide(compose.scene_of(page, link.read(query)), warehouse.current())
    tables = [chart.table for chart in slide.charts] + ([] if slide.table is None else [slide.table])
    for table in tables:
        rows = as_text(table, 500)
        assert len(rows.labels) == len(rows.is_number)
        assert len(rows.cells) == min(len(table), 500)
        assert all(len(row) == len(rows.labels) for row in rows.cells)
        assert not any(cell in ("nan", "NaT", "None", "<NA>") for row in rows.cells for cell in row)


def test_money_of_the_position_adds_up_to_its_totals(reading_sample: str) -> None:
    filters, charts = charts_at("budget")
    table = next(chart.table for chart in charts if chart.name == "position")
    table = table[table["acronym"] != "Total"]
    totals = budget.totals(Filters(reading_sample)).iloc[0]
    sums = [column for column in table.columns if column in totals.index and column.endswith("_eur")]
    assert {"paid_eur", "committed_eur", "remaining_eur"} <= set(sums)
    for column in sums:
        assert sum(table[column], Decimal(0)) == totals[column]
    assert filters == Filters(reading_sample)


def test_words_of_cells() -> None:
    frame = pd.DataFrame(
        {
            "exchange_id": ["X"],
            "lump_sum_eur": [Decimal("1234.50")],
            "exchanges": [1200],
            "start_date": [pd.Timestamp("2022-01-31")],
            "ecosystems": [["Health", "Digital"]],
            "paid_date": [pd.NaT],
        }
    )
    assert as_text(frame, 5).cells == [["X", "€\u202f1\u202f234.50", "1\u202f200", "2022-01-31", "Health, Digital", ""]]
    assert as_text(pd.concat([frame] * 3), 2).more == "The first 2 of 3 rows."
