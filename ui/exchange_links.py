"""Tables of exchanges with money: each exchange opens on the Exchanges page, each partnership on its profile."""

from typing import Any, Literal

import pandas as pd
import streamlit as st

from charts.measures import label
from queries.filters import Filters
from ui import profile_links as links


def table(
    frame: pd.DataFrame,
    filters: Filters,
    key: str,
    alt: str,
    *,
    columns: list[str],
    height: int | Literal["auto"] = "auto",
) -> Any:
    """A read-only table of `columns`; a row without an exchange has no link; a link carries the view to the page that it opens."""
    view = links.view_parameters(filters)
    linked = [
        None if pd.isna(exchange) else links.page_url("exchanges", {"exchange": str(exchange), **view})
        for exchange in frame["exchange_id"]
    ]
    # The browser decodes what the brackets hold.
    opens = st.column_config.LinkColumn(label("exchange_id"), display_text=r"^exchanges\?exchange=([^&]*)")
    return links.table(
        frame.assign(exchange_id=pd.Series(linked, index=frame.index, dtype="object")),
        filters,
        key,
        alt,
        height=height,
        columns=columns,
        config={"exchange_id": opens},
    )
