"""Decks: each view a slide that can be edited, with all that a reader of it must know, and numbers as in the tables."""

import io
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from charts import programme as draw_programme
from charts.chart import Chart
from charts.palette import LIGHT
from charts.white_space import done_and_expected
from data import warehouse
from exports.deck import deck
from exports.deck.grid import grid_of
from exports.deck.plans import plans_of
from queries.averages import DIMENSIONS
from queries.filters import Filters
from scenes import order
from scenes.compose import Scene, slide
from scenes.slide import Fact, Slide
from tests.exports.every_chart import every_chart
from tests.exports.packages import faults

ADDRESS = "https://dashboard.example"
HOSTILE = (
    "=1+1",
    "A & B <b>bold</b> \x00\x0b\x1f",
    "\u202eright to left \u05d0\u05d1\u05d2",
    "emoji \U0001f9ea, Chinese \u4e2d\u6587",
    "@SUM(A1)",
    "https://elsewhere.example/" + "x" * 300,
)


@pytest.fixture(scope="module")
def charts(sample_warehouse: Path) -> dict[str, Chart]:
    """Every chart of the whole sample."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CXC_WAREHOUSE", str(sample_warehouse))
        snapshot = warehouse.current()
        return dict(every_chart(Filters(snapshot.snapshot_id), snapshot))


def view(*charts: Chart, **fields: Any) -> Slide:
    """A view of the charts."""
    said: dict[str, Any] = {
        "headline": charts[0].finding if charts else "Rows",
        "sentence": "Physical exchanges, all months.",
        "source": "ClusterXchange dashboard, snapshot one, data as of 30 June 2022",
        "link": "flows?flows=Matrix&level=partnership",
        "marks": ("Sample data", "SCENARIO"),
        "notes": "Say this.\nThen that.",
    }
    return Slide(**(said | {"charts": charts} | fields))


def opened(content: bytes) -> Any:
    """The deck; nothing about its package is wrong."""
    assert faults(content) == []
    return Presentation(io.BytesIO(content))


def shape(page: Any, name: str) -> Any:
    """The shape of that name."""
    return next(held for held in page.shapes if held.name == f"ClusterXchange {name}")


def described(held: Any) -> str:
    """The text alternative of a shape."""
    return str(held._element.xpath(".//p:cNvPr")[0].get("descr") or "")


def test_a_slide_says_all_that_a_reader_must_know(charts: dict[str, Chart]) -> None:
    facts = (Fact("Took place", "561", "86 % of target"), Fact("Paid", "\u20ac\u202f254\u202f998"))
    one = view(charts["progress"], facts=facts)
    made = opened(deck([one], "Review", address=f"{ADDRESS}/"))
    title, page = made.slides
    assert title.shapes.title.text_frame.text == "Review"
    assert "snapshot one" in title.placeholders[1].text_frame.text
    assert "Sample data. SCENARIO" in title.placeholders[1].text_frame.text
    assert page.shapes.title.is_placeholder
    assert page.shapes.title.text_frame.text == one.headline
    texts = " ".join(held.text_frame.text for held in page.shapes if held.has_text_frame)
    for text in (one.sentence, one.source, *one.marks, "561", "86 % of target", "Paid"):
        assert text in texts
    assert page.notes_slide.notes_text_frame.text == one.notes
    links = [
        run.hyperlink.address
        for held in page.shapes
        if held.has_text_frame
        for paragraph in held.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    ]
    assert links == [f"{ADDRESS}/flows?flows=Matrix&level=partnership"]
    assert made.slide_width / made.slide_height == pytest.approx(16 / 9, abs=0.001)


def test_without_an_address_nothing_leads_out(charts: dict[str, Chart]) -> None:
    assert b"hyperlink" not in b"".join(_relations(deck([view(charts["progress"])], "Review")))


def _relations(content: bytes) -> list[bytes]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [package.read(name) for name in package.namelist() if name.startswith("ppt/slides/_rels")]


def test_the_first_slide_leads_to_each(charts: dict[str, Chart]) -> None:
    made = opened(deck([view(charts["progress"]), view(charts["position"])], "Review"))
    contents = shape(made.slides[0], "contents")
    runs = [paragraph.runs[0] for paragraph in contents.text_frame.paragraphs]
    assert [run.text.partition("  ")[2] for run in runs] == [
        page.shapes.title.text_frame.text for page in list(made.slides)[1:]
    ]
    targets = [
        made.slides[0].part.related_part(held.get(_r("id"))) for held in contents._element.iter(_a("hlinkClick"))
    ]
    assert targets == [page.part for page in list(made.slides)[1:]]


def _r(name: str) -> str:
    return "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}" + name


def _a(name: str) -> str:
    return "{http://schemas.openxmlformats.org/drawingml/2006/main}" + name


NATIVE = {
    "by_month": 2,
    "pipeline": 1,
    "progress": 1,
    "position": 1,
    "payments_due": 1,
    "over_time": 1,
    "balance_country": 2,
    "balance_partnership": 2,
    "country_balance": 1,
    "white_space_countries": 1,
    "white_space_ecosystems": 1,
    "white_space_categories": 1,
    "taking_part_over_time": 2,
    "timeline": 1,
    "burn_down": 1,
    **{f"averages_{dimension}": 1 for dimension in DIMENSIONS},
}
TABLES = {"matrix_partnership_size", "matrix_partnership_net", "matrix_country_size", "partnership_matrix"}
TABLES |= {"ecosystems_purpose", "ecosystems_category"}


def test_bars_and_lines_are_native_matrices_tables_the_rest_shapes(charts: dict[str, Chart]) -> None:
    made = opened(deck([view(chart) for chart in charts.values()], "Every chart"))
    for (name, chart), page in zip(charts.items(), list(made.slides)[1:], strict=True):
        native = [held for held in page.shapes if held.has_chart]
        tables = [held for held in page.shapes if held.has_table]
        groups = [held for held in page.shapes if held.shape_type is not None and held.shape_type.name == "GROUP"]
        assert len(native) == NATIVE.get(name, 0), name
        assert bool(tables) == (name in TABLES or name.startswith(("matrix_country", "matrix_partnership"))), name
        assert bool(groups) == (not native and not tables), name
        for held in (*native, *tables, *groups):
            assert described(held) == chart.alt, name
            assert held.name.startswith("ClusterXchange ")
            assert held.left >= 0
            assert held.top + held.height <= made.slide_height


def test_native_charts_hold_the_numbers_of_the_tables(charts: dict[str, Chart]) -> None:
    progress = charts["progress"]
    (plan,) = plans_of(progress)
    assert [one.name for one in plan.series] == ["took place", "ongoing", "upcoming"]
    for one, column in zip(plan.series, ("took_place", "ongoing", "upcoming"), strict=True):
        assert [value or 0 for value in one.values] == progress.table[column].tolist()
    total, months = plans_of(charts["by_month"])
    table = charts["by_month"].table
    assert [v for v in total.series[0].values if v is not None][-1] == table["running_total"].max()
    counted = table.drop(columns=["month", "running_total"]).to_numpy().sum()
    assert sum(value or 0 for one in months.series for value in one.values) == counted
    (money,) = plans_of(charts["over_time"])
    last = charts["over_time"].table.iloc[-1]
    assert money.series[0].values[-1] == last["paid_eur"] - last["recovered_eur"]
    assert isinstance(money.series[0].values[-1], Decimal)
    (position,) = plans_of(charts["position"])
    paid = charts["position"].table.iloc[:-1]
    assert sum(value or 0 for value in position.series[0].values) == pytest.approx(
        float(sum(paid["paid_eur"]) - sum(paid["recovered_eur"]))
    )


def test_a_matrix_holds_the_numbers_of_its_table(charts: dict[str, Chart]) -> None:
    chart = charts["matrix_partnership_size"]
    grid = grid_of(chart)
    assert grid is not None
    size = len(grid.rows) - 1
    numbers = {(row["visiting_name"], row["host_name"]): row["exchanges"] for row in chart.table.to_dict("records")}
    for row in range(size):
        for column in range(size):
            pair = grid.rows[row], grid.columns[column]
            assert int(grid.cells[row][column].text or 0) == numbers[pair], pair
        assert int(grid.cells[row][-1].text) == sum(n for (name, _), n in numbers.items() if name == grid.rows[row])


def test_workbooks_hold_what_charts_show_and_no_name_is_a_formula() -> None:
    rows = pd.DataFrame(
        {"ecosystem": HOSTILE, "done": range(len(HOSTILE)), "expected": [2.5] * len(HOSTILE), "difference": 0.0}
    )
    chart = done_and_expected(
        rows, "ecosystem", name="hostile", finding=HOSTILE[1], note=HOSTILE[2], measures=(), palette=LIGHT, height=400
    )
    one = view(
        chart,
        headline=HOSTILE[3],
        sentence=HOSTILE[2],
        notes=HOSTILE[1],
        marks=(HOSTILE[1],),
        facts=(Fact(HOSTILE[0], HOSTILE[1], HOSTILE[2]),),
    )
    made = opened(deck([one], HOSTILE[1]))
    shown = shape(made.slides[1], "hostile").chart
    book = openpyxl.load_workbook(io.BytesIO(shown.part.chart_workbook.xlsx_part.blob))
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert [len(line) for line in cells] == [3] * (len(HOSTILE) + 1)
    assert cells[1][0].startswith("=1+1")
    assert not [cell for row in book.active.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]
    assert [line[1] for line in cells[1:]] == list(shown.plots[0].series[0].values) == [0, 1, 2, 3, 4, 5]


def test_lists_are_native_tables_that_say_what_they_leave_out(charts: dict[str, Chart]) -> None:
    rows = pd.DataFrame(
        {
            "exchange_id": [f"X{at:04}" for at in range(300)],
            "visiting_organisation": ["A very long name of an organisation " * 5, *HOSTILE, *["B"] * 293],
            "lump_sum_eur": [Decimal("1100.50")] * 300,
            "start_date": pd.Timestamp("2021-06-01"),
        }
    )
    made = opened(deck([view(table=rows), view(table=rows.head(0)), view(charts["pipeline"], table=rows)], "Rows"))
    listed = shape(made.slides[1], "rows").table
    head = [cell.text_frame.text for cell in listed.rows[0].cells]
    assert head == ["Exchange", "Visiting organisation", "Lump sum", "Start"]
    assert listed.cell(1, 2).text_frame.text == "\u20ac\u202f1\u202f100.50"
    assert listed.cell(1, 3).text_frame.text == "2021-06-01"
    assert f"The first {len(listed.rows) - 1} of 300 rows" in shape(made.slides[1], "rows note").text_frame.text
    assert shape(made.slides[2], "rows").text_frame.text == "No rows in this view."
    assert shape(made.slides[3], "rows").left > shape(made.slides[3], "status_pipeline").left


@pytest.mark.parametrize(
    "chosen",
    [{"partnerships": ("nobody",)}, {"from_month": "2021-03", "to_month": "2021-03", "countries": ("ES",)}],
    ids=["nothing", "one country's month"],
)
def test_views_of_little_or_nothing_make_slides(reading_sample: str, chosen: dict[str, Any]) -> None:
    slides = [view(chart) for _, chart in every_chart(Filters(reading_sample, **chosen), warehouse.current())]
    assert len(opened(deck(slides, "Little")).slides) == len(slides) + 1


def test_twelve_slides_take_under_five_seconds(reading_sample: str) -> None:
    snapshot = warehouse.current()
    scenes = [*order.ready_made()["Programme review"].scenes, Scene("coverage"), Scene("exchanges"), Scene("about")]
    steps: list[tuple[int, int]] = []
    started = time.process_time()
    slides = [slide(one, snapshot) for one in scenes[:12]]
    made = deck(slides, "Review", progress=lambda at, all_of_them: steps.append((at, all_of_them)))
    # Of this process alone: a machine with other work takes longer by the clock.
    assert time.process_time() - started < 5
    assert len(opened(made).slides) == 13
    assert steps == [(at, 12) for at in range(1, 13)]


def test_a_deck_can_be_cancelled(charts: dict[str, Chart]) -> None:
    class Cancelled(Exception):
        """The reader has pressed Cancel."""

    def stop(at: int, _: int) -> None:
        if at == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        deck([view(charts["progress"])] * 3, "Review", progress=stop)


def test_an_address_is_one_of_the_web(charts: dict[str, Chart]) -> None:
    with pytest.raises(ValueError, match="no address"):
        deck([view(charts["progress"])], "Review", address="javascript:alert(1)")


def test_bars_below_zero_and_single_colours_stay(charts: dict[str, Chart]) -> None:
    net, _ = plans_of(charts["balance_country"])
    assert {net.series[0].colours[at] for at, value in enumerate(net.series[0].values) if (value or 0) < 0} == {
        LIGHT.accent
    }
    waiting = draw_programme.status_pipeline(
        pd.DataFrame({"status": ["completed"], "exchanges": [3], "lump_sum_eur": [Decimal(900)]}),
        palette=LIGHT,
        height=205,
    )
    page = opened(deck([view(waiting)], "One")).slides[1]
    points = shape(page, "status_pipeline").chart._chartSpace.xpath(".//c:dPt/c:spPr//a:schemeClr")
    assert {held.get("val") for held in points} == {"accent2"}
