"""The causes of a difference in the ledger in words."""

from collections.abc import Sequence

from data.rule_words import Facts, money, told
from languages import N_, ngettext
from languages import gettext as _

# As a sentence says of an exchange's lump sum, beside the account of the same name.
STATED = {
    "committed": N_("Its status {status} makes {stated} of it committed, its dates {dated}."),
    "payable": N_("Its status {status} makes {stated} of it payable, its dates {dated}."),
}


def detail(facts: Facts) -> str:
    """What differs, one sentence."""
    known = told(facts)
    if "status" in known:
        return _(
            STATED[known["account"]],
            status=_(known["status"]),
            stated=money(known["stated_eur"]),
            dated=money(known["dated_eur"]),
        )
    values = {"rows": money(known["rows_eur"]), "kept": money(known["kept_eur"])}
    if "row_count" not in known:
        return _("No row of that day is left: {rows}; the movement kept of the day is {kept}.", **values)
    return ngettext(
        "The row makes {rows}; the movement kept of the day is {kept}.",
        "The rows of the day make {rows}; the movement kept of the day is {kept}.",
        int(known["row_count"]),
        **values,
    )


def row_ids(first_ids: Sequence[str] | None, row_count: float) -> str | None:
    """The first rows of a day and how many more there are; None where none is left."""
    if first_ids is None:
        return None
    listed = ", ".join(first_ids)
    more = int(row_count) - len(first_ids)
    if more <= 0:
        return listed
    return ngettext("{ids} and {number} more", "{ids} and {number} more", more, ids=listed)
