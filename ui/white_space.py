"""Parts of the page "White space": the absent, and whom they could meet."""

from typing import Any, Literal

import pandas as pd
import streamlit as st

from charts import white_space as draw
from charts import words
from languages import N_, ngettext
from languages import gettext as _
from queries import white_space
from queries.white_space import GAPS, Gap
from scenes import white_space as scene
from scenes.white_space import CELL_COLUMNS, CLUSTER_COLUMNS, COUNTRY_COLUMNS, GAP_LABELS, HEIGHT, PAIR_COLUMNS
from ui import downloads, figure, profiles
from ui import table as tables
from ui.figure import definitions
from ui.text import plain
from ui.view import View, room

TITLES: dict[Gap, str] = {
    "all": N_("White space: clusters"),
    "never visited": N_("White space: clusters, never visited"),
    "never hosted": N_("White space: clusters, never hosted"),
    "neither": N_("White space: clusters, neither"),
}


def finding(sentence: str) -> None:
    """The tab's answer in a sentence."""
    st.markdown(f"##### {plain(sentence)}")


def clusters(view: View) -> None:
    """The clusters with the gap that the reader asks for, all of them at first with the absent on top, and the
    candidates for those that are absent or that the reader ticks."""
    gap = _gap()
    said, rows = scene.clusters(view, gap)
    finding(said)
    # Each gap has a table of its own, so that a tick stays with its row.
    key = "absent_clusters" if gap == "all" else f"clusters_{gap.replace(' ', '_')}"
    title = _(TITLES[gap])
    ticked = _rows(view, rows, key, title, CLUSTER_COLUMNS, height=247, pick=True)
    if rows.empty:
        return
    found = white_space.matches(view.filters, "cluster", white_space.SIDE_OF[gap])
    found = found[found["absent_id"].isin(rows["cluster_id"])]
    chosen = rows.iloc[ticked]
    if len(chosen):
        found = found[found["absent_id"].isin(chosen["cluster_id"])]
        lead = ngettext(
            "Whom could {clusters} meet?",
            "Whom could {clusters} meet?",
            len(chosen),
            clusters=words.listing(list(chosen["short_name"])),
        )
    else:
        # In the order of the table above, best match first.
        places = {cluster: at for at, cluster in enumerate(rows["cluster_id"])}
        found = found.sort_values("absent_id", key=lambda ids: ids.map(places), kind="stable")
        lead = _("Whom could they meet?")
    if found.empty:
        st.caption(
            _("The clusters ticked above have visited and hosted.")
            if len(chosen)
            else _("Every cluster has visited and hosted.")
        )
        return
    _matches(view, found, "cluster", lead)


def _gap() -> Gap:
    """Which clusters to list; the address holds it."""
    picked = st.segmented_control(
        _("Clusters that"),
        GAPS,
        key="absent",
        default=GAPS[0],
        required=True,
        format_func=lambda gap: _(GAP_LABELS[gap]),
        label_visibility="collapsed",
        bind="query-params",
    )
    return next((gap for gap in GAPS if gap == picked), GAPS[0])


def pairs(view: View) -> None:
    """All directed pairs of partnerships, the absent first, and candidates for those that are absent or ticked."""
    rows = white_space.partnership_pairs(view.filters)
    finding(draw.pairs_sentence(rows))
    ticked = _rows(
        view,
        rows,
        "absent_pairs",
        _("White space: partnership pairs"),
        PAIR_COLUMNS,
        height=282,
        level="partnership",
        pick=True,
    )
    found = white_space.matches(view.filters, "partnership")
    chosen = rows.iloc[ticked]
    keys = list(zip(rows["visiting_id"], rows["host_id"], strict=True))
    places = {key: at for at, key in enumerate(keys)}
    order = pd.Series(
        [places[key] for key in zip(found["absent_id"], found["absent_host_id"], strict=True)],
        index=found.index,
        dtype="int64",
    )
    lead = _("Which of their clusters could meet?")
    if len(chosen):
        found = found[order.isin(ticked)]
    found = found.loc[order[found.index].sort_values(kind="stable").index]
    if found.empty:
        st.caption(
            _("The pairs ticked above have exchanges.")
            if len(chosen)
            else _("Every pair of partnerships has an exchange.")
        )
        return
    _matches(view, found, "partnership", lead)


def countries(view: View) -> None:
    """COSME countries: those with a cluster or with exchanges as bars against what was to be expected, and all as rows."""
    rows = white_space.countries(view.filters)
    left, right = st.columns([5, 6], gap="medium")
    with left:
        figure.show(scene.countries(view, room()), view.snapshot)
    with right:
        _rows(view, rows, "absent_countries", _("White space: countries"), COUNTRY_COLUMNS, height=HEIGHT)


def ecosystems(view: View) -> None:
    """Industrial ecosystems as bars against what was to be expected."""
    figure.show(scene.ecosystems(view, room()), view.snapshot)


def categories(view: View) -> None:
    """Categories of visitors as bars, and the pairs of ecosystem and category as rows, the absent first."""
    figure.show(scene.categories(view, room()), view.snapshot)
    cells = white_space.ecosystem_categories(view.filters)
    finding(draw.ecosystem_categories_sentence(cells))
    _rows(
        view, cells, "absent_ecosystem_categories", _("White space: ecosystems by category"), CELL_COLUMNS, height=300
    )


def _rows(
    view: View,
    rows: pd.DataFrame,
    key: str,
    title: str,
    columns: list[str],
    *,
    height: int,
    level: Literal["partnership"] | None = None,
    pick: bool = False,
) -> list[int]:
    """The table with its downloads and definitions; returns the positions of the rows that the reader has ticked."""
    settings = {"on_select": "rerun", "selection_mode": "multi-row"} if pick else {}
    picked = profiles.table(
        rows,
        view.filters,
        key,
        title,
        level=level,
        columns=columns,
        height=height,
        config=_one_decimal(),
        placeholder=_("never"),
        **settings,
    )
    _below(view, key, title, rows, tuple(columns), _("Tick rows to see only their matches below.") if pick else "")
    return [at for at in picked["selection"]["rows"] if at < len(rows)] if pick else []


def _one_decimal() -> dict[str, Any]:
    """Columns of expected counts and differences: one decimal, as much as the comparison bears."""
    return {field: tables.one_decimal(field) for field in ("expected", "difference")}


def _below(view: View, key: str, title: str, rows: pd.DataFrame, measures: tuple[str, ...], hint: str = "") -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"{key}_below"):
        downloads.buttons(key, title, view.snapshot, lambda: [rows])
        with st.popover(_("Definition"), type="tertiary", icon=":material/menu_book:", key=f"{key}_definition"):
            st.markdown(definitions(tuple(name for name in measures if name in DEFINED)))
        with st.popover(
            _("Link"), type="tertiary", icon=":material/link:", on_change="rerun", key=f"{key}_link"
        ) as link:
            if link.open:
                figure.link_to_view()
        if hint:
            st.caption(hint, width="stretch")


DEFINED = {
    "taking_part",
    "months_idle",
    "last_month",
    "done",
    "expected",
    "difference",
    "shared_ecosystems",
    "match",
    "score",
}


def _matches(view: View, found: pd.DataFrame, level: Literal["cluster", "partnership"], lead: str) -> None:
    table = draw.match_table(found)
    st.markdown(f"##### {plain(lead)}")
    columns = (
        ["absent_name", "absent_host_name", "visiting_cluster", "host_cluster", "why", "score"]
        if level == "partnership"
        else ["absent_name", "would", "match_name", "why", "score"]
    )
    profiles.table(
        table,
        view.filters,
        "matches",
        lead,
        level=level,
        columns=columns,
        height=profiles.fitting(table, most=8, pixels=282),
        config=profiles.match_widths(why=560 if level == "partnership" else 610),
        placeholder=_("none"),
    )
    _below(view, "matches", lead, table, ("match", "score"))
