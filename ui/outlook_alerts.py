"""Alerts: one calm line where the reader lands, and the list with the reason of each."""

from datetime import date
from decimal import Decimal

import streamlit as st

from charts import outlook as draw
from languages import N_
from languages import gettext as _
from queries import outlook
from ui import downloads
from ui import profile_links as links
from ui.text import plain
from ui.view import View

ICONS = {"act now": "▲", "watch": "○"}
# The units of thresholds, for one and for more.
UNITS: dict[str, tuple[str, str]] = {
    "days": (N_("{value} day"), N_("{value} days")),
    "months": (N_("{value} month"), N_("{value} months")),
    "percentage points": (N_("{value} percentage point"), N_("{value} percentage points")),
    "%": (N_("{value} %"), N_("{value} %")),
}
PAGE = "pages/money/outlook.py"


def line(view: View, day: date) -> None:
    """How many alerts the view has, as a link to them that carries the filters; nothing where there is none."""
    found = outlook.alerts(view.filters, day)
    if found.empty:
        return
    with st.container(key="alerts_line"):
        st.page_link(
            PAGE,
            label=plain(draw.alerts_count(found)),
            icon=":material/notifications:",
            # Streamlit adds the parameters of the bar itself.
            query_params={"outlook": _("Alerts")},
            help=plain(draw.alerts_line(found)),
        )


def show(view: View, day: date) -> None:
    """The tab Alerts: the count, the list with reasons, the thresholds."""
    found = outlook.alerts(view.filters, day)
    if found.empty:
        st.success(
            _("No partnership of this view is off course by the thresholds of the settings."), icon=":material/check:"
        )
        _thresholds(view)
        return
    reasons = [draw.alert_reason(alert) for alert in found.to_dict("records")]
    listed = found.assign(reason=reasons)
    title = draw.alerts_line(found)
    with st.container(horizontal=True, vertical_alignment="center", key="alerts_head"):
        st.markdown(f"##### {plain(title)}", width="stretch")
        downloads.buttons("alerts", title, view.snapshot, lambda: [listed.drop(columns="partnership_id")])
    shown = listed.assign(severity=[f"{ICONS[one]} {_(one)}" for one in listed["severity"]])
    links.table(
        shown,
        view.filters,
        "alerts_table",
        title,
        height=min(38 + 35 * len(shown), 560),
        columns=["severity", "kind", "acronym", "reason"],
        config={"reason": st.column_config.TextColumn(_("Reason"), width="large")},
    )
    _thresholds(view)


def _thresholds(view: View) -> None:
    settings = outlook.settings(view.filters.snapshot_id)
    alert = settings["setting_id"].str.startswith("alert_")
    lines = [
        f"- {_amount(value, unit)}: {plain(_(label))} ({plain(_origin(basis, source))})"
        for value, unit, label, basis, source in settings.loc[
            alert, ["value", "unit", "label", "basis", "source"]
        ].itertuples(index=False)
    ]
    st.markdown(f"##### {_('Thresholds')}")
    st.markdown(
        "\n".join(lines) if lines else _("The settings of this snapshot have no thresholds, so there are no alerts.")
    )


def _amount(value: Decimal, unit: str) -> str:
    """A threshold with its unit: `1 day`, `20 percentage points`."""
    if unit not in UNITS:
        return plain(f"{draw.plain_number(value)} {unit}")
    one, many = UNITS[unit]
    return plain(_(one if value == 1 else many, value=draw.plain_number(value)))


def _origin(basis: str, source: str) -> str:
    """Where a threshold comes from. The source of an assumption often says by itself that it is one."""
    says_so = basis == "assumed" and source.lower().startswith("assum")
    return _(source) if says_so else f"{_(basis)}, {_(source)}"
