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
from charts.words import count, listing, plural

GROUPS = ("took_place", "ongoing", "upcoming")


def _target(row: Mapping[str, Any]) -> int:
    """The target of a partnership, 0 where it has none."""
    return 0 if row["exchange_target_basis"] == "missing" else max(whole(row["exchange_target"]), 0)


def _target_finding(rows: list[dict[str, Any]]) -> str:
    """How many partnerships reached their target, and who lacks the most exchanges."""
    if not rows:
        return "No partnership is in this view"
    done = sum(row["took_place"] for row in rows)
    happened = f"{plural(done, 'exchange') if done else 'no exchange'} took place"
    with_target = [row for row in rows if row["target"]]
    short = [row for row in with_target if row["took_place"] < row["target"]]
    reached = len(with_target) - len(short)
    if not with_target:
        return f"No target is known for {'the partnership' if len(rows) == 1 else 'any partnership'}; {happened}"
    if len(with_target) == 1:
        only = with_target[0]
        of_target = f"its target of {count(only['target'])}"
        if short:
            return f"{only['acronym']} is {count(only['target'] - only['took_place'])} short of {of_target}"
        return f"{only['acronym']} reached {of_target}: {plural(only['took_place'], 'exchange')} took place"
    whom, aim = f"{count(len(with_target))} partnerships", "their target"
    if len(with_target) < len(rows):
        whom, aim = f"{whom} with a target", "it"
    if not short:
        return f"All {whom} reached {aim}"
    gap = max(row["target"] - row["took_place"] for row in short)
    furthest = [row["acronym"] for row in short if row["target"] - row["took_place"] == gap]
    away = (
        f"{furthest[0]} is furthest away, {count(gap)} short"
        if len(furthest) == 1
        else f"{listing(furthest, 2)} are furthest away, {count(gap)} short each"
    )
    return f"{count(reached) if reached else 'None'} of the {whom} reached {aim}; {away}"


def _part_finding(rows: list[dict[str, Any]]) -> str:
    """For a part of the exchanges, which no target speaks of: how many took place, and for whom the most."""
    done = sum(row["took_place"] for row in rows)
    if not done:
        return "No exchange of this view took place"
    most = max(row["took_place"] for row in rows)
    whom = listing([row["acronym"] for row in rows if row["took_place"] == most], 2)
    return f"{plural(done, 'exchange')} of this view took place, most for {whom}: {count(most)}"


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
        Entry("took place", "filled", palette.blue),
        Entry("ongoing", "striped", palette.blue_soft),
        Entry("upcoming", "outline", palette.blue_soft),
    ]
    bases = {row["basis"] == "published" for row in rows if row["target"]}
    entries += [Entry("target", "tick", palette.text)] * (True in bases)
    entries += [Entry("target, assumed", "diamond", palette.text)] * (False in bases)
    footer = 30
    left = rows_left(names)
    legend = key(entries, palette, left)
    header = legend.height
    pixels = max(height - header - footer, 1)
    size = row_font_size(len(rows), pixels)
    bar_pixels = pixels / max(len(rows), 1) * 0.62
    end = max((max(sum(row[group] for group in GROUPS), row["target"]) for row in rows), default=0)

    def hover(row: Mapping[str, Any]) -> str:
        aim = f", target {count(row['target'])}, {html_text(row['basis'])}" if row["target"] else ", no target"
        return (
            f"<b>{html_text(row['acronym'])}</b><br>{count(row['took_place'])} took place{aim if row['is_compared'] else ''}"
            f"<br>{count(row['ongoing'])} ongoing<br>{count(row['upcoming'])} upcoming"
        )

    looks: dict[str, dict[str, Any]] = {
        "took_place": mark(palette.blue),
        "ongoing": mark(palette.blue_soft, palette.ground, "/"),
        "upcoming": outline(palette.blue_soft),
    }
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": group.replace("_", " "),
            "y": places,
            # None draws nothing, where zero would draw the outline of an empty bar.
            "x": [row[group] or None for row in rows],
            "customdata": ids,
            "marker": looks[group],
            "hoverinfo": "text",
            "hovertext": [hover(row) for row in rows],
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
        aims = [
            (at, row)
            for at, row in enumerate(rows)
            if row["target"] and (row["basis"] == "published") == (basis == "published")
        ]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": f"target, {basis}",
                "y": [at for at, _ in aims],
                "x": [row["target"] for _, row in aims],
                "customdata": [row["id"] for _, row in aims],
                "marker": marker,
                "cliponaxis": False,
                "hoverinfo": "text",
                "hovertext": [hover(row) for _, row in aims],
            }
        )

    def value(row: Mapping[str, Any]) -> str:
        if not row["is_compared"]:
            return count(row["took_place"])
        if not row["target"]:
            return f"{count(row['took_place'])}, no target"
        sign = " ✓" if row["took_place"] >= row["target"] else ""
        return f"{count(row['took_place'])} of {count(row['target'])}{sign}"

    values = [value(row) for row in rows]
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
        alt = f"Horizontal bars for {plural(len(rows), 'partnership')}, with a mark at each target. {finding}."
        sums = [f"{count(sum(row[group] for row in rows))} {group.replace('_', ' ')}" for group in GROUPS]
        alt += f" In all, {listing(sums)}."
    parts = []
    if rows and not held:
        parts.append("A target speaks of all exchanges of a partnership, so it is not held against a part of them.")
    elif len(held) < len(rows):
        parts.append("Without a target: partnerships whose exchanges are here because they went to the chosen ones.")
    if assumed:
        parts.append(
            f"Hollow marks: the target of {plural(assumed, 'partnership')} is not published "
            "and the default of the rule table is assumed."
        )
    if without:
        parts.append(f"{plural(without, 'partnership')} {'has' if without == 1 else 'have'} no target.")
    return Chart(
        name="progress_by_partnership",
        finding=finding,
        alt=alt,
        figure=figure,
        table=df.reset_index(drop=True),
        measures=("took_place", "ongoing", "upcoming", "exchange_target"),
        note=" ".join(parts),
    )
