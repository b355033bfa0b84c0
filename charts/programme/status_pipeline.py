"""How many exchanges stand at each status, and what they wait for."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import whole
from charts.chart import Chart
from charts.codes import capital
from charts.figure import (
    axis,
    base,
    count_axis,
    row_font_size,
    text_width,
)
from charts.palette import Palette
from charts.words import beside, count, eur, exchanges
from languages import N_, ngettext
from languages import gettext as _

# The pipeline in its order: status, the scheme's phase, and what an exchange in it waits for.
PIPELINE = (
    (N_("matched"), N_("matching"), ""),
    (N_("agreed"), N_("exchange building"), ""),
    (N_("ongoing"), N_("exchange building"), ""),
    (N_("completed"), N_("exchange finalisation"), N_("report awaited")),
    (N_("reported"), N_("exchange finalisation"), N_("validation awaited")),
    (N_("validated"), N_("exchange finalisation"), N_("not paid")),
    (N_("paid"), N_("exchange finalisation"), ""),
)
CANCELLED = N_("cancelled")
# The heading under which the cancelled ones stand.
CALLED_OFF = N_("called off")


def _pipeline_finding(numbers: Mapping[str, int]) -> str:
    total = sum(number for status, number in numbers.items() if status != CANCELLED)
    report, validation = numbers["completed"], numbers["reported"]
    if not total:
        return _("No exchange is in the pipeline")
    if not report and not validation:
        return _("No exchange waits for its closing report or validation")
    if not validation:
        return ngettext(
            "{number} exchange waits for its closing report",
            "{number} exchanges wait for their closing report",
            report,
        )
    if not report:
        return ngettext(
            "{number} exchange waits for its validation",
            "{number} exchanges wait for their validation",
            validation,
        )
    return ngettext(
        "{number} exchange waits for its closing report or validation",
        "{number} exchanges wait for their closing report or validation",
        report + validation,
    )


def status_pipeline(df: pd.DataFrame, *, palette: Palette, height: int = 400) -> Chart:
    """Exchanges and their lump sums in each status, in the order of the pipeline and under their phases.

    df: status, phase, exchanges, lump_sum_eur (Decimal); statuses without a row count none, `cancelled` is drawn only
    if present. Raises ValueError for a status that the scheme does not know. The figure's `customdata` is the status.
    """
    given: dict[str, dict[str, Any]] = {str(record["status"]): record for record in df.to_dict("records")}
    stages = list(PIPELINE)
    if CANCELLED in given:
        stages.append((CANCELLED, CALLED_OFF, ""))
    statuses = [stage[0] for stage in stages]
    unknown = given.keys() - set(statuses)
    if unknown:
        raise ValueError(f"unknown status: {', '.join(sorted(unknown))}")

    table = pd.DataFrame(
        {
            "status": statuses,
            "phase": [stage[1] for stage in stages],
            "exchanges": [whole(given[s]["exchanges"]) if s in given else 0 for s in statuses],
            "lump_sum_eur": pd.Series(
                [
                    given[s]["lump_sum_eur"]
                    if s in given and not pd.isna(given[s]["lump_sum_eur"])
                    else Decimal("0.00")
                    for s in statuses
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
            tick_text.append(f"<b>{capital(_(phase))}</b>")
            phase_before = phase
        at += 1
        places.append(at)
        tick_places.append(at)
        tick_text.append(f"{_(status)}, {_(waits)}" if waits else _(status))
    footer = 30
    pixels = max(height - footer - 8, 1)
    size = row_font_size(int(at) + 1, pixels)
    values = [f"\u2002{beside(count(numbers[status]), eur(money[status]))}" for status in statuses]
    waiting = ("completed", "reported")
    scale = count_axis(palette, max(numbers.values()), most=5)
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "y": places,
            "x": [numbers[status] for status in statuses],
            "customdata": statuses,
            "marker": {
                "color": [
                    palette.accent if status in waiting else palette.grey if status == CANCELLED else palette.blue
                    for status in statuses
                ]
            },
            "hoverinfo": "text",
            "hovertext": [
                f"<b>{_(status)}</b><br>{exchanges(numbers[status])}<br>{eur(money[status], cents=True)}"
                for status in statuses
            ],
            "textposition": "none",
        },
        {
            "type": "scatter",
            "mode": "text",
            "y": places,
            "x": [numbers[status] for status in statuses],
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
    alt = _(
        "Horizontal bars in the order of the pipeline: {statuses}. {finding}. {amount} is validated and not paid.",
        statuses=", ".join(f"{_(status)} {count(number)}" for status, number in numbers.items()),
        finding=finding,
        amount=eur(money["validated"]),
    )
    return Chart(
        name="status_pipeline",
        finding=finding,
        alt=alt,
        figure=figure,
        table=table,
        measures=("exchanges", "lump_sum_eur"),
        note=_("Cancelled exchanges are outside the pipeline.") if CANCELLED in given else "",
    )
