"""The change of exchanges per directed pair, as a Sankey: blue for more, the accent for fewer."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.changes.words import pair_words, signed
from charts.chart import Chart
from charts.clauses import clauses
from charts.figure import FONT_SIZE, base, html_text, shortened
from charts.palette import Palette
from charts.sankey.text import see_through
from languages import gettext as _
from languages import ngettext

# More pairs than these cannot be followed from side to side; the table has all.
MOST_PAIRS = 24
LONGEST_NAME = 24


def change_sankey(links: pd.DataFrame, *, palette: Palette, height: int = 560, top: int = MOST_PAIRS) -> Chart:
    """The pairs whose number of exchanges changed most.

    links: visiting_id, visiting_name, host_id, host_name, before, change, after (exchanges, cancelled ones left out), the
    largest change first. Width is the size of the change, colour its sign. A node's customdata is its id and side,
    a link's both ids and its hover text.
    """
    drawn = links.head(top)
    visiting, host = _nodes(drawn, "visiting"), _nodes(drawn, "host")
    place = {("visiting", one): at for at, one in enumerate(visiting)}
    place |= {("host", one): len(visiting) + at for at, one in enumerate(host)}
    names = [*visiting.values(), *host.values()]
    tones = [palette.blue if change > 0 else palette.accent for change in drawn["change"]]
    trace: dict[str, Any] = {
        "type": "sankey",
        "arrangement": "fixed",
        "textfont": {"size": FONT_SIZE, "color": palette.text},
        "node": {
            "label": [html_text(name, LONGEST_NAME) for name in names],
            "color": palette.grey,
            "line": {"width": 0},
            "pad": 10,
            "thickness": 12,
            "hovertemplate": "%{label}<extra></extra>",
            "customdata": [[node, side] for side, node in place],
        },
        "link": {
            "source": [place["visiting", str(one)] for one in drawn["visiting_id"]],
            "target": [place["host", str(one)] for one in drawn["host_id"]],
            "value": [abs(int(change)) for change in drawn["change"]],
            "color": [see_through(tone, 0.55) for tone in tones],
            "customdata": [[str(row.visiting_id), str(row.host_id), pair_words(row)] for row in drawn.itertuples()],
            "hovertemplate": "%{customdata[2]}<extra></extra>",
        },
    }
    figure = go.Figure(
        data=[trace] if len(drawn) else [], layout=base(palette, height, margin={"l": 8, "r": 8, "t": 12, "b": 12})
    )
    rest = len(links) - len(drawn)
    note = _("Blue: more exchanges than before; orange: fewer. The width is the size of the change.")
    if rest:
        note += " " + ngettext(
            "{number} pair with a smaller change is in the table alone.",
            "{number} pairs with a smaller change are in the table alone.",
            rest,
        )
    finding = _finding(links)
    return Chart(
        name="change_sankey",
        finding=finding,
        alt=_(
            "Sankey of the changes per pair, visiting on the left and host on the right. {finding}.", finding=finding
        ),
        figure=figure,
        table=links[["visiting_name", "host_name", "before", "change", "after"]].reset_index(drop=True),
        measures=("before", "change_exchanges", "after"),
        note=note if len(drawn) else "",
    )


def _nodes(drawn: pd.DataFrame, side: str) -> dict[str, str]:
    """Names of the nodes of a side by id, in the order of their first pair."""
    return {str(one): str(name) for one, name in zip(drawn[f"{side}_id"], drawn[f"{side}_name"], strict=True)}


def _finding(links: pd.DataFrame) -> str:
    """The largest rise and fall in a sentence."""
    if links.empty:
        return _("No pair has more or fewer exchanges than before")
    parts = []
    for sign in (1, -1):
        some = links[links["change"] * sign > 0]
        if not some.empty:
            parts.append(_changed_words(sign, some))
    return clauses(parts)


def _changed_words(sign: int, some: pd.DataFrame) -> str:
    """How many pairs rose or fell, and which one most."""
    most = some.iloc[0]
    change = signed(int(most["change"]))
    visiting, host = shortened(most["visiting_name"], 40), shortened(most["host_name"], 40)
    if sign > 0:
        return ngettext(
            "{number} pair with more, most of all {visiting} to {host} ({change})",
            "{number} pairs with more, most of all {visiting} to {host} ({change})",
            len(some),
            visiting=visiting,
            host=host,
            change=change,
        )
    return ngettext(
        "{number} pair with fewer, most of all {visiting} to {host} ({change})",
        "{number} pairs with fewer, most of all {visiting} to {host} ({change})",
        len(some),
        visiting=visiting,
        host=host,
        change=change,
    )
