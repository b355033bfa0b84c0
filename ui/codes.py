"""Values of the data that are codes in English, and how tables show them in the reader's language.

The codes that charts show too stand in charts/codes.py; here are those that only tables and widgets show.
"""

from typing import Any

import pandas as pd

from languages import N_, current
from languages import gettext as _
from languages.spoken import ENGLISH

PHASES = (N_("matching"), N_("exchange building"), N_("exchange finalisation"))
UNKNOWN = (N_("not published"), N_("not known"))
TOGETHER = (N_("Other"), N_("Total"), N_("In all"), N_("in all"))
SUBCATEGORIES = (
    *(N_("innovation hub"), N_("accelerator"), N_("incubator"), N_("research institute"), N_("technology centre")),
    *(N_("resource-efficiency service provider"), N_("creative hub"), N_("fab lab")),
)
BASES = (N_("assigned from published sectors"), N_("own knowledge"), N_("name states city"), N_("delivered"))
ACCOUNTS = (
    *(N_("allocation"), N_("transfers"), N_("committed"), N_("payable"), N_("recovered"), N_("remaining")),
    *(N_("transfer"), N_("payment"), N_("recovery")),
)
RECORDS = (N_("exchange"), N_("visiting organisation"), N_("host organisation"), N_("movement of money"))
SCOPES = (N_("together"), N_("partnerships"))
UNITS = (
    *(N_("working days"), N_("month"), N_("months"), N_("day"), N_("days"), N_("physical visit"), N_("exchanges")),
    *(N_("countries"), N_("countries in COSME"), N_("visiting partnership"), N_("stay"), N_("days a week")),
    *(N_("percentage points"), N_("% a month")),
)
RULES = (
    N_("ceiling of the host country"),
    N_("lump sum"),
    N_("period of the partnership"),
    N_("A stay lasts three working days at least, travel days not counted"),
    N_("A stay lasts one month at most"),
    N_("The lump sum is half the ceiling when the stay is under five working days (halved once)"),
    N_("The lump sum is half the ceiling when the two organisations are under 200 km apart (halved once)"),
    N_("No lump sum is above EUR 1 100"),
    N_(
        "The visiting partnership pays in one payment within ten days of completion, after the closing report, its validation and "
        "the evidence"
    ),
    N_("An organisation visits once and may host often; a virtual visit does not use up the physical one"),
    N_("A virtual exchange is not paid"),
    N_("Target of a partnership that has published none"),
    N_("Over 600 exchanges expected 2020-2022, all partnerships together"),
    N_("The visiting and the host organisation are in two countries"),
    N_("The countries of both organisations take part in COSME"),
    N_("The lump sum is within the ceiling of the host country"),
    N_("An exchange counts once, for its visiting partnership (VOP), which pays it"),
    N_("An organisation is on one stay at a time"),
    N_(
        "Working days are Monday to Friday, travel days not counted; public holidays of the host country are left out where the "
        "reader chooses so"
    ),
)
SETTINGS = (
    N_(
        "A partnership without a published end runs as many whole months from the month of its start, or of the earliest published "
        "start: February 2020 to December 2022"
    ),
    N_("No forecast from fewer months of matches"),
    N_("The pace of the latest months is carried forward"),
    N_(
        "How far the pace of a month strays from the month before, until the data show it; weighs as much as the fewest months of "
        "a forecast"
    ),
    N_("Share of the simulated outcomes that a forecast's band holds"),
    N_("Under-use: the used share of the money lies as far behind the share of the period that has passed"),
    N_(
        "Over-commitment: as much of the available money is used or promised; above 100 % it is more than there is",
    ),
    N_("Run-out: the money is expected to run out as many days before the end of the period or earlier"),
    N_("Target out of reach: at most as many of the simulated outcomes reach it"),
    N_("Overdue payments: a payment is late by as many days or more"),
)
SOURCES = (
    N_("Named as published in the scheme's documents; no address on record"),
    N_("Assumption of this dashboard"),
    N_("Assumption of this dashboard; exchanges were expected 2020-2022"),
    N_(
        "Erasmus for Young Entrepreneurs monthly rate for the host country: "
        "https://www.open-eye.net/what-is-the-amount-of-funding/"
    ),
)

# Columns whose cells hold such values; names, ids, texts of the delivery and files are in others.
COLUMNS = frozenset(
    {
        *(
            "status",
            "status_group",
            "status_before",
            "status_after",
            "phase",
            "category",
            "host_category",
            "subcategory",
        ),
        *("purpose", "activity", "mode", "ecosystem", "ecosystems", "shared_ecosystems", "ecosystems_basis", "level"),
        *("taking_part", "basis", "exchange_target_basis", "location_basis", "country_basis"),
        *("ceiling_basis", "kind", "role", "change", "reason", "field", "grade", "state", "account", "record", "step"),
        *("severity", "scope", "unit", "label", "what_to_do", "rule", "rule_id", "outcome", "source"),
    }
)
# Columns of names, which stay as they are but for the words of TOGETHER.
NAMES = frozenset(
    {
        *("name", "short_name", "acronym", "country_name", "visiting_name", "host_name", "partner_name", "by_month"),
        *("visiting_country", "visiting_cluster", "visiting_partnership"),
        *("host_country", "host_cluster", "host_partnership"),
    }
)
# How the values of one cell are joined.
JOINED = {"ecosystem": " + ", "ecosystems": "; ", "shared_ecosystems": "; "}


def in_words(value: str) -> str:
    """A code in the reader's language; one that a chart wrote with a capital keeps it; other texts are themselves."""
    text = _(value)
    if text == value and value[:1].isupper():
        small = value[0].lower() + value[1:]
        if (found := _(small)) != small:
            return found[0].upper() + found[1:]
    return text


def translated(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as a table shows it, with its codes in words; the frame itself stays as it is."""
    if current() == ENGLISH:
        return frame
    coded = [column for column in frame.columns if column in COLUMNS | NAMES]
    return frame.assign(
        **{
            column: pd.Series([_cell(column, value) for value in frame[column]], index=frame.index, dtype="object")
            for column in coded
            if not pd.api.types.is_numeric_dtype(frame[column].dtype)
        }
    )


def name_in_words(name: str) -> str:
    """A name as it is; what stands in its place for all, or for the rest, in the reader's language."""
    return _(name) if name in TOGETHER else name


def _cell(column: str, value: Any) -> Any:
    if isinstance(value, str) and column in NAMES:
        return name_in_words(value)
    if isinstance(value, str):
        joint = JOINED.get(column)
        return joint.join(in_words(one) for one in value.split(joint)) if joint else in_words(value)
    if isinstance(value, list | tuple) or (hasattr(value, "__len__") and hasattr(value, "tolist")):
        return [in_words(one) if isinstance(one, str) else one for one in value]
    return value
