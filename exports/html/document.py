"""One HTML file: script, figures, shapes and tables inside, so that it opens from a disk with no network."""

import html
import json
from collections.abc import Callable
from pathlib import Path
from string import Template

import plotly

from charts.map import planar_shapes
from charts.palette import PALETTES
from exports.html.talk import stage_script, stage_style, talk
from exports.html.typeface import font_face
from languages import current
from languages import gettext as _
from scenes.order import Order
from scenes.view import Snapshot, country_shapes

LIBRARY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
PAGE = Path(__file__).parent / "page.html"
# What the figures of maps call their shapes; the file holds them once under this name.
SHAPES = "countries.json"


def document(
    order: Order,
    snapshot: Snapshot,
    *,
    address: str = "",
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> bytes:
    """The file. All text in it is data that the stage puts in place as text; nothing in it is read from another place."""
    held = talk(order, snapshot, PALETTES, SHAPES, address=address, progress=progress)
    held["shapes"] = {SHAPES: planar_shapes(country_shapes())}
    page = Template(PAGE.read_text(encoding="utf-8"))
    text = page.substitute(
        language=current(),
        title=html.escape(order.title),
        noscript=html.escape(_("This file shows its charts with JavaScript, which is switched off in this browser.")),
        style=font_face() + stage_style(),
        library=LIBRARY.read_text(encoding="utf-8"),
        talk=_in_script(held),
        stage=stage_script(),
    )
    return text.encode()


def _in_script(held: object) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
