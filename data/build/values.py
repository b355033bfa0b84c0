"""Texts as people write them, to exact values. Ambiguous texts are refused, never guessed.

A column is read as a whole, because one value alone may not tell its convention: `1.234` is a thousand in one country
and just above one in another, `03/04/2021` is in March or in April. Another value of the same column may settle it, and
for dates another column of the same file (dates.py).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from data.build.dates import dates_of, periods_of
from data.build.refusals import Parsed, Refusal, Text
from data.build.schema import Column
from languages import N_
from languages import gettext as _

# Spaces of all widths, and the marks without width that copying from a page or a PDF leaves.
SPACES = " \t\r\n\u00a0\u1680\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200C)))
LARGEST_INTEGER = 2_147_483_647


def parse_column(column: Column, texts: Iterable[Text], order: str = "") -> Parsed:
    """Value or refusal for each distinct text of a column, with the convention settled by the column as a whole.

    order: "day" or "month", which comes first in dates where the column itself does not tell.
    """
    listed = list(texts)
    match column.type:
        case "money":
            return _amounts(listed)
        case "date":
            return dates_of(listed, column.latest_year, order)
        case "period_start" | "period_end":
            return periods_of(listed, column, order)
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
_WRITE_AMOUNT = N_("write it with a decimal point and no thousands separator, such as 1234.50")


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
                N_("mixed number formats"),
                _(
                    "the column mixes decimal points ({point}, row {point_row}) and decimal commas ({comma}, row {comma_row})",
                    point=point.text,
                    point_row=point.row,
                    comma=comma.text,
                    comma_row=comma.row,
                ),
                _(
                    "use one convention in the whole column; write it with a decimal point and no thousands separator, such as "
                    "1234.50"
                ),
            )
        elif number.decimal is None and not proofs:
            whole, mark, rest = number.parts[0], number.marks[0], number.parts[1]
            out[t.text] = Refusal(
                N_("ambiguous number"),
                _(
                    "can mean {whole}{rest} or {whole}.{rest}: three digits follow its only separator '{mark}', "
                    "and no other value of the column shows which mark is the decimal one",
                    whole=whole,
                    rest=rest,
                    mark=mark,
                ),
                _(_WRITE_AMOUNT),
            )
        else:
            out[t.text] = _exact(number, number.decimal if number.decimal is not None else next(iter(proofs)))
    return out


def _number(text: str) -> _Number | Refusal:
    """The structure of a number: which of its separators group thousands and which is the decimal mark, if it tells."""
    match = _AMOUNT.fullmatch(text)
    if not match:
        return _no_number(N_("is not a number"))
    sign, first, tail = match.groups()
    marks = tuple(c for c in tail if not c.isdigit())
    parts = (first, *re.split(r"[^0-9]", tail)[1:])
    negative = sign in ("-", "\u2212")
    if not marks:
        return _Number(negative, parts, marks, "", "") if first else _no_number(N_("is not a number"))
    last, before = marks[-1], set(marks[:-1])
    if len(before | {last}) > 2 or len(before) > 1:
        return _no_number(N_("has more kinds of separators than a number can have"))
    if last in before or last in _GROUP_MARKS:  # only thousands separators
        if len(before | {last}) > 1 or not _is_grouped(parts):
            return _no_number(N_("its thousands are not grouped in threes"))
        return _Number(negative, parts, marks, "", {".": ",", ",": "."}.get(last, ""))
    if before:  # thousands separators and a decimal mark
        if not _is_grouped(parts[:-1]):
            return _no_number(N_("its thousands are not grouped in threes"))
        return _Number(negative, parts, marks, last, last)
    if len(parts[1]) == 3 and _is_grouped(parts):
        return _Number(negative, parts, marks, None, "")
    return _Number(negative, parts, marks, last, last)


def _no_number(wrong: str) -> Refusal:
    return Refusal(N_("not a number"), _(wrong), _(_WRITE_AMOUNT))


def _is_grouped(parts: tuple[str, ...]) -> bool:
    head, rest = parts[0], parts[1:]
    return 1 <= len(head) <= 3 and all(len(p) == 3 for p in rest) and not (rest and head.startswith("0"))


def _exact(number: _Number, decimal: str) -> Decimal | Refusal:
    has_cents = bool(number.marks) and number.marks[-1] == decimal
    whole = "".join(number.parts[:-1] if has_cents else number.parts) or "0"
    cents = number.parts[-1] if has_cents else ""
    if len(cents.rstrip("0")) > 2 or len(cents) > 4:
        return Refusal(
            N_("too many decimals"),
            _("has more than two decimals"),
            _("round it to the cent; amounts have two decimals"),
        )
    if len(whole.lstrip("0")) > 12:
        return Refusal(
            N_("number out of range"), _("is too large for an amount"), _("amounts have up to twelve digits")
        )
    return Decimal(f"{'-' if number.negative else ''}{whole}.{cents[:2] or '0'}").quantize(Decimal("0.01")) + 0


# Whole numbers, degrees, flags


def _integer(text: str) -> int | Refusal:
    match = re.fullmatch(r"([+-]?)([0-9]{1,15})(?:[.,]0{1,2})?", text)
    if not match:
        return Refusal(N_("not a whole number"), _("is not a whole number"), _("write digits only, such as 12"))
    number = int(match[1] + match[2])
    if abs(number) > LARGEST_INTEGER:
        return Refusal(
            N_("number out of range"),
            _("is too large for a whole number"),
            _("write at most {most}", most=LARGEST_INTEGER),
        )
    return number


def _degrees(text: str) -> float | Refusal:
    if not re.fullmatch(r"[+\-\u2212]?[0-9]{1,3}(?:[.,][0-9]{1,20})?(?:[eE]-[0-9]{1,3})?", text):
        return Refusal(
            N_("not a coordinate"), _("is not a number of degrees"), _("write decimal degrees, such as 55.676")
        )
    return float(text.replace("\u2212", "-").replace(",", "."))


def _flag(text: str) -> bool | Refusal:
    value = {"true": True, "false": False}.get(text.lower())
    return (
        Refusal(N_("not true or false"), _("is neither true nor false"), _("write true or false"))
        if value is None
        else value
    )
