"""Readers of values: what is written in a convention comes back exactly, and nothing is ever read as another value."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build.refusals import Parsed, Refusal, Text
from data.build.schema import Column
from data.build.values import parse_column

MONEY = Column("amount_eur", "money")
DATE = Column("start_date", "date")

amounts = st.integers(-(10**13), 10**13).map(lambda cents: Decimal(cents).scaleb(-2))
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
conventions = st.sampled_from([("", "."), (",", "."), (" ", "."), ("'", "."), ("", ","), (".", ","), ("\u202f", ",")])


def read(column: Column, *texts: str) -> Parsed:
    """The texts as a column of their own, first seen in rows 2, 3, ..."""
    return parse_column(column, [Text(text, row) for row, text in enumerate(dict.fromkeys(texts), start=2)])


def kind(value: object) -> str:
    """Kind of a refusal, "" for a value."""
    return value.kind if isinstance(value, Refusal) else ""


def written(amount: Decimal, group: str, decimal: str, cents: bool = True) -> str:
    """An amount in a convention; without cents only if it has none."""
    text = f"{amount:,.2f}"
    if not cents and text.endswith(".00"):
        text = text[:-3]
    return text.replace(",", "G").replace(".", decimal).replace("G", group)


@given(st.lists(amounts, min_size=1, max_size=8), conventions)
def test_amounts_with_cents_come_back(values: list[Decimal], convention: tuple[str, str]) -> None:
    texts = {written(value, *convention): value for value in values}
    assert read(MONEY, *texts) == texts


@given(st.lists(amounts, min_size=1, max_size=8), conventions)
def test_amounts_without_cents_come_back_or_are_refused(values: list[Decimal], convention: tuple[str, str]) -> None:
    texts = {written(value, *convention, cents=False): value for value in values}
    for text, value in read(MONEY, *texts).items():
        assert value == texts[text] or kind(value) == "ambiguous number"


@given(amounts, conventions, amounts, conventions)
def test_mixed_conventions_never_give_another_amount(
    a: Decimal, one: tuple[str, str], b: Decimal, two: tuple[str, str]
) -> None:
    texts = {written(a, *one): a, written(b, *two): b}
    for text, value in read(MONEY, *texts).items():
        assert value == texts[text] or kind(value) == "mixed number formats"


@given(st.text("0123456789.,' -+", min_size=1, max_size=12))
def test_any_text_is_an_amount_of_its_own_digits_or_refused(text: str) -> None:
    value = read(MONEY, text)[text]
    if isinstance(value, Decimal):
        digits = "".join(c for c in text if c.isdigit())
        assert value == value.quantize(Decimal("0.01"))
        assert digits.strip("0") == f"{abs(value):f}".replace(".", "").strip("0")
    else:
        assert isinstance(value, Refusal)


@given(st.lists(days, min_size=1, max_size=8))
def test_iso_dates_come_back(values: list[date]) -> None:
    texts = {value.isoformat(): value for value in values}
    assert read(DATE, *texts) == texts


@given(
    st.lists(days, min_size=1, max_size=8),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y"]),
)
def test_dates_come_back_or_are_refused_as_ambiguous(values: list[date], pattern: str) -> None:
    texts = {value.strftime(pattern): value for value in values}
    parsed = read(DATE, *texts)
    settled = any(value.day > 12 for value in values)
    for text, value in parsed.items():
        assert value == texts[text] or (not settled and kind(value) == "ambiguous date")


@given(days, days)
def test_day_first_and_month_first_in_one_column_never_give_another_date(a: date, b: date) -> None:
    one, two = a.strftime("%d/%m/%Y"), b.strftime("%m/%d/%Y")
    if a.day <= 12 or b.day <= 12:
        return  # then the column looks like one convention, and nobody can tell
    parsed = read(DATE, one, two)
    assert {kind(parsed[one]), kind(parsed[two])} == {"mixed date formats"}


@given(st.text("0123456789/-.", min_size=6, max_size=10))
def test_any_text_is_a_date_of_its_own_numbers_or_refused(text: str) -> None:
    value = read(DATE, text)[text]
    if isinstance(value, date):
        numbers = [int(part) for part in text.replace("/", "-").replace(".", "-").split("-")]
        assert sorted(numbers) == sorted([value.year, value.month, value.day])
    else:
        assert isinstance(value, Refusal)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["610"], {"610": Decimal("610.00")}),
        (["610.1"], {"610.1": Decimal("610.10")}),
        (["610,1"], {"610,1": Decimal("610.10")}),
        ([".5"], {".5": Decimal("0.50")}),
        (["1.234.567"], {"1.234.567": Decimal("1234567.00")}),
        (["1.234,50", "1.234"], {"1.234,50": Decimal("1234.50"), "1.234": Decimal("1234.00")}),
        (["1,234.50", "1,234"], {"1,234.50": Decimal("1234.50"), "1,234": Decimal("1234.00")}),
        (["1 234,50"], {"1 234,50": Decimal("1234.50")}),
        (["1\u202f234"], {"1\u202f234": Decimal("1234.00")}),
        (["1\u2019234.50"], {"1\u2019234.50": Decimal("1234.50")}),
        (["\u2212610"], {"\u2212610": Decimal("-610.00")}),
        (["-0.00"], {"-0.00": Decimal("0.00")}),
        (["610.5000"], {"610.5000": Decimal("610.50")}),
    ],
)
def test_amounts(texts: list[str], expected: Parsed) -> None:
    assert read(MONEY, *texts) == expected


@pytest.mark.parametrize(
    ("texts", "refused", "why"),
    [
        (["1.234"], "1.234", "ambiguous number"),
        (["1,234", "610"], "1,234", "ambiguous number"),
        (["610.50", "1.234"], "1.234", "too many decimals"),
        (["610,50", "610.50"], "610,50", "mixed number formats"),
        (["1.234,50", "610.5", "1.234"], "1.234", "mixed number formats"),
        (["0.125"], "0.125", "too many decimals"),
        (["12.34.56"], "12.34.56", "not a number"),
        (["1.234,567.89"], "1.234,567.89", "not a number"),
        (["1 234.567,89"], "1 234.567,89", "not a number"),
        (["EUR 610"], "EUR 610", "not a number"),
        (["1e3"], "1e3", "not a number"),
        (["(610)"], "(610)", "not a number"),
        (["٦١٠"], "٦١٠", "not a number"),
        (["5."], "5.", "not a number"),
        (["-"], "-", "not a number"),
        (["1234567890123"], "1234567890123", "number out of range"),
    ],
)
def test_refused_amounts(texts: list[str], refused: str, why: str) -> None:
    assert kind(read(MONEY, *texts)[refused]) == why


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["25/04/2021", "03/04/2021"], date(2021, 4, 3)),
        (["04/25/2021", "03/04/2021"], date(2021, 3, 4)),
        (["25.4.2021", "3.4.2021"], date(2021, 4, 3)),
        (["05/05/2021"], date(2021, 5, 5)),
        (["2021-04-03T00:00:00"], date(2021, 4, 3)),
        (["2021/04/03"], date(2021, 4, 3)),
    ],
)
def test_dates(texts: list[str], expected: date) -> None:
    assert read(DATE, *texts)[texts[-1]] == expected


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (["03/04/2021"], "ambiguous date"),
        (["25/04/2021", "04/25/2021", "03/04/2021"], "mixed date formats"),
        (["2021-04-25", "2021-04-26", "25/04/2021"], "mixed date formats"),
        (["25/04/2021", "26/04/2021", "27.04.2021"], "mixed date formats"),
        (["31/02/2021"], "no such day"),
        (["25/26/2021"], "no such day"),
        (["2021-13-01"], "no such day"),
        (["25/04/21"], "not a date"),
        (["44300"], "not a date"),
        (["2021-04-25 14:30"], "not a date"),
        (["soon"], "not a date"),
        (["0202-03-01"], "date out of range"),
        (["2201-03-01"], "date out of range"),
    ],
)
def test_refused_dates(texts: list[str], why: str) -> None:
    assert kind(read(DATE, *texts)[texts[-1]]) == why


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        (Column("start_date", "period_start"), "2022", date(2022, 1, 1)),
        (Column("end_date", "period_end"), "2022", date(2022, 12, 31)),
        (Column("start_date", "period_start"), "2020-02", date(2020, 2, 1)),
        (Column("end_date", "period_end"), "2020-02", date(2020, 2, 29)),
        (Column("end_date", "period_end"), "2020-02-03", date(2020, 2, 3)),
        (Column("working_days", "integer"), "5.0", 5),
        (Column("latitude", "degrees"), "48,137", 48.137),
        (Column("longitude", "degrees"), "-8.61", -8.61),
        (Column("eu_member", "flag"), "TRUE", True),
        (Column("ecosystems", "list"), "Health;  Digital ;", ("Health", "Digital")),
    ],
)
def test_other_values(column: Column, text: str, expected: object) -> None:
    assert read(column, text)[text] == expected


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (Column("end_date", "period_end"), "2022-13"),
        (Column("working_days", "integer"), "5.000"),
        (Column("working_days", "integer"), "5.5"),
        (Column("working_days", "integer"), "99999999999"),
        (Column("latitude", "degrees"), "48°8'"),
        (Column("latitude", "degrees"), "1.234.5"),
        (Column("eu_member", "flag"), "WAHR"),
    ],
)
def test_other_refused_values(column: Column, text: str) -> None:
    assert kind(read(column, text)[text])
