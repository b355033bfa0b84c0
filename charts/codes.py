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
WITHOUT = (N_("Not published"), N_("not given"))
# What rows are called that stand for several, whatever their column.
TOGETHER = (N_("Other"), N_("Total"), N_("In all"), N_("in all"))
ROLES = (N_("coordinator"), N_("partner"))
BASES = (N_("published"), N_("assumed"), N_("placeholder"), N_("missing"))
TAKING_PART = (N_("both"), N_("never visited"), N_("never hosted"), N_("neither"))
LEVELS = (N_("country"), N_("partnership"), N_("cluster"))
# What a bar or row of a chart may stand for, beside these.
KINDS_OF_ROWS = (N_("ecosystem"), N_("category"))
STEPS = (N_("payment due"), N_("closing report awaited"), N_("validation awaited"), N_("start overdue"))
EXCEPTION_KINDS = (
    N_("over ceiling"),
    N_("should be halved"),
    N_("distance unknown"),
    N_("working days unknown"),
    N_("more working days than the calendar holds"),
    N_("stay too short"),
    N_("stay too long"),
    N_("same country"),
    N_("not a COSME country"),
    N_("visiting twice"),
    N_("paid twice"),
    N_("paid without validation"),
    N_("paid late"),
    N_("virtual but paid"),
    N_("dates overlapping"),
    N_("outside the partnership's period"),
)
ALERT_KINDS = (
    N_("overdue payments"),
    N_("over-commitment"),
    N_("run-out before the end"),
    N_("target out of reach"),
    N_("under-use"),
    N_("act now"),
    N_("watch"),
)

# What the exchanges lack, as `queries.register.missing_values` names it.
MISSING = (
    N_("Purpose not given"),
    N_("Activity not given"),
    N_("Distance unknown: no place for an organisation"),
    N_("Start not planned yet"),
)

# Columns of tables whose values are codes or texts of the product; those of all other columns are names and texts of the
# delivery, which stay as they come.
CODED = {
    *("status", "status_group", "status_before", "status_after", "phase", "step", "kind", "change", "severity"),
    *("mode", "category", "host_category", "subcategory", "purpose", "activity"),
    *("ecosystem", "ecosystems", "shared_ecosystems"),
    *("role", "taking_part", "level", "basis", "exchange_target_basis"),
    *("unit", "label", "what", "what_to_do", "source"),
}
# Between the ecosystems of one cell, and between those of one partnership that stand for one value.
SEPARATOR, TOGETHER_WITH = "; ", " + "
SEVERAL = {"ecosystem": TOGETHER_WITH, "ecosystems": SEPARATOR, "shared_ecosystems": SEPARATOR}


def said(value: str, column: str) -> str:
    """A text of a table as it is shown: what its column holds as codes in the reader's language."""
    if value in TOGETHER:
        return _(value)
    if column not in CODED:
        return value
    between = SEVERAL.get(column)
    return between.join(_(one) for one in value.split(between)) if between else _(value)


def all_said(values: Any, column: str) -> list[str]:
    """The same for each of several values in one cell."""
    return [said(str(value), column) for value in values]


def capital(text: str) -> str:
    """The text with a capital at its start; the rest stays as it is, for German nouns keep theirs."""
    return text[:1].upper() + text[1:]
