"""The network in a few numbers, each with its meaning beside it."""

import pandas as pd
import streamlit as st

from charts import words
from data.warehouse import Snapshot
from languages import gettext as _
from ui import downloads
from ui.text import plain

OF_ALL = 100


def show(numbers: pd.DataFrame, snapshot: Snapshot) -> None:
    """One line per number, a share in per cent: value, name, meaning; what it is computed from in the help."""
    for row in numbers.itertuples():
        value, meaning = st.columns([1, 6], gap="medium", vertical_alignment="center")
        # Without an exchange there is nothing to take a share of.
        shown = "–" if pd.isna(row.value) else words.share(row.value, OF_ALL)
        value.markdown(f"### {shown}", help=plain(_(row.definition)))
        meaning.markdown(f"**{plain(_(row.number))}.** {plain(_(row.meaning))}")
    downloads.buttons("network", _("The network in numbers"), snapshot, lambda: [numbers])
