"""Texts as people write them, to exact values. Ambiguous texts are refused, never guessed.

A column is read as a whole, because one value alone may not tell its convention: `1.234` is a thousand in one country
and just above one in another, `03/04/2021` is in March or in April. Another value of the same column may settle it, and
for dates another column of the same file (`date_orders`).
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from data.build.schema import Column

# Spaces of all widths, and the marks without width that copying from a page or a PDF leaves.
SPACES = " \t\r\n\u00a0\u1680\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200C)))
EARLIEST_YEAR = 1900
LARGEST_INTEGER = 2_147_483_647

Value = Decimal | int | float | bool | date | str | tuple[str, ...]


@dataclass(frozen=True)
class Refusal:
    """Why a text is not taken: `kind` groups, `wrong` says what is wrong and `right` what would be right."""

    kind: str
    wrong: str
    right: str


@dataclass(frozen=True)
class Text:
    """A distinct text of a column, stripped and not empty, with its first row and the number of its rows."""

    text: str
    row: int
    rows: int = 1


Parsed = dict[str, Value | Refusal]


def parse_column(column: Column, texts: Iterable[Text], order: str = "") -> Parsed:
    """Value or refusal for each distinct text of a column, with the convention settled by the column as a whole.

    order: "day" or "month", which comes first in dates where the column itself does not tell.
    """
    listed = list(texts)
    match column.type:
        case "money":
            return _amounts(listed)
        case "date":
            return _dates(listed, column.latest_year, order)
        case "period_start" | "period_end":
            return _periods(listed, column, order)
        case "integer":
            return {t.text: _integer(t.text) for t in listed}
        case "degrees":
            return {t.text: _degrees(t.text) for t in listed}
        case "flag":
            return {t.text: _flag(t.text) for t in listed}
        case "list":
            return {t.text: tuple(p for p in (part.strip(SPACES) for part in t.text.split(";")) if p) for t in listed}
        case "text":
            return {t.text: t.text for t in listed}


# Amounts

_AMOUNT = re.compile(r"([+\-\u2212]?)([0-9]*)((?:[.,' \u00a0\u2009\u202f\u2019][0-9]+)*)")
_GROUP_MARKS = "' \u00a0\u2009\u202f\u2019"
_WRITE_AMOUNT = "write it with a decimal point and no thousands separator, such as 1234.50"


@dataclass(frozen=True)
class _Number:
    """Sign, parts between separators, the separators, and the decimal mark: "" for none, None while undecided."""

    negative: bool
    parts: tuple[str, ...]
    marks: tuple[str, ...]
    decimal: str | None
    evidence: str  # the decimal mark that this text proves for its column, "" for none


def _amounts(texts: list[Text]) -> Parsed:
    read: dict[str, _Number | Refusal] = {t.text: _number(t.text) for t in texts}
    proofs: dict[str, Text] = {}
    for t in sorted(texts, key=lambda t: t.row):
        number = read[t.text]
        if isinstance(number, _Number) and number.evidence:
            proofs.setdefault(number.evidence, t)
    out: Parsed = {}
    for t in texts:
        number = read[t.text]
        if isinstance(number, Refusal):
            out[t.text] = number
        elif number.marks and len(proofs) == 2 and (number.evidence or number.decimal is None):
            point, comma = proofs["."], proofs[","]
            out[t.text] = Refusal(
                "mixed number formats",
                f"the column mixes decimal points ({point.text}, row {point.row}) "
                f"and decimal commas ({comma.text}, row {comma.row})",
                f"use one convention in the whole column; {_WRITE_AMOUNT}",
            )
        elif number.decimal is None and not proofs:
            whole, mark, rest = number.parts[0], number.marks[0], number.parts[1]
            out[t.text] = Refusal(
                "ambiguous number",
                f"can mean {whole}{rest} or {whole}.{rest}: three digits follow its only separator '{mark}', "
                "and no other value of the column shows which mark is the decimal one",
                _WRITE_AMOUNT,
            )
        else:
            out[t.text] = _exact(number, number.decimal if number.decimal is not None else next(iter(proofs)))
    return out


def _number(text: str) -> _Number | Refusal:
    """The structure of a number: which of its separators group thousands and which is the decimal mark, if it tells."""
    not_a_number = Refusal("not a number", "is not a number", _WRITE_AMOUNT)
    match = _AMOUNT.fullmatch(text)
    if not match:
        return not_a_number
    sign, first, tail = match.groups()
    marks = tuple(c for c in tail if not c.isdigit())
    parts = (first, *re.split(r"[^0-9]", tail)[1:])
    negative = sign in ("-", "\u2212")
    if not marks:
        return _Number(negative, parts, marks, "", "") if first else not_a_number
    last, before = marks[-1], set(marks[:-1])
    grouped_badly = Refusal("not a number", "its thousands are not grouped in threes", _WRITE_AMOUNT)
    if len(before | {last}) > 2 or len(before) > 1:
        return Refusal("not a number", "has more kinds of separators than a number can have", _WRITE_AMOUNT)
    if last in before or last in _GROUP_MARKS:  # only thousands separators
        if len(before | {last}) > 1 or not _is_grouped(parts):
            return grouped_badly
        return _Number(negative, parts, marks, "", {".": ",", ",": "."}.get(last, ""))
    if before:  # thousands separators and a decimal mark
        if not _is_grouped(parts[:-1]):
            return grouped_badly
        return _Number(negative, parts, marks, last, last)
    if len(parts[1]) == 3 and _is_grouped(parts):
        return _Number(negative, parts, marks, None, "")
    return _Number(negative, parts, marks, last, last)


def _is_grouped(parts: tuple[str, ...]) -> bool:
    head, rest = parts[0], parts[1:]
    return 1 <= len(head) <= 3 and all(len(p) == 3 for p in rest) and not (rest and head.startswith("0"))


def _exact(number: _Number, decimal: str) -> Decimal | Refusal:
    has_cents = bool(number.marks) and number.marks[-1] == decimal
    whole = "".join(number.parts[:-1] if has_cents else number.parts) or "0"
    cents = number.parts[-1] if has_cents else ""
    if len(cents.rstrip("0")) > 2 or len(cents) > 4:
        return Refusal(
            "too many decimals", "has more than two decimals", "round it to the cent; amounts have two decimals"
        )
    if len(whole.lstrip("0")) > 12:
        return Refusal("number out of range", "is too large for an amount", "amounts have up to twelve digits")
    return Decimal(f"{'-' if number.negative else ''}{whole}.{cents[:2] or '0'}").quantize(Decimal("0.01")) + 0


# Whole numbers, degrees, flags


def _integer(text: str) -> int | Refusal:
    match = re.fullmatch(r"([+-]?)([0-9]{1,15})(?:[.,]0{1,2})?", text)
    if not match:
        return Refusal("not a whole number", "is not a whole number", "write digits only, such as 12")
    number = int(match[1] + match[2])
    if abs(number) > LARGEST_INTEGER:
        return Refusal("number out of range", "is too large for a whole number", f"write at most {LARGEST_INTEGER}")
    return number


def _degrees(text: str) -> float | Refusal:
    if not re.fullmatch(r"[+\-\u2212]?[0-9]{1,3}(?:[.,][0-9]{1,20})?(?:[eE]-[0-9]{1,3})?", text):
        return Refusal("not a coordinate", "is not a number of degrees", "write decimal degrees, such as 55.676")
    return float(text.replace("\u2212", "-").replace(",", "."))


def _flag(text: str) -> bool | Refusal:
    value = {"true": True, "false": False}.get(text.lower())
    return Refusal("not true or false", "is neither true nor false", "write true or false") if value is None else value


# Dates

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_WRITE_DATE = "write it as yyyy-mm-dd, such as 2021-04-25"
_FORMATS = {"year": "yyyy{0}mm{0}dd", "day": "dd{0}mm{0}yyyy", "month": "mm{0}dd{0}yyyy", "": "dd{0}mm{0}yyyy"}


@dataclass(frozen=True)
class _Day:
    """Three numbers of a date as written. `first`: what comes first, "" while day and month cannot be told apart."""

    numbers: tuple[int, int, int]
    mark: str
    first: str


@dataclass(frozen=True)
class DateOrder:
    """What a column tells of the order of day and month: `proofs` by what comes first, "day" or "month", and the first
    date that could be read both ways, with the number of rows of such dates."""

    proofs: dict[str, Text]
    open: Text | None = None
    rows: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the column has dates that can be read both ways, and none that settles them."""
        return self.open is not None and not self.proofs


def date_order(texts: Iterable[Text]) -> DateOrder:
    """What the texts of one column tell of the order of day and month."""
    proofs: dict[str, Text] = {}
    first: Text | None = None
    rows = 0
    for t in sorted(texts, key=lambda t: t.row):
        day = _day(t.text)
        if isinstance(day, Refusal) or day.first == "year":
            continue
        if day.first:
            proofs.setdefault(day.first, t)
        elif day.numbers[0] != day.numbers[1]:
            first, rows = first or t, rows + t.rows
    return DateOrder(proofs, first, rows)


def order_from_others(column: DateOrder, others: Mapping[str, DateOrder]) -> tuple[str, str]:
    """Order for an open column, "day", "month" or "" if nobody can tell, and the column among the others that tells it.

    Columns written with the same mark tell before the others do. Dots that nothing speaks for or against have the day
    first, as everywhere where dates are written with dots.
    """
    if not column.open:
        return "", ""
    mark = _mark(column.open)
    told = [(first, name, t) for name, other in others.items() for first, t in other.proofs.items()]
    near = [one for one in told if _mark(one[2]) == mark] or told
    orders = {first for first, *_ in near}
    if len(orders) == 1 and not (mark == "." and _mark(near[0][2]) != "." and "month" in orders):
        return near[0][:2]
    return ("day" if mark == "." and not told else ""), ""


def _mark(text: Text) -> str:
    day = _day(text.text)
    return "" if isinstance(day, Refusal) else day.mark


def _dates(texts: list[Text], latest_year: int, order: str = "") -> Parsed:
    read: dict[str, _Day | Refusal] = {t.text: _day(t.text) for t in texts}
    days = [(t, d) for t in sorted(texts, key=lambda t: t.row) if isinstance(d := read[t.text], _Day)]
    proofs: dict[str, Text] = {}
    shapes: dict[tuple[bool, str], list[Text]] = {}
    for t, d in days:
        shapes.setdefault((d.first == "year", d.mark), []).append(t)
        if d.first in ("day", "month"):
            proofs.setdefault(d.first, t)
    usual = max(shapes, key=lambda s: sum(t.rows for t in shapes[s]), default=(True, "-"))
    out: Parsed = {t.text: r for t in texts if isinstance(r := read[t.text], Refusal)}
    for t, d in days:
        if (d.first == "year", d.mark) != usual:
            other = shapes[usual][0]
            out[t.text] = Refusal(
                "mixed date formats",
                f"is written otherwise than most dates of the column ({other.text}, row {other.row})",
                "use one format in the whole column, best yyyy-mm-dd",
            )
        elif d.first != "year" and len(proofs) == 2:
            one, two = proofs["day"], proofs["month"]
            out[t.text] = Refusal(
                "mixed date formats",
                f"the column has the day first ({one.text}, row {one.row}) and the month first ({two.text}, "
                f"row {two.row})",
                f"use one format in the whole column; {_WRITE_DATE}",
            )
        elif d.first == "" and not proofs and not order and d.numbers[0] != d.numbers[1]:
            a, b, year = d.numbers
            out[t.text] = Refusal(
                "ambiguous date",
                f"can mean {year:04}-{b:02}-{a:02} or {year:04}-{a:02}-{b:02}, "
                "and no other date of the column shows whether the day or the month comes first",
                _WRITE_DATE,
            )
        else:
            out[t.text] = _calendar_day(d, d.first or next(iter(proofs), order or "day"), latest_year)
    return out


def _day(text: str) -> _Day | Refusal:
    if match := _YEAR_FIRST.fullmatch(text):
        return _Day((int(match[1]), int(match[3]), int(match[4])), match[2], "year")
    if match := _YEAR_LAST.fullmatch(text):
        a, b, year = int(match[1]), int(match[3]), int(match[4])
        if a > 12 and b > 12:
            return Refusal("no such day", "is no day of the calendar", _WRITE_DATE)
        return _Day((a, b, year), match[2], "day" if a > 12 else "month" if b > 12 else "")
    if re.fullmatch(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}", text):
        return Refusal("not a date", "has a year of two digits", _WRITE_DATE)
    if re.fullmatch(r"[0-9]{4,5}(\.[0-9]+)?", text):
        return Refusal("not a date", "is a number, not a date", f"format the cell as a date, or {_WRITE_DATE}")
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+.*", text):
        return Refusal("not a date", "has a time of day", _WRITE_DATE)
    return Refusal("not a date", "is not a date", _WRITE_DATE)


def _calendar_day(day: _Day, first: str, latest_year: int) -> date | Refusal:
    a, b, c = day.numbers
    year, month, number = (a, b, c) if first == "year" else (c, b, a) if first == "day" else (c, a, b)
    if not EARLIEST_YEAR <= year <= latest_year:
        return Refusal(
            "date out of range", f"lies outside the years {EARLIEST_YEAR} to {latest_year}", "check the year"
        )
    try:
        return date(year, month, number)
    except ValueError:
        pattern = _FORMATS[first].format(day.mark)
        return Refusal("no such day", f"is no day of the calendar when read as {pattern}", _WRITE_DATE)


def _periods(texts: list[Text], column: Column, order: str) -> Parsed:
    """First or last day of a year or a month; days as in a column of dates."""
    out: Parsed = {}
    days: list[Text] = []
    for t in texts:
        match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?", t.text)
        if not match:
            days.append(t)
            continue
        year, month = int(match[1]), int(match[2]) if match[2] else None
        if not EARLIEST_YEAR <= year <= column.latest_year or not 1 <= (month or 1) <= 12:
            out[t.text] = Refusal("date out of range", "is no year or month of our time", "write yyyy or yyyy-mm")
        elif column.type == "period_start":
            out[t.text] = date(year, month or 1, 1)
        else:
            out[t.text] = date(year, month or 12, monthrange(year, month or 12)[1])
    return out | _dates(days, column.latest_year, order)
