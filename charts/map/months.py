"""Links by month as numbers per frame: what happened in each month on each route and in each country."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from charts.figure import html_text
from charts.map.points import node_diameters
from charts.map.routes import Routes, placed_routes, with_opposite
from languages import gettext as _

RIBBONS = 30
# Thin lines are sent once a frame: so many in all frames together, and never more than these in one.
THIN_IN_ALL, THIN_MOST = 6000, 150
# Beyond so many months from the first to the last, those without exchanges have no frame.
EVERY_MONTH_UP_TO = 120


@dataclass(frozen=True)
class Scene:
    """All that the frames share. The tables have one row per frame, and one column per route or country on the map."""

    months: list[date]
    total: int
    routes: Routes
    route_in_month: np.ndarray
    countries: pd.DataFrame
    visiting_in_month: np.ndarray
    hosting_in_month: np.ndarray
    in_month: list[int]
    ribbons: int
    thin: int
    titles: list[str]
    ends: list[list[str]]


def _months(found: pd.Series) -> list[date]:
    """First days of the months of the frames, from the first to the last."""
    present = sorted({value.date().replace(day=1) for value in pd.to_datetime(found.dropna())})
    if not present:
        return []
    number = (present[-1].year - present[0].year) * 12 + present[-1].month - present[0].month + 1
    if number > EVERY_MONTH_UP_TO:
        return present
    begin = present[0].year * 12 + present[0].month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(begin, begin + number)]


def _per_month(keys: pd.Series, rows: pd.Series, exchanges: pd.Series, months: int, order: Sequence[Any]) -> np.ndarray:
    """Exchanges by month (rows) and key (columns, as in `order`); keys that are not in it are left out."""
    column = {key: at for at, key in enumerate(order)}
    table = np.zeros((months, len(column)), dtype="int64")
    for key, row, number in zip(keys, rows, exchanges, strict=True):
        if key in column:
            table[row, column[key]] += int(number)
    return table


def scene_of(countries: pd.DataFrame, links: pd.DataFrame) -> Scene:
    """The frames of links by month (see `flow_map_by_month`): which months, and what is drawn in all of them."""
    links = links[links["exchanges"] > 0]
    months = _months(links["month"])
    row_of = {day: at for at, day in enumerate(months)}
    rows = pd.Series([row_of[value.date().replace(day=1)] for value in pd.to_datetime(links["month"])], links.index)
    codes = countries["country_code"].astype(str).tolist()
    visiting, hosting = (
        _per_month(links[side].astype(str), rows, links["exchanges"], len(months), codes)
        for side in ("visiting_id", "host_id")
    )
    both = (visiting + hosting).sum(axis=0)
    pair = ["visiting_id", "visiting_name", "host_id", "host_name"]
    totals = links.groupby(pair, sort=False, as_index=False)["exchanges"].sum()
    totals = totals[totals["visiting_id"] != totals["host_id"]].sort_values(
        ["exchanges", "visiting_name", "host_name", "visiting_id", "host_id"],
        ascending=[False, True, True, True, True],
        kind="stable",
    )
    places = countries[["x_km", "y_km"]].to_numpy(dtype=float)
    routes = placed_routes(
        with_opposite(totals),
        dict(zip(codes, places, strict=True)),
        dict(zip(codes, (node_diameters(both.astype(float)) / 2).tolist(), strict=True)),
    )
    order = list(zip(routes.pairs["visiting_id"], routes.pairs["host_id"], strict=True))
    keys = pd.Series(list(zip(links["visiting_id"], links["host_id"], strict=True)), links.index, dtype=object)
    shown = (both > 0) & np.isfinite(places).all(axis=1)
    ribbons = min(RIBBONS, len(routes))
    thin = min(THIN_MOST, THIN_IN_ALL // max(len(months), 1), len(routes) - ribbons)
    in_month = _per_month(pd.Series("all", links.index), rows, links["exchanges"], len(months), ["all"])
    return Scene(
        months=months,
        total=int(links["exchanges"].sum()),
        routes=routes,
        route_in_month=_per_month(keys, rows, links["exchanges"], len(months), order),
        countries=countries[shown],
        visiting_in_month=visiting[:, shown],
        hosting_in_month=hosting[:, shown],
        in_month=in_month[:, 0].tolist(),
        ribbons=ribbons,
        thin=thin,
        titles=[
            _("{origin} to {destination}", origin=html_text(a), destination=html_text(b))
            for a, b in zip(routes.pairs["visiting_name"], routes.pairs["host_name"], strict=True)
        ],
        ends=[[str(a), str(b)] for a, b in order],
    )
