"""Days: how boxes write a date, and whether public holidays of the host country are working days.

The latter is one choice for exceptions and calculator, kept in the URL.
"""

import re

import streamlit as st

from languages import gettext as _
from languages.formats import day_pattern

ISO_DAY = "YYYY-MM-DD"
# The patterns that Streamlit's box for a date takes.
_TAKEN = re.compile(r"(YYYY([/.-])MM\2DD|DD([/.-])MM\3YYYY|MM([/.-])DD\4YYYY)")


def date_signs() -> str:
    """How a box for a date writes it: as the reader's language does, if the box can."""
    pattern = day_pattern()
    return pattern if _TAKEN.fullmatch(pattern) else ISO_DAY


def holidays_toggle() -> bool:
    """Draw the choice; True leaves the holidays out of the working days."""
    return bool(
        st.toggle(
            _("Leave out public holidays"),
            key="holidays",
            bind="query-params",
            help=_(
                "National holidays of the host country as the package holidays knows them; those of one region are not "
                "among them. Without it each day from Monday to Friday is a working day."
            ),
        )
    )
