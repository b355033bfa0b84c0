"""Which clusters take part, and how much of the traffic each ordered pair of clusters carries."""

import math
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.sample.places import COUNTRIES_THROUGH_A_CLUSTER_ELSEWHERE, towns_of
from data.sample.register import Cluster, Register

ROUTES_AT_MOST = 680
SAME_PARTNERSHIP = 0.22
PURPOSES = (
    ("learn from another cluster", 0.27),
    ("growth in new markets", 0.33),
    ("new technologies, digitalisation and green solutions", 0.25),
    ("strategic interregional collaboration", 0.15),
)


@dataclass(frozen=True)
class Participation:
    """Who may visit, who may host (cluster numbers), and through which cluster a country without one takes part."""

    visiting: frozenset[int]
    hosting: frozenset[int]
    country_through_cluster: dict[int, str]


@dataclass(frozen=True)
class Route:
    """An ordered pair of clusters (by number) with its weight and its two purposes, the more frequent one first."""

    visiting: int
    host: int
    weight: float
    purpose: str
    second_purpose: str


def _aside(clusters: Sequence[Cluster], count: int, placeholders: int, rng: random.Random) -> list[int]:
    """Numbers of `count` partner clusters, `placeholders` of them placeholders, of as many partnerships."""
    chosen: list[Cluster] = []
    shuffled = sorted(clusters, key=lambda cluster: (rng.random(), cluster.number))
    for wanted, is_placeholder in ((placeholders, True), (count - placeholders, False)):
        for cluster in shuffled:
            if wanted and cluster.is_placeholder is is_placeholder and not cluster.is_coordinator:
                if any(cluster.partnership_id == other.partnership_id for other in chosen):
                    continue
                chosen.append(cluster)
                wanted -= 1
    return [cluster.number for cluster in chosen]


def _position(cluster: Cluster) -> tuple[float, float]:
    if cluster.latitude is not None and cluster.longitude is not None:
        return cluster.latitude, cluster.longitude
    town = towns_of(cluster.country_code)[0]
    return town.latitude, town.longitude


def _nearest(country_code: str, clusters: Sequence[Cluster]) -> Cluster:
    town = towns_of(country_code)[0]

    def squared_degrees(cluster: Cluster) -> float:
        latitude, longitude = _position(cluster)
        narrowing = math.cos(math.radians(town.latitude))
        return (latitude - town.latitude) ** 2 + ((longitude - town.longitude) * narrowing) ** 2

    return min(clusters, key=lambda cluster: (squared_degrees(cluster), cluster.number))


def participation(register: Register, rng: random.Random) -> Participation:
    """Draws the clusters that do not visit, do not host, or do neither; nothing is known about real ones here.

    Coordinators always take part. Five take no part, three more only host and three more only visit.
    """
    rest = list(register.clusters)
    drawn: list[list[int]] = []
    for count, placeholders in ((5, 4), (3, 2), (3, 2)):
        drawn.append(_aside(rest, count, placeholders, rng))
        rest = [cluster for cluster in rest if cluster.number not in drawn[-1]]
    neither, only_hosting, only_visiting = (frozenset(numbers) for numbers in drawn)
    everyone = frozenset(cluster.number for cluster in register.clusters)
    own_countries = {cluster.country_code for cluster in register.clusters}
    free = [cluster for cluster in rest if not cluster.is_coordinator]
    through: dict[int, str] = {}
    for country_code in COUNTRIES_THROUGH_A_CLUSTER_ELSEWHERE:
        if country_code not in own_countries:
            nearest = _nearest(country_code, free)
            through[nearest.number] = country_code
            free.remove(nearest)
    return Participation(everyone - neither - only_hosting, everyone - neither - only_visiting, through)


def _affinity(register: Register, visiting: Cluster, host: Cluster) -> float:
    """How much likelier two clusters are to exchange: a shared ecosystem counts most, a shared partnership less."""
    if visiting.partnership_id == host.partnership_id:
        return SAME_PARTNERSHIP
    ecosystems = {partnership.partnership_id: partnership.ecosystems for partnership in register.partnerships}
    theirs, ours = ecosystems[visiting.partnership_id], ecosystems[host.partnership_id]
    if theirs & ours:
        return 1.0
    return 0.06 if theirs and ours else 0.11


def _marginals(routes: list[Route], visiting: dict[int, float], hosting: dict[int, float]) -> list[Route]:
    """The routes with weights scaled, in turns, towards the clusters' shares as visitors and as hosts."""
    for _ in range(3):
        for side, wanted in (("host", hosting), ("visiting", visiting)):
            total: dict[int, float] = defaultdict(float)
            for route in routes:
                total[getattr(route, side)] += route.weight
            routes = [
                replace(route, weight=route.weight * wanted[getattr(route, side)] / total[getattr(route, side)])
                for route in routes
            ]
    return routes


def routes_between_countries(register: Register, taking_part: Participation, rng: random.Random) -> list[Route]:
    """At most `ROUTES_AT_MOST` routes (and the best one of each cluster), heavy-tailed, in register order.

    Every route crosses a border; coordinators are more active than partners.
    """
    size: dict[str, int] = defaultdict(int)
    for cluster in register.clusters:
        if cluster.number in taking_part.visiting:
            size[cluster.partnership_id] += 1
    ambition = {partnership.partnership_id: rng.uniform(0.75, 1.3) for partnership in register.partnerships}

    def activity(cluster: Cluster) -> float:
        # A cluster that stands in for another country as well has more members, so it is no small one.
        least = 1.3 if cluster.number in taking_part.country_through_cluster else 0.5
        return (2.0 if cluster.is_coordinator else 1.0) * min(4.0, max(least, math.exp(rng.gauss(0.0, 0.75))))

    # Half of a partnership's share is its own, half comes with the number of its clusters.
    share = {name: ambition[name] * (0.5 + 2.5 / clusters) for name, clusters in size.items()}
    visiting = {
        cluster.number: activity(cluster) * share[cluster.partnership_id]
        for cluster in register.clusters
        if cluster.number in taking_part.visiting
    }
    hosting = {
        cluster.number: activity(cluster) for cluster in register.clusters if cluster.number in taking_part.hosting
    }
    candidates = []
    for visitor in register.clusters:
        for host in register.clusters:
            tail = (1.0 - rng.random()) ** (-1 / 0.7)
            first, second = _two_purposes(rng)
            abroad = visitor.country_code != host.country_code
            if abroad and visitor.number in visiting and host.number in hosting:
                affinity = _affinity(register, visitor, host)
                # A few pairs grow into standing routes: those that have something in common.
                liking = affinity * min(tail, 3000.0 if affinity >= SAME_PARTNERSHIP else 3.0)
                weight = visiting[visitor.number] * hosting[host.number] * liking
                candidates.append(Route(visitor.number, host.number, weight, first, second))
    candidates.sort(key=lambda route: (-route.weight, route.visiting, route.host))
    kept = candidates[:ROUTES_AT_MOST]
    visitors, hosts = {route.visiting for route in kept}, {route.host for route in kept}
    for route in candidates[ROUTES_AT_MOST:]:
        if route.visiting not in visitors or route.host not in hosts:
            kept.append(route)
            visitors.add(route.visiting)
            hosts.add(route.host)
    kept = _marginals(kept, visiting, hosting)
    return sorted(kept, key=lambda route: (route.visiting, route.host))


def routes_within_a_country(register: Register, taking_part: Participation, rng: random.Random) -> list[Route]:
    """Two routes that break the rule of different countries, for the planted breaks."""
    pairs = [
        (visitor.number, host.number)
        for visitor in register.clusters
        for host in register.clusters
        if visitor.number != host.number
        and visitor.country_code == host.country_code
        and visitor.number in taking_part.visiting
        and host.number in taking_part.hosting
        and not {visitor.number, host.number} & taking_part.country_through_cluster.keys()
    ]
    return [Route(visitor, host, 1.0, *_two_purposes(rng)) for visitor, host in rng.sample(pairs, 2)]


def _two_purposes(rng: random.Random) -> tuple[str, str]:
    first = rng.choices([name for name, _ in PURPOSES], [weight for _, weight in PURPOSES])[0]
    rest = [(name, weight) for name, weight in PURPOSES if name != first]
    return first, rng.choices([name for name, _ in rest], [weight for _, weight in rest])[0]


def virtual_partnerships(register: Register) -> frozenset[str]:
    """Partnerships that hold virtual exchanges: all but two, placeholders left out first."""
    ordered = sorted(register.partnerships, key=lambda partnership: partnership.is_placeholder)
    return frozenset(partnership.partnership_id for partnership in ordered[: max(1, len(ordered) - 2)])


def ended_partnerships(register: Register, day: date) -> dict[str, date]:
    """Partnerships whose published end lies before `day`, with that end."""
    return {
        partnership.partnership_id: partnership.end_date
        for partnership in register.partnerships
        if partnership.end_date is not None and partnership.end_date < day
    }
