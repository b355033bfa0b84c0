"""Values that the data hold as codes in English, and their words in the reader's language.

The English value stays the id everywhere; only what is shown is translated.
"""

from typing import Any

from languages import N_
from languages import gettext as _

STATUSES = (
    N_("matched"),
    N_("agreed"),
    N_("ongoing"),
    N_("completed"),
    N_("reported"),
    N_("validated"),
    N_("paid"),
    N_("cancelled"),
)
GROUPS = (N_("took place"), N_("ongoing"), N_("upcoming"))
MODES = (N_("physical"), N_("virtual"))
CATEGORIES = (N_("SME"), N_("scaling-up support organisation"), N_("cluster organisation"))
PURPOSES = (
    N_("learn from another cluster"),
    N_("growth in new markets"),
    N_("new technologies, digitalisation and green solutions"),
    N_("strategic interregional collaboration"),
)
ACTIVITIES = (
    N_("capacity building"),
    N_("sharing knowledge"),
    N_("project development and R&D"),
    N_("market research"),
    N_("networking and business opportunities"),
)
ECOSYSTEMS = (
    N_("Aerospace & defence"),
    N_("Agri-food"),
    N_("Construction"),
    N_("Cultural and creative industries"),
    N_("Digital"),
    N_("Electronics"),
    N_("Energy-intensive industries"),
    N_("Energy-renewables"),
    N_("Health"),
    N_("Mobility-Transport-Automotive"),
    N_("Proximity, social economy and civil society"),
    N_("Retail"),
    N_("Textiles"),
    N_("Tourism"),
)
SUBCATEGORIES = (
    *(N_("innovation hub"), N_("accelerator"), N_("incubator"), N_("research institute"), N_("technology centre")),
    *(N_("resource-efficiency service provider"), N_("creative hub"), N_("fab lab")),
)
WITHOUT = (N_("Not published"), N_("not given"), N_("not published"), N_("not known"))
# What rows are called that stand for several, whatever their column.
TOGETHER = (N_("Other"), N_("Total"), N_("In all"), N_("in all"))
ROLES = (N_("coordinator"), N_("partner"))
BASES = (
    *(N_("published"), N_("assumed"), N_("placeholder"), N_("missing"), N_("delivered")),
    *(N_("assigned from published sectors"), N_("own knowledge"), N_("name states city")),
)
TAKING_PART = (N_("both"), N_("never visited"), N_("never hosted"), N_("neither"))
LEVELS = (N_("country"), N_("partnership"), N_("cluster"))
# What a bar or row of a chart may stand for, beside these.
KINDS_OF_ROWS = (N_("ecosystem"), N_("category"))
STEPS = (N_("payment due"), N_("closing report awaited"), N_("validation awaited"), N_("start overdue"))

# What the exchanges lack, as `queries.register.missing_values` names it.
MISSING = (
    N_("Purpose not given"),
    N_("Activity not given"),
    N_("Distance unknown: no place for an organisation"),
    N_("Start not planned yet"),
)
# What an exception breaks, where it is no rule of the table; the rules of the table and their units stand in data/rule_words.py.
RULES = (N_("ceiling of the host country"), N_("lump sum"), N_("period of the partnership"))
# Of a rule that is delivered for one day alone.
UNITS = (N_("day"),)
# Whose forecasts were checked against what came.
SCOPES = (N_("together"), N_("partnerships"))
SOURCES = (
    N_(
        "Erasmus for Young Entrepreneurs monthly rate for the host country: "
        "https://www.open-eye.net/what-is-the-amount-of-funding/"
    ),
)

# Columns of tables whose values are codes or texts of the product; those of all other columns are names and texts of the
# delivery, which stay as they come.
CODED = {
    *("status", "status_group", "status_before", "status_after", "phase", "step", "kind", "change", "severity"),
    *("mode", "category", "host_category", "subcategory", "purpose", "activity"),
    *("ecosystem", "ecosystems", "shared_ecosystems"),
    *("role", "taking_part", "level", "basis", "exchange_target_basis"),
    *("unit", "label", "source", "what", "what_to_do"),
}
# Between the ecosystems of one cell, and between those of one partnership that stand for one value.
SEPARATOR, TOGETHER_WITH = "; ", " + "
SEVERAL = {"ecosystem": TOGETHER_WITH, "ecosystems": SEPARATOR, "shared_ecosystems": SEPARATOR}


def in_words(value: str) -> str:
    """A code in the reader's language; one that was written with a capital keeps it; other texts are themselves."""
    text = _(value)
    if text == value and value[:1].isupper():
        small = value[0].lower() + value[1:]
        if (found := _(small)) != small:
            return capital(found)
    return text


def name_in_words(name: str) -> str:
    """A name as it is; what stands in its place for all, or for the rest, in the reader's language."""
    return _(name) if name in TOGETHER else name


def said(value: str, column: str) -> str:
    """A text of a table as it is shown: what its column holds as codes in the reader's language."""
    if column not in CODED:
        return name_in_words(value)
    between = SEVERAL.get(column)
    return between.join(in_words(one) for one in value.split(between)) if between else in_words(value)


def all_said(values: Any, column: str) -> list[str]:
    """The same for each of several values in one cell."""
    return [said(str(value), column) for value in values]


def capital(text: str) -> str:
    """The text with a capital at its start; the rest stays as it is, for German nouns keep theirs."""
    return text[:1].upper() + text[1:]
