"""A scenario as a waterfall: what remains now, each effect, what remains then."""

from decimal import Decimal
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.cells import ZERO, money
from charts.chart import Chart
from charts.figure import CLEAR, FONT_SIZE, axis, base, mark, ticks
from charts.measures import label
from charts.outlook.sentences import clauses
from charts.palette import Palette
from charts.words import eur
from languages import N_, ngettext, pgettext
from languages import gettext as _

MARK = N_("SCENARIO")
EFFECTS = ("expected_effect_eur", "ceilings_effect_eur", "stays_effect_eur", "extra_effect_eur", "transfer_effect_eur")
# The effects as they stand in a list of them.
TOLD = {
    "expected_effect_eur": N_("expected to the end {amount}"),
    "ceilings_effect_eur": N_("changed ceilings {amount}"),
    "stays_effect_eur": N_("share of short stays {amount}"),
    "extra_effect_eur": N_("extra exchanges {amount}"),
    "transfer_effect_eur": N_("transfer {amount}"),
}


def _signed(amount: Decimal) -> str:
    return f"+{eur(amount)}" if amount > 0 else eur(amount)


def _finding(total: dict[str, Decimal] | None) -> str:
    if total is None:
        return _("SCENARIO: no partnership is in this view")
    before, after = total["before_eur"], total["after_eur"]
    if not any(total[name] for name in EFFECTS):
        return _("SCENARIO: nothing is changed, {amount} remains", amount=eur(before))
    change = after - before
    known = {"after": eur(after), "before": eur(before), "change": eur(abs(change))}
    if not change:
        said = _("SCENARIO: {after} would remain, the same than the {before} of now", **known)
    elif change > 0:
        said = _("SCENARIO: {after} would remain, {change} more than the {before} of now", **known)
    else:
        said = _("SCENARIO: {after} would remain, {change} less than the {before} of now", **known)
    return clauses([said, _("money is lacking")] if after < 0 else [said])


def waterfall(df: pd.DataFrame, *, palette: Palette, height: int = 380) -> Chart:
    """Bars from what remains now through each effect to what remains then, all chosen partnerships together.

    df: partnership_id, acronym, before_eur, EFFECTS and after_eur as Decimal; the last row, without an id, is the total.
    """
    total = None
    if len(df):
        last = df.to_dict("records")[-1]
        total = {str(name): money(last[name]) for name in ("before_eur", *EFFECTS, "after_eur")}
    steps: list[tuple[str, float, float, str, dict[str, Any]]] = []
    highest, lowest = 1.0, 0.0
    if total is not None:
        level = total["before_eur"]
        steps.append((label("before_eur"), 0.0, float(level), eur(level), mark(palette.blue)))
        for name in EFFECTS:
            after = level + total[name]
            look = (
                mark(palette.good, palette.ground, "/") if total[name] > 0 else mark(palette.bad, palette.ground, "\\")
            )
            steps.append((label(name), float(level), float(after), _signed(total[name]), look))
            level = after
        steps.append(
            (label("after_eur"), 0.0, float(total["after_eur"]), eur(total["after_eur"]), mark(palette.blue_soft))
        )
        highest = max(max(start, end) for _, start, end, *_ in steps) or 1.0
        lowest = min(min(start, end) for _, start, end, *_ in steps)
    names = [step[0].replace(" ", "<br>", 1) for step in steps]
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "x": [at],
            "y": [end - start],
            "base": [start],
            "width": [0.6],
            "marker": look,
            "hoverinfo": "text",
            "hovertext": [f"<b>{name}</b><br>{said}"],
            "textposition": "none",
        }
        for at, (name, start, end, said, look) in enumerate(steps)
    ]
    links: list[dict[str, Any]] = [
        {
            "type": "line",
            "x0": at + 0.3,
            "x1": at + 0.7,
            "y0": end,
            "y1": end,
            "line": {"color": palette.grey, "width": 1, "dash": "dot"},
        }
        for at, end in enumerate(step[2] for step in steps[:-1])
    ]
    notes = [
        {
            "x": at,
            "y": max(start, end),
            "yanchor": "bottom",
            "showarrow": False,
            "text": said,
            "font": {"size": FONT_SIZE, "color": palette.text},
        }
        for at, (start, end, said) in enumerate(step[1:4] for step in steps)
    ]
    values = ticks(highest, 4)
    step = values[1] if len(values) > 1 else 0
    below = [-step * at for at in range(1, int(-lowest // step) + 1)][:8] if step and lowest < 0 else []
    figure = go.Figure(
        data=traces,
        layout=base(
            palette,
            height,
            barmode="overlay",
            margin={"l": 8, "r": 8, "t": 26, "b": 56},
            xaxis=axis(
                palette,
                tickvals=list(range(len(steps))),
                ticktext=names,
                range=[-0.6, max(len(steps), 1) - 0.4],
                showgrid=False,
                automargin=False,
            ),
            yaxis=axis(
                palette,
                range=[lowest * 1.08, highest * 1.08],
                tickvals=[*below, *values],
                ticktext=[eur(value) for value in [*below, *values]],
                zeroline=True,
                zerolinecolor=palette.grey,
            ),
            shapes=links,
            annotations=notes,
            legend={"bgcolor": CLEAR},
        ),
    )
    finding = _finding(total)
    alt = f"{finding}."
    if total is not None:
        told = [_(TOLD[name], amount=_signed(total[name])) for name in EFFECTS if total[name] != ZERO]
        alt = ngettext(
            "Waterfall for {number} partnership. {finding}. Effects: {effects}.",
            "Waterfall for {number} partnerships. {finding}. Effects: {effects}.",
            len(df) - 1,
            finding=finding,
            effects=", ".join(told) or pgettext("effects", "none"),
        )
    return Chart(
        name="scenario",
        finding=finding,
        alt=alt,
        figure=figure,
        table=df.reset_index(drop=True),
        measures=("before_eur", *EFFECTS, "after_eur"),
        note=_(
            "A scenario is not data: nothing of it is kept but the link, and what is validated or paid never changes."
        ),
        mark=MARK,
    )
