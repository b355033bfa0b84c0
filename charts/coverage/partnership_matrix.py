"""Pairs of partnerships: who visits whom, and which pairs have no exchange."""

import pandas as pd

from charts.chart import Chart
from charts.clauses import clauses
from charts.coverage.count_grid import count_grid
from charts.coverage.taking_part import brief_names, integers, nothing_to_draw
from charts.figure import html_text, shortened, text_width
from charts.palette import Palette
from charts.shades import LABEL
from charts.words import count, exchanges, share
from languages import gettext as _
from languages import ngettext


def partnership_matrix(links: pd.DataFrame, partnerships: pd.DataFrame, *, palette: Palette, height: int) -> Chart:
    """Every ordered pair of partnerships: visiting in rows, host in columns, pairs without an exchange visible.

    links: visiting_id, host_id, exchanges, one row per pair that has an exchange. partnerships: partnership_id,
    acronym in register order. Cells carry `customdata` [visiting_id, host_id, hover text]. The table is long, one row
    per ordered pair with zeros. Raises ValueError for a link of a partnership that the register does not hold.
    """
    ids = [str(partnership) for partnership in partnerships["partnership_id"]]
    acronyms = brief_names(partnerships["acronym"], 40)
    place = {partnership: at for at, partnership in enumerate(ids)}
    counts = [[0] * len(ids) for __ in ids]
    for visiting, host, number in zip(
        links["visiting_id"], links["host_id"], integers(links["exchanges"]), strict=True
    ):
        if str(visiting) not in place or str(host) not in place:
            raise ValueError(f"a link between {visiting!r} and {host!r}: not both are in the register")
        counts[place[str(visiting)]][place[str(host)]] += number
    total = sum(map(sum, counts))
    table = pd.DataFrame(
        [
            (
                full,
                host,
                counts[row][column],
                100 * counts[row][column] / total if total else 0.0,
                ids[row],
                ids[column],
            )
            for row, full in enumerate(partnerships["acronym"])
            for column, host in enumerate(partnerships["acronym"])
        ],
        columns=["visiting_name", "host_name", "exchanges", "share_pct", "visiting_id", "host_id"],
    )
    name = "partnership_matrix"
    if not ids:
        return nothing_to_draw(name, _("No partnerships in this register"), table, palette, height)
    # Those inside one partnership are cells too; the matrix of the flows and the white space count the same.
    pairs = len(ids) * len(ids)
    used = sum(1 for values in counts for number in values if number)
    inside = sum(counts[at][at] for at in range(len(ids)))
    if not total:
        finding = _("No exchanges between partnerships in this view")
    elif len(ids) == 1:
        finding = ngettext(
            "{number} exchange stays inside the one partnership",
            "{number} exchanges stay inside the one partnership",
            total,
        )
    else:
        reach = ngettext(
            "{number} of {pairs} directed pairs of partnerships, those inside one included, has an exchange",
            "{number} of {pairs} directed pairs of partnerships, those inside one included, have an exchange",
            used,
            pairs=count(pairs),
        )
        stays = ngettext(
            "{number} of {exchanges} ({share}) stays inside one partnership",
            "{number} of {exchanges} ({share}) stay inside one partnership",
            inside,
            exchanges=exchanges(total),
            share=share(inside, total),
        )
        finding = clauses([reach, stays])
    customdata = [
        [
            [
                ids[row],
                ids[column],
                _("Inside {name}: {exchanges}", name=html_text(acronyms[row]), exchanges=exchanges(number))
                if row == column
                else _(
                    "{visiting} to {host}: {exchanges}",
                    visiting=html_text(acronyms[row]),
                    host=html_text(acronyms[column]),
                    exchanges=exchanges(number),
                ),
            ]
            for column, number in enumerate(values)
        ]
        for row, values in enumerate(counts)
    ]
    labels = [html_text(acronym, 18) for acronym in acronyms]
    widest = text_width([shortened(acronym, 18) for acronym in acronyms], LABEL)
    figure = count_grid(
        counts,
        customdata,
        labels,
        labels,
        palette=palette,
        height=height,
        margin={"l": round(max(widest, 70)) + 14, "r": 60, "t": round(widest * 0.6) + 40, "b": 34},
        column_angle=-35,
        heads=(_("Visiting ▼"), _("Host ▶")),
        row_sums=[sum(values) for values in counts],
        column_sums=[sum(values[column] for values in counts) for column in range(len(ids))],
        outlined=[(at, at) for at in range(len(ids))],
    )
    largest = max(
        ((row, column) for row in range(len(ids)) for column in range(len(ids))), key=lambda at: counts[at[0]][at[1]]
    )
    alt = ngettext(
        "Grid of {partnerships} visiting by {partnerships} host partnerships with {number} exchange.",
        "Grid of {partnerships} visiting by {partnerships} host partnerships with {number} exchanges.",
        total,
        partnerships=count(len(ids)),
    )
    if total:
        most, visiting_name, host_name = (count(counts[largest[0]][largest[1]]), *(acronyms[at] for at in largest))
        alt += " " + (
            _("The most, {count}, are inside {name}.", count=most, name=visiting_name)
            if largest[0] == largest[1]
            else _(
                "The most, {count}, go from {visiting} to {host}.", count=most, visiting=visiting_name, host=host_name
            )
        )
        alt += " " + ngettext(
            "{number} of {pairs} directed pairs have none.",
            "{number} of {pairs} directed pairs have none.",
            pairs - used,
            pairs=count(pairs),
        )
    note = _("Rows are visiting, columns host partnerships. Dotted outline: inside one partnership.")
    return Chart(name, finding, alt, figure, table, ("exchanges", "share_pct"), note)
