"""The chart of averages: true findings, bars and ticks where the numbers are, every view drawn."""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from charts.averages import by_value
from charts.palette import DARK, LIGHT, Palette


def answer(*lines: tuple[str, int, str, str | None, str, int]) -> pd.DataFrame:
    """value, exchanges with a lump sum, their sum, average, full ceilings, exchanges without ceiling."""
    columns: list[dict[str, Any]] = []
    for value, number, total, average, ceiling, unknown in lines:
        known = Decimal(total) if Decimal(ceiling) else Decimal("0.00")
        row = {"value": value, "granted_exchanges": number + 1, "with_lump_sum": number, "lump_sum_eur": Decimal(total)}
        row |= {"average_eur": Decimal(average) if average else None, "working_days": number * 5}
        row |= {"per_day_eur": Decimal("120.00") if average else None, "ceiling_eur": Decimal(ceiling)}
        share = float(known / Decimal(ceiling)) * 100 if Decimal(ceiling) else None
        row |= {"with_ceiling_eur": known, "ceiling_share_pct": share, "without_days": 0, "without_ceiling": unknown}
        columns.append(row)
    return pd.DataFrame(columns)


A = ("Austria", 2, "1200.00", "600.00", "1800.00", 0)
B = ("Belgium", 4, "3200.00", "800.00", "3200.00", 0)
VIRTUAL = ("virtual", 0, "0.00", None, "0.00", 0)
ALL = ("In all", 6, "4400.00", "733.33", "5000.00", 0)


def plain(text: str) -> str:
    return text.replace("\u202f", " ")


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ([], "No lump sum is granted in this view"),
        ([VIRTUAL, ("In all", 0, "0.00", None, "0.00", 0)], "No lump sum is granted in this view"),
        (
            [A, B, ALL],
            "€ 733 an exchange on average, 88 % of the full ceilings; the largest sum is for Belgium, at € 800 each",
        ),
        ([A, VIRTUAL, ("In all", *A[1:])], "€ 600 an exchange on average, 67 % of the full ceilings"),
        ([("X", 1, "9.00", "9.00", "0.00", 1), ("In all", 1, "9.00", "9.00", "0.00", 1)], "€ 9 an exchange on average"),
    ],
)
def test_finding(rows: list[Any], finding: str) -> None:
    assert plain(by_value(answer(*rows), "host_country", palette=LIGHT).finding) == finding


def test_a_month_is_said_as_a_month() -> None:
    rows = [("2022-05", *A[1:]), ("2022-06", *B[1:]), ALL]
    chart = by_value(answer(*rows), "by_month", palette=LIGHT)
    assert plain(chart.finding).endswith("the largest sum is in June 2022, at € 800 each")
    assert list(chart.figure.data[0].x) == ["2022-05-15", "2022-06-15"]
    assert list(chart.figure.data[1].y) == [900.0, 800.0]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_bars_ticks_and_values_stand_where_the_numbers_are(palette: Palette) -> None:
    unknown = ("Croatia", 2, "500.00", "250.00", "0.00", 2)
    chart = by_value(answer(A, B, VIRTUAL, unknown, ALL), "host_country", palette=palette)
    bars, ticks, values = chart.figure.data
    assert bars.x == (600.0, 800.0, None, 250.0)
    assert (tuple(ticks.x), tuple(ticks.y)) == ((900.0, 800.0), (0, 1))
    assert [plain(text) for text in values.text] == ["€ 600, 67 %", "€ 800, 100 %", "no lump sum", "€ 250"]
    assert list(chart.table["host_country"]) == ["Austria", "Belgium", "virtual", "Croatia", "In all"]


def test_what_is_left_out_is_said() -> None:
    chart = by_value(answer(A, ("In all", 2, "1200.00", "600.00", "900.00", 1)), "ecosystem", palette=LIGHT)
    assert "1 exchange without a known ceiling from the share" in chart.note
    assert "more than the total" in chart.note


def test_names_are_text() -> None:
    hostile = ("<b>x</b>$y$", *A[1:])
    figure = by_value(answer(hostile, ALL), "host_country", palette=LIGHT).figure
    assert "<b>x" not in figure.layout.yaxis.ticktext[0]
    assert "<b>x" not in figure.data[0].hovertext[0]
