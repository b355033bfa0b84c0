"""The list of snapshots: what each changed, and opening, comparing, exporting and publishing one again."""

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import pandas as pd
import streamlit as st

from charts import words
from charts.changes import signed_eur
from charts.measures import label
from data import publications, warehouse
from data.build.export import export
from data.build.keep import NotPublished, publish_again
from data.intake.publishing import READ_ONLY, may_publish
from data.warehouse import Snapshot, SnapshotProblem
from languages import N_, ngettext, pgettext
from languages import gettext as _
from queries import register, snapshots
from scenes.link import SNAPSHOT_KEY
from ui import downloads, pinned, table
from ui.text import plain
from ui.view import View

# As many as a reader looks through; each takes a comparison with the one before it.
LISTED = 20
LONGEST_TEXT = 200
# Delivered tables that have no measure of their name.
TABLES = (N_("Budget transactions"), N_("Rules"), N_("Lump sum ceilings"))


def show(view: View) -> None:
    """The list, and under it what can be done with the one that is ticked."""
    ids = list(reversed(warehouse.ids()))
    rows = _rows(ids[:LISTED], ids)
    if len(ids) <= LISTED:
        title = ngettext("{number} snapshot", "{number} snapshots", len(ids))
    else:
        title = ngettext(
            "The newest {shown} of {number} snapshot",
            "The newest {shown} of {number} snapshots",
            len(ids),
            shown=words.count(LISTED),
        )
    st.markdown(f"##### {title}")
    picked = table.show(
        rows,
        "snapshots",
        ngettext("List of {number} snapshot", "List of {number} snapshots", len(ids)),
        height="content",
        on_select="rerun",
        selection_mode="single-row",
    )["selection"]["rows"]
    if not picked or picked[0] >= len(rows):
        st.caption(_("Tick a row to open a snapshot, compare it, export it, or publish it again."))
        return
    chosen = str(rows["snapshot_id"].iloc[picked[0]])
    try:
        snapshot = warehouse.describe(chosen)
    except SnapshotProblem as problem:
        st.error(f"{plain(chosen)}: {plain(problem.reason)}", icon=":material/database_off:")
        return
    _one(view, snapshot, _before(chosen, ids))


def _before(snapshot_id: str, ids: list[str]) -> str:
    """The readable snapshot before this one in a list with the newest first; "" where there is none."""
    for older in ids[ids.index(snapshot_id) + 1 :]:
        try:
            warehouse.describe(older)
        except SnapshotProblem:
            continue
        return older
    return ""


def _rows(listed: list[str], ids: list[str]) -> pd.DataFrame:
    """One row per snapshot, the newest first, with what changed against the one before it."""
    current = warehouse.current_id()
    said = {entry.snapshot_id: entry for entry in publications.read(warehouse.folder())}
    rows = []
    for snapshot_id in listed:
        entry = said.get(snapshot_id)
        row = {"state": N_("current") if snapshot_id == current else "", "snapshot_id": snapshot_id}
        try:
            snapshot = warehouse.describe(snapshot_id)
            figures = snapshots.figures(snapshot_id).iloc[0].to_dict()
            older = _before(snapshot_id, ids)
            changed = _changed(older, snapshot_id) if older else _("the first one")
        except SnapshotProblem as problem:
            rows.append({**row, "row_changes": problem.reason})
            continue
        note = entry.note if entry and entry.note else snapshot.note
        who = entry.published_by if entry and entry.published_by else snapshot.published_by
        about = {"as_of_date": pd.Timestamp(snapshot.as_of_date), "published_by": who, "note": note}
        rows.append({**row, **about, **figures, "row_changes": changed})
    columns = (
        "state",
        "snapshot_id",
        "as_of_date",
        "published_by",
        "note",
        "exchanges",
        "paid_eur",
        "remaining_eur",
        "row_changes",
    )
    return pd.DataFrame(rows, columns=list(columns)).astype({"exchanges": "Int64"})


def _changed(older: str, newer: str) -> str:
    """Rows added, changed and removed in all tables, in words."""
    sums = snapshots.table_changes(older, newer)[["added", "changed", "removed"]].sum()
    parts = []
    if number := int(sums["added"]):
        parts.append(ngettext("{number} added", "{number} added", number))
    if number := int(sums["changed"]):
        parts.append(ngettext("{number} changed", "{number} changed", number))
    if number := int(sums["removed"]):
        parts.append(ngettext("{number} removed", "{number} removed", number))
    return ", ".join(parts) or pgettext("rows", "none")


def _one(view: View, snapshot: Snapshot, older: str) -> None:
    """One snapshot in full, and what can be done with it."""
    with st.container(border=True, key="snapshot_sheet"):
        st.markdown(
            "##### "
            + _(
                "Snapshot {snapshot}, {built} UTC, data as of {day}",
                snapshot=plain(snapshot.snapshot_id),
                built=f"{snapshot.built_at:%Y-%m-%d %H:%M}",
                day=words.day(snapshot.as_of_date),
            )
        )
        version = _("Rule version {version}.", version=plain(snapshot.rule_version))
        st.caption(f"{version} {plain(snapshot.note)}")
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key="snapshot_actions"):
            st.page_link(
                "pages/on_target/programme.py",
                label=_("Open it, read-only"),
                icon=":material/visibility:",
                query_params={SNAPSHOT_KEY: snapshot.snapshot_id},
            )
            if older:
                st.page_link(
                    "pages/on_target/changes.py",
                    label=_("What it changed"),
                    icon=":material/difference:",
                    query_params={"from_snapshot": older, "to_snapshot": snapshot.snapshot_id},
                )
            st.download_button(
                _("Export as CSV"),
                lambda: _as_zip(snapshot.snapshot_id),
                downloads.file_name("inputs", snapshot, "zip"),
                "application/zip",
                key="snapshot_export",
                icon=":material/folder_zip:",
                help=_("The inputs as a folder of CSV files; a build from them makes the same content."),
                on_click="ignore",
            )
            if snapshot.snapshot_id != warehouse.current_id() and st.button(
                _("Publish it again"),
                key="snapshot_publish",
                icon=":material/history:",
                disabled=not may_publish(),
                help=None
                if may_publish()
                else _("Publishing is turned off on this server ({setting}).", setting=READ_ONLY),
            ):
                st.dialog(_("Publish this snapshot again?"))(_confirm)(snapshot)
        left, right = st.columns([7, 5], gap="medium")
        with left:
            st.markdown(f"**{_('Read from')}**")
            sources = register.sources(snapshot.snapshot_id)[["name", "file_name", "rows", "sha256"]]
            table.show(sources, "snapshot_sources", _("Files of the snapshot"), height="content")
        with right:
            if older:
                st.markdown(_("**Against {snapshot}**", snapshot=plain(older)))
                changes = snapshots.table_changes(older, snapshot.snapshot_id)
                changes = changes.assign(name=[_(label(name)) for name in changes["name"]])
                table.show(changes, "snapshot_tables", _("Rows added, changed and removed"), height="content")
                st.caption(_figures(older, snapshot.snapshot_id))


def _figures(older: str, newer: str) -> str:
    before, after = (snapshots.figures(one).iloc[0] for one in (older, newer))
    return _(
        "Exchanges {before} → {after}; paid {paid}; remaining {remaining}.",
        before=words.count(before["exchanges"]),
        after=words.count(after["exchanges"]),
        paid=signed_eur(after["paid_eur"] - before["paid_eur"], cents=True),
        remaining=signed_eur(after["remaining_eur"] - before["remaining_eur"], cents=True),
    )


def _as_zip(snapshot_id: str) -> bytes:
    """The snapshot's inputs as CSV files in one archive."""
    out = BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in export(warehouse.path_of(snapshot_id), Path(folder)):
            archive.write(file, f"{snapshot_id}/{file.name}")
    return out.getvalue()


def _confirm(snapshot: Snapshot) -> None:
    """Ask for a note and a name before everybody sees other numbers."""
    st.markdown(
        _(
            "All readers will see snapshot **{snapshot}** with the data of {day} from their next click on. The snapshot that is "
            "current now stays in the list.",
            snapshot=plain(snapshot.snapshot_id),
            day=words.day(snapshot.as_of_date),
        )
    )
    note = st.text_input(
        _("Note"),
        value=_("rolled back to {snapshot}", snapshot=snapshot.snapshot_id),
        max_chars=LONGEST_TEXT,
        key="rollback_note",
    )
    who = st.text_input(_("Your name"), max_chars=LONGEST_TEXT, key="rollback_by")
    if not st.button(_("Publish again"), key="rollback_confirm", type="primary") or not may_publish():
        return
    try:
        publish_again(
            warehouse.folder(), snapshot.snapshot_id, published_by=" ".join(who.split()), note=" ".join(note.split())
        )
    except NotPublished as refusal:
        st.error(_("Nothing was changed. {reason}", reason=plain(refusal)))
    except OSError as error:
        st.error(_("Nothing was changed: the folder of the snapshots cannot be written ({error}).", error=plain(error)))
    else:
        pinned.release()
        st.rerun()
