"""What every chart function returns."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go


@dataclass(frozen=True)
class Chart:
    """A figure with all that a reader needs beside it.

    name: stable identifier, also the file name of downloads (snake_case).
    finding: the title, one sentence that states what the figure shows.
    alt: text alternative with the facts of the figure, two or three sentences.
    figure: fixed height, transparent ground, no title of its own.
    table: the numbers drawn; its column names are field names that `measures` knows.
    measures: ids in `charts.measures.MEASURES` whose definitions explain the figure.
    note: a caption under the figure (what is left out, what is assumed), or "".
    mark: a word that its exports carry in their file name and origin, such as SCENARIO, or "".
    """

    name: str
    finding: str
    alt: str
    figure: go.Figure
    table: pd.DataFrame
    measures: tuple[str, ...] = ()
    note: str = ""
    mark: str = ""
