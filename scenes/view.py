"""One run's frame of reference, and what a page shows in it."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from charts.chart import Chart
from charts.palette import Palette
from data.warehouse import Snapshot
from queries.filters import Filters
from queries.geography import country_shapes
from scenes.slide import Fact


@dataclass(frozen=True)
class View:
    """What app.py settles before a page runs: all of a page reads one snapshot, also when another is published meanwhile."""

    filters: Filters
    snapshot: Snapshot
    palette: Palette
    names: dict[str, str]


# The shapes of the map, or the address from which a browser loads them.
Shapes = dict[str, Any] | str


@dataclass(frozen=True)
class Room:
    """How much room the figures have, and where the map takes its shapes from.

    stretch: 1 on the page; a figure of 300 pixels there is 450 high at 1.5.
    """

    stretch: float = 1.0
    shapes: Shapes = field(default_factory=country_shapes)

    def pixels(self, height: int) -> int:
        """The height of a figure that is `height` pixels high on its page."""
        return round(height * self.stretch)


@dataclass(frozen=True)
class Shown:
    """What a page shows at its parameters: its answer in a sentence, and facts, charts, rows in its order."""

    finding: str
    facts: tuple[Fact, ...] = ()
    charts: tuple[Chart, ...] = ()
    table: pd.DataFrame | None = None


def of_charts(*charts: Chart, facts: tuple[Fact, ...] = (), table: pd.DataFrame | None = None) -> Shown:
    """Charts under the finding of the first."""
    return Shown(charts[0].finding, facts, charts, table)
