"""The scenes of a talk as the data that stage.js draws."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from charts.chart import Chart
from charts.measures import MEASURES
from charts.palette import Palette
from exports.html.words import stage_words
from languages import current
from languages import gettext as _
from languages.plotly_locale import plotly_locale
from scenes import stage
from scenes.order import Order
from scenes.rows import as_text
from scenes.slide import Slide
from scenes.view import Shapes, Snapshot

HERE = Path(__file__).parent
# More rows than anyone reads on a screen; downloads hold the rest.
ROWS = 500


def talk(
    order: Order,
    snapshot: Snapshot,
    palettes: Mapping[str, Palette],
    shapes: Shapes,
    *,
    address: str = "",
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> dict[str, Any]:
    """The scenes on a snapshot in each of the palettes, by theme; `progress` is told after each scene and may raise to stop it.

    address: of the dashboard, for links back; "" leaves them relative to it.
    """
    scenes = []
    for at, scene in enumerate(order.scenes, start=1):
        slides = {theme: stage.on_stage(scene, snapshot, tones, shapes) for theme, tones in palettes.items()}
        scenes.append(_scene(slides, address))
        progress(at, len(order.scenes))
    return {
        "title": order.title,
        "language": current(),
        "words": stage_words(),
        "locale": plotly_locale(),
        "address": address,
        "width": stage.WIDTH,
        "height": stage.HEIGHT,
        "themes": {theme: asdict(tones) for theme, tones in palettes.items()},
        "scenes": scenes,
    }


def _scene(slides: Mapping[str, Slide], address: str) -> dict[str, Any]:
    one = next(iter(slides.values()))
    return {
        "headline": one.headline,
        "sentence": one.sentence,
        "source": one.source,
        "link": f"{address}/{one.link}" if address else one.link,
        "marks": list(one.marks),
        "notes": one.notes,
        "facts": [[fact.label, fact.value, fact.context] for fact in one.facts],
        "columns": stage.columns(one.charts),
        "charts": [
            _chart(chart, {theme: slide.charts[at] for theme, slide in slides.items()})
            for at, chart in enumerate(one.charts)
        ],
        "table": None if one.table is None else _table(one.table),
    }


def _chart(one: Chart, by_theme: Mapping[str, Chart]) -> dict[str, Any]:
    return {
        "name": one.name,
        "finding": one.finding,
        "alt": one.alt,
        "note": one.note,
        "definitions": [
            [_(MEASURES[name].label), _(MEASURES[name].definition)] for name in one.measures if name in MEASURES
        ],
        "table": _table(one.table),
        "figures": {theme: json.loads(chart.figure.to_json(validate=False)) for theme, chart in by_theme.items()},
    }


def _table(frame: pd.DataFrame) -> dict[str, Any]:
    return asdict(as_text(frame, ROWS))


@cache
def stage_script() -> str:
    """The script of the stage: it defines openStage(root, talk, settings)."""
    return (HERE / "stage.js").read_text(encoding="utf-8")


@cache
def stage_style() -> str:
    """The style of the stage."""
    return (HERE / "stage.css").read_text(encoding="utf-8")
