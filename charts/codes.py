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
ROLES = (N_("coordinator"), N_("partner"))
BASES = (N_("published"), N_("assumed"), N_("placeholder"), N_("missing"))
TAKING_PART = (N_("both"), N_("never visited"), N_("never hosted"), N_("neither"))
LEVELS = (N_("country"), N_("partnership"), N_("cluster"))
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

# Columns of tables whose values are codes; those of all other columns are names and texts, which stay as they come.
CODED = {
    "status",
    "status_group",
    "mode",
    "category",
    "purpose",
    "activity",
    "ecosystem",
    "ecosystems",
    "shared_ecosystems",
    "role",
    "basis",
    "exchange_target_basis",
    "taking_part",
    "kind",
    "severity",
    "change",
    "level",
    "phase",
    "unit",
}
# Between the ecosystems of one cell.
SEPARATOR = "; "


def said(value: str, column: str) -> str:
    """A text of a table as it is shown: what its column holds as codes in the reader's language."""
    if column not in CODED:
        return value
    return SEPARATOR.join(_(one) for one in value.split(SEPARATOR))


def all_said(values: Any, column: str) -> list[str]:
    """The same for each of several values in one cell."""
    return [said(str(value), column) for value in values]


def capital(text: str) -> str:
    """The text with a capital at its start; the rest stays as it is, for German nouns keep theirs."""
    return text[:1].upper() + text[1:]
