"""Links between places of a small Europe for the tests of the maps, and how to read what was drawn."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from charts.chart import Chart
from charts.map import OUTSIDE, flow_map
from charts.palette import LIGHT

HOSTILE = "<b onclick=x>%{z}</b><a href='javascript:1'>&amp; =1+1 | `*x*`"
COUNTRIES = {
    "ES": ("Spain", 3200.0, 2000.0, True),
    "FR": ("France", 3800.0, 2600.0, True),
    "DE": ("Germany", 4300.0, 3000.0, True),
    "PL": ("Poland", 5000.0, 3200.0, True),
    "IS": ("Iceland", 2900.0, 4900.0, False),
}
Link = tuple[str, str, int]


def square(x: float, y: float, side: float = 200.0) -> list[list[list[float]]]:
    return [[[x, y], [x, y + side], [x + side, y + side], [x + side, y], [x, y]]]


SHAPES: dict[str, Any] = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": code,
            "properties": {"name": name},
            "geometry": {"type": "MultiPolygon", "coordinates": [square(x - 100, y - 100)]},
        }
        for code, (name, x, y, _) in {**COUNTRIES, OUTSIDE: ("", 7000.0, 4000.0, False)}.items()
    ],
}


def links_frame(links: Sequence[Link], names: dict[str, str]) -> pd.DataFrame:
    columns = [
        "visiting_id",
        "visiting_name",
        "host_id",
        "host_name",
        "exchanges",
        "working_days",
        "lump_sum_eur",
    ]
    rows = [(a, names[a], b, names[b], n, 4 * n, Decimal("612.50") * n) for a, b, n in links]
    return pd.DataFrame(rows, columns=columns)


def countries_frame(links: Sequence[Link], rename: dict[str, str]) -> pd.DataFrame:
    rows = []
    for code, (name, x, y, partner) in COUNTRIES.items():
        out = sum(n for a, _, n in links if a[:2] == code)
        back = sum(n for _, b, n in links if b[:2] == code)
        rows.append((code, rename.get(code, name), x, y, out, back, out + back, out - back, partner))
    columns = [
        "country_code",
        "country_name",
        "x_km",
        "y_km",
        "visiting",
        "hosting",
        "both",
        "net",
        "has_partner_cluster",
    ]
    return pd.DataFrame(rows, columns=columns)


def clusters_frame(links: Sequence[Link], rename: dict[str, str]) -> pd.DataFrame:
    rows = []
    for number, (identity, basis, approximate) in enumerate(
        [
            ("ES1", "published", False),
            ("ES2", "published", False),
            ("FR1", "assumed", True),
            ("DE1", "placeholder", True),
            ("PL1", "published", False),
        ]
    ):
        name, x, y, _ = COUNTRIES[identity[:2]]
        short = rename.get(identity, f"Cluster {identity}")
        out = sum(n for a, _, n in links if a == identity)
        back = sum(n for _, b, n in links if b == identity)
        rows.append((identity, short, f"{short} of {name}", f"P{number}", name, x, y, approximate, basis, out, back))
    columns = [
        "cluster_id",
        "short_name",
        "name",
        "acronym",
        "country_name",
        "x_km",
        "y_km",
        "is_location_approximate",
        "basis",
        "visiting",
        "hosting",
    ]
    return pd.DataFrame(rows, columns=columns)


def draw(links: Sequence[Link], *, rename: dict[str, str] | None = None, shapes: Any = SHAPES, **asked: Any) -> Chart:
    given: dict[str, Any] = {"level": "country", "measure": "visiting", "palette": LIGHT} | asked
    rename = rename or {}
    clusters = clusters_frame(links, rename)
    names = {code: rename.get(code, name) for code, (name, *_) in COUNTRIES.items()}
    names |= dict(zip(clusters["cluster_id"], clusters["short_name"], strict=True))
    return flow_map(countries_frame(links, rename), clusters, links_frame(links, names), shapes, **given)


def trace(chart: Chart, name: str) -> Any:
    return next(item for item in chart.figure.data if item.name == name)


def trace_names(chart: Chart) -> list[str]:
    return [item.name for item in chart.figure.data]


def lines(drawn: Any) -> int:
    """How many separate lines or rings a trace holds: each ends in a gap."""
    return int(np.isnan(np.asarray(drawn.lon, dtype=float)).sum())


ROUTES: list[Link] = [
    ("FR", "ES", 9),
    ("ES", "FR", 4),
    ("DE", "ES", 4),
    ("DE", "PL", 2),
    ("PL", "FR", 1),
    ("FR", "FR", 3),
]
