"""Downloads of tables: their names, what they say of their source, the buttons."""

from collections.abc import Callable, Iterable

import pandas as pd
import streamlit as st

from data.warehouse import Snapshot
from exports.tables import as_csv, as_parquet, as_xlsx
from scenes.file_name import stem
from ui import view

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def origin(snapshot: Snapshot) -> str:
    """What each exported row says of its source."""
    kind = "Sample data, " if snapshot.is_sample else ""
    return f"{kind}snapshot {snapshot.snapshot_id}, as of {snapshot.as_of_date.isoformat()}"


def file_name(name: str, snapshot: Snapshot, suffix: str) -> str:
    """clusterxchange_<what>[_<filters>]_<snapshot>[_sample-data].<suffix>, with the filters of the page that is shown."""
    seen = view.shown()
    return f"{stem(name, snapshot, seen.filters, seen.names) if seen else stem(name, snapshot)}.{suffix}"


def buttons(
    name: str, title: str, snapshot: Snapshot, frames: Callable[[], Iterable[pd.DataFrame]], parquet: bool = False
) -> None:
    """Download buttons in a row. The file is made when its button is pressed, not before."""
    source = origin(snapshot)
    with st.container(horizontal=True, key=f"{name}_downloads"):
        st.download_button(
            "CSV",
            lambda: as_csv(frames(), source),
            file_name(name, snapshot, "csv"),
            "text/csv",
            key=f"{name}_csv",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "XLSX",
            lambda: as_xlsx(frames(), source, title),
            file_name(name, snapshot, "xlsx"),
            XLSX,
            key=f"{name}_xlsx",
            icon=":material/download:",
            on_click="ignore",
        )
        if parquet:
            st.download_button(
                "Parquet",
                lambda: as_parquet(frames(), source),
                file_name(name, snapshot, "parquet"),
                "application/vnd.apache.parquet",
                key=f"{name}_parquet",
                icon=":material/download:",
                on_click="ignore",
            )
