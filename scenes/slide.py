"""What one view shows, ready to be put on a screen or into a file."""

from dataclasses import dataclass

import pandas as pd

from charts.chart import Chart


@dataclass(frozen=True)
class Fact:
    """One tile: a label, its value in words, a short line of context, the measure that defines it."""

    label: str
    value: str
    context: str = ""
    measure: str = ""


@dataclass(frozen=True)
class Slide:
    """One view with all that a reader of a file must know of it; nothing in it refers to a running app.

    headline: what the presenter says with it; suggested from the finding, and the presenter's to edit.
    sentence: the filters in words. source: the snapshot, its day and time in words.
    marks: what must stand on every page made of it, such as "Sample data" or "SCENARIO".
    link: path and query of the view below the address of the dashboard.
    facts, charts: in the order of the page. table: rows for a view that is a list, or None. notes: for the presenter.
    """

    headline: str
    sentence: str
    source: str
    link: str
    marks: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    charts: tuple[Chart, ...] = ()
    table: pd.DataFrame | None = None
    notes: str = ""
