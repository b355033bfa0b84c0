"""Whether public holidays of the host country are working days: one choice for exceptions and calculator, kept in the URL."""

import streamlit as st


def holidays_toggle() -> bool:
    """Draw the choice; True leaves the holidays out of the working days."""
    return bool(
        st.toggle(
            "Leave out public holidays",
            key="holidays",
            bind="query-params",
            help="National holidays of the host country as the package holidays knows them; those of one region are not "
            "among them. Without it each day from Monday to Friday is a working day.",
        )
    )
