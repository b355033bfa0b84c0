"""Countries with a partner cluster: what each sends and receives, and which others took part."""

import textwrap
from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.clauses import clauses
from charts.coverage.taking_part import brief_names, nothing_to_draw, sides, with_and_without_cluster
from charts.figure import axis, base, html_text, shortened, text_width
from charts.palette import Palette
from charts.shades import LABEL, caption
from charts.words import count, listing
from languages import gettext as _
from languages import ngettext


def _signed(number: int) -> str:
    return f"+{count(number)}" if number > 0 else count(number) if number else "0"


def _country_finding(countries: pd.DataFrame) -> str:
    partner = with_and_without_cluster(countries)[0]
    total = len(partner)
    visiting, hosting = sides(partner)
    names = brief_names(partner["country_name"])
    if not total:
        return _("No country has a partner cluster in this register")
    absent = [name for name, out, back in zip(names, visiting, hosting, strict=True) if not (out or back)]
    if len(absent) == total:
        return ngettext(
            "None of the {number} country with a partner cluster took part yet",
            "None of the {number} countries with a partner cluster took part yet",
            total,
        )
    if absent:
        who = ngettext(
            "{taken} of {number} country with a partner cluster took part; absent: {names}",
            "{taken} of {number} countries with a partner cluster took part; absent: {names}",
            total,
            taken=count(total - len(absent)),
            names=listing(absent),
        )
    else:
        who = ngettext(
            "The one country with a partner cluster took part",
            "All {number} countries with a partner cluster took part",
            total,
        )
    net = [out - back for out, back in zip(visiting, hosting, strict=True)]
    most, least = max(net), min(net)
    if most > 0:
        more = ngettext(
            "{name} sends {number} more than it receives",
            "{name} sends {number} more than it receives",
            most,
            name=names[net.index(most)],
        )
        return clauses([who, more])
    if least < 0:
        more = ngettext(
            "{name} receives {number} more than it sends",
            "{name} receives {number} more than it sends",
            -least,
            name=names[net.index(least)],
        )
        return clauses([who, more])
    return who


def country_balance(countries: pd.DataFrame, *, palette: Palette, height: int) -> Chart:
    """Exchanges sent and received per country with a partner cluster, and which other countries took part.

    countries: one row per country in its fixed order with country_code, country_name, visiting, hosting, both, net,
    has_partner_cluster, eu_member. Bars carry `customdata` [country_code, hover text]. The table holds all countries.
    """
    table = countries[
        ["country_name", "visiting", "hosting", "both", "net", "has_partner_cluster", "eu_member", "country_code"]
    ].reset_index(drop=True)
    partner, others = with_and_without_cluster(countries)
    finding = _country_finding(countries)
    if partner.empty:
        return nothing_to_draw("country_balance", finding, table, palette, height)
    visiting, hosting = sides(partner)
    net = [out - back for out, back in zip(visiting, hosting, strict=True)]
    codes = [str(code) for code in partner["country_code"]]
    hovers = [
        f"{html_text(name, 60)}<br>"
        + _(
            "Visiting {visiting}, hosting {hosting}, net {net}",
            visiting=count(out),
            hosting=count(back),
            net=_signed(out - back),
        )
        for name, out, back in zip(partner["country_name"], visiting, hosting, strict=True)
    ]
    customdata = [[code, hover] for code, hover in zip(codes, hovers, strict=True)]
    rows = list(range(len(partner)))
    size = LABEL if (height - 96) / len(rows) >= 16 else max(int((height - 96) / len(rows)) - 2, 1)

    def bars(values: Sequence[int], sign: int, colour: str, name: str) -> dict[str, Any]:
        return {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "x": [sign * value for value in values],
            "y": rows,
            "marker": {"color": colour, "line": {"color": palette.blue, "width": 1}},
            "text": [count(value) for value in values],
            "textposition": "outside",
            "textfont": {"size": size, "color": palette.text},
            "cliponaxis": False,
            "customdata": customdata,
            "hovertemplate": "%{customdata[1]}<extra></extra>",
        }

    took_part, not_there = [], []
    for name, out, back in zip(others["country_name"], *sides(others), strict=True):
        if out or back:
            took_part.append(
                _(
                    "{name} ({visiting} out, {hosting} in)",
                    name=shortened(name, 40),
                    visiting=count(out),
                    hosting=count(back),
                )
            )
        else:
            not_there.append(shortened(name, 40))
    strip = []
    if len(others):
        strip.append(
            _("Without a partner cluster, took part nevertheless: {names}.", names=listing(took_part, 8))
            if took_part
            else _("No country without a partner cluster took part.")
        )
    if not_there:
        strip.append(_("Without a partner cluster, took no part: {names}.", names=listing(not_there, 40)))
    wrapped = [line for sentence in strip for line in textwrap.wrap(sentence, 130)][:6]
    left = text_width([shortened(name, 24) for name in partner["country_name"]], size) + 14
    most = max(*visiting, *hosting, 1)
    head = {"xref": "x", "yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False}
    heads = [
        head
        | {
            "x": 0,
            "xanchor": "right",
            "xshift": -8,
            "text": _("◀ Visiting"),
            "font": {"size": LABEL, "color": palette.muted_text},
        },
        head
        | {
            "x": 0,
            "xanchor": "left",
            "xshift": 8,
            "text": _("Hosting ▶"),
            "font": {"size": LABEL, "color": palette.muted_text},
        },
        head
        | {
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "xshift": 8,
            "text": _("Net"),
            "font": {"size": LABEL, "color": palette.muted_text},
        },
    ]
    nets = {
        "type": "scatter",
        "mode": "text",
        "x": [1.14 * most] * len(rows),
        "y": rows,
        "text": [_signed(value) for value in net],
        "textposition": "middle right",
        "textfont": {"size": size, "color": palette.muted_text},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    layout = base(
        palette,
        height,
        margin={"l": left, "r": 52, "t": 28, "b": 14 + 17 * len(wrapped)},
        barmode="relative",
        bargap=0.28,
        xaxis=axis(
            palette,
            range=[-1.14 * most, 1.14 * most],
            showgrid=False,
            showticklabels=False,
            automargin=False,
            zeroline=True,
            zerolinecolor=palette.grey,
            zerolinewidth=1,
        ),
        yaxis=axis(
            palette,
            range=[len(rows) - 0.5, -0.5],
            showgrid=False,
            automargin=False,
            tickmode="array",
            tickvals=rows,
            ticktext=[html_text(name, 24) for name in partner["country_name"]],
            tickfont={"size": size, "color": palette.text},
        ),
        annotations=[
            *heads,
            caption("<br>".join(html_text(line) for line in wrapped), palette, shift=-6) | {"xshift": 8 - left},
        ],
    )
    names = brief_names(partner["country_name"])
    sends, hosts = max(rows, key=lambda at: visiting[at]), max(rows, key=lambda at: hosting[at])
    alt = " ".join(
        [
            ngettext(
                "Bars to the left for visiting and to the right for hosting, "
                "for {number} country with a partner cluster.",
                "Bars to the left for visiting and to the right for hosting, "
                "for {number} countries with a partner cluster.",
                len(rows),
            ),
            _(
                "{visitor} visits most ({visits}), {host} hosts most ({hosted}).",
                visitor=names[sends],
                visits=count(visiting[sends]),
                host=names[hosts],
                hosted=count(hosting[hosts]),
            ),
            ngettext(
                "{number} country without a partner cluster took part.",
                "{number} countries without a partner cluster took part.",
                len(took_part),
            ),
        ]
    )
    figure = go.Figure(
        {
            "data": [
                bars(visiting, -1, palette.blue, _("Visiting")),
                bars(hosting, 1, palette.blue_soft, _("Hosting")),
                nets,
            ],
            "layout": layout,
        }
    )
    note = _("Net is visiting minus hosting.")
    if len(others):
        note += " " + ngettext(
            "{number} country takes part in COSME without a partner cluster: "
            "{taken} took part in an exchange, {absent} did not.",
            "{number} countries take part in COSME without a partner cluster: "
            "{taken} took part in an exchange, {absent} did not.",
            len(others),
            taken=count(len(took_part)),
            absent=count(len(not_there)),
        )
    return Chart("country_balance", finding, alt, figure, table, ("visiting", "hosting", "both", "net"), note)
