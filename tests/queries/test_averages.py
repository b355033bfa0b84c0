"""What does an exchange cost? Answers over the tiny delivery, computed by hand, and sums that equal the ledger's."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import languages
from queries import averages, budget
from queries.averages import DIMENSIONS, Dimension
from queries.filters import Filters, Focus
from tests.queries import tiny
from tests.queries.answers import assert_cents, eur, one, rows
from tests.queries.conftest import publish

COLUMNS = ("value", "granted_exchanges", "with_lump_sum", "lump_sum_eur", "average_eur", "working_days", "per_day_eur")


def test_averages_by_host_country(snapshot: str) -> None:
    answer = averages.by_value(Filters(snapshot), "host_country")
    assert_cents(answer.drop(columns=["average_eur", "per_day_eur"]))
    # In the order of the countries' size in the snapshot.
    # x12 has no working days; x07 is only matched and x08 cancelled; x09 is virtual and has no lump sum.
    assert rows(answer, *COLUMNS) == [
        ("Portugal", 3, 3, *eur("1870.50", "623.50"), 15, *eur("124.70")),
        ("Denmark", 4, 4, *eur("3424.80", "856.20"), 18, *eur("156.38")),
        ("France", 2, 2, *eur("1350.00", "675.00"), 19, *eur("71.05")),
        ("Sweden", 1, 0, *eur("0.00"), None, 0, None),
        ("In all", 10, 9, *eur("6645.30", "738.37"), 52, *eur("116.06")),
    ]
    assert list(answer["ceiling_eur"]) == list(eur("2400.00", "4000.00", "1800.00", "0.00", "8200.00"))
    assert [round(share, 2) for share in answer["ceiling_share_pct"].dropna()] == [77.94, 85.62, 75.0, 81.04]
    assert list(answer["without_days"]) == [0, 1, 0, 0, 1]
    assert not answer["without_ceiling"].any()


def test_host_countries_are_named_in_the_reader_s_language(snapshot: str) -> None:
    with languages.speaking("fr"):
        answer = averages.by_value(Filters(snapshot), "host_country")
    assert list(answer["value"]) == ["Portugal", "Danemark", "France", "Suède", "In all"]


@pytest.mark.parametrize(
    ("dimension", "expected"),
    [
        (
            "category",
            [("SME", "4539.99"), ("scaling-up support organisation", "870.75"), ("cluster organisation", "1234.56")],
        ),
        (
            "purpose",
            [
                *(("learn from another cluster", "390.50"), ("growth in new markets", "1280.00")),
                *(("strategic interregional collaboration", "480.25"), ("not given", "4494.55")),
            ],
        ),
        ("mode", [("physical", "6645.30"), ("virtual", "0.00")]),
        ("visiting_partnership", [("NORTH", "3480.75"), ("SOUTH", "3164.55")]),
        # North has two ecosystems and counts in both.
        ("ecosystem", [("Digital", "3480.75"), ("Health", "3480.75"), ("Textiles", "3164.55")]),
        (
            "month",
            [
                *(("2021-05", "1380.25"), ("2021-10", "390.50"), ("2022-03", "380.00"), ("2022-04", "1099.99")),
                *(("2022-06", "2160.00"), ("2022-08", "1234.56")),
            ],
        ),
    ],
)
def test_lump_sums_of_each_value_in_a_fixed_order(
    snapshot: str, dimension: Dimension, expected: list[tuple[str, str]]
) -> None:
    answer = averages.by_value(Filters(snapshot), dimension)
    assert rows(answer, "value", "lump_sum_eur") == [
        *((value, Decimal(amount)) for value, amount in expected),
        ("In all", Decimal("6645.30")),
    ]


def test_a_past_day_has_what_was_granted_then(snapshot: str) -> None:
    answer = averages.by_value(Filters(snapshot), "host_country", date(2021, 5, 15))
    # x01 ongoing and x10 agreed; x08 is already cancelled, x09 virtual.
    assert rows(answer, "value", "committed_eur", "paid_eur") == [
        ("Denmark", *eur("480.25", "0.00")),
        ("France", *eur("900.00", "0.00")),
        ("Sweden", *eur("0.00", "0.00")),
        ("In all", *eur("1380.25", "0.00")),
    ]
    before = averages.by_value(Filters(snapshot), "host_country", date(2021, 3, 29))
    assert one(before.tail(1))["committed_eur"] == Decimal("1680.00"), "x08 is agreed and not yet cancelled"
    assert averages.by_value(Filters(snapshot), "host_country", date(2020, 1, 1)).empty


@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("chosen", [{}, {"partnerships": ("celis", "blues")}, {"ecosystems": ("Health",)}])
def test_sums_equal_the_ledger_to_the_cent(reading_sample: str, dimension: Dimension, chosen: dict[str, Any]) -> None:
    filters = Filters(reading_sample, **chosen)
    answer = averages.by_value(filters, dimension)
    values, total = answer.iloc[:-1], answer.iloc[-1]
    ledger = one(budget.totals(filters))
    for account in ("committed_eur", "payable_eur", "paid_eur"):
        assert total[account] == ledger[account]
    assert total["lump_sum_eur"] == total["committed_eur"] + total["payable_eur"] + total["paid_eur"]
    if dimension != "ecosystem":
        for column in ("lump_sum_eur", "ceiling_eur", "granted_exchanges", "with_lump_sum", "working_days"):
            assert values[column].sum() == total[column], column


def test_only_partnerships_and_ecosystems_narrow_the_averages(snapshot: str) -> None:
    whole = averages.by_value(Filters(snapshot), "mode")
    other = Filters(snapshot, modes=("virtual",), countries=("IS",), focus=Focus("country", either="PT"))
    assert averages.by_value(other, "mode").equals(whole)
    south = averages.by_value(Filters(snapshot, focus=Focus("partnership", visiting="south")), "mode")
    assert rows(south, "value", "lump_sum_eur") == [("physical", *eur("3164.55")), ("In all", *eur("3164.55"))]
    assert averages.by_value(Filters(snapshot, partnerships=("west",)), "mode").empty


def test_an_unknown_ceiling_and_a_virtual_lump_sum_stand_in_no_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ceilings = tiny.TEXTS["lump_sum_ceilings"].replace("FR | 900.00 | 450.00 | - | - | assumed | -", "")
    ceilings = "\n".join(line for line in ceilings.splitlines() if line.strip())
    virtual = "2021-05-06 | 3 | - | - | - | -"
    exchanges = tiny.TEXTS["exchanges"].replace(virtual, virtual[:-1] + "50.00")
    assert exchanges != tiny.TEXTS["exchanges"]
    changes = {"lump_sum_ceilings": ceilings, "exchanges": exchanges}
    published = publish(tiny.write(tmp_path / "source", changes), tmp_path / "snapshots")
    monkeypatch.setenv("CXC_WAREHOUSE", str(published.folder))
    total = averages.by_value(Filters(published.snapshot_id), "mode").iloc[-1]
    assert total["lump_sum_eur"] == Decimal("6695.30")
    assert (total["without_ceiling"], total["with_lump_sum"]) == (3, 10)
    assert total["ceiling_eur"] == Decimal("6400.00")
    assert total["with_ceiling_eur"] == Decimal("5295.30"), "without x01 and x05 in France and the virtual x09"
