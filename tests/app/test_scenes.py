"""Scenes show what their pages show: the same figures and tiles at the same address, also where it holds junk."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from data import warehouse
from scenes import compose, link, order
from scenes.pages import PAGES
from scenes.slide import Slide
from scenes.view import Room
from tests.app.screen import APP, TIMEOUT_SECONDS, faults, figures, text
from ui import map_shapes

SCRIPTS = {
    "": "pages/on_target/programme.py",
    "flows": "pages/who_with_whom/flows.py",
    "map": "pages/who_with_whom/map.py",
    "coverage": "pages/what_is_missing/coverage.py",
    "white_space": "pages/what_is_missing/white_space.py",
    "budget": "pages/money/budget.py",
    "outlook": "pages/money/outlook.py",
    "exchanges": "pages/evidence/exchanges.py",
    "about": "pages/evidence/about.py",
    "partnership": "pages/profiles/partnership.py",
    "cluster": "pages/profiles/cluster.py",
    "country": "pages/profiles/country.py",
}
ADDRESSES = [
    "",
    "?partnerships=EXXTRA&partnerships=CELIS&partnership_side=visiting&modes=physical&from_month=2021-03",
    "?partnerships=junk&country_side=nobody&from_month=9999-99&status_groups=cancelled&status_groups=x",
    "flows",
    "flows?focus=Spain&focus_side=host&top=5&measure=days&values=false&node_order=north+to+south",
    "flows?preset=own+columns&columns=category&columns=nonsense&columns=purpose&columns=category&top=999&lens=net",
    "flows?preset=junk&lens=net&top=3&top=4&values=perhaps",
    "flows?flows=Matrix&level=cluster&matrix_order=group&lens=net",
    "flows?flows=Matrix&level=junk&level=cluster",
    "flows?flows=Balance&level=partnership&countries=Italy&country_side=host",
    "flows?flows=Network&level=partnership",
    "map?map_level=Clusters&map_measure=Net&focus=Italy",
    "map?map_view=By+partnership&ecosystems=Health",
    "map?map_view=Month+by+month&map_level=nothing",
    "coverage?coverage=Ecosystems+by+category&coverage=Countries",
    "coverage?coverage=Partnership+pairs&categories=SME",
    "white_space?absent=Never+hosted&focus=Spain",
    "white_space?absent=nonsense&absent=Never+visited",
    "white_space?white_space=Over+time",
    "white_space?white_space=Categories&to_month=2021-12",
    "white_space?white_space=Countries",
    "budget",
    "budget?as_of=2021-06-30&partnerships=EXXTRA",
    "budget?as_of=2999-01-01&budget=To+do",
    "budget?budget=Averages&averages_by=category",
    "outlook",
    "partnership?partnership=EXXTRA&countries=Spain",
    "country?country=Spain",
    "cluster",
    "country?country=%3Cb%3E",
]


def slide_of(address: str) -> Slide:
    """The slide of a view, its map on the shapes that a browser loads."""
    page, _, query = address.partition("?")
    room = Room(shapes=map_shapes.shapes({}))
    return compose.slide(compose.scene_of(page, link.read(query)), warehouse.current(), room=room)


def page_of(address: str) -> AppTest:
    """The page that the address leads to."""
    path, _, query = address.partition("?")
    app = AppTest.from_file(APP, default_timeout=TIMEOUT_SECONDS)
    for key, values in link.read(query).items():
        app.query_params[key] = list(values)
    app.run()
    return app.switch_page(SCRIPTS[path]).run() if path else app


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_scene_shows_what_its_page_shows(address: str) -> None:
    page, slide = page_of(address), slide_of(address)
    assert not faults(page)
    drawn = figures(page)
    told = text(page)
    assert {chart.name: chart.figure.to_plotly_json()["layout"]["height"] for chart in slide.charts} == {
        name: figure["layout"]["height"] for name, figure in drawn.items()
    }
    for chart in slide.charts:
        assert plotly_json(chart.figure) == drawn[chart.name], chart.name
        assert chart.finding.replace("\u202f", "") in told.replace("\u202f", "")
    assert {fact.label: fact.value for fact in slide.facts} == {tile.label: tile.value for tile in page.metric}
    assert slide.sentence.replace("\u202f", "") in told
    assert slide.marks == ("Sample data",)


def plotly_json(figure: object) -> object:
    """A figure as the browser gets it."""
    return json.loads(figure.to_json(validate=False))  # type: ignore[attr-defined]


@pytest.mark.usefixtures("reading_sample")
def test_every_page_that_can_be_a_scene_has_a_script_and_every_ready_made_scene_can_be_shown() -> None:
    assert PAGES.keys() == SCRIPTS.keys()
    for made in order.ready_made().values():
        held = order.for_partnership(made, "EXXTRA")
        assert not order.needs_partnership(held)
        for scene in held.scenes:
            slide = compose.slide(scene, warehouse.current())
            assert slide.headline
            assert slide.charts or slide.table is not None
