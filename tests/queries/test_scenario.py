"""Scenarios over the tiny delivery, worked out by hand to the cent, and what must hold for any of them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries import budget, outlook
from queries.filters import Filters
from queries.outlook.scenario import ceilings, open_commitments
from tests.queries.answers import assert_cents, eur, rows

DAY = date(2022, 6, 30)
EFFECTS = outlook.EFFECTS
ZERO = Decimal("0.00")
# The fixture that names the snapshot is only read, so that it may be shared by all examples of a test.
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_open_commitments_are_what_is_not_yet_validated(snapshot: str) -> None:
    answer = open_commitments(snapshot, DAY)
    assert_cents(answer)
    # x04 and x06 in Denmark, x05 in France, x11 and x03 in Portugal; only x06 has not begun.
    assert rows(answer, "partnership_id", "country_code", "has_begun", "lump_sum_eur", "exchanges") == [
        ("north", "PT", True, *eur("390.50"), 1),
        ("south", "DK", False, *eur("1234.56"), 1),
        ("south", "DK", True, *eur("1099.99"), 1),
        ("south", "FR", True, *eur("450.00"), 1),
        ("south", "PT", True, *eur("380.00"), 1),
    ]
    assert rows(ceilings(snapshot, DAY), "country_code", "full_eur", "half_eur", "maximum_eur") == [
        ("DK", *eur("1000.00", "500.00", "1100.00")),
        ("FR", *eur("900.00", "450.00", "1100.00")),
        ("PT", *eur("800.00", "400.00", "1100.00")),
    ]


@pytest.mark.parametrize(
    ("tried", "column", "north", "south"),
    [
        # 312.40 for x03; 879.99, 360.00, 987.65 and 304.00 for x04, x05, x06 and x11.
        ({"ceiling_pct": 80}, "ceilings_effect_eur", "78.10", "632.91"),
        ({"ceiling_pct": 80, "ceiling_country": "PT"}, "ceilings_effect_eur", "78.10", "76.00"),
        # x04 grows to the maximum of 1 100.00, and x06 stays where it was granted above it.
        ({"ceiling_pct": 120, "ceiling_country": "DK"}, "ceilings_effect_eur", "0.00", "-0.01"),
        ({"ceiling_pct": 0}, "ceilings_effect_eur", "390.50", "3164.55"),
        # Only x06 has not begun: at half and at the full ceiling of Denmark, and at a quarter of 500.00 and 1 000.00.
        ({"half_pct": 100}, "stays_effect_eur", "0.00", "734.56"),
        ({"half_pct": 0}, "stays_effect_eur", "0.00", "234.56"),
        ({"half_pct": 25}, "stays_effect_eur", "0.00", "359.56"),
        # 987.65 after the ceilings, then half of 80 % of 1 000.00.
        ({"half_pct": 100, "ceiling_pct": 80}, "stays_effect_eur", "0.00", "587.65"),
        # In the year before one of north's three lump sums was half: 666.67 each in Portugal.
        ({"extra": {"PT": 2}, "extra_for": "north"}, "extra_effect_eur", "-1333.34", "0.00"),
        ({"extra": {"PT": 2, "DK": 1}, "extra_for": "north", "half_pct": 100}, "extra_effect_eur", "-1300.00", "0.00"),
        ({"extra": {"PT": 2}, "extra_for": "nobody"}, "extra_effect_eur", "0.00", "0.00"),
        ({"extra": {"XX": 2}, "extra_for": "north"}, "extra_effect_eur", "0.00", "0.00"),
        (
            {"transfer_from": "south", "transfer_to": "north", "transfer_eur": Decimal("1000.50")},
            "transfer_effect_eur",
            "1000.50",
            "-1000.50",
        ),
        (
            {"transfer_from": "south", "transfer_to": "south", "transfer_eur": Decimal("1000.50")},
            "transfer_effect_eur",
            "0.00",
            "0.00",
        ),
    ],
)
def test_effects_by_hand(snapshot: str, tried: dict[str, Any], column: str, north: str, south: str) -> None:
    answer = outlook.scenario(Filters(snapshot), DAY, outlook.Scenario(**tried))
    assert_cents(answer)
    assert answer[column].tolist() == [*eur(north, south, "0.00"), Decimal(north) + Decimal(south)]
    others = [name for name in EFFECTS if name != column]
    if len(tried) == 1 or column in ("extra_effect_eur", "transfer_effect_eur"):
        touched = [name for name in others if answer[name].any()]
        assert touched in ([], ["stays_effect_eur"])


def test_what_is_expected_is_that_of_the_forecast(snapshot: str) -> None:
    forecast = outlook.forecast(Filters(snapshot), DAY)
    answer = outlook.scenario(Filters(snapshot), DAY, outlook.Scenario(with_expected=True))
    north = answer.iloc[0]
    assert north["after_eur"] == forecast["end_mid_eur"].iloc[0]
    assert answer["expected_effect_eur"].tolist()[1:3] == [ZERO, ZERO], "without a forecast nothing is expected"
    dearer = outlook.scenario(Filters(snapshot), DAY, outlook.Scenario(with_expected=True, ceiling_pct=200))
    # x03 doubles from 390.50; the expected exchanges cost twice as much.
    assert dearer["ceilings_effect_eur"].iloc[0] == north["expected_effect_eur"] - Decimal("390.50")


def test_the_baseline_is_the_ledger_to_the_cent(reading_sample: str) -> None:
    answer = outlook.scenario(Filters(reading_sample), DAY, outlook.Scenario())
    ledger = budget.position(Filters(reading_sample), DAY)
    assert answer["before_eur"].tolist()[:-1] == answer["after_eur"].tolist()[:-1] == ledger["remaining_eur"].tolist()
    assert answer["after_eur"].iloc[-1] == budget.totals(Filters(reading_sample), DAY)["remaining_eur"].iloc[0]
    assert not answer[list(EFFECTS)].any().any()
    assert not outlook.Scenario().is_changed


@st.composite
def scenarios(draw: st.DrawFn) -> outlook.Scenario:
    countries, partnerships = ["", "PT", "DE", "FR", "ES", "no"], ["", "exxtra", "celis", "clamtex", "no"]
    return outlook.Scenario(
        ceiling_pct=draw(st.integers(0, 300)),
        ceiling_country=draw(st.sampled_from(countries)),
        half_pct=draw(st.none() | st.integers(0, 100)),
        extra=draw(st.dictionaries(st.sampled_from(countries), st.integers(0, 500), max_size=4)),
        extra_for=draw(st.sampled_from(partnerships)),
        transfer_from=draw(st.sampled_from(partnerships)),
        transfer_to=draw(st.sampled_from(partnerships)),
        transfer_eur=draw(st.decimals(0, 10**6, places=2)),
        with_expected=draw(st.booleans()),
    )


@FEW
@given(tried=scenarios())
def test_effects_add_up_to_the_cent_and_touch_nothing_closed(reading_sample: str, tried: outlook.Scenario) -> None:
    answer = outlook.scenario(Filters(reading_sample), DAY, tried)
    assert_cents(answer)
    sums = answer["before_eur"] + answer[list(EFFECTS)].sum(axis=1)
    assert sums.tolist() == answer["after_eur"].tolist()
    single, total = answer.iloc[:-1], answer.iloc[-1]
    for column in ("before_eur", *EFFECTS, "after_eur"):
        assert sum(single[column], ZERO) == total[column]
    # No ceiling gives back more than is open, and none is needed beyond what the open lump sums may grow to.
    if not tried.with_expected:
        held = open_commitments(reading_sample, DAY)
        open_eur = {
            who: sum(some["lump_sum_eur"] * some["exchanges"], ZERO) for who, some in held.groupby("partnership_id")
        }
        for who, effect in zip(single["partnership_id"], single["ceilings_effect_eur"], strict=True):
            assert effect <= open_eur.get(who, ZERO)
    known = {tried.transfer_from, tried.transfer_to} <= set(single["partnership_id"])
    assert not known or total["transfer_effect_eur"] == ZERO


def test_a_scenario_leaves_the_questions_as_they_were(reading_sample: str) -> None:
    before = pd.concat([budget.position(Filters(reading_sample), DAY), outlook.forecast(Filters(reading_sample), DAY)])
    outlook.scenario(Filters(reading_sample), DAY, outlook.Scenario(ceiling_pct=50, half_pct=10, with_expected=True))
    after = pd.concat([budget.position(Filters(reading_sample), DAY), outlook.forecast(Filters(reading_sample), DAY)])
    assert rows(before) == rows(after)
