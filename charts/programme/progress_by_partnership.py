"""How far each partnership is on the way to its target."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import whole
from charts.chart import Chart
from charts.figure import (
    base,
    count_axis,
    html_text,
    mark,
    outline,
    row_font_size,
    row_values,
    rows_axis,
    rows_left,
    text_width,
)
from charts.key import Entry, key
from charts.palette import Palette
from charts.words import count, listing
from languages import N_, ngettext
from languages import gettext as _

GROUPS = ("took_place", "ongoing", "upcoming")
NAMES = {"took_place": N_("took place"), "ongoing": N_("ongoing"), "upcoming": N_("upcoming")}


def _target(row: Mapping[str, Any]) -> int:
    """The target of a partnership, 0 where it has none."""
    return 0 if row["exchange_target_basis"] == "missing" else max(whole(row["exchange_target"]), 0)


def _target_finding(rows: list[dict[str, Any]]) -> str:
    """How many partnerships reached their target, and who lacks the most exchanges."""
    if not rows:
        return _("No partnership is in this view")
    with_target = [row for row in rows if row["target"]]
    if not with_target:
        happened = _happened(sum(row["took_place"] for row in rows))
        return (
            _("No target is known for the partnership; {happened}", happened=happened)
            if len(rows) == 1
            else _("No target is known for any partnership; {happened}", happened=happened)
        )
    if len(with_target) == 1:
        return _only_finding(with_target[0])
    short = [row for row in with_target if row["took_place"] < row["target"]]
    whom, is_all = count(len(with_target)), len(with_target) == len(rows)
    if not short:
        return (
            _("All {partnerships} partnerships reached their target", partnerships=whom)
            if is_all
            else _("All {partnerships} partnerships with a target reached it", partnerships=whom)
        )
    away = _furthest(short)
    reached = len(with_target) - len(short)
    if not reached:
        return (
            _("None of the {partnerships} partnerships reached their target; {away}", partnerships=whom, away=away)
            if is_all
            else _(
                "None of the {partnerships} partnerships with a target reached it; {away}",
                partnerships=whom,
                away=away,
            )
        )
    if is_all:
        return ngettext(
            "{number} of the {partnerships} partnerships reached their target; {away}",
            "{number} of the {partnerships} partnerships reached their target; {away}",
            reached,
            partnerships=whom,
            away=away,
        )
    return ngettext(
        "{number} of the {partnerships} partnerships with a target reached it; {away}",
        "{number} of the {partnerships} partnerships with a target reached it; {away}",
        reached,
        partnerships=whom,
        away=away,
    )


def _happened(done: int) -> str:
    if not done:
        return _("no exchange took place")
    return ngettext("{number} exchange took place", "{number} exchanges took place", done)


def _only_finding(only: Mapping[str, Any]) -> str:
    """How far the only partnership with a target is."""
    name, target, done = only["acronym"], count(only["target"]), only["took_place"]
    if done < only["target"]:
        return ngettext(
            "{name} is {number} short of its target of {target}",
            "{name} is {number} short of its target of {target}",
            only["target"] - done,
            name=name,
            target=target,
        )
    return ngettext(
        "{name} reached its target of {target}: {number} exchange took place",
        "{name} reached its target of {target}: {number} exchanges took place",
        done,
        name=name,
        target=target,
    )


def _furthest(short: list[dict[str, Any]]) -> str:
    """Who lacks the most exchanges."""
    gap = max(row["target"] - row["took_place"] for row in short)
    furthest = [row["acronym"] for row in short if row["target"] - row["took_place"] == gap]
    if len(furthest) == 1:
        return ngettext(
            "{name} is furthest away, {number} short",
            "{name} is furthest away, {number} short",
            gap,
            name=furthest[0],
        )
    return ngettext(
        "{names} are furthest away, {number} short each",
        "{names} are furthest away, {number} short each",
        gap,
        names=listing(furthest, 2),
    )


def _part_finding(rows: list[dict[str, Any]]) -> str:
    """For a part of the exchanges, which no target speaks of: how many took place, and for whom the most."""
    done = sum(row["took_place"] for row in rows)
    if not done:
        return _("No exchange of this view took place")
    most = max(row["took_place"] for row in rows)
    whom = listing([row["acronym"] for row in rows if row["took_place"] == most], 2)
    return ngettext(
        "{number} exchange of this view took place, most for {whom}: {most}",
        "{number} exchanges of this view took place, most for {whom}: {most}",
        done,
        whom=whom,
        most=count(most),
    )


def _state_words(group: str, number: int) -> str:
    """How many exchanges are in a state, as a phrase."""
    if group == "took_place":
        return ngettext("{number} took place", "{number} took place", number)
    if group == "ongoing":
        return ngettext("{number} ongoing", "{number} ongoing", number)
    return ngettext("{number} upcoming", "{number} upcoming", number)


def _hover(row: Mapping[str, Any]) -> str:
    """The exchanges of a partnership, and its target where it is held against it."""
    done = _state_words("took_place", row["took_place"])
    if row["is_compared"] and row["target"]:
        done = _(
            "{done}, target {target}, {basis}",
            done=done,
            target=count(row["target"]),
            basis=html_text(_(row["basis"])),
        )
    elif row["is_compared"]:
        done = _("{done}, no target", done=done)
    rest = [_state_words(group, row[group]) for group in GROUPS[1:]]
    return "<br>".join([f"<b>{html_text(row['acronym'])}</b>", done, *rest])


def _value(row: Mapping[str, Any]) -> str:
    """What stands beside the bars of a partnership."""
    done = count(row["took_place"])
    if not row["is_compared"]:
        return done
    if not row["target"]:
        return _("{done}, no target", done=done)
    reached = _("{done} of {target}", done=done, target=count(row["target"]))
    return f"{reached} ✓" if row["took_place"] >= row["target"] else reached


def progress_by_partnership(
    df: pd.DataFrame, *, palette: Palette, height: int = 460, compared: Collection[str] | None = None
) -> Chart:
    """Exchanges of each visiting partnership against its target, in the order of the rows.

    df: partnership_id, acronym, took_place, ongoing, upcoming, exchange_target (nullable), exchange_target_basis
    (published, assumed, missing); one row per partnership. The figure's `customdata` is the partnership_id.
    compared: ids of the partnerships all of whose exchanges are in df, the only ones held against their targets; None is
    all. Of the others those with exchanges are shown beside them, and all where there is nothing to compare.
    """
    if compared:
        df = df[df["partnership_id"].isin(list(compared)) | (df[list(GROUPS)].sum(axis=1) > 0)]
    rows: list[dict[str, Any]] = [
        {
            "id": record["partnership_id"],
            "acronym": str(record["acronym"]),
            "is_compared": compared is None or record["partnership_id"] in compared,
            "target": _target(record) if compared is None or record["partnership_id"] in compared else 0,
            "basis": record["exchange_target_basis"],
            **{group: whole(record[group]) for group in GROUPS},
        }
        for record in df.to_dict("records")
    ]
    names = [row["acronym"] for row in rows]
    places = list(range(len(rows)))
    ids = [row["id"] for row in rows]
    entries = [
        Entry(_("took place"), "filled", palette.blue),
        Entry(_("ongoing"), "striped", palette.blue_soft),
        Entry(_("upcoming"), "outline", palette.blue_soft),
    ]
    bases = {row["basis"] == "published" for row in rows if row["target"]}
    entries += [Entry(_("target"), "tick", palette.text)] * (True in bases)
    entries += [Entry(_("target, assumed"), "diamond", palette.text)] * (False in bases)
    footer = 30
    left = rows_left(names)
    legend = key(entries, palette, left)
    header = legend.height
    pixels = max(height - header - footer, 1)
    size = row_font_size(len(rows), pixels)
    bar_pixels = pixels / max(len(rows), 1) * 0.62
    end = max((max(sum(row[group] for group in GROUPS), row["target"]) for row in rows), default=0)

    looks: dict[str, dict[str, Any]] = {
        "took_place": mark(palette.blue),
        "ongoing": mark(palette.blue_soft, palette.ground, "/"),
        "upcoming": outline(palette.blue_soft),
    }
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": _(NAMES[group]),
            "y": places,
            # None draws nothing, where zero would draw the outline of an empty bar.
            "x": [row[group] or None for row in rows],
            "customdata": ids,
            "marker": looks[group],
            "hoverinfo": "text",
            "hovertext": [_hover(row) for row in rows],
            "textposition": "none",
        }
        for group in GROUPS
    ]
    tick = max(6.0, min(bar_pixels * 0.75, 16.0))
    marks = {
        "published": {"symbol": "line-ns", "size": tick, "line": {"color": palette.text, "width": 3}},
        "assumed": {
            "symbol": "diamond-tall",
            "size": tick * 0.9,
            "color": palette.ground,
            "line": {"color": palette.text, "width": 1.5},
        },
    }
    for basis, marker in marks.items():
        aims = {
            at: row
            for at, row in enumerate(rows)
            if row["target"] and (row["basis"] == "published") == (basis == "published")
        }
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": _("target, published") if basis == "published" else _("target, assumed"),
                "y": list(aims),
                "x": [row["target"] for row in aims.values()],
                "customdata": [row["id"] for row in aims.values()],
                "marker": marker,
                "cliponaxis": False,
                "hoverinfo": "text",
                "hovertext": [_hover(row) for row in aims.values()],
            }
        )

    values = [_value(row) for row in rows]
    scale = count_axis(palette, end, most=5)
    traces.append(row_values(palette, values, scale["range"][1], pixels))
    figure = go.Figure(
        data=traces,
        layout=base(
            palette,
            height,
            barmode="stack",
            margin={"l": left, "r": 12 + text_width(values, size), "t": header, "b": footer},
            xaxis={**scale, "automargin": False},
            yaxis=rows_axis(palette, names, pixels),
            annotations=legend.annotations,
            shapes=legend.shapes,
        ),
    )
    held = [row for row in rows if row["is_compared"]]
    finding = _target_finding(held) if held or not rows else _part_finding(rows)
    without = sum(not row["target"] for row in held)
    assumed = sum(bool(row["target"]) and row["basis"] != "published" for row in rows)
    alt = f"{finding}."
    if rows:
        alt = ngettext(
            "Horizontal bars for {number} partnership, with a mark at each target. {finding}.",
            "Horizontal bars for {number} partnerships, with a mark at each target. {finding}.",
            len(rows),
            finding=finding,
        )
        sums = [_state_words(group, sum(row[group] for row in rows)) for group in GROUPS]
        alt += " " + _("In all, {states}.", states=listing(sums))
    parts = []
    if rows and not held:
        parts.append(_("A target speaks of all exchanges of a partnership, so it is not held against a part of them."))
    elif len(held) < len(rows):
        parts.append(_("Without a target: partnerships whose exchanges are here because they went to the chosen ones."))
    if assumed:
        parts.append(
            ngettext(
                "Hollow marks: the target of {number} partnership is not published "
                "and the default of the rule table is assumed.",
                "Hollow marks: the target of {number} partnerships is not published "
                "and the default of the rule table is assumed.",
                assumed,
            )
        )
    if without:
        parts.append(ngettext("{number} partnership has no target.", "{number} partnerships have no target.", without))
    return Chart(
        name="progress_by_partnership",
        finding=finding,
        alt=alt,
        figure=figure,
        table=df.reset_index(drop=True),
        measures=("took_place", "ongoing", "upcoming", "exchange_target"),
        note=" ".join(parts),
    )
