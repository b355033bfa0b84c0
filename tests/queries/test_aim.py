"""What the Programme page holds against a target, over the tiny delivery."""

from charts.palette import LIGHT
from data import warehouse
from queries.filters import Filters
from scenes import programme
from scenes.programme import Aim
from scenes.view import View


def aim(filters: Filters) -> Aim:
    """The aim of a view."""
    return programme.aim(View(filters, warehouse.describe(filters.snapshot_id), LIGHT, {}))


def test_the_whole_programme_is_held_against_all_targets(snapshot: str) -> None:
    assert aim(Filters(snapshot)) == Aim(("north", "south", "west"), 8, 105, True)
    assert aim(Filters(snapshot)).words(8) == "8\u202f% of target 105"


def test_a_partnership_is_held_against_its_own_target_also_where_it_hosts(snapshot: str) -> None:
    found = aim(Filters(snapshot, partnerships=("north",)))
    assert found == Aim(("north",), 6, 5, False)
    assert found.words(6) == "120\u202f% of target 5"
    assert found.words(7) == "6 for target 5"


def test_a_part_of_the_exchanges_is_held_against_no_target(snapshot: str) -> None:
    found = aim(Filters(snapshot, modes=("virtual",)))
    assert found == Aim((), 0, 0, False)
    assert found.words(1) == "in this view"
