"""Pairs of partnerships: who visits whom, and which pairs have no exchange."""

import pandas as pd

from charts.chart import Chart
from charts.coverage.count_grid import count_grid
from charts.coverage.taking_part import brief_names, integers, nothing_to_draw
from charts.figure import html_text, shortened, text_width
from charts.palette import Palette
from charts.shades import LABEL
from charts.words import count, plural, share


def partnership_matrix(links: pd.DataFrame, partnerships: pd.DataFrame, *, palette: Palette, height: int) -> Chart:
    """Every ordered pair of partnerships: visiting in rows, host in columns, pairs without an exchange visible.

    links: visiting_id, host_id, exchanges, one row per pair that has an exchange. partnerships: partnership_id,
    acronym in register order. Cells carry `customdata` [visiting_id, host_id, hover text]. The table is long, one row
    per ordered pair with zeros. Raises ValueError for a link of a partnership that the register does not hold.
    """
    ids = [str(partnership) for partnership in partnerships["partnership_id"]]
    acronyms = brief_names(partnerships["acronym"], 40)
    place = {partnership: at for at, partnership in enumerate(ids)}
    counts = [[0] * len(ids) for _ in ids]
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
        return nothing_to_draw(name, "No partnerships in this register", table, palette, height)
    # Those inside one partnership are cells too; the matrix of the flows and the white space count the same.
    pairs = len(ids) * len(ids)
    used = sum(1 for values in counts for number in values if number)
    inside = sum(counts[at][at] for at in range(len(ids)))
    if not total:
        finding = "No exchanges between partnerships in this view"
    elif len(ids) == 1:
        finding = f"{plural(total, 'exchange stays', 'exchanges stay')} inside the one partnership"
    else:
        verb = "has" if used == 1 else "have"
        finding = (
            f"{count(used)} of {count(pairs)} directed pairs of partnerships, those inside one included, {verb} an exchange; "
            f"{count(inside)} of {plural(total, 'exchange')} ({share(inside, total)}) "
            f"{'stays' if inside == 1 else 'stay'} inside one partnership"
        )
    customdata = [
        [
            [
                ids[row],
                ids[column],
                f"Inside {html_text(acronyms[row])}: {plural(number, 'exchange')}"
                if row == column
                else f"{html_text(acronyms[row])} to {html_text(acronyms[column])}: {plural(number, 'exchange')}",
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
        heads=("Visiting ▼", "Host ▶"),
        row_sums=[sum(values) for values in counts],
        column_sums=[sum(values[column] for values in counts) for column in range(len(ids))],
        outlined=[(at, at) for at in range(len(ids))],
    )
    largest = max(
        ((row, column) for row in range(len(ids)) for column in range(len(ids))), key=lambda at: counts[at[0]][at[1]]
    )
    alt = f"Grid of {count(len(ids))} visiting by {count(len(ids))} host partnerships with {plural(total, 'exchange')}."
    if total:
        where = (
            f"inside {acronyms[largest[0]]}"
            if largest[0] == largest[1]
            else f"from {acronyms[largest[0]]} to {acronyms[largest[1]]}"
        )
        alt += (
            f" The most, {count(counts[largest[0]][largest[1]])}, go {where}."
            if largest[0] != largest[1]
            else (f" The most, {count(counts[largest[0]][largest[1]])}, are {where}.")
        )
        alt += f" {count(pairs - used)} of {count(pairs)} directed pairs have none."
    note = "Rows are visiting, columns host partnerships. Dotted outline: inside one partnership."
    return Chart(name, finding, alt, figure, table, ("exchanges", "share_pct"), note)
