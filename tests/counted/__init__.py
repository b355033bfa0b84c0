"""What every view must count after a focus, by SQL on the table of exchanges alone, and what the view's slide counts.

A slide shows what its page shows, which tests/app/test_scenes.py compares; so a focus is tried on all pages in little time.
"""

from collections.abc import Iterator

from data import warehouse
from scenes import compose, link
from scenes.slide import Slide
from tests.counted.charts import rule_of, table_counts
from tests.counted.selected import COLUMN, ON_SCREEN, Count, Picked, Selected
from tests.counted.tiles import TILES

__all__ = ["COLUMN", "ON_SCREEN", "Picked", "Selected", "differences"]

# Every page and tab that shows exchanges or money, at each level that it has, and profiles of one of each level.
VIEWS = (
    "",
    "flows",
    "flows?preset=partnership+to+partnership&top=3",
    "flows?preset=own+columns&columns=visiting+cluster&columns=host+cluster",
    "flows?preset=own+columns&columns=category&columns=purpose",
    "flows?flows=Matrix",
    "flows?flows=Matrix&level=partnership",
    "flows?flows=Matrix&level=cluster",
    "flows?flows=Balance",
    "flows?flows=Balance&level=partnership",
    "flows?flows=Balance&level=cluster",
    "flows?flows=Network",
    "flows?flows=Network&level=partnership",
    "flows?flows=Network&level=cluster",
    "map",
    "map?map_level=Clusters",
    "map?map_view=By+partnership",
    "map?map_view=Month+by+month",
    "coverage",
    "coverage?coverage=Countries",
    "coverage?coverage=Partnership+pairs",
    "coverage?coverage=Ecosystems+by+purpose",
    "coverage?coverage=Ecosystems+by+category",
    "white_space",
    "white_space?absent=Never+hosted",
    "white_space?white_space=Countries",
    "white_space?white_space=Partnership+pairs",
    "white_space?white_space=Ecosystems",
    "white_space?white_space=Categories",
    "white_space?white_space=Over+time",
    "budget",
    "budget?budget=Ledger",
    "budget?budget=To+do",
    "budget?budget=Exceptions",
    "budget?budget=Averages",
    "budget?budget=Averages&averages_by=purpose",
    "budget?budget=Averages&averages_by=month",
    "outlook",
    "exchanges",
    "partnership?partnership=EXXTRA",
    "cluster?cluster=AEI+TÈXTILS",
    "country?country=Italy",
)


def differences(query: str, selected: Selected, views: tuple[str, ...] = VIEWS) -> list[str]:
    """The parts of the views at the focus of a query that do not show what SQL counts."""
    wrong = []
    focus = {key: values for key, values in link.read(query).items() if key in ("focus", "focus_side")}
    for view in views:
        page, _, own = view.partition("?")
        slide = compose.slide(compose.scene_of(page, link.read(own) | focus), warehouse.current())
        counts = list(counted(view, slide, selected))
        # A page without an exchange may say so in a sentence alone.
        assert counts or not selected.of(), f"{view}: nothing is counted"
        wrong += [f"{view}: {one}" for one in counts if one.shown != one.expected]
    return wrong


def counted(view: str, slide: Slide, selected: Selected) -> Iterator[Count]:
    """All counts of a slide: its tiles, each of its charts, its table."""
    page = view.partition("?")[0]
    if page in TILES:
        yield from TILES[page](view, slide, selected)
    if page in ("partnership", "cluster", "country"):
        return
    for chart in slide.charts:
        yield from rule_of(chart.name)(chart, selected)
    if slide.table is not None:
        yield from table_counts(view, slide.table, selected)
