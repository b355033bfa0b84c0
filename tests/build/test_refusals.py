"""Bad deliveries: each kind is refused with its place, its value and what would be right, and nothing is published."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.build import build
from data.build.problems import shown
from tests.build import deliveries
from tests.build.deliveries import Delivery, put
from tests.build.found import Found, assert_found

CELLS = [
    # values
    ("exchanges", 2, "matched_date", "soon", "is not a date", "yyyy-mm-dd"),
    ("exchanges", 2, "matched_date", "2021-02-30", "is no day of the calendar", "yyyy-mm-dd"),
    ("exchanges", 3, "matched_date", "13/04/2021", "is written otherwise than most dates", "one format"),
    ("exchanges", 2, "start_date", "0021-05-03", "outside the years", "check the year"),
    ("exchanges", 2, "working_days", "nine", "is not a whole number", "digits"),
    ("exchanges", 2, "working_days", "0", "out of range", "at least 1"),
    ("exchanges", 2, "lump_sum_eur", "900.001", "more than two decimals", "cent"),
    ("exchanges", 2, "lump_sum_eur", "900,00", "mixes decimal points", "one convention"),
    ("exchanges", 2, "lump_sum_eur", "-900.00", "is negative", "without a sign"),
    ("exchanges", 2, "lump_sum_eur", "€ 900", "is not a number", "decimal point"),
    ("organisations", 2, "latitude", "95.5", "out of range", "at least -90 and at most 90"),
    ("organisations", 2, "longitude", "-181", "out of range", "at most 180"),
    ("organisations", 2, "latitude", "54°53'", "not a number of degrees", "decimal degrees"),
    ("countries", 2, "eu_member", "yes", "neither true nor false", "true or false"),
    ("countries", 2, "iso3", "Dnk", "three capital letters", "DNK"),
    ("organisations", 2, "country_code", "UK", "is not among the countries", "did you mean GB?"),
    ("partnerships", 2, "start_date", "2020-13", "no year or month", "yyyy-mm"),
    ("partnerships", 2, "website", "javascript:alert(1)", "starts with https://", "https://"),
    ("partnerships", 2, "exchange_target", "-5", "out of range", "at least 0"),
    # codes
    ("exchanges", 2, "status", "Paied", "no code of status", "write paid"),
    ("exchanges", 2, "mode", "phisical", "no code of mode", "write physical"),
    ("exchanges", 2, "purpose", "growth in new market", "no code of purpose", "write growth in new markets"),
    ("exchanges", 2, "activity", "zzz", "no code of activity", "capacity building; sharing knowledge"),
    ("organisations", 2, "category", "sme", "no code of category", "write SME"),
    ("organisations", 3, "subcategory", "fablab", "no code of subcategory", "write fab lab"),
    ("budget_transactions", 2, "kind", "allocations", "no code of kind", "write allocation"),
    ("clusters", 2, "role", "co-ordinator", "no code of role", "write coordinator"),
    ("clusters", 2, "basis", "guess", "no code of basis", "published; assumed; placeholder"),
    # references
    ("clusters", 2, "partnership_id", "nord", "is not among the partnerships", "did you mean north?"),
    ("clusters", 2, "country_code", "SE", "is not among the countries", "add it there"),
    ("organisations", 2, "cluster_id", "nowhere", "is not among the clusters", "add it there"),
    ("exchanges", 2, "visiting_organisation_id", "o9", "is not among the organisations", "organisation_id"),
    ("exchanges", 2, "host_organisation_id", "o9", "is not among the organisations", "organisation_id"),
    ("exchanges", 3, "visiting_partnership_id", "norht", "is not among the partnerships", "north"),
    ("exchanges", 3, "host_partnership_id", "sout", "is not among the partnerships", "south"),
    ("budget_transactions", 2, "partnership_id", "west", "is not among the partnerships", "partnership_id"),
    ("budget_transactions", 2, "exchange_id", "x99", "is not among the exchanges", "exchange_id"),
    # keys
    ("countries", 3, "country_code", "DK", "row 2 has the same country_code", "stands once"),
    ("partnerships", 3, "partnership_id", "north", "row 2 has the same partnership_id", "stands once"),
    ("clusters", 4, "cluster_id", "bio", "row 2 has the same cluster_id", "stands once"),
    ("organisations", 5, "organisation_id", "o1", "row 2 has the same organisation_id", "stands once"),
    ("exchanges", 9, "exchange_id", "x7", "row 8 has the same exchange_id", "stands once"),
    ("budget_transactions", 4, "transaction_id", "t1", "row 2 has the same transaction_id", "stands once"),
    # dates
    ("exchanges", 2, "agreed_date", "2021-03-03", "before the matched_date 2021-03-04", "in the order"),
    ("exchanges", 2, "start_date", "2021-03-24", "before the agreed_date 2021-03-25", "in the order"),
    ("exchanges", 2, "end_date", "2021-05-02", "before the start_date 2021-05-03", "in the order"),
    ("exchanges", 2, "reported_date", "2021-05-13", "before the end_date 2021-05-14", "in the order"),
    ("exchanges", 2, "validated_date", "2021-05-27", "before the reported_date 2021-05-28", "in the order"),
    ("exchanges", 9, "cancelled_date", "2021-02-01", "before the agreed_date 2021-02-26", "in the order"),
    ("exchanges", 8, "matched_date", "2022-07-01", "after the as-of date 2022-06-30", "as_of_date"),
    ("exchanges", 7, "agreed_date", "2022-07-01", "after the as-of date 2022-06-30", "as_of_date"),
    ("exchanges", 4, "reported_date", "2022-07-01", "after the as-of date 2022-06-30", "as_of_date"),
    ("exchanges", 3, "validated_date", "2022-07-01", "after the as-of date 2022-06-30", "as_of_date"),
    ("exchanges", 9, "cancelled_date", "2022-07-01", "after the as-of date 2022-06-30", "as_of_date"),
    ("exchanges", 6, "start_date", "2022-07-01", "after the as-of date 2022-06-30", "the status"),
    ("exchanges", 5, "end_date", "2022-07-01", "after the as-of date 2022-06-30", "the status"),
    ("budget_transactions", 2, "date", "2022-07-01", "after the as-of date 2022-06-30", "as_of_date"),
    ("partnerships", 2, "end_date", "2019", "before the start_date 2020-02", "ends after it starts"),
    # status
    ("exchanges", 8, "agreed_date", "2022-06-28", "the status is matched but there is a agreed_date", "reached"),
    ("exchanges", 5, "reported_date", "2022-05-09", "the status is completed but there is a reported_date", "reached"),
    ("exchanges", 4, "validated_date", "2021-12-13", "the status is reported but there is a validated_date", "reached"),
    (
        "exchanges",
        3,
        "cancelled_date",
        "2021-12-13",
        "the status is validated but there is a cancelled_date",
        "reached",
    ),
    ("exchanges", 3, "status", "paid", "no transaction of kind payment names x2", "set the status validated"),
    # money
    ("budget_transactions", 2, "amount_eur", "-1.00", "a allocation is not negative", "transfer"),
    ("budget_transactions", 6, "partnership_id", "south", "x1 is managed by north", "visiting partnership pays"),
    ("budget_transactions", 7, "partnership_id", "south", "x1 is managed by north", "visiting partnership pays"),
    ("budget_transactions", 7, "kind", "recover", "no code of kind", "write recovery"),
    ("budget_transactions", 7, "exchange_id", "x2", "the exchange has the status validated", "remove the transaction"),
    # others
    ("exchanges", 2, "host_organisation_id", "o1", "visiting and host organisation are the same", "two organisations"),
    ("organisations", 2, "subcategory", "fab lab", "the category is SME", "empty the subcategory"),
    ("organisations", 2, "name", "A\x07bell", "invisible control character", "remove it"),
]


@pytest.mark.parametrize(("name", "row", "column", "value", "wrong", "right"), CELLS)
def test_a_bad_cell_is_found(
    name: str, row: int, column: str, value: str, wrong: str, right: str, tmp_path: Path
) -> None:
    delivery = deliveries.valid()
    put(delivery, name, row, column, value)
    result = build(deliveries.write_csv(delivery, tmp_path / "source"), tmp_path / "warehouse")
    assert_found(result, Found(f"{name}.csv", row, column, shown(value), wrong, right), tmp_path / "warehouse")


@pytest.mark.parametrize(
    ("name", "row", "column"),
    [
        ("partnerships", 2, "partnership_id"),
        ("clusters", 3, "short_name"),
        ("organisations", 4, "name"),
        ("exchanges", 5, "status"),
        ("exchanges", 5, "matched_date"),
        ("budget_transactions", 6, "amount_eur"),
        ("delivery", 2, "value"),
    ],
)
def test_a_missing_value_is_found(name: str, row: int, column: str, tmp_path: Path) -> None:
    delivery = deliveries.valid()
    put(delivery, name, row, column, " ")
    result = build(deliveries.write_csv(delivery, tmp_path / "source"), tmp_path / "warehouse")
    found = Found(f"{name}.csv", row, column, "", "is required and empty", f"give a {column}")
    assert_found(result, found, tmp_path / "warehouse")


@pytest.mark.parametrize(
    ("row", "column", "status"),
    [
        (7, "agreed_date", "agreed"),
        (6, "start_date", "ongoing"),
        (5, "end_date", "completed"),
        (4, "reported_date", "reported"),
        (3, "validated_date", "validated"),
        (9, "cancelled_date", "cancelled"),
    ],
)
def test_a_status_needs_its_date(row: int, column: str, status: str, tmp_path: Path) -> None:
    delivery = deliveries.valid()
    put(delivery, "exchanges", row, column, "")
    result = build(deliveries.write_csv(delivery, tmp_path / "source"), tmp_path / "warehouse")
    found = Found("exchanges.csv", row, column, status, f"the status needs the {column}", f"give the {column}")
    assert_found(result, found, tmp_path / "warehouse")


# The whole delivery changed: how, and what is found.


def _ambiguous_dates(d: Delivery) -> None:
    for row in d["exchanges"][1:]:
        row[16] = ""
    put(d, "exchanges", 9, "cancelled_date", "03/04/2021")


def _ambiguous_amounts(d: Delivery) -> None:
    for row in d["exchanges"][1:]:
        row[17] = "900"
    put(d, "exchanges", 3, "lump_sum_eur", "1.100")


def _unknown_column(d: Delivery) -> None:
    d["exchanges"][0].append("lump_sum")
    for row in d["exchanges"][1:]:
        row.append("")


def _without_column(d: Delivery) -> None:
    i = d["exchanges"][0].index("status")
    for row in d["exchanges"]:
        del row[i]


def _column_twice(d: Delivery) -> None:
    for row in d["organisations"]:
        row.append(row[1])


def _nameless_column(d: Delivery) -> None:
    for number, row in enumerate(d["organisations"], start=1):
        row.append("remark" if number == 3 else "")


def _too_many_values(d: Delivery) -> None:
    d["organisations"][2].append("one more")


def _too_few_values(d: Delivery) -> None:
    d["organisations"][2] = ["o2", "a name"]


def _blank_line_before_bad_row(d: Delivery) -> None:
    d["organisations"].insert(2, [])
    put(d, "organisations", 5, "category", "x")


def _line_break_before_bad_row(d: Delivery) -> None:
    put(d, "organisations", 2, "name", "first line\nsecond line")
    put(d, "organisations", 4, "category", "x")


def _payment_without_exchange(d: Delivery) -> None:
    d["budget_transactions"].append(["t7", "north", "2021-06-24", "payment", "900.00", "", ""])


def _half_a_coordinate(d: Delivery) -> None:
    put(d, "clusters", 2, "longitude", "")


def _unknown_ecosystem(d: Delivery) -> None:
    put(d, "partnerships", 2, "ecosystems", "Health; Textile")


def _no_rows(d: Delivery) -> None:
    del d["partnerships"][1:]


def _ceilings(*rows: list[str]) -> Callable[[Delivery], None]:
    header = ["host_country_code", "full_eur", "half_eur", "valid_from", "valid_to", "basis"]
    return lambda d: d.update(lump_sum_ceilings=[header, *rows])


def _delivery_key(key: str, value: str) -> Callable[[Delivery], None]:
    return lambda d: d["delivery"].append([key, value])


def _as_of(value: str) -> Callable[[Delivery], None]:
    return lambda d: put(d, "delivery", 2, "value", value)


DELIVERIES: list[tuple[Callable[[Delivery], None], Found]] = [
    (_ambiguous_dates, Found("exchanges.csv", 9, "cancelled_date", "03/04/2021", "2021-04-03 or 2021-03-04", "yyyy")),
    (_ambiguous_amounts, Found("exchanges.csv", 3, "lump_sum_eur", "1.100", "can mean 1100 or 1.100", "1234.50")),
    (_unknown_column, Found("exchanges.csv", 1, "lump_sum", "", "not a column", "rename it to lump_sum_eur")),
    (_without_column, Found("exchanges.csv", 1, "status", "", "required column is missing", "named status")),
    (_column_twice, Found("organisations.csv", 1, "name", "", "stands 2 times", "keep one")),
    (_nameless_column, Found("organisations.csv", 3, "", "remark", "no name in the header", "name the column")),
    (_too_many_values, Found("organisations.csv", 3, "", "", "has 10 values, the header 9", "double quotes")),
    (_too_few_values, Found("organisations.csv", 3, "", "o2,a name", "has 2 values, the header 9", "its place")),
    (_blank_line_before_bad_row, Found("organisations.csv", 5, "category", "x", "no code", "SME")),
    (_line_break_before_bad_row, Found("organisations.csv", 4, "category", "x", "no code", "SME")),
    (_payment_without_exchange, Found("budget_transactions.csv", 8, "exchange_id", "t7", "which exchange", "give")),
    (_half_a_coordinate, Found("clusters.csv", 2, "latitude", "55.676", "without the other", "both")),
    (_unknown_ecosystem, Found("partnerships.csv", 2, "ecosystems", "Textile", "14 industrial", "mean Textiles?")),
    (_no_rows, Found("partnerships.csv", None, "", "", "no rows", "give the partnerships")),
    (
        _ceilings(["DK", "500.00", "600.00", "", "", "assumed"]),
        Found("lump_sum_ceilings.csv", 2, "half_eur", "600.00", "more than full_eur 500.00", "half of"),
    ),
    (
        _ceilings(["DK", "500", "250", "2021-05-01", "2021-04-30", "assumed"]),
        Found("lump_sum_ceilings.csv", 2, "valid_to", "2021-04-30", "before valid_from 2021-05-01", "ends after"),
    ),
    (
        _ceilings(["DK", "500", "250", "", "2021-04-30", "assumed"], ["DK", "600", "300", "2021-04-30", "", "assumed"]),
        Found("lump_sum_ceilings.csv", 3, "valid_from", "DK", "on which row 2 is valid too", "before the next"),
    ),
    (_delivery_key("as_of", "2022-01-01"), Found("delivery.csv", 5, "key", "as_of", "no code", "as_of_date")),
    (_delivery_key("title", "again"), Found("delivery.csv", 5, "key", "title", "more than once", "once")),
    (_as_of("2999-01-01"), Found("delivery.csv", 2, "value", "2999-01-01", "outside the years", "year")),
    (_as_of("2099-01-01"), Found("delivery.csv", 2, "value", "2099-01-01", "in the future", "were true")),
    (_as_of("03/04/2021"), Found("delivery.csv", 2, "value", "03/04/2021", "can mean", "yyyy-mm-dd")),
]


@pytest.mark.parametrize(("change", "expected"), DELIVERIES)
def test_a_bad_delivery_is_refused(change: Callable[[Delivery], None], expected: Found, tmp_path: Path) -> None:
    delivery = deliveries.valid()
    change(delivery)
    result = build(deliveries.write_csv(delivery, tmp_path / "source"), tmp_path / "warehouse")
    if expected.wrong.startswith("has 10 values"):
        row = next(p for p in result.problems if p.row == 3)
        expected = Found(expected.file, 3, "", row.value, expected.wrong, expected.right)
        assert row.value.startswith("o2,")
    assert_found(result, expected, tmp_path / "warehouse")


# Files that are wrong as files.
