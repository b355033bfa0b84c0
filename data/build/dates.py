"""Texts of a column of dates, to days. Which of day and month comes first is told by the column, or by others of its file."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from data.build.refusals import Parsed, Refusal, Text
from data.build.schema import Column
from languages import N_
from languages import gettext as _

EARLIEST_YEAR = 1900
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_WRITE_DATE = N_("write it as yyyy-mm-dd, such as 2021-04-25")
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
    date that can be read both ways."""

    proofs: dict[str, Text]
    open: Text | None = None

    @property
    def is_open(self) -> bool:
        """Whether the column has dates that can be read both ways, and none that settles them."""
        return self.open is not None and not self.proofs


def date_order(texts: Iterable[Text]) -> DateOrder:
    """What the texts of one column tell of the order of day and month."""
    proofs: dict[str, Text] = {}
    first: Text | None = None
    for t in sorted(texts, key=lambda t: t.row):
        day = _day(t.text)
        if isinstance(day, Refusal) or day.first == "year":
            continue
        if day.first:
            proofs.setdefault(day.first, t)
        elif day.numbers[0] != day.numbers[1]:
            first = first or t
    return DateOrder(proofs, first)


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


def dates_of(texts: list[Text], latest_year: int, order: str = "") -> Parsed:
    """Day or refusal for each text; `order` is what comes first, "day" or "month", where no text of the column tells."""
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
                N_("mixed date formats"),
                _(
                    "is written otherwise than most dates of the column ({other}, row {row})",
                    other=other.text,
                    row=other.row,
                ),
                _("use one format in the whole column, best yyyy-mm-dd"),
            )
        elif d.first != "year" and len(proofs) == 2:
            one, two = proofs["day"], proofs["month"]
            out[t.text] = Refusal(
                N_("mixed date formats"),
                _(
                    "the column has the day first ({one}, row {row}) and the month first ({other}, row {other_row})",
                    one=one.text,
                    row=one.row,
                    other=two.text,
                    other_row=two.row,
                ),
                _("use one format in the whole column; write it as yyyy-mm-dd, such as 2021-04-25"),
            )
        elif d.first == "" and not proofs and not order and d.numbers[0] != d.numbers[1]:
            a, b, year = d.numbers
            out[t.text] = Refusal(
                N_("ambiguous date"),
                _(
                    "can mean {one} or {other}, and no other date of the column shows whether the day or the month comes first",
                    one=f"{year:04}-{b:02}-{a:02}",
                    other=f"{year:04}-{a:02}-{b:02}",
                ),
                _(_WRITE_DATE),
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
            return Refusal(N_("no such day"), _("is no day of the calendar"), _(_WRITE_DATE))
        return _Day((a, b, year), match[2], "day" if a > 12 else "month" if b > 12 else "")
    if re.fullmatch(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}", text):
        return Refusal(N_("not a date"), _("has a year of two digits"), _(_WRITE_DATE))
    if re.fullmatch(r"[0-9]{4,5}(\.[0-9]+)?", text):
        return Refusal(
            N_("not a date"),
            _("is a number, not a date"),
            _("format the cell as a date, or write it as yyyy-mm-dd, such as 2021-04-25"),
        )
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+.*", text):
        return Refusal(N_("not a date"), _("has a time of day"), _(_WRITE_DATE))
    return Refusal(N_("not a date"), _("is not a date"), _(_WRITE_DATE))


def _calendar_day(day: _Day, first: str, latest_year: int) -> date | Refusal:
    a, b, c = day.numbers
    year, month, number = (a, b, c) if first == "year" else (c, b, a) if first == "day" else (c, a, b)
    if not EARLIEST_YEAR <= year <= latest_year:
        return Refusal(
            N_("date out of range"),
            _("lies outside the years {first} to {last}", first=EARLIEST_YEAR, last=latest_year),
            _("check the year"),
        )
    try:
        return date(year, month, number)
    except ValueError:
        pattern = _FORMATS[first].format(day.mark)
        return Refusal(
            N_("no such day"), _("is no day of the calendar when read as {pattern}", pattern=pattern), _(_WRITE_DATE)
        )


def periods_of(texts: list[Text], column: Column, order: str) -> Parsed:
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
            out[t.text] = Refusal(
                N_("date out of range"), _("is no year or month of our time"), _("write yyyy or yyyy-mm")
            )
        elif column.type == "period_start":
            out[t.text] = date(year, month or 1, 1)
        else:
            out[t.text] = date(year, month or 12, monthrange(year, month or 12)[1])
    return out | dates_of(days, column.latest_year, order)
