"""Programme charts: true findings, tables with the numbers drawn, one height, hostile names as text."""

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from charts.palette import DARK, LIGHT, Palette
from charts.programme import exchanges_by_month, progress_by_partnership, status_pipeline

AS_OF = date(2022, 6, 30)
BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def plain(text: str) -> str:
    return text.replace("\u202f", " ")


def months(*rows: tuple[str, str, int, int, int]) -> pd.DataFrame:
    df = pd.DataFrame(list(rows), columns=["month", "mode", "took_place", "ongoing", "upcoming"])
    return df.assign(month=pd.to_datetime(df["month"]))


def by_month(df: pd.DataFrame, target: int | None = None, assumed: bool = False, **settings: Any) -> Any:
    return exchanges_by_month(
        df, target=target, target_is_assumed=assumed, as_of=AS_OF, palette=settings.get("palette", LIGHT), height=440
    )


def trace(chart: Any, name: str) -> Any:
    return next(drawn for drawn in chart.figure.data if drawn.name == name)


FOUR_MONTHS = months(
    ("2022-04-01", "physical", 5, 0, 0),
    ("2022-04-01", "virtual", 2, 0, 0),
    ("2022-06-01", "physical", 3, 4, 0),
    ("2022-07-01", "physical", 0, 0, 6),
    ("2022-07-01", "virtual", 0, 0, 1),
)

# ---------------------------------------------------------------------------------------------- exchanges by month


def test_months_without_a_row_are_filled_and_the_total_runs() -> None:
    table = by_month(FOUR_MONTHS).table
    assert [str(month.date()) for month in table["month"]] == ["2022-04-01", "2022-05-01", "2022-06-01", "2022-07-01"]
    assert list(table["physical_took_place"]) == [5, 0, 3, 0]
    assert list(table["virtual_took_place"]) == [2, 0, 0, 0]
    assert list(table["physical_ongoing"]) == [0, 0, 4, 0]
    assert list(table["physical_upcoming"]) == [0, 0, 0, 6]
    assert list(table["virtual_upcoming"]) == [0, 0, 0, 1]
    assert list(table["running_total"]) == [7, 7, 10, 10]


def test_the_line_ends_at_the_as_of_date_and_the_bars_go_on() -> None:
    chart = by_month(FOUR_MONTHS)
    line = chart.figure.data[0]
    assert [str(day) for day in line.x] == ["2022-04-01", "2022-05-01", "2022-06-01", "2022-06-30"]
    assert list(line.y) == [0, 7, 7, 10]
    assert list(trace(chart, "physical").y) == [5, None, 3, None]
    assert list(trace(chart, "physical, to come").y) == [None, None, 4, 6]
    assert list(trace(chart, "virtual, to come").y) == [None, None, None, 1]


@pytest.mark.parametrize(
    ("target", "finding"),
    [
        (None, "10 exchanges took place by 30 June 2022"),
        (0, "10 exchanges took place by 30 June 2022"),
        (654, "10 exchanges took place by 30 June 2022, 2 % of the target of 654"),
        (10, "10 exchanges took place by 30 June 2022, 100 % of the target of 10"),
        (8, "10 exchanges took place by 30 June 2022, 125 % of the target of 8"),
        (100_000, "10 exchanges took place by 30 June 2022, under 1 % of the target of 100 000"),
    ],
)
def test_month_finding(target: int | None, finding: str) -> None:
    chart = by_month(FOUR_MONTHS, target)
    assert plain(chart.finding) == finding
    drawn = [note.text for note in chart.figure.layout.annotations if note.text.startswith("Target")]
    assert [plain(text) for text in drawn] == ([f"Target {target:,}".replace(",", " ")] if target else [])


def test_month_finding_for_one_and_for_none() -> None:
    assert by_month(months(("2022-05-01", "virtual", 1, 0, 0))).finding == "1 exchange took place by 30 June 2022"
    only_planned = by_month(months(("2022-09-01", "physical", 0, 0, 3)), 50)
    assert plain(only_planned.finding) == "No exchange took place by 30 June 2022, 0 % of the target of 50"
    assert "3 are ongoing or upcoming" in only_planned.alt
    assert len(only_planned.figure.data[0].x) == 0


def test_an_assumed_target_is_called_so_on_the_line_and_in_the_note() -> None:
    assumed, published = by_month(FOUR_MONTHS, 50, True), by_month(FOUR_MONTHS, 50, False)
    assert any("assumed" in note.text for note in assumed.figure.layout.annotations)
    assert "assumed" in assumed.note
    assert not any("assumed" in note.text for note in published.figure.layout.annotations)
    assert "assumed" not in published.note


def test_ties_for_the_busiest_month_are_all_named() -> None:
    chart = by_month(months(("2022-01-01", "physical", 4, 0, 0), ("2022-02-01", "virtual", 4, 0, 0)))
    assert chart.alt.endswith("Most in one month: 4, in January 2022 and February 2022.")


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown mode: hybrid"):
        by_month(months(("2022-01-01", "hybrid", 4, 0, 0)))


# ---------------------------------------------------------------------------------------- progress by partnership


def partnerships(*rows: tuple[str, int, int | None, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "partnership_id": [f"p{at}" for at in range(len(rows))],
            "acronym": [row[0] for row in rows],
            "took_place": [row[1] for row in rows],
            "ongoing": [1] * len(rows),
            "upcoming": [2] * len(rows),
            "exchange_target": pd.array([row[2] for row in rows], dtype="Int64"),
            "exchange_target_basis": [row[3] for row in rows],
        }
    )


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ([], "No partnership is in this view"),
        ([("A", 41, 50, "published")], "A is 9 short of its target of 50"),
        ([("A", 50, 50, "published")], "A reached its target of 50: 50 exchanges took place"),
        ([("A", 3, None, "missing")], "No target is known for the partnership; 3 exchanges took place"),
        (
            [("A", 0, None, "missing"), ("B", 0, None, "missing")],
            "No target is known for any partnership; no exchange took place",
        ),
        (
            [("A", 50, 50, "published"), ("B", 20, 50, "assumed"), ("C", 49, 50, "assumed")],
            "1 of the 3 partnerships reached their target; B is furthest away, 30 short",
        ),
        (
            [("A", 0, 50, "published"), ("B", 0, 50, "assumed")],
            "None of the 2 partnerships reached their target; A and B are furthest away, 50 short each",
        ),
        (
            [("A", 60, 50, "published"), ("B", 50, 50, "assumed")],
            "All 2 partnerships reached their target",
        ),
        (
            [("A", 60, 50, "published"), ("B", 50, 50, "assumed"), ("C", 9, None, "missing")],
            "All 2 partnerships with a target reached it",
        ),
        (
            [(name, 10, 50, "assumed") for name in "ABCD"] + [("E", 1, None, "missing")],
            "None of the 4 partnerships with a target reached it; A, B and 2 more are furthest away, 40 short each",
        ),
        # The furthest away lacks the most exchanges, also where another has the lower share.
        (
            [("A", 40, 100, "published"), ("B", 0, 50, "published")],
            "None of the 2 partnerships reached their target; A is furthest away, 60 short",
        ),
    ],
)
def test_progress_finding(rows: list[tuple[str, int, int | None, str]], finding: str) -> None:
    assert progress_by_partnership(partnerships(*rows), palette=LIGHT).finding == finding


def test_bars_marks_and_labels_follow_the_rows() -> None:
    df = partnerships(("Z", 52, 50, "published"), ("A", 41, 50, "assumed"), ("M", 7, None, "missing"))
    chart = progress_by_partnership(df, palette=LIGHT)
    assert list(chart.figure.layout.yaxis.ticktext) == ["Z", "A", "M"]
    assert list(trace(chart, "took place").x) == [52, 41, 7]
    assert list(trace(chart, "took place").customdata) == ["p0", "p1", "p2"]
    published, assumed = trace(chart, "target, published"), trace(chart, "target, assumed")
    assert (list(published.y), list(published.x)) == ([0], [50])
    assert (list(assumed.y), list(assumed.x)) == ([1], [50])
    assert published.marker.symbol != assumed.marker.symbol
    assert list(chart.figure.data[-1].text) == ["52 of 50 ✓", "41 of 50", "7, no target"]
    assert chart.note == (
        "Hollow marks: the target of 1 partnership is not published and the default of the rule table is assumed. "
        "1 partnership has no target."
    )
    pd.testing.assert_frame_equal(chart.table, df)


def test_a_target_given_with_the_basis_missing_is_not_drawn() -> None:
    chart = progress_by_partnership(partnerships(("A", 5, 50, "missing")), palette=LIGHT)
    assert list(chart.figure.data[-1].text) == ["5, no target"]


def test_hostile_names_are_text() -> None:
    name = "<a href='//x'>$q$</a>"
    chart = progress_by_partnership(partnerships((name, 1, 50, "published")), palette=LIGHT)
    assert "<a" not in chart.figure.layout.yaxis.ticktext[0]
    assert "<a" not in chart.figure.data[0].hovertext[0]
    assert chart.table["acronym"][0] == name


# -------------------------------------------------------------------------------------------------- status pipeline


def statuses(**exchanges: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "status": list(exchanges),
            "phase": ["any"] * len(exchanges),
            "exchanges": list(exchanges.values()),
            "lump_sum_eur": pd.Series([Decimal("700.10") * n for n in exchanges.values()], dtype="object"),
        }
    )


@pytest.mark.parametrize(
    ("exchanges", "finding"),
    [
        ({}, "No exchange is in the pipeline"),
        ({"cancelled": 4}, "No exchange is in the pipeline"),
        ({"paid": 7}, "No exchange waits for its closing report or validation"),
        ({"completed": 1, "paid": 7}, "1 exchange waits for its closing report"),
        ({"completed": 20, "reported": 18}, "38 exchanges wait for their closing report or validation"),
        ({"reported": 2, "matched": 9}, "2 exchanges wait for their validation"),
    ],
)
def test_pipeline_finding(exchanges: dict[str, int], finding: str) -> None:
    assert status_pipeline(statuses(**exchanges), palette=LIGHT).finding == finding


def test_the_pipeline_keeps_its_order_and_fills_what_is_missing() -> None:
    chart = status_pipeline(statuses(paid=3, matched=2), palette=LIGHT)
    order = ["matched", "agreed", "ongoing", "completed", "reported", "validated", "paid"]
    assert list(chart.table["status"]) == order
    assert list(chart.table["exchanges"]) == [2, 0, 0, 0, 0, 0, 3]
    assert list(chart.table["lump_sum_eur"]) == [Decimal("1400.20"), *[Decimal("0.00")] * 5, Decimal("2100.30")]
    assert list(chart.figure.data[0].customdata) == order
    assert plain(chart.figure.data[1].text[6]).strip() == "3, € 2 100"
    headings = [text for text in chart.figure.layout.yaxis.ticktext if text.startswith("<b>")]
    assert headings == ["<b>Matching</b>", "<b>Exchange building</b>", "<b>Exchange finalisation</b>"]


def test_cancelled_is_last_and_only_if_present() -> None:
    assert list(status_pipeline(statuses(cancelled=1, paid=1), palette=LIGHT).table["status"])[-1] == "cancelled"
    assert "cancelled" not in set(status_pipeline(statuses(paid=1), palette=LIGHT).table["status"])


def test_an_unknown_status_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown status: lost"):
        status_pipeline(statuses(lost=1), palette=LIGHT)


# -------------------------------------------------------------------------------------------------------------- all


@BOTH
@pytest.mark.parametrize("factor", [0, 1, 10_000_000])
@pytest.mark.parametrize("rows", [0, 1, 69])
def test_any_size_gives_a_figure_of_the_same_height(palette: Palette, factor: int, rows: int) -> None:
    monthly = months(*[(f"20{20 + at // 12}-{at % 12 + 1:02}-01", "physical", factor, 0, 0) for at in range(rows)])
    progress = partnerships(*[(f"P{at}", factor, 50, "assumed") for at in range(rows)])
    charts = [
        exchanges_by_month(monthly, target=600, target_is_assumed=True, as_of=AS_OF, palette=palette, height=300),
        progress_by_partnership(progress, palette=palette, height=300),
        status_pipeline(statuses(completed=factor), palette=palette, height=300),
    ]
    for chart in charts:
        assert chart.figure.layout.height == 300
        assert chart.figure.layout.title.text is None
        assert palette.blue in chart.figure.to_json()
        assert chart.alt.endswith(".")
    assert len(charts[0].table) == rows
    assert len(charts[1].table) == rows


def test_targets_are_held_only_against_partnerships_whose_exchanges_are_all_in_view() -> None:
    df = partnerships(("A", 5, 50, "published"), ("B", 3, 50, "published"), ("C", 0, 50, "published"))
    df = df.assign(ongoing=0, upcoming=0)
    one = progress_by_partnership(df, palette=LIGHT, compared=[df["partnership_id"].iloc[0]])
    assert one.finding == "A is 45 short of its target of 50"
    assert list(one.table["acronym"]) == ["A", "B"]
    assert one.table["took_place"].sum() == df["took_place"].sum()
    part = progress_by_partnership(df, palette=LIGHT, compared=())
    assert part.finding == "8 exchanges of this view took place, most for A: 5"
    assert list(part.table["acronym"]) == ["A", "B", "C"]
    assert "target" not in part.finding
    none = progress_by_partnership(df.assign(took_place=0), palette=LIGHT, compared=())
    assert none.finding == "No exchange of this view took place"
