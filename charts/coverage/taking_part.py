"""Who takes part and who does not: the sides of clusters and countries, the absent, and their names."""

from collections.abc import Iterable

import pandas as pd
import plotly.graph_objects as go

from charts.chart import Chart
from charts.figure import base, html_text, shortened
from charts.palette import Palette
from charts.shades import caption
from charts.words import listing
from languages import ngettext

# The narrowest width that the pages give a wide chart; text is cut so that it fits there.
NARROW_WIDTH = 1000


def brief_names(values: Iterable[object], most: int = 60) -> list[str]:
    """Names for running text, not escaped, each cut to `most` characters."""
    return [shortened(value, most) for value in values]


def integers(column: pd.Series) -> list[int]:
    """Counts of a column as int; a missing one is none."""
    return [0 if pd.isna(number) else int(number) for number in column]


def sides(rows: pd.DataFrame) -> tuple[list[int], list[int]]:
    """Exchanges visiting and hosting, per row."""
    return integers(rows["visiting"]), integers(rows["hosting"])


def absent_rows(clusters: pd.DataFrame) -> pd.DataFrame:
    """The rows, clusters or countries, that neither visit nor host."""
    return clusters[[not (out or back) for out, back in zip(*sides(clusters), strict=True)]]


def absent_names(absent: pd.DataFrame) -> str:
    """Names of those absent, the ones known by name before placeholders, which are counted in brackets."""
    placeholders = absent["basis"] == "placeholder"
    named = listing(
        brief_names([*absent.loc[~placeholders, "short_name"], *absent.loc[placeholders, "short_name"]], 40)
    )
    number = int(placeholders.sum())
    if not number:
        return named
    return f"{named} ({ngettext('{number} placeholder', '{number} placeholders', number)})"


def _is_true(column: pd.Series) -> list[bool]:
    return [bool(value) and not pd.isna(value) for value in column]


def with_and_without_cluster(countries: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Countries with a partner cluster, and the others."""
    with_cluster = pd.Series(_is_true(countries["has_partner_cluster"]), index=countries.index, dtype=bool)
    return countries[with_cluster], countries[~with_cluster]


def nothing_to_draw(name: str, finding: str, table: pd.DataFrame, palette: Palette, height: int) -> Chart:
    """A chart that only says why there is none."""
    hidden = {"visible": False, "fixedrange": True}
    message = caption(html_text(finding), palette, 0.5, 0.5, 0) | {"xanchor": "center", "yanchor": "middle"}
    layout = base(palette, height, annotations=[message], xaxis=hidden, yaxis=hidden)
    return Chart(
        name, finding, f"{finding}.", go.Figure({"data": [], "layout": layout}), table, ("visiting", "hosting")
    )
