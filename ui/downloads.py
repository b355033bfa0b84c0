"""Downloads of tables: their names, what they say of their source, the buttons."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import pandas as pd
import streamlit as st

from data.warehouse import Snapshot
from exports.tables import as_csv, as_parquet, as_xlsx
from languages import current, speaking
from languages import gettext as _
from scenes.file_name import stem
from ui import view

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

T = TypeVar("T")


def in_this_language(make: Callable[[], T]) -> Callable[[], T]:
    """The maker of a file, to be called later and elsewhere, that speaks the language of the page that offers it."""
    language = current()

    def made() -> T:
        with speaking(language):
            return make()

    return made


def origin(snapshot: Snapshot, mark: str = "") -> str:
    """What each exported row says of its source; a mark such as SCENARIO says that the numbers are not the snapshot's own."""
    told = {"snapshot": snapshot.snapshot_id, "day": snapshot.as_of_date.isoformat()}
    said = (
        _("Sample data, snapshot {snapshot}, as of {day}", **told)
        if snapshot.is_sample
        else _("snapshot {snapshot}, as of {day}", **told)
    )
    return f"{_(mark)}, {said}" if mark else said


def under_mark(mark: str, title: str) -> str:
    """The title of what is not the snapshot's own, after the mark that says so."""
    return _("{mark}: {title}", mark=_(mark), title=title)


def marked(name: str, mark: str) -> str:
    """The name of an export whose numbers are not the snapshot's own, with the mark that says so; others are themselves."""
    return f"{mark}_{name}" if mark else name


def file_name(name: str, snapshot: Snapshot, suffix: str, mark: str = "") -> str:
    """clusterxchange[_<mark>]_<what>[_<filters>]_<snapshot>[_sample-data].<suffix>, with the filters of the page shown."""
    seen, name = view.shown(), marked(name, mark)
    return f"{stem(name, snapshot, seen.filters, seen.names) if seen else stem(name, snapshot)}.{suffix}"


def buttons(
    name: str,
    title: str,
    snapshot: Snapshot,
    frames: Callable[[], Iterable[pd.DataFrame]],
    parquet: bool = False,
    mark: str = "",
) -> None:
    """Download buttons in a row. The file is made when its button is pressed, not before."""
    source = origin(snapshot, mark)
    title = under_mark(mark, title) if mark else title
    with st.container(horizontal=True, key=f"{name}_downloads"):
        st.download_button(
            "CSV",
            in_this_language(lambda: as_csv(frames(), source)),
            file_name(name, snapshot, "csv", mark),
            "text/csv",
            key=f"{name}_csv",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "XLSX",
            in_this_language(lambda: as_xlsx(frames(), source, title)),
            file_name(name, snapshot, "xlsx", mark),
            XLSX,
            key=f"{name}_xlsx",
            icon=":material/download:",
            on_click="ignore",
        )
        if parquet:
            st.download_button(
                "Parquet",
                in_this_language(lambda: as_parquet(frames(), source)),
                file_name(name, snapshot, "parquet", mark),
                "application/vnd.apache.parquet",
                key=f"{name}_parquet",
                icon=":material/download:",
                on_click="ignore",
            )
