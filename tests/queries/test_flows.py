"""Who exchanges with whom? Answers over the tiny delivery, counted by hand."""

import pytest

from queries import flows
from queries.filters import Filters, Level
from tests.queries.answers import assert_cents, eur, rows

LINKS: dict[Level, list[tuple[object, ...]]] = {
    # Largest first, then in node order: PT, DK, FR, SE, GB.
    "country": [
        ("PT", "Portugal", "DK", "Denmark", 2, 14, *eur("2334.55")),
        ("DK", "Denmark", "PT", "Portugal", 2, 10, *eur("1100.00")),
        ("PT", "Portugal", "PT", "Portugal", 1, 2, *eur("380.00")),
        ("PT", "Portugal", "FR", "France", 1, 10, *eur("450.00")),
        ("DK", "Denmark", "FR", "France", 1, 9, *eur("900.00")),
        ("DK", "Denmark", "SE", "Sweden", 1, 3, *eur("0.00")),
        ("FR", "France", "PT", "Portugal", 1, 3, *eur("390.50")),
        ("SE", "Sweden", "DK", "Denmark", 1, 4, *eur("480.25")),
        ("GB", "United Kingdom", "DK", "Denmark", 1, 0, *eur("610.00")),
    ],
    "partnership": [
        ("north", "NORTH", "north", "NORTH", 4, 16, *eur("1990.25")),
        ("north", "NORTH", "south", "SOUTH", 3, 13, *eur("1490.50")),
        ("south", "SOUTH", "north", "NORTH", 3, 24, *eur("2784.55")),
        ("south", "SOUTH", "south", "SOUTH", 1, 2, *eur("380.00")),
    ],
    "cluster": [
        ("bio", "Bio", "bio", "Bio", 2, 7, *eur("480.25")),
        ("bio", "Bio", "tex", "Tex", 2, 10, *eur("1100.00")),
        ("tex", "Tex", "bio", "Bio", 2, 14, *eur("2334.55")),
        ("bio", "Bio", "lux", "Lux", 1, 9, *eur("900.00")),
        ("tex", "Tex", "tex", "Tex", 1, 2, *eur("380.00")),
        ("tex", "Tex", "lux", "Lux", 1, 10, *eur("450.00")),
        ("lux", "Lux", "bio", "Bio", 1, 0, *eur("610.00")),
        ("lux", "Lux", "tex", "Tex", 1, 3, *eur("390.50")),
    ],
}


@pytest.mark.parametrize("level", list(LINKS))
def test_links_go_from_visiting_to_host_and_keep_flows_inside_a_node(snapshot: str, level: Level) -> None:
    answer = flows.links(Filters(snapshot), level)
    assert_cents(answer)
    assert list(answer.columns) == [
        "visiting_id",
        "visiting_name",
        "host_id",
        "host_name",
        "exchanges",
        "working_days",
        "lump_sum_eur",
    ]
    assert rows(answer) == LINKS[level]


@pytest.mark.parametrize("level", list(LINKS))
def test_links_of_nothing_are_no_rows_with_all_columns(snapshot: str, level: Level) -> None:
    answer = flows.links(Filters(snapshot, countries=("IS",)), level)
    assert answer.empty
    assert len(answer.columns) == 7


def test_country_activity_keeps_countries_without_exchanges(snapshot: str) -> None:
    answer = flows.country_activity(Filters(snapshot))
    columns = "country_code", "has_partner_cluster", "eu_member", "visiting", "hosting", "both", "net"
    assert rows(answer, *columns) == [
        ("DK", True, True, 4, 4, 8, 0),
        ("FR", True, True, 1, 2, 3, -1),
        ("IS", False, False, 0, 0, 0, 0),
        ("PT", True, True, 4, 4, 8, 0),
        ("SE", False, True, 1, 1, 2, 0),
        ("GB", False, False, 1, 0, 1, 1),
    ]
    assert answer["x_km"].between(2400, 7600).all()
    assert answer["y_km"].between(1270, 5450).all()


def test_country_activity_counts_an_exchange_inside_a_country_on_both_sides(snapshot: str) -> None:
    inside = Filters(snapshot, from_month="2022-03", to_month="2022-03")
    active = [
        row for row in rows(flows.country_activity(inside), "country_code", "visiting", "hosting", "both") if row[3]
    ]
    assert active == [("PT", 1, 1, 2)]


def test_cluster_activity_keeps_clusters_without_exchanges(snapshot: str) -> None:
    answer = flows.cluster_activity(Filters(snapshot))
    columns = "cluster_id", "short_name", "acronym", "country_name", "role", "basis", "is_location_approximate"
    assert rows(answer, *columns, "visiting", "hosting") == [
        ("bio", "Bio", "NORTH", "Denmark", "coordinator", "published", False, 5, 5),
        ("lux", "Lux", "NORTH", "France", "partner", "published", False, 2, 2),
        ("tex", "Tex", "SOUTH", "Portugal", "coordinator", "placeholder", True, 4, 4),
        ("idle", "Idle", "WEST", "France", "coordinator", "placeholder", True, 0, 0),
    ]
    assert answer["x_km"].notna().all()


def test_cluster_activity_with_cancelled_exchanges(snapshot: str) -> None:
    answer = flows.cluster_activity(Filters(snapshot, status_groups=("cancelled",)))
    assert rows(answer, "cluster_id", "visiting", "hosting") == [
        ("bio", 0, 0),
        ("lux", 1, 0),
        ("tex", 0, 1),
        ("idle", 0, 0),
    ]
