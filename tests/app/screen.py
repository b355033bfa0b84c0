"""What a page run by AppTest shows: its tiles as numbers, its texts, its figures."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from streamlit.testing.v1 import AppTest

APP = Path(__file__).resolve().parents[2] / "app.py"
PAGES = {
    "Programme": "pages/on_target/programme.py",
    "Changes": "pages/on_target/changes.py",
    "Flows": "pages/who_with_whom/flows.py",
    "Map": "pages/who_with_whom/map.py",
    "Coverage": "pages/what_is_missing/coverage.py",
    "Budget": "pages/money/budget.py",
    "Outlook": "pages/money/outlook.py",
    "Exchanges": "pages/evidence/exchanges.py",
    "Data in": "pages/evidence/data_in.py",
    "About the data": "pages/evidence/about.py",
    "Presentation": "pages/presentation/running_order.py",
}
# Figures of each page with the tabs that open first.
FIGURES = {
    "Programme": {"exchanges_by_month", "status_pipeline", "progress_by_partnership"},
    "Changes": {"movements"},
    "Flows": {"flow_sankey_visiting_country_host_country"},
    "Map": {"flow_map_country"},
    "Coverage": {"cluster_wall"},
    "Budget": {"waterfall", "position", "money_over_time", "payments_due"},
    "Outlook": {"burn_down", "reach"},
    "Exchanges": set(),
    "Data in": set(),
    "About the data": set(),
    "Presentation": set(),
}
TIMEOUT_SECONDS = 60
# Has no width and joins the letters around it.
JOINER = "\u2060"
_MARKDOWN = MarkdownIt("commonmark")


def open_page(title: str = "Programme", query: Mapping[str, str | list[str]] | None = None) -> AppTest:
    """The page as a reader sees it who follows a link with these parameters."""
    app = AppTest.from_file(APP, default_timeout=TIMEOUT_SECONDS)
    for key, value in (query or {}).items():
        app.query_params[key] = value
    app.run()
    if title != "Programme":
        app.switch_page(PAGES[title]).run()
    return app


def choose(app: AppTest, widgets: Mapping[str, Any]) -> AppTest:
    """Set filter widgets by their keys and rerun once."""
    if "focus" in widgets:
        # Its side can be chosen only once there is one.
        app.session_state["focus"] = widgets["focus"]
        app.run()
    for key, value in widgets.items():
        if key == "focus":
            continue
        if isinstance(value, list):
            app.multiselect(key=key).set_value(value)
        else:
            app.selectbox(key=key).set_value(value)
    return app.run()


def faults(app: AppTest) -> list[str]:
    """Exceptions that the page shows instead of an answer."""
    return [str(exception.value) for exception in app.exception]


def tiles(app: AppTest) -> dict[str, int]:
    """Values of the tiles by label: counts, and money in whole euro."""
    return {tile.label: number(str(tile.value)) for tile in app.metric}


def number(text: str) -> int:
    """The whole number in a text that groups thousands and may lead with a currency: `€ 1 234` is 1234."""
    return int(re.sub(r"[^\d-]", "", text.replace("\u2212", "-")))


def bodies(app: AppTest) -> list[str]:
    """Markdown of every text element of the page."""
    kinds = (app.title, app.markdown, app.caption, app.info, app.warning, app.error, app.success)
    return [str(element.value) for kind in kinds for element in kind]


def text(app: AppTest) -> str:
    """The page's texts as a reader reads them, Markdown resolved, one element a line, thousands joined."""
    lines = "\n".join(read(body) for body in bodies(app))
    return re.sub(r"(?<=\d)\u202f(?=\d)", "", lines)


def read(markdown: str) -> str:
    """Markdown as it reads: text and code without marks and without the joiners that `plain` puts between letters; HTML
    stands as itself, so that it shows in comparisons."""
    parts = []
    for token in _MARKDOWN.parse(markdown):
        for child in token.children or [token]:
            parts.append(child.content if child.type != "softbreak" else "\n")
    return "".join(parts).replace(JOINER, "")


def figures(app: AppTest) -> dict[str, dict[str, Any]]:
    """Plotly's JSON of each figure by the key of its chart."""
    drawn = [element.proto for element in app.get("bidi_component") if element.proto.json]
    held = {chart.id.rsplit("-", 1)[-1]: json.loads(chart.json) for chart in drawn}
    return {name: json.loads(data["figure"]) for name, data in held.items() if data and "figure" in data}
