"""Budget charts: exact to the cent, true findings, what is over or overdue said in words."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from charts.budget import money_over_time, payments_due, position, waterfall
from charts.budget.position import POSITION_COLUMNS
from charts.palette import DARK, LIGHT, Palette

AS_OF = date(2022, 6, 30)
BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def plain(text: str) -> str:
    return text.replace("\u202f", " ")


def trace(chart: Any, name: str) -> Any:
    return next(drawn for drawn in chart.figure.data if drawn.name == name)


def positions(*rows: tuple[str, str, str, str, str, str, str]) -> pd.DataFrame:
    """Acronym, allocation, transfers, committed, payable, paid, recovered; what remains follows."""
    lines = []
    for at, (acronym, *texts) in enumerate(rows):
        allocation, transfers, committed, payable, paid, recovered = (Decimal(text) for text in texts)
        remaining = allocation + transfers - committed - payable - paid + recovered
        amounts = (allocation, transfers, committed, payable, paid, recovered, remaining, Decimal("0.00"))
        lines.append((f"p{at}", acronym, *amounts))
    return pd.DataFrame(lines, columns=["partnership_id", "acronym", *POSITION_COLUMNS]).astype("object")


A = ("A", "1000.00", "0.00", "100.00", "50.00", "250.00", "0.00")  # 400 of 1000
B = ("B", "1000.00", "-200.00", "300.00", "0.00", "350.10", "10.10")  # 640 of 800
OVER = ("O", "500.00", "0.00", "400.00", "0.00", "200.50", "0.00")  # 600.50 of 500
CENTS_OVER = ("C", "500.00", "0.00", "500.30", "0.00", "0.00", "0.00")
IDLE = ("I", "1000.00", "0.00", "0.00", "0.00", "0.00", "0.00")
EMPTY = ("E", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00")
GIVEN_AWAY = ("G", "100.00", "-100.00", "40.00", "0.00", "0.00", "0.00")


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ([], "No partnership is in this view"),
        ([EMPTY], "No lump-sum money is allocated or used"),
        ([EMPTY, EMPTY], "No lump-sum money is allocated or used"),
        ([A], "40 % of € 1 000 is used"),
        ([OVER], "120 % of € 500 is used: € 101 too much"),
        ([CENTS_OVER], "over 100 % of € 500 is used: € 0.30 too much"),
        ([GIVEN_AWAY], "€ 40 is used without an allocation"),
        ([A, B], "58 % of € 1 800 is used; B is closest to its limit with 80 %"),
        ([A, B, B], "65 % of € 2 600 is used; B and B are closest to their limits with 80 % each"),
        ([A, A], "40 % of € 2 000 is used, the same share in each partnership"),
        ([IDLE, IDLE], "0 % of € 2 000 is used"),
        ([A, EMPTY], "40 % of € 1 000 is used; A is closest to its limit with 40 %"),
        ([A, OVER], "67 % of € 1 500 is used; O is over its limit by € 101"),
        ([A, OVER, GIVEN_AWAY], "69 % of € 1 500 is used; O and G are over their limits, by up to € 101"),
    ],
)
def test_position_finding(rows: list[Any], finding: str) -> None:
    assert plain(position(positions(*rows), palette=LIGHT).finding) == finding


def test_position_table_is_exact_and_ends_with_the_total() -> None:
    table = position(positions(A, B), palette=LIGHT).table
    assert list(table["acronym"]) == ["A", "B", "Total"]
    assert list(table["partnership_id"]) == ["p0", "p1", ""]
    total = table.iloc[-1]
    assert total["allocation_eur"] == Decimal("2000.00")
    assert total["transfers_eur"] == Decimal("-200.00")
    assert total["available_eur"] == Decimal("1800.00")
    assert total["committed_eur"] == Decimal("400.00")
    assert total["payable_eur"] == Decimal("50.00")
    assert total["paid_eur"] == Decimal("600.10")
    assert total["recovered_eur"] == Decimal("10.10")
    assert total["remaining_eur"] == Decimal("760.00")
    assert total["footing_difference_eur"] == Decimal("0.00")
    assert list(table["used_pct"]) == [Decimal("40.0"), Decimal("80.0"), Decimal("57.8")]
    money = table[["available_eur", *POSITION_COLUMNS]]
    assert all(isinstance(cell, Decimal) for cell in money.to_numpy().ravel())
    assert str(total["paid_eur"]) == "600.10"


def test_cents_survive_ten_million_exchanges() -> None:
    rows = [("X", "999999999999.99", "0.00", "0.01", "0.00", "999999999999.97", "0.00")] * 3
    table = position(positions(*rows), palette=LIGHT).table
    assert table.iloc[-1]["allocation_eur"] == Decimal("2999999999999.97")
    assert table.iloc[-1]["remaining_eur"] == Decimal("0.03")


def test_position_bars_stand_on_one_another() -> None:
    chart = position(positions(B), palette=LIGHT)
    assert (trace(chart, "paid, net").base, trace(chart, "paid, net").x) == ((0.0,), (340.0,))
    assert (trace(chart, "payable").base, trace(chart, "payable").x) == ((340.0,), (None,))
    assert (trace(chart, "committed").base, trace(chart, "committed").x) == ((340.0,), (300.0,))
    assert (trace(chart, "remaining").base, trace(chart, "remaining").x) == ((640.0,), (160.0,))
    assert trace(chart, "available").x == (800.0,)
    assert trace(chart, "over the limit").x == (None,)
    assert plain(chart.figure.data[-1].text[0]) == "80 % used"


@BOTH
def test_what_is_over_the_limit_has_a_tone_a_pattern_and_words(palette: Palette) -> None:
    chart = position(positions(A, OVER, GIVEN_AWAY, EMPTY), palette=palette)
    over = trace(chart, "over the limit")
    assert over.marker.color == palette.bad
    assert over.marker.pattern.shape
    assert over.x == (None, 100.5, 40.0, None)
    assert over.base == (400.0, 500.0, 0.0, 0.0)
    assert trace(chart, "remaining").x == (600.0, None, None, None)
    assert [plain(text) for text in chart.figure.data[-1].text] == [
        "40 % used",
        "€ 101 over",
        "€ 40 over",
        "nothing available",
    ]


def test_a_position_that_does_not_add_up_is_named() -> None:
    df = positions(A, B)
    assert "add up" not in position(df, palette=LIGHT).note
    df.loc[1, "footing_difference_eur"] = Decimal("-0.01")
    assert plain(position(df, palette=LIGHT).note).endswith("This position does not add up: B by € −0.01.")


def test_floats_are_refused_where_cents_matter() -> None:
    df = positions(A)
    df.loc[0, "paid_eur"] = 250.0
    with pytest.raises(TypeError, match="not float"):
        position(df, palette=LIGHT)


def test_position_shows_hostile_names_as_text() -> None:
    name = "<b>%{x}</b>"
    chart = position(positions((name, *A[1:])), palette=LIGHT)
    assert chart.figure.layout.yaxis.ticktext[0] == "&lt;b&gt;%&#123;x}&lt;/b&gt;"
    assert name not in chart.figure.data[0].hovertext[0]
    assert chart.table["acronym"][0] == name


# --------------------------------------------------------------------------------------------------- money over time


def balances(*rows: tuple[str, str, str, str, str, str]) -> pd.DataFrame:
    """Month, available, committed, payable, paid, recovered."""
    columns = ["month", "available_eur", "committed_eur", "payable_eur", "paid_eur", "recovered_eur"]
    df = pd.DataFrame([(pd.Timestamp(row[0]), *(Decimal(text) for text in row[1:])) for row in rows], columns=columns)
    return df.assign(allocation_eur=df["available_eur"])


COURSE = balances(
    ("2022-05-01", "1000.00", "200.00", "30.00", "100.00", "0.00"),
    ("2022-04-01", "900.00", "250.00", "0.00", "50.00", "0.00"),
    ("2022-06-01", "1000.00", "150.00", "20.00", "240.00", "40.00"),
    ("2022-07-01", "1000.00", "0.00", "0.00", "999.00", "0.00"),
)


def test_balances_stand_at_the_ends_of_their_months_and_none_after_the_as_of_date() -> None:
    chart = money_over_time(COURSE, as_of=date(2022, 6, 15), palette=LIGHT)
    assert trace(chart, "Paid").x == ("2022-04-30", "2022-05-31", "2022-06-15")
    assert trace(chart, "Paid").y == (50.0, 100.0, 200.0)
    assert trace(chart, "Payable").y == (0.0, 30.0, 20.0)
    assert trace(chart, "Committed").y == (250.0, 200.0, 150.0)
    assert trace(chart, "Available").y == (900.0, 1000.0, 1000.0)
    assert [str(month.date()) for month in chart.table["month"]] == ["2022-04-01", "2022-05-01", "2022-06-01"]
    assert list(chart.table["paid_eur"]) == [Decimal("50.00"), Decimal("100.00"), Decimal("240.00")]
    assert chart.note.endswith("1 month after 15 June 2022 is left out.")


@pytest.mark.parametrize(
    ("df", "finding"),
    [
        (COURSE[:0], "No budget movement is in this view"),
        (COURSE, "By 30 June 2022 € 200 is paid, € 20 payable and € 150 committed: 37 % of € 1 000"),
        (COURSE[1:2], "By 30 April 2022 € 50 is paid, € 0 payable and € 250 committed: 33 % of € 900"),
        (
            balances(("2022-06-30", "0.00", "5.00", "0.00", "0.00", "7.00")),
            "By 30 June 2022 € −7 is paid, € 0 payable and € 5 committed",
        ),
    ],
)
def test_money_finding(df: pd.DataFrame, finding: str) -> None:
    chart = money_over_time(df, as_of=AS_OF, palette=LIGHT)
    assert plain(chart.finding) == finding
    assert plain(chart.alt).endswith(f"{finding}.")


def test_labels_of_thin_bands_do_not_overlap() -> None:
    df = balances(("2022-06-01", "1000.00", "1.00", "1.00", "1.00", "0.00"))
    chart = money_over_time(df, as_of=AS_OF, palette=LIGHT, height=400)
    places = sorted(note.y for note in chart.figure.layout.annotations)
    assert len(places) == 4
    top = chart.figure.layout.yaxis.range[1]
    assert all((after - before) / top * 344 >= 19.9 for before, after in pairwise(places))


# ------------------------------------------------------------------------------------------------------ payments due


def dues(*rows: tuple[int | None, str]) -> pd.DataFrame:
    """One payment on each day: days from the as-of date to the due date (None for no date) and the amount."""
    due = [None if days is None else AS_OF + timedelta(days=days) for days, _ in rows]
    return pd.DataFrame(
        {
            "due_date": pd.Series(due, dtype="object"),
            "days_left": [days for days, _ in rows],
            "payments": [1] * len(rows),
            "lump_sum_eur": pd.Series([Decimal(amount) for _, amount in rows], dtype="object"),
        }
    )


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ([], "No payment is due"),
        ([(0, "500.00")], "€ 500 is due today for 1 exchange; none is overdue"),
        ([(1, "500.00")], "€ 500 is due within 1 day for 1 exchange; none is overdue"),
        ([(-1, "500.00")], "€ 500 is overdue for 1 exchange"),
        ([(-1, "500.00"), (10, "11845.40")], "€ 12 345 is due within 10 days for 2 exchanges; 1 of them is overdue"),
        (
            [(-1, "1.00"), (-900, "1.00"), (0, "1.00")],
            "€ 3 is due today for 3 exchanges; 2 of them are overdue",
        ),
        ([(None, "7.00")], "€ 7 is payable for 1 exchange without a due date"),
        ([(None, "7.00"), (3, "2.00")], "€ 2 is due within 3 days for 1 exchange; none is overdue"),
    ],
)
def test_due_finding(rows: list[tuple[int | None, str]], finding: str) -> None:
    assert plain(payments_due(dues(*rows), as_of=AS_OF, palette=LIGHT).finding) == finding


@BOTH
def test_overdue_is_apart_and_first(palette: Palette) -> None:
    df = dues((3, "10.03"), (None, "5.00"), (-2, "20.00"), (0, "1.00"))
    df.loc[0, "payments"] = 2
    chart = payments_due(df, as_of=AS_OF, palette=palette)
    late, coming = chart.figure.data
    assert [plain(bars.name) for bars in (late, coming)] == ["overdue: 1 exchange, € 20", "to pay: 3 exchanges, € 11"]
    assert late.marker.color == palette.bad
    assert late.marker.pattern.shape
    assert late.x == ("2022-06-28 00:00",)
    assert coming.x == ("2022-06-30 00:00", "2022-07-03 00:00")
    assert coming.y == (1.0, 10.03)
    assert list(chart.table["lump_sum_eur"]) == [Decimal(amount) for amount in ("20.00", "1.00", "10.03", "5.00")]
    assert plain(chart.note).endswith("Left out: 1 exchange without a due date, € 5.")


def test_many_days_are_grouped_by_week_then_by_month() -> None:
    weekly = payments_due(dues((-60, "1.00"), (-59, "2.00"), (1, "4.00")), as_of=AS_OF, palette=LIGHT).figure.data
    # 1 May 2022 is a Sunday, 2 May the Monday of the next week.
    assert weekly[0].x == ("2022-04-25 00:00", "2022-05-02 00:00")
    assert weekly[1].x == ("2022-06-27 00:00",)
    monthly = payments_due(dues((-500, "1.00"), (-2, "2.00"), (0, "4.00")), as_of=AS_OF, palette=LIGHT).figure.data
    assert monthly[0].x == ("2021-02-01 00:00", "2022-06-01 00:00")
    assert monthly[1].x == ("2022-06-01 00:00",)
    # What is to come stands on what is overdue in the same month.
    assert (monthly[1].base, monthly[1].y) == ((2.0,), (4.0,))


# -------------------------------------------------------------------------------------------------------- waterfall


def totals(row: tuple[str, str, str, str, str, str, str]) -> pd.DataFrame:
    """The one row of totals that a position of this kind has."""
    one = positions(row).drop(columns=["partnership_id", "acronym"])
    return one.assign(available_eur=one["allocation_eur"] + one["transfers_eur"])


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        (EMPTY, "No lump-sum money is allocated or used"),
        (A, "Of € 1 000 received, € 600 remains: 60 %"),
        (B, "Of € 800 received, € 160 remains: 20 %"),
        (OVER, "More than was received is promised or spent: € 101 is missing"),
        (GIVEN_AWAY, "€ \u221240 remains without money received"),
    ],
)
def test_waterfall_finding(row: Any, finding: str) -> None:
    assert plain(waterfall(totals(row), palette=LIGHT).finding) == finding


@BOTH
@pytest.mark.parametrize("row", [EMPTY, A, B, OVER, CENTS_OVER, GIVEN_AWAY], ids=lambda row: row[0])
def test_each_step_starts_where_the_one_before_ends(row: Any, palette: Palette) -> None:
    df = totals(row)
    chart = waterfall(df, palette=palette)
    bars = [drawn for drawn in chart.figure.data if drawn.type == "bar"]
    assert [drawn.name for drawn in bars] == [
        *("Allocation", "Transfers", "Paid", "Recovered", "Payable", "Committed", "Remaining")
    ]
    levels = list(chart.table["level_eur"])
    changes = list(chart.table["change_eur"])
    assert [after - before for before, after in pairwise([Decimal(0), *levels[:-1]])] == changes[:-1]
    assert levels[-1] == levels[-2] == df["remaining_eur"].iloc[0]
    for bar, change, after in zip(bars[:-1], changes, levels, strict=False):
        assert (bar.x[0] or 0) == pytest.approx(float(abs(change)))
        assert bar.base[0] == pytest.approx(float(min(after, after - change)))
    # what is missing is below zero, and in the colour of what is wrong
    lowest = chart.figure.layout.xaxis.range[0]
    assert (lowest < 0) == (min(levels) < 0)
    if levels[-1] < 0:
        assert bars[-1].marker.color == palette.bad


def test_the_waterfall_refuses_floats() -> None:
    with pytest.raises(TypeError):
        waterfall(totals(A).astype(float), palette=LIGHT)


# -------------------------------------------------------------------------------------------------------------- all


@BOTH
@pytest.mark.parametrize("amount", ["0.00", "0.01", "999999999999.99"])
@pytest.mark.parametrize("rows", [0, 1, 69])
def test_any_size_gives_a_figure_of_the_same_height(palette: Palette, amount: str, rows: int) -> None:
    charts = [
        position(
            positions(*[("A", amount, "0.00", amount, "0.00", "0.00", "0.00")] * rows), palette=palette, height=300
        ),
        money_over_time(
            balances(
                *[
                    (f"{2016 + at // 12}-{at % 12 + 1:02}-01", amount, amount, amount, amount, "0.00")
                    for at in range(rows)
                ]
            ),
            as_of=AS_OF,
            palette=palette,
            height=300,
        ),
        payments_due(dues(*[(at - 30, amount) for at in range(rows)]), as_of=AS_OF, palette=palette, height=300),
    ]
    assert [len(chart.table) for chart in charts] == [rows + 1 if rows else 0, rows, rows]
    for chart in charts:
        assert chart.figure.layout.height == 300
        assert chart.figure.layout.title.text is None
        assert palette.muted_text in chart.figure.to_json()
        assert chart.alt.endswith(".")
