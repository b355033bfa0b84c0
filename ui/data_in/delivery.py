"""The first step: for whom, as of which day, which files; and the template for those who start from none."""

from datetime import UTC, date, datetime

import streamlit as st

from charts import words
from data.build.limits import limits
from data.build.problems import Problem
from data.intake.publishing import READ_ONLY, may_publish
from data.intake.template import template
from data.warehouse import Snapshot
from languages import N_, current, speaking
from languages import gettext as _
from queries import register
from ui.calendar import date_signs
from ui.data_in.state import Intake
from ui.downloads import XLSX
from ui.text import plain

WHOLE = N_("The whole programme")


def who_may_publish() -> None:
    """Says who can publish here."""
    if may_publish():
        st.caption(
            ":material/lock_open: "
            + _(
                "Whoever can open this page can publish. To turn publishing off, start the server with {setting}=1.",
                setting=plain(READ_ONLY),
            )
        )
    else:
        st.info(
            _(
                "Publishing is turned off on this server ({setting}). A delivery can be checked here, and not published.",
                setting=plain(READ_ONLY),
            ),
            icon=":material/lock:",
        )


def controls(snapshot: Snapshot) -> tuple[str | None, date | None]:
    """For whom the delivery is (None: the whole programme) and the day on which it is true."""
    partnerships = register.partnerships(snapshot.snapshot_id)
    names = dict(zip(partnerships["partnership_id"], partnerships["acronym"], strict=True))
    left, right = st.columns([3, 2])
    whom = left.selectbox(
        _("This delivery is for"),
        [WHOLE, *names],
        key="data_in_for",
        format_func=lambda one: plain(names.get(one, _(one))),
        help=_(
            "One partnership's delivery replaces its own rows: the exchanges that it manages as visiting partnership, its "
            "movements of money and the organisations of its clusters. All else stays."
        ),
    )
    today = datetime.now(UTC).date()
    as_of = right.date_input(
        _("Data as of"),
        snapshot.as_of_date if snapshot.is_sample else max(today, snapshot.as_of_date),
        min_value=date(2000, 1, 1),
        max_value=max(today, snapshot.as_of_date),
        key="data_in_as_of",
        format=date_signs(),
        help=_("The day on which the data are true, unless the delivery says another one (as_of_date)."),
    )
    return (None if whom not in names else whom), as_of if isinstance(as_of, date) else None


def files(delivery: Intake) -> None:
    """The drop area. A change of its files starts a new delivery."""
    most = limits()
    uploaded = st.file_uploader(
        _("Files: CSV, Parquet or Excel workbooks (.xlsx)"),
        accept_multiple_files=True,
        key=f"data_in_files_{st.session_state.get('data_in_round', 0)}",
        max_upload_size=most["file_megabytes"],
        help=_(
            "Up to {files} files of {megabytes} MB each. They lie in a private folder of the server until they are published "
            "or discarded, at most {hours} hours.",
            files=words.count(most["files"]),
            megabytes=words.count(most["file_megabytes"]),
            hours=words.count(most["kept_hours"]),
        ),
    )
    uploads = tuple(file.file_id for file in uploaded)
    if uploads != delivery.uploads:
        with st.spinner(_("Reading the headers")):
            delivery.bring(uploads, [(file.name, file.getbuffer()) for file in uploaded])
    for reason in delivery.refused:
        st.error(plain(reason), icon=":material/block:")
    for problem in delivery.problems:
        st.error(plain(_told(problem)), icon=":material/broken_image:")


def _told(problem: Problem) -> str:
    if not problem.row:
        return _("{file}: {wrong}. Remedy: {right}.", file=problem.file, wrong=problem.wrong, right=problem.right)
    return _(
        "{file}, row {row}: {wrong}. Remedy: {right}.",
        file=problem.file,
        row=problem.row,
        wrong=problem.wrong,
        right=problem.right,
    )


def template_button(snapshot: Snapshot) -> None:
    """The template workbook with the ids of this snapshot's register; made when its button is pressed."""
    language = current()

    def made() -> bytes:
        tables = {
            "partnerships": register.partnerships(snapshot.snapshot_id)["partnership_id"],
            "clusters": register.clusters(snapshot.snapshot_id)["cluster_id"],
            "countries": register.countries(snapshot.snapshot_id)["country_code"],
        }
        # Made in a thread of the server, which knows nothing of the reader.
        with speaking(language):
            return template({name: [str(value) for value in ids] for name, ids in tables.items()})

    st.download_button(
        _("Template workbook"),
        made,
        "clusterxchange_template.xlsx",
        XLSX,
        key="data_in_template",
        icon=":material/download:",
        on_click="ignore",
        help=_("One sheet per input, with lists, formats and an explanation of each column."),
    )
