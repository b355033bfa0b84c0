"""Statement: the position of the chosen partnerships account by account, to take away as a workbook that computes itself."""

from datetime import date

import pandas as pd
import streamlit as st

from charts import words
from charts.measures import MEASURES, label
from data import warehouse
from data.warehouse import Snapshot
from exports import statement as file
from exports.report import report
from exports.report.statement import printed
from exports.statement.content import FIGURES
from languages import gettext as _
from languages import ngettext
from queries import budget, register
from queries import statement as rows
from scenes import report as whole
from ui import downloads, making, money, table
from ui.text import plain
from ui.view import View

NAMES_MOST = 4
REPORT = "report"


def show(view: View) -> None:
    """The accounts with what they mean, the footing, the files."""
    day = view.snapshot.as_of_date
    position, total = budget.position(view.filters, day), budget.totals(view.filters, day).iloc[0]
    money.footing(view, len(position), total)
    title = title_of(view, position)
    with st.container(horizontal=True, vertical_alignment="center", key="statement_head"):
        heading = _("{title}, {day}", title=title, day=words.day(day))
        st.markdown(f"##### {plain(heading)}", width="stretch")
        _files(view, position, title)
    making.under_way(REPORT)
    accounts = pd.DataFrame(
        {
            "account": [label(field) for field in FIGURES],
            "amount_eur": [total[field] for field in FIGURES],
            "meaning": [f"{MEASURES[field].definition.split('. ')[0].rstrip('.')}." for field in FIGURES],
        }
    )
    table.show(
        accounts, "statement_accounts", _("{title}: each account with its amount", title=title), height="content"
    )
    st.caption(
        _(
            "The PDF is for A4 paper. The workbook has every exchange and transaction behind these figures, and formulas that sum "
            "them: change a row and the footing follows. It opens in Excel and LibreOffice."
        )
    )


def _files(view: View, position: pd.DataFrame, title: str) -> None:
    """Download buttons; a file is made when its button is pressed."""
    day = view.snapshot.as_of_date
    sizes = rows.sizes(view.filters, day).iloc[0]
    if max(sizes["exchanges"], sizes["transactions"]) > file.ROWS_MOST:
        most = words.count(file.ROWS_MOST)
        st.caption(_("For a file choose fewer partnerships: it holds {most} rows at most.", most=most))
        return
    _report(view, position)
    name = f"{_name_of('statement', view)}_{day.isoformat()}"
    st.download_button(
        _("Print statement (PDF)"),
        downloads.in_this_language(lambda: printed(content(view, position, title))),
        downloads.file_name(name, view.snapshot, "pdf"),
        "application/pdf",
        key="statement_pdf",
        icon=":material/print:",
        on_click="ignore",
    )
    st.download_button(
        _("Workbook with formulas (XLSX)"),
        downloads.in_this_language(lambda: file.workbook(content(view, position, title))),
        downloads.file_name(name, view.snapshot, "xlsx"),
        downloads.XLSX,
        key="statement_xlsx",
        icon=":material/download:",
        on_click="ignore",
    )


def _report(view: View, position: pd.DataFrame) -> None:
    """The whole report of the programme or of one partnership, which tells of the last day of the data."""
    snapshot = warehouse.describe(view.snapshot.snapshot_id)
    if view.snapshot.as_of_date != snapshot.as_of_date or not (is_programme(view) or len(position) == 1):
        return
    one = "" if is_programme(view) else str(position["partnership_id"].iloc[0])
    title = (
        _("Report of {partnership}", partnership=position["acronym"].iloc[0]) if one else _("Report of the programme")
    )
    st.button(
        _("Whole report (PDF)"),
        key="make_report",
        icon=":material/summarize:",
        help=_(
            "All views of the review and the money on A4 pages, with contents and definitions. It takes some seconds."
        ),
        on_click=_start_report,
        args=(snapshot, one, title, downloads.file_name(_name_of("report", view), snapshot, "pdf"), _address()),
    )


def _start_report(snapshot: Snapshot, partnership_id: str, title: str, name: str, address: str) -> None:
    def make(progress: making.Progress) -> bytes:
        """The sections take the first half of the steps."""
        of = 2 * whole.sections(partnership_id)
        made = []
        for at, section in enumerate(whole.slides(snapshot, partnership_id), start=1):
            made.append(section)
            progress(at, of)
        return report(made, title, address=address, progress=lambda at, all_of_them: progress(all_of_them + at, of))

    making.start(REPORT, _("Whole report (PDF)"), name, "application/pdf", make)


def _address() -> str:
    """Where the dashboard is, for the links in the file."""
    return (st.context.url or "").partition("?")[0].removesuffix("/").removesuffix("/budget")


def content(view: View, position: pd.DataFrame, title: str) -> file.Statement:
    """All that the statement of this view says, ready to be written."""
    filters, snapshot = view.filters, view.snapshot
    day: date = snapshot.as_of_date
    ceilings = register.lump_sum_ceilings(snapshot.snapshot_id)
    return file.Statement(
        title=title,
        as_of=day,
        sentence=sentence_of(view, position),
        source=_(
            "{origin}, built {built} UTC",
            origin=downloads.origin(snapshot),
            built=f"{snapshot.built_at:%Y-%m-%d %H:%M}",
        ),
        marks=(_("Sample data"),) if snapshot.is_sample else (),
        position=position,
        exchanges=rows.exchanges(filters, day),
        transactions=rows.transactions(filters, day),
        rules=register.rules(snapshot.snapshot_id),
        ceilings=ceilings.rename(columns={"country_name": "host_country"}),
    )


def is_programme(view: View) -> bool:
    """Whether no filter narrows the partnerships."""
    return not view.filters.payers and not view.filters.ecosystems


def title_of(view: View, position: pd.DataFrame) -> str:
    """Statement of what."""
    if is_programme(view):
        return _("Statement of lump sums, programme")
    if len(position) == 1:
        return _("Statement of lump sums, {partnership}", partnership=position["acronym"].iloc[0])
    return ngettext(
        "Statement of lump sums, {number} partnership",
        "Statement of lump sums, {number} partnerships",
        len(position),
    )


def sentence_of(view: View, position: pd.DataFrame) -> str:
    """The partnerships in words."""
    names = list(position["acronym"])
    if is_programme(view):
        return ngettext("All {number} partnership.", "All {number} partnerships.", len(names))
    return f"{words.listing(names, NAMES_MOST) or _('No partnership')}."


def _name_of(what: str, view: View) -> str:
    """What a file is; the partnerships it is of stand in the part of its name that the filters have."""
    return f"{what}_programme" if is_programme(view) else what
