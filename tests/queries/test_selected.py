"""What each filter selects: every field on its own, each side, month bounds, status groups, and fields together."""

from dataclasses import fields
from typing import Any

import pytest

from queries import exchanges, programme
from queries.filters import Filters, Focus
from tests.queries.answers import one

ALL = {f"x{number:02}" for number in range(1, 13)} - {"x08"}


def but(*left_out: str) -> set[str]:
    return ALL - {f"x{exchange}" for exchange in left_out}


def only(*kept: str) -> set[str]:
    return {f"x{exchange}" for exchange in kept}


CASES: list[tuple[dict[str, Any], set[str]]] = [
    ({}, ALL),
    # partnerships, on each side
    ({"partnerships": ("south",)}, only("02", "03", "04", "05", "06", "07", "11")),
    ({"partnerships": ("south",), "partnership_side": "either"}, only("02", "03", "04", "05", "06", "07", "11")),
    ({"partnerships": ("south",), "partnership_side": "visiting"}, only("04", "05", "06", "11")),
    ({"partnerships": ("south",), "partnership_side": "host"}, only("02", "03", "07", "11")),
    ({"partnerships": ("north", "south"), "partnership_side": "host"}, ALL),
    ({"partnerships": ("west",)}, set()),
    ({"partnerships": ("SOUTH",)}, set()),  # the id, not the acronym
    ({"partnerships": ("nobody", "south"), "partnership_side": "host"}, only("02", "03", "07", "11")),
    ({"partnership_side": "host"}, ALL),  # a side without a choice selects all
    # countries, on each side
    ({"countries": ("FR",)}, only("01", "03", "05")),
    ({"countries": ("FR",), "country_side": "visiting"}, only("03")),
    ({"countries": ("FR",), "country_side": "host"}, only("01", "05")),
    ({"countries": ("SE", "GB")}, only("09", "10", "12")),
    ({"countries": ("SE", "GB"), "country_side": "visiting"}, only("10", "12")),
    ({"countries": ("PT",), "country_side": "visiting"}, only("04", "05", "06", "11")),
    ({"countries": ("IS",)}, set()),
    ({"country_side": "visiting"}, ALL),
    # ecosystems of the visiting partnership alone
    ({"ecosystems": ("Textiles",)}, only("04", "05", "06", "11")),
    ({"ecosystems": ("Health",)}, but("04", "05", "06", "11")),
    ({"ecosystems": ("Digital", "Health")}, but("04", "05", "06", "11")),
    ({"ecosystems": ("Digital", "Textiles")}, ALL),
    ({"ecosystems": ("Tourism",)}, set()),
    # category of the visiting organisation
    ({"categories": ("SME",)}, only("01", "02", "04", "05", "07", "09", "11", "12")),
    ({"categories": ("cluster organisation",)}, only("06")),
    ({"categories": ("scaling-up support organisation", "cluster organisation")}, only("03", "06", "10")),
    # mode
    ({"modes": ("virtual",)}, only("07", "09")),
    ({"modes": ("physical",)}, but("07", "09")),
    ({"modes": ("physical", "virtual")}, ALL),
    # status groups
    ({"status_groups": ("took place",)}, but("05", "06", "07")),
    ({"status_groups": ("ongoing",)}, only("05")),
    ({"status_groups": ("upcoming",)}, only("06", "07")),
    ({"status_groups": ("cancelled",)}, only("08")),
    ({"status_groups": ("ongoing", "cancelled")}, only("05", "08")),
    ({"status_groups": ("took place", "ongoing", "upcoming")}, ALL),
    ({"status_groups": ("took place", "ongoing", "upcoming", "cancelled")}, ALL | {"x08"}),
    # months, both bounds included; a month is that of the start, or of the match
    ({"from_month": "2022-06"}, only("02", "05", "06", "07", "12")),
    ({"from_month": "2022-07"}, only("06")),
    ({"from_month": "2022-09"}, set()),
    ({"to_month": "2021-05"}, only("01", "09", "10")),
    ({"to_month": "2021-04"}, set()),
    ({"to_month": "2021-04", "status_groups": ("cancelled",)}, only("08")),
    ({"from_month": "2021-10", "to_month": "2022-04"}, only("03", "04", "11")),
    ({"from_month": "2022-06", "to_month": "2022-06"}, only("02", "05", "07", "12")),
    # a node picked out on either side or on one, and a directed pair
    ({"focus": Focus("country", either="FR")}, only("01", "03", "05")),
    ({"focus": Focus("country", visiting="FR")}, only("03")),
    ({"focus": Focus("country", host="FR")}, only("01", "05")),
    ({"focus": Focus("country", visiting="PT", host="DK")}, only("04", "06")),
    ({"focus": Focus("country", visiting="DK", host="PT")}, only("02", "07")),
    ({"focus": Focus("country", visiting="PT", host="PT")}, only("11")),
    ({"focus": Focus("partnership", either="south")}, only("02", "03", "04", "05", "06", "07", "11")),
    ({"focus": Focus("partnership", visiting="south", host="south")}, only("11")),
    ({"focus": Focus("cluster", either="lux")}, only("01", "03", "05", "12")),
    ({"focus": Focus("cluster", visiting="lux", host="bio")}, only("12")),
    ({"focus": Focus("cluster", either="DK")}, set()),  # a country is no cluster
    ({"focus": Focus("country", either="FR"), "modes": ("virtual",)}, set()),
    ({"focus": Focus("country", either="FR"), "partnerships": ("south",)}, only("03", "05")),
    ({"focus": Focus("cluster", either="tex"), "status_groups": ("cancelled",)}, only("08")),
    # together: all must hold
    ({"partnerships": ("south",), "countries": ("DK",)}, only("02", "04", "06", "07")),
    (
        {
            **{"partnerships": ("south",), "partnership_side": "host"},
            **{"countries": ("DK",), "country_side": "visiting"},
        },
        only("02", "07"),
    ),
    ({"modes": ("physical",), "categories": ("SME",), "ecosystems": ("Health",)}, only("01", "02", "12")),
    ({"status_groups": ("took place",), "modes": ("virtual",)}, only("09")),
    (
        {"countries": ("PT",), "country_side": "host", "from_month": "2022-01", "to_month": "2022-12"},
        only("02", "07", "11"),
    ),
    ({"partnerships": ("north",), "ecosystems": ("Textiles",), "status_groups": ("upcoming",)}, only("06")),
]


@pytest.mark.parametrize(("choice", "selected"), CASES)
def test_a_choice_selects(snapshot: str, choice: dict[str, Any], selected: set[str]) -> None:
    view = Filters(snapshot, **choice)
    assert set(exchanges.exchange_list(view)["exchange_id"]) == selected
    assert one(programme.totals(view))["exchanges"] == len(selected)


def test_every_field_is_seen_to_change_the_number() -> None:
    """For each field there is a case that differs from the same case without that field."""
    found = [(choice, selected) for choice, selected in CASES]
    for field in fields(Filters):
        if field.name in ("snapshot_id", "is_pinned"):
            continue
        with_field = [(choice, selected) for choice, selected in found if field.name in choice]
        without = [({k: v for k, v in choice.items() if k != field.name}, selected) for choice, selected in with_field]
        assert any(
            (rest, other) for rest, selected in without for case, other in found if case == rest and other != selected
        )
