"""Figures of the Outlook page: what they say, that they draw it, and that names stay text."""

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from charts import outlook as draw
from charts.measures import MEASURES
from charts.palette import DARK, LIGHT, Palette

AS_OF = date(2022, 6, 30)
HOSTILE = "<b>A</b> $x$ {y} & co"


def forecast_row(**changes: Any) -> dict[str, Any]:
    """A row of the forecast of one partnership."""
    return {
        "partnership_id": "p",
        "acronym": "ALPHA",
        "took_place": 40,
        "exchange_target": 50,
        "exchange_target_basis": "published",
        "period_start": pd.Timestamp("2020-02-01"),
        "period_end": pd.Timestamp("2022-12-31"),
        "forecast_low": 45,
        "forecast_mid": 52,
        "forecast_high": 60,
        "funded_mid": 48,
        "target_chance_pct": Decimal("62.5"),
        "available_eur": Decimal("30000.00"),
        "remaining_eur": Decimal("4000.00"),
        "run_out_date": pd.Timestamp("2022-10-05"),
        "run_out_early_date": pd.Timestamp("2022-08-20"),
        "run_out_chance_pct": Decimal("81.0"),
    } | changes


NO_FORECAST = dict.fromkeys(("forecast_low", "forecast_mid", "forecast_high", "funded_mid", "target_chance_pct"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "52 exchanges are expected by 31 December 2022 (45 to 60), target 50; at this pace the money runs out about "),
        ({}, "about 5 October 2022"),
        ({"run_out_date": pd.NaT}, "the money is not expected to run out before"),
        ({"remaining_eur": Decimal("-1.00")}, "nothing remains to be promised"),
        ({"available_eur": Decimal("0.00")}, "no money is allocated"),
        ({"period_end": pd.Timestamp("2022-02-28")}, "The period ended on 28 February 2022 with 40 exchanges, target 50"),
        (NO_FORECAST, "with fewer than 6 months of matches a forecast would be a guess, and there is none"),
    ],
)  # fmt: skip
def test_the_outlook_in_a_sentence(changes: dict[str, Any], said: str) -> None:
    assert said in draw.outlook_words(forecast_row(**changes), AS_OF, 6).replace("\u202f", " ")
    assert draw.outlook_words(None, AS_OF, 6) == "No partnership is in this view"


def burning(ahead: bool = True) -> pd.DataFrame:
    days = ["2022-05-31", "2022-06-30", "2022-07-31", "2022-12-31"]
    money = [Decimal("30000.00")] * 2 + [None] * 2
    return pd.DataFrame(
        {
            "day": pd.to_datetime(days),
            "is_ahead": [False, False, True, True],
            "available_eur": money,
            "unpaid_eur": [one and one / 3 for one in money],
            "remaining_eur": [one and one / 5 for one in money],
            "plan_eur": [Decimal(6000), Decimal(5000), Decimal(4000), Decimal("0.00")],
            "low_eur": [None, Decimal(6000), Decimal(2000), Decimal(-40000)] if ahead else [None] * 4,
            "mid_eur": [None, Decimal(6000), Decimal(3000), Decimal(-2000)] if ahead else [None] * 4,
            "high_eur": [None, Decimal(6000), Decimal(4000), Decimal(1000)] if ahead else [None] * 4,
        }
    )


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_burn_down_draws_past_plan_and_band(palette: Palette) -> None:
    chart = draw.burn_down(burning(), forecast_row(), as_of=AS_OF, palette=palette)
    names = [trace.name for trace in chart.figure.data if trace.showlegend is not False]
    assert names == [
        *("left to promise, band", "even use", "not yet paid", "left to promise", "left to promise, forecast"),
        "runs out, 5 October 2022",
    ]
    assert "goes down to" in chart.note, "the band is cut and says so"
    assert "20 % of € 30 000 is left to promise, € 1 000 more" in chart.finding.replace("\u202f", " ")
    assert set(chart.measures) <= set(MEASURES)


def test_the_burn_down_without_forecast_or_money() -> None:
    chart = draw.burn_down(burning(ahead=False), forecast_row(**NO_FORECAST), as_of=AS_OF, palette=LIGHT)
    assert "runs out" not in chart.finding
    empty = draw.burn_down(burning().iloc[:0], None, as_of=AS_OF, palette=LIGHT)
    assert empty.finding == "No lump-sum money is in this view"


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ([], "No partnership is in this view"),
        ([forecast_row()], "ALPHA is expected to reach its target of 50"),
        ([forecast_row(took_place=55)], "ALPHA has reached its target of 50"),
        ([forecast_row(forecast_mid=49)], "ALPHA is not expected to reach its target of 50"),
        (
            [forecast_row(), forecast_row(acronym="BETA", forecast_mid=42, forecast_high=45)],
            "1 of 2 partnerships is expected to reach the target; out of reach for BETA",
        ),
        ([forecast_row(**NO_FORECAST)] * 2, "None of 2 partnerships reached the target; no forecast"),
    ],
)
def test_who_reaches_the_target(rows: list[dict[str, Any]], finding: str) -> None:
    frame = pd.DataFrame(rows, columns=list(forecast_row()))
    chart = draw.reach(frame, band_pct=80, palette=LIGHT)
    assert chart.finding == finding
    assert len(chart.table) == len(rows)


def test_names_stay_text() -> None:
    chart = draw.reach(pd.DataFrame([forecast_row(acronym=HOSTILE)]), band_pct=80, palette=LIGHT)
    drawn = chart.figure.to_json()
    assert "<b>A" not in drawn
    assert "\\u003cb\\u003eA" not in drawn


def effects(**changes: str) -> pd.DataFrame:
    names = ["before_eur", *draw_effects(), "after_eur"]
    amounts = {name: Decimal(changes.get(name, "0.00")) for name in names}
    amounts["after_eur"] = sum((amounts[name] for name in names[:-1]), Decimal("0.00"))
    return pd.DataFrame(
        [{"partnership_id": "p", "acronym": "A", **amounts}, {"partnership_id": "", "acronym": "All", **amounts}]
    )


def draw_effects() -> list[str]:
    return [name for name in MEASURES if name.endswith("_effect_eur")]


def test_the_waterfall_goes_from_now_to_then() -> None:
    chart = draw.waterfall(
        effects(before_eur="1000.00", ceilings_effect_eur="250.00", extra_effect_eur="-2000.00"), palette=LIGHT
    )
    assert (
        chart.finding.replace("\u202f", " ")
        == "SCENARIO: € −750 would remain, € 1 750 less than the € 1 000 of now; money is lacking"
    )
    ends = [trace.base[0] + trace.y[0] for trace in chart.figure.data]
    assert ends == [1000, 1000, 1250, 1250, -750, -750, -750]
    assert chart.mark == draw.MARK
    assert draw.waterfall(effects(before_eur="5.00"), palette=DARK).finding.startswith("SCENARIO: nothing is changed")
    assert draw.waterfall(effects().iloc[:0], palette=LIGHT).finding == "SCENARIO: no partnership is in this view"


ALERT = {"acronym": "ALPHA", "figure": Decimal("3.5"), "threshold": Decimal("10.00"), "amount_eur": Decimal("900.00")}


PAST = {"kind": "overdue payments", "figure": Decimal(2), "threshold": Decimal(1)}
OVER = {"kind": "over-commitment", "amount_eur": Decimal("-12.00")}
EARLY = {"kind": "run-out before the end", "figure": Decimal(45)}


@pytest.mark.parametrize(
    ("alert", "reason"),
    [
        (PAST, "2 payments, € 900, 1 day or more past the due date."),
        (OVER, "3.5 % of the money is paid or promised, the limit is 10 %; € 12 too much."),
        (EARLY, "€ 900 lasts until about 30 June 2022, 45 days before the period ends."),
        (
            {"kind": "target out of reach"},
            "3.5 % of the simulated outcomes reach the target by 30 June 2022, the limit is 10 %.",
        ),
        (
            {"kind": "under-use"},
            "The used share lies 3.5 points behind the part of the period that has passed, the limit is 10; € 900 is left.",
        ),
    ],
)
def test_each_alert_has_its_reason(alert: dict[str, Any], reason: str) -> None:
    found = draw.alert_reason(ALERT | {"on_date": pd.Timestamp(AS_OF)} | alert)
    assert found.replace("\u202f", " ") == reason


@pytest.mark.parametrize(("as_of", "anchor"), [(date(2022, 5, 31), "left"), (date(2022, 12, 31), "right")])
def test_the_day_stands_on_the_side_of_its_line_that_has_room(as_of: date, anchor: str) -> None:
    chart = draw.burn_down(burning(ahead=False), None, as_of=as_of, palette=LIGHT)
    assert chart.figure.layout.annotations[0].xanchor == anchor


def test_the_tick_is_explained_where_there_is_one() -> None:
    reached, missed = (
        draw.reach(pd.DataFrame([forecast_row(forecast_mid=middle)]), band_pct=80, palette=LIGHT) for middle in (52, 48)
    )
    assert reached.note.startswith("✓")
    assert missed.note == ""
