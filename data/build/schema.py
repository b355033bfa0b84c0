"""The inputs as data/SCHEMA.md lists them: columns, types, codes and ranges, declared once for readers and checks."""

from dataclasses import dataclass
from typing import Literal

from languages import N_

ColumnType = Literal["text", "integer", "money", "degrees", "date", "period_start", "period_end", "flag", "list"]

SQL_TYPES: dict[ColumnType, str] = {
    "text": "varchar",
    "integer": "integer",
    "money": "decimal(14, 2)",
    "degrees": "double",
    "date": "date",
    "period_start": "date",
    "period_end": "date",
    "flag": "boolean",
    "list": "varchar[]",
}

BASES = ("published", "assumed", "placeholder")
CATEGORIES = ("cluster organisation", "scaling-up support organisation", "SME")
SUBCATEGORIES = (
    "technology centre",
    "research institute",
    "innovation hub",
    "fab lab",
    "creative hub",
    "resource-efficiency service provider",
    "incubator",
    "accelerator",
)
PURPOSES = (
    "learn from another cluster",
    "growth in new markets",
    "new technologies, digitalisation and green solutions",
    "strategic interregional collaboration",
)
ACTIVITIES = (
    "capacity building",
    "sharing knowledge",
    "project development and R&D",
    "market research",
    "networking and business opportunities",
)
STATUSES = ("matched", "agreed", "ongoing", "completed", "reported", "validated", "paid", "cancelled")
MODES = ("physical", "virtual")
KINDS = ("allocation", "transfer", "payment", "recovery")
ROLES = ("coordinator", "partner")
ECOSYSTEMS = (
    "Aerospace & defence",
    "Agri-food",
    "Construction",
    "Cultural and creative industries",
    "Digital",
    "Electronics",
    "Energy-intensive industries",
    "Energy-renewables",
    "Health",
    "Mobility-Transport-Automotive",
    "Proximity, social economy and civil society",
    "Retail",
    "Textiles",
    "Tourism",
)
DELIVERY_KEYS = ("as_of_date", "is_sample", "title")


@dataclass(frozen=True)
class Column:
    """One column of an input. `lowest` and `highest` include the bound; `pattern` must match the whole text."""

    name: str
    type: ColumnType = "text"
    required: bool = False
    codes: tuple[str, ...] = ()
    lowest: float | None = None
    highest: float | None = None
    pattern: str = ""
    pattern_words: str = ""
    latest_year: int = 2100


@dataclass(frozen=True)
class Input:
    """One input. `key` is unique if given; `may_be_empty` allows a header without rows."""

    name: str
    columns: tuple[Column, ...]
    key: str = ""
    has_register: bool = False
    optional: bool = False
    may_be_empty: bool = False

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns in the order of data/SCHEMA.md."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        return {column.name: column for column in self.columns}[name]


def _id(name: str) -> Column:
    return Column(name, required=True)


def _codes(name: str, codes: tuple[str, ...], required: bool = False) -> Column:
    return Column(name, required=required, codes=codes)


# Where a row first came from, for inputs that are made of others: an exported snapshot, or deliveries put together.
# People who keep a table by hand leave them out; the build then takes the file it reads and the row in it.
_ORIGIN = (Column("origin_file"), Column("origin_row", "integer", lowest=1))
ORIGIN = tuple(column.name for column in _ORIGIN)


def _country(name: str) -> Column:
    return Column(name, required=True, pattern="[A-Z]{2}", pattern_words=N_("two capital letters, such as DK"))


def _degrees() -> tuple[Column, Column]:
    return (
        Column("latitude", "degrees", lowest=-90, highest=90),
        Column("longitude", "degrees", lowest=-180, highest=180),
    )


def _validity() -> tuple[Column, Column]:
    return Column("valid_from", "date"), Column("valid_to", "date", latest_year=9999)


_WEBSITE = Column("website", pattern="https?://[^\\s<>\"']+", pattern_words=N_("an address that starts with https://"))

INPUTS: dict[str, Input] = {
    i.name: i
    for i in (
        Input(
            "countries",
            (
                _country("country_code"),
                Column(
                    "iso3", required=True, pattern="[A-Z]{3}", pattern_words=N_("three capital letters, such as DNK")
                ),
                Column("name", required=True),
                Column("eu_member", "flag", required=True),
                Column("cosme_participant", "flag", required=True),
                Column("has_partner_cluster", "flag", required=True),
                Column("note"),
            ),
            key="country_code",
            has_register=True,
        ),
        Input(
            "partnerships",
            (
                _id("partnership_id"),
                Column("acronym", required=True),
                Column("name"),  # the register knows one partnership by its acronym alone
                Column("coordinator"),
                Column("published_sectors"),
                Column("ecosystems", "list", codes=ECOSYSTEMS),
                Column("ecosystems_basis"),
                _WEBSITE,
                Column("grant_agreement"),
                Column("exchange_target", "integer", lowest=0),
                _codes("exchange_target_basis", BASES),
                Column("start_date", "period_start"),
                Column("end_date", "period_end"),
                Column("clusters_published", "integer", lowest=0),
                _codes("basis", BASES, required=True),
                Column("sources"),
            ),
            key="partnership_id",
            has_register=True,
        ),
        Input(
            "clusters",
            (
                _id("cluster_id"),
                _id("partnership_id"),
                Column("name", required=True),
                Column("short_name", required=True),
                _codes("role", ROLES, required=True),
                _country("country_code"),
                Column("country_basis"),
                Column("city"),
                *_degrees(),
                Column("location_basis"),
                _WEBSITE,
                _codes("basis", BASES, required=True),
                Column("sources"),
            ),
            key="cluster_id",
            has_register=True,
        ),
        Input(
            "lump_sum_ceilings",
            (
                _country("host_country_code"),
                Column("full_eur", "money", required=True, lowest=0),
                Column("half_eur", "money", required=True, lowest=0),
                *_validity(),
                _codes("basis", BASES, required=True),
                Column("source"),
            ),
            has_register=True,
            may_be_empty=True,
        ),
        Input(
            "rules",
            (
                _id("rule_id"),
                Column("value", "money", required=True, lowest=0),
                Column("unit", required=True),
                Column("label", required=True),
                *_validity(),
                _codes("basis", BASES, required=True),
                Column("source"),
            ),
            has_register=True,
        ),
        Input(
            "settings",
            (
                _id("setting_id"),
                Column("value", "money", required=True, lowest=0),
                Column("unit", required=True),
                Column("label", required=True),
                _codes("basis", BASES, required=True),
                Column("source"),
            ),
            key="setting_id",
            has_register=True,
        ),
        Input(
            "organisations",
            (
                _id("organisation_id"),
                Column("name", required=True),
                _codes("category", CATEGORIES, required=True),
                _codes("subcategory", SUBCATEGORIES),
                _country("country_code"),
                Column("city"),
                *_degrees(),
                _id("cluster_id"),
                *_ORIGIN,
            ),
            key="organisation_id",
            may_be_empty=True,
        ),
        Input(
            "exchanges",
            (
                _id("exchange_id"),
                _id("visiting_organisation_id"),
                _id("host_organisation_id"),
                _id("visiting_partnership_id"),
                _id("host_partnership_id"),
                _codes("mode", MODES, required=True),
                _codes("purpose", PURPOSES),
                _codes("activity", ACTIVITIES),
                _codes("status", STATUSES, required=True),
                Column("matched_date", "date", required=True),
                Column("agreed_date", "date"),
                Column("start_date", "date"),
                Column("end_date", "date"),
                Column("working_days", "integer", lowest=1, highest=366),
                Column("reported_date", "date"),
                Column("validated_date", "date"),
                Column("cancelled_date", "date"),
                Column("lump_sum_eur", "money", lowest=0),
                *_ORIGIN,
            ),
            key="exchange_id",
            may_be_empty=True,
        ),
        Input(
            "budget_transactions",
            (
                _id("transaction_id"),
                _id("partnership_id"),
                Column("date", "date", required=True),
                _codes("kind", KINDS, required=True),
                Column("amount_eur", "money", required=True),
                Column("exchange_id"),
                Column("reference"),
                *_ORIGIN,
            ),
            key="transaction_id",
            may_be_empty=True,
        ),
        Input(
            "delivery",
            (_codes("key", DELIVERY_KEYS, required=True), Column("value", required=True)),
            key="key",
            optional=True,
            may_be_empty=True,
        ),
    )
}
