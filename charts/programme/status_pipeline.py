"""How many exchanges stand at each status, and what they wait for."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import whole
from charts.chart import Chart
from charts.figure import (
    axis,
    base,
    count_axis,
    row_font_size,
    text_width,
)
from charts.palette import Palette
from charts.words import count, eur, plural

# The pipeline in its order: status, the scheme's phase, and what an exchange in it waits for.
PIPELINE = (
    ("matched", "matching", ""),
    ("agreed", "exchange building", ""),
    ("ongoing", "exchange building", ""),
    ("completed", "exchange finalisation", "report awaited"),
    ("reported", "exchange finalisation", "validation awaited"),
    ("validated", "exchange finalisation", "not paid"),
    ("paid", "exchange finalisation", ""),
)
CANCELLED = "cancelled"


def _pipeline_finding(exchanges: Mapping[str, int]) -> str:
    total = sum(number for status, number in exchanges.items() if status != CANCELLED)
    report, validation = exchanges["completed"], exchanges["reported"]
    if not total:
        return "No exchange is in the pipeline"
    if not report and not validation:
        return "No exchange waits for its closing report or validation"
    waiting = report + validation
    verb = "waits" if waiting == 1 else "wait"
    what = " or ".join(words for words, number in (("closing report", report), ("validation", validation)) if number)
    return f"{plural(waiting, 'exchange')} {verb} for {'its' if waiting == 1 else 'their'} {what}"


def status_pipeline(df: pd.DataFrame, *, palette: Palette, height: int = 400) -> Chart:
    """Exchanges and their lump sums in each status, in the order of the pipeline and under their phases.

    df: status, phase, exchanges, lump_sum_eur (Decimal); statuses without a row count none, `cancelled` is drawn only
    if present. Raises ValueError for a status that the scheme does not know. The figure's `customdata` is the status.
    """
    given: dict[str, dict[str, Any]] = {str(record["status"]): record for record in df.to_dict("records")}
    stages = list(PIPELINE)
    if CANCELLED in given:
        stages.append((CANCELLED, "called off", ""))
    unknown = given.keys() - {status for status, _, _ in stages}
    if unknown:
        raise ValueError(f"unknown status: {', '.join(sorted(unknown))}")

    table = pd.DataFrame(
        {
            "status": [status for status, _, _ in stages],
            "phase": [phase for _, phase, _ in stages],
            "exchanges": [whole(given[s]["exchanges"]) if s in given else 0 for s, _, _ in stages],
            "lump_sum_eur": pd.Series(
                [
                    given[s]["lump_sum_eur"]
                    if s in given and not pd.isna(given[s]["lump_sum_eur"])
                    else Decimal("0.00")
                    for s, _, _ in stages
                ],
                dtype="object",
            ),
        }
    )
    numbers = dict(zip(table["status"], (int(n) for n in table["exchanges"]), strict=True))
    money = dict(zip(table["status"], table["lump_sum_eur"], strict=True))

    places: list[float] = []
    tick_places: list[float] = []
    tick_text: list[str] = []
    at = -1.0
    phase_before = ""
    for status, phase, waits in stages:
        if phase != phase_before:
            # The heading of a phase takes a row of its own.
            at += 1
            tick_places.append(at)
            tick_text.append(f"<b>{phase.capitalize()}</b>")
            phase_before = phase
        at += 1
        places.append(at)
        tick_places.append(at)
        tick_text.append(status + (f", {waits}" if waits else ""))
    footer = 30
    pixels = max(height - footer - 8, 1)
    size = row_font_size(int(at) + 1, pixels)
    values = [f"\u2002{count(numbers[status])}, {eur(money[status])}" for status, _, _ in stages]
    waiting = ("completed", "reported")
    scale = count_axis(palette, max(numbers.values()), most=5)
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "y": places,
            "x": [numbers[status] for status, _, _ in stages],
            "customdata": [status for status, _, _ in stages],
            "marker": {
                "color": [
                    palette.accent if status in waiting else palette.grey if status == CANCELLED else palette.blue
                    for status, _, _ in stages
                ]
            },
            "hoverinfo": "text",
            "hovertext": [
                f"<b>{status}</b><br>{plural(numbers[status], 'exchange')}<br>{eur(money[status], cents=True)}"
                for status, _, _ in stages
            ],
            "textposition": "none",
        },
        {
            "type": "scatter",
            "mode": "text",
            "y": places,
            "x": [numbers[status] for status, _, _ in stages],
            "text": values,
            "textposition": "middle right",
            "textfont": {"size": size, "color": palette.text},
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
    ]
    figure = go.Figure(
        data=traces,
        layout=base(
            palette,
            height,
            margin={"l": 8, "r": 12 + text_width(values, size), "t": 8, "b": footer},
            xaxis={**scale, "automargin": False},
            yaxis=axis(
                palette,
                range=[at + 0.5, -0.5],
                tickvals=tick_places,
                ticktext=tick_text,
                tickfont={"size": size, "color": palette.text},
                showgrid=False,
            ),
        ),
    )
    finding = _pipeline_finding(numbers)
    alt = f"Horizontal bars in the order of the pipeline: {', '.join(f'{s} {count(n)}' for s, n in numbers.items())}. "
    to_pay = money["validated"]
    alt += f"{finding}. {eur(to_pay)} is validated and not paid."
    return Chart(
        name="status_pipeline",
        finding=finding,
        alt=alt,
        figure=figure,
        table=table,
        measures=("exchanges", "lump_sum_eur"),
        note="Cancelled exchanges are outside the pipeline." if CANCELLED in given else "",
    )
