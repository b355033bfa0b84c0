"""The day on which the Budget page looks: the snapshot's own, or any day before it, from the same transactions and steps."""

from dataclasses import replace
from datetime import date

import streamlit as st

from charts import words
from languages import gettext as _
from scenes.day import EARLIEST, KEY
from ui.calendar import date_signs
from ui.view import View


def choose(view: View) -> View:
    """Draw the date and what it means; the view as it stood on that day, which its snapshot then bears as its as-of date.

    The URL holds the day; one that is no day, or that the data do not reach, falls back to the snapshot's own.
    """
    last = view.snapshot.as_of_date
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="as_of_row"):
        st.markdown(_("As it stood on"), width="content")
        picked = st.date_input(
            _("As it stood on"),
            value=last,
            min_value=min(EARLIEST, last),
            max_value=last,
            key=KEY,
            label_visibility="collapsed",
            format=date_signs(),
            bind="query-params",
            width=150,
        )
        day = picked if isinstance(picked, date) and picked <= last else last
        st.markdown(_meaning(day, last), width="content")
        if day < last:
            st.button(_("Latest day"), key="as_of_reset", on_click=_reset, args=(last,), type="tertiary")
    return replace(view, snapshot=replace(view.snapshot, as_of_date=day))


def _meaning(day: date, last: date) -> str:
    if day == last:
        return _(":gray[the last day of the data]")
    return _(
        ":orange[**{day}, a past day**]: transactions and steps up to it; lump sums, stays and rules as known now",
        day=words.day(day),
    )


def _reset(last: date) -> None:
    st.session_state[KEY] = last
