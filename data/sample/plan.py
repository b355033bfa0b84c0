"""The small tables that steer the sample: clusters, sites, periods, routes. A few thousand rows at any size."""

import random
from dataclasses import dataclass

import duckdb
import pandas as pd

from data.sample.names import KINDS, WORDS
from data.sample.places import towns_of
from data.sample.register import Cluster, Register
from data.sample.routes import (
    Route,
    ended_partnerships,
    participation,
    routes_between_countries,
    routes_within_a_country,
    virtual_partnerships,
)
from data.sample.shares import quotas
from data.sample.timeline import AS_OF, TOOL_LIVE, Period, period_counts

SITES_PER_CLUSTER = 40
ROUTE_CELLS = 65536
KIND_CELLS = 4096

POOL_VIRTUAL, POOL_PHYSICAL, POOL_PHYSICAL_LATE, POOL_SAME_COUNTRY, POOL_VISITS_TWICE = range(5)

# One in PLANTED_EVERY of the physical exchanges that took place breaks a rule in each of these ways.
PLANTED_EVERY = 240
PLANTED = (
    (17, "over ceiling"),
    (47, "not halved"),
    (83, "too short"),
    (113, "same country"),
    (149, "visits twice"),
    (197, "paid late"),
)


@dataclass(frozen=True)
class Plan:
    """Steering tables by name. `constants` has one row, which constants.sql makes into variables."""

    tables: dict[str, pd.DataFrame]


def _sites(cluster: Cluster, foreign: str | None) -> list[dict[str, object]]:
    """The places of a cluster's organisations; place 0 is that of its first organisation, which hosts most."""
    towns = towns_of(cluster.country_code)
    own = (cluster.city or towns[0].name, cluster.latitude, cluster.longitude)
    if cluster.latitude is None or cluster.longitude is None:
        own = (towns[0].name, towns[0].latitude, towns[0].longitude)
    rows = []
    for site_no in range(SITES_PER_CLUSTER):
        country_code = cluster.country_code
        name, latitude, longitude = own
        if foreign is not None and site_no % 3 == 0:
            country_code, far = foreign, towns_of(foreign)
            town = far[site_no // 3 % len(far)]
            name, latitude, longitude = town.name, town.latitude, town.longitude
        elif site_no % 3 == 2:
            town = towns[site_no // 3 % len(towns)]
            name, latitude, longitude = town.name, town.latitude, town.longitude
        rows.append(
            {
                "cluster_no": cluster.number,
                "site_no": site_no,
                "country_code": country_code,
                "city": name,
                "latitude": latitude,
                "longitude": longitude,
            }
        )
    return rows


def _pool_of(period: Period, late_from: str) -> int:
    if period.mode == "virtual":
        return POOL_VIRTUAL
    return POOL_PHYSICAL_LATE if period.first_day.isoformat() > late_from else POOL_PHYSICAL


def _cells(pool: int, routes: list[Route], weights: list[float], first_number: int = 0) -> list[dict[str, int]]:
    """The routes of a pool as ranges of cells, so that a uniform draw finds its route by a plain join."""
    rows, first = [], 0
    for offset, cells in enumerate(quotas(weights, ROUTE_CELLS)):
        if cells:
            end = first + cells
            rows.append({"pool": pool, "route_no": first_number + offset, "first_cell": first, "end_cell": end})
            first = end
    return rows


def _route_cells(register: Register, between: list[Route], within: list[Route]) -> list[dict[str, int]]:
    partnership = [register.clusters[route.visiting].partnership_id for route in between]
    holds_virtual = virtual_partnerships(register)
    ended = ended_partnerships(register, AS_OF)
    # What ends earlier has the same share in fewer months.
    early = [route.weight * (1.7 if owner in ended else 1.0) for route, owner in zip(between, partnership, strict=True)]
    late = [0.0 if owner in ended else route.weight for route, owner in zip(between, partnership, strict=True)]
    virtual = [
        route.weight if owner in holds_virtual else 0.0 for route, owner in zip(between, partnership, strict=True)
    ]
    busiest = sorted(late, reverse=True)[:10]
    twice = [weight if weight in busiest else 0.0 for weight in late]
    return [
        *_cells(POOL_VIRTUAL, between, virtual),
        *_cells(POOL_PHYSICAL, between, early),
        *_cells(POOL_PHYSICAL_LATE, between, late),
        *_cells(POOL_SAME_COUNTRY, within, [route.weight for route in within], first_number=len(between)),
        *_cells(POOL_VISITS_TWICE, between, twice),
    ]


def make_plan(register: Register, exchanges: int, seed: int) -> Plan:
    """Draws the plan of a sample; the same arguments give the same plan on every machine and run."""
    rng = random.Random(seed)
    taking_part = participation(register, rng)
    between = routes_between_countries(register, taking_part, rng)
    within = routes_within_a_country(register, taking_part, rng)
    ended = ended_partnerships(register, AS_OF)
    late_from = min(ended.values()).isoformat() if ended else AS_OF.isoformat()
    periods = [
        {
            "first_slot": counted.first_slot,
            "slots": counted.slots,
            "mode": counted.period.mode,
            "outcome": counted.period.outcome,
            "first_day": counted.period.first_day.isoformat(),
            "last_day": counted.period.last_day.isoformat(),
            "pool": _pool_of(counted.period, late_from),
        }
        for counted in period_counts(exchanges)
    ]
    kinds, first = [], 0
    for (category, subcategory, word, _), cells in zip(
        KINDS, quotas([kind[3] for kind in KINDS], KIND_CELLS), strict=True
    ):
        kinds.append(
            {
                "category": category,
                "subcategory": subcategory or None,
                "kind_word": word,
                "first_cell": first,
                "end_cell": first + cells,
            }
        )
        first += cells
    tables = {
        "clusters": pd.DataFrame(
            {
                "cluster_no": [cluster.number for cluster in register.clusters],
                "cluster_id": [cluster.cluster_id for cluster in register.clusters],
                "partnership_id": [cluster.partnership_id for cluster in register.clusters],
                "hosts_at_least": [3 if cluster.number in taking_part.hosting else 2 for cluster in register.clusters],
            }
        ),
        "sites": pd.DataFrame(
            [
                row
                for cluster in register.clusters
                for row in _sites(cluster, taking_part.country_through_cluster.get(cluster.number))
            ]
        ),
        "periods": pd.DataFrame(periods),
        "routes": pd.DataFrame(
            [
                {
                    "route_no": number,
                    "visiting_cluster_no": route.visiting,
                    "host_cluster_no": route.host,
                    "purpose": route.purpose,
                    "second_purpose": route.second_purpose,
                }
                for number, route in enumerate([*between, *within])
            ]
        ),
        "route_cells": pd.DataFrame(_route_cells(register, between, within)),
        "planted": pd.DataFrame(PLANTED, columns=["remainder", "planted"]),
        "ceilings": pd.DataFrame(
            {
                "host_country_code": [ceiling.host_country_code for ceiling in register.ceilings],
                "full_eur": [str(ceiling.full_eur) for ceiling in register.ceilings],
                "half_eur": [str(ceiling.half_eur) for ceiling in register.ceilings],
            }
        ),
        "words": pd.DataFrame({"word_no": range(len(WORDS)), "word": WORDS}),
        "kinds": pd.DataFrame(kinds),
    }
    rules = register.rules
    constants: dict[str, object] = {
        "seed": seed,
        "as_of_date": AS_OF.isoformat(),
        "tool_live_date": TOOL_LIVE.isoformat(),
        "planted_every": PLANTED_EVERY,
        "planted_offset": rng.randrange(30),
        "route_offset": rng.random(),
        "route_cells": ROUTE_CELLS,
        "sites_per_cluster": SITES_PER_CLUSTER,
        "kind_cells": KIND_CELLS,
        "word_count": len(WORDS),
        "stay_minimum": rules["stay_minimum"],
        "half_below_working_days": rules["half_below_working_days"],
        "half_below_km": rules["half_below_km"],
        "virtual_lump_sum": rules["virtual_lump_sum"],
    }
    tables["constants"] = pd.DataFrame([constants])
    return Plan(tables)


def load_plan(plan: Plan, connection: duckdb.DuckDBPyConnection) -> None:
    """Creates the plan's tables in the schema `plan`."""
    connection.execute("CREATE SCHEMA plan")
    for name, frame in plan.tables.items():
        connection.from_df(frame).create(f"plan.{name}")
