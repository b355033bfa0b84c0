"""The texts that are shipped and the sentences about rules: marked for the catalogue, and in English as the tables have them."""

import csv
from datetime import date, datetime
from decimal import Decimal

import duckdb
import pytest

from data import exception_words, rule_words, warehouse
from data.build.sources import REFERENCE
from queries.ledger import cells


@pytest.mark.parametrize("name", ["rules.csv", "settings.csv"])
def test_each_text_that_is_shipped_is_marked(name: str) -> None:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["label"] for row in rows} <= set(rule_words.LABELS)
    assert {row["unit"] for row in rows} - {"EUR", "km", "%"} <= set(rule_words.UNITS)
    assert {row["source"] for row in rows if "://" not in row["source"]} <= set(rule_words.SOURCES)
    assert {row["rule_id"] for row in rows if "rule_id" in row} <= rule_words.RULE_NAMES.keys() | UNCHECKED


# Rules that no exchange is checked against.
UNCHECKED = {"exchange_target_default", "exchanges_expected", "counts_for_partnerships"}


def test_each_kind_of_exception_has_its_words(snapshot: str) -> None:
    with duckdb.connect(str(warehouse.path_of(snapshot)), read_only=True) as con:
        kinds = [kind for (kind,) in con.execute("select kind from exception_kinds order by place").fetchall()]
    assert list(exception_words.REMEDIES) == kinds
    assert list(exception_words._DETAILS) == kinds


@pytest.mark.parametrize(
    ("kind", "facts", "detail"),
    [
        (
            "more working days than the calendar holds",
            {
                **{"days": 6, "start_date": date(2021, 6, 7), "end_date": date(2021, 6, 11), "calendar_days": 4},
                **{"holidays": 1, "host_country": "Portugal", "host_country_code": "PT"},
            },
            "6 working days; from 2021-06-07 to 2021-06-11 the calendar of Portugal holds 4, 1 public holiday left out.",
        ),
        (
            "stay too long",
            {"start_date": datetime(2021, 6, 7), "end_date": datetime(2021, 9, 1), "most_months": 2.0},
            "2021-06-07 to 2021-09-01; 2 months at most.",
        ),
        (
            "paid twice",
            {
                **{"payments": 2, "payments_eur": Decimal("1800.00"), "granted_eur": Decimal("900.00")},
                "paid_date": date(2021, 7, 1),
            },
            "2 payments, EUR 1800.00 together; the lump sum is EUR 900.00. The last is of 2021-07-01.",
        ),
        (
            "distance unknown",
            {"halving": {"days": None, "km": None}, "least_km": 200.0, "limit_eur": None},
            "No distance, so half or full ceiling cannot be told; no ceiling is known.",
        ),
        (
            "not a COSME country",
            {
                **{"visiting_country": "A", "visiting_country_code": "XA"},
                **{"host_country": "B", "host_country_code": "XB"},
            },
            "Not in COSME: A (visiting) and B (host).",
        ),
        (
            "outside the partnership's period",
            {"start_date": date(2022, 12, 1), "end_date": None, "period_start": None, "period_end": date(2022, 11, 30)},
            "2022-12-01 to no date yet; the partnership runs from no date to 2022-11-30.",
        ),
    ],
)
def test_details_in_english(kind: str, facts: rule_words.Facts, detail: str) -> None:
    assert exception_words.detail(kind, facts) == detail


@pytest.mark.parametrize(
    ("said", "shown"),
    [("CELIS:committed", "CELIS: committed"), ("A: B: paid", "A: B: paid"), ("Total:paid", "Total: paid"), ("x", "x")],
)
def test_a_figure_of_the_ledger_is_read_as_it_was_written(said: str, shown: str) -> None:
    assert cells.as_shown(said) == shown
    assert cells.as_shown(shown) == shown
