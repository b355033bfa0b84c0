"""The filters of a view: their sentence in words, their SQL parameters, and whether they narrow anything."""

from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest

from queries.filters import CATEGORIES, MODES, NOBODY, SIDES, STATUS_GROUPS, Filters, Focus, Side

NAMES = {"north": "NORTH", "south": "SOUTH", "DK": "Denmark", "FR": "France", "PT": "Portugal"}

ALL = "Physical and virtual exchanges, cancelled ones left out, all months."

SENTENCES: list[tuple[dict[str, Any], str]] = [
    ({}, ALL),
    ({"modes": ("physical",)}, "Physical exchanges, cancelled ones left out, all months."),
    ({"modes": ("virtual",)}, "Virtual exchanges, cancelled ones left out, all months."),
    ({"modes": ("virtual", "physical")}, ALL),
    ({"modes": ("virtual", "virtual")}, "Virtual exchanges, cancelled ones left out, all months."),
    ({"categories": ("SME",)}, "Physical and virtual exchanges, visitors: SME, cancelled ones left out, all months."),
    (
        {"categories": ("SME", "cluster organisation")},
        "Physical and virtual exchanges, visitors: SME or cluster organisation, cancelled ones left out, all months.",
    ),
    (
        {"partnerships": ("north",)},
        "Physical and virtual exchanges, visiting or host partnership NORTH, cancelled ones left out, all months.",
    ),
    (
        {"partnerships": ("north", "south"), "partnership_side": "visiting"},
        "Physical and virtual exchanges, visiting partnership NORTH or SOUTH, cancelled ones left out, all months.",
    ),
    (
        {"partnerships": ("south",), "partnership_side": "host"},
        "Physical and virtual exchanges, host partnership SOUTH, cancelled ones left out, all months.",
    ),
    ({"partnership_side": "host"}, ALL),
    (
        {"countries": ("DK", "FR", "PT")},
        "Physical and virtual exchanges, visiting or host country Denmark, France or Portugal, "
        "cancelled ones left out, all months.",
    ),
    (
        {"countries": ("DK",), "country_side": "visiting"},
        "Physical and virtual exchanges, visiting country Denmark, cancelled ones left out, all months.",
    ),
    (
        {"countries": ("DK",), "country_side": "host"},
        "Physical and virtual exchanges, host country Denmark, cancelled ones left out, all months.",
    ),
    # an unknown id stands for itself
    (
        {"countries": ("XX",), "country_side": "host"},
        "Physical and virtual exchanges, host country XX, cancelled ones left out, all months.",
    ),
    # four are named, the rest is counted
    (
        {"countries": ("DK", "FR", "PT", "XX"), "country_side": "host"},
        "Physical and virtual exchanges, host country Denmark, France, Portugal or XX, cancelled ones left out, all months.",
    ),
    (
        {"countries": ("DK", "FR", "PT", "XX", "YY", "ZZ"), "country_side": "host"},
        "Physical and virtual exchanges, host country Denmark, France, Portugal, XX or 2 more, "
        "cancelled ones left out, all months.",
    ),
    (
        {"ecosystems": ("Health", "Digital")},
        "Physical and virtual exchanges, ecosystem of the visiting partnership: Health or Digital, "
        "cancelled ones left out, all months.",
    ),
    ({"status_groups": ("took place",)}, "Physical and virtual exchanges, took place, all months."),
    (
        {"status_groups": ("ongoing", "upcoming", "cancelled")},
        "Physical and virtual exchanges, ongoing, upcoming or cancelled, all months.",
    ),
    (
        {"focus": Focus("country", either="DK")},
        "Physical and virtual exchanges, with Denmark on either side, cancelled ones left out, all months.",
    ),
    (
        {"focus": Focus("country", visiting="DK")},
        "Physical and virtual exchanges, from Denmark, cancelled ones left out, all months.",
    ),
    (
        {"focus": Focus("cluster", host="unknown")},
        "Physical and virtual exchanges, to unknown, cancelled ones left out, all months.",
    ),
    (
        {"focus": Focus("partnership", visiting="north", host="south")},
        "Physical and virtual exchanges, from NORTH to SOUTH, cancelled ones left out, all months.",
    ),
    ({"from_month": "2021-03"}, "Physical and virtual exchanges, cancelled ones left out, from 2021-03."),
    ({"to_month": "2021-03"}, "Physical and virtual exchanges, cancelled ones left out, to 2021-03."),
    (
        {"from_month": "2021-03", "to_month": "2021-05"},
        "Physical and virtual exchanges, cancelled ones left out, 2021-03 to 2021-05.",
    ),
    (
        {"from_month": "2021-03", "to_month": "2021-03"},
        "Physical and virtual exchanges, cancelled ones left out, in 2021-03.",
    ),
    (
        {
            **{
                "partnerships": ("north",),
                "partnership_side": "visiting",
                "countries": ("PT",),
                "country_side": "host",
            },
            **{"ecosystems": ("Health",), "categories": ("SME",), "modes": ("physical",)},
            **{"status_groups": ("took place", "ongoing"), "from_month": "2021-01", "to_month": "2022-06"},
        },
        "Physical exchanges, visitors: SME, visiting partnership NORTH, host country Portugal, "
        "ecosystem of the visiting partnership: Health, took place or ongoing, 2021-01 to 2022-06.",
    ),
]


@pytest.mark.parametrize(("choice", "sentence"), SENTENCES)
def test_sentence(choice: dict[str, Any], sentence: str) -> None:
    assert Filters("any", **choice).sentence(NAMES) == sentence


def test_every_field_is_heard_in_a_sentence() -> None:
    said = {name for choice, sentence in SENTENCES if sentence != ALL for name in choice}
    assert said == {field.name for field in fields(Filters)} - {"snapshot_id", "is_pinned"}


NO_FOCUS = {"focus_level": "", "focus_either": "", "focus_visiting": "", "focus_host": ""}


def test_params_of_the_default_view_select_all() -> None:
    assert Filters("any").params() == {
        "partnerships": [],
        "partnership_side": "either",
        "countries": [],
        "country_side": "either",
        "ecosystems": [],
        "categories": [],
        "modes": [],
        "status_groups": [],
        "from_month": None,
        "to_month": None,
        **NO_FOCUS,
    }


def test_params_carry_every_choice_and_the_first_day_of_each_month() -> None:
    view = Filters(
        "any",
        partnerships=("north", "south"),
        partnership_side="host",
        countries=("DK",),
        country_side="visiting",
        ecosystems=("Health",),
        categories=("SME",),
        modes=("virtual",),
        status_groups=("cancelled",),
        from_month="2021-03",
        to_month="2022-12",
        focus=Focus("country", visiting="PT", host="DK"),
    )
    assert view.params() == {
        "partnerships": ["north", "south"],
        "partnership_side": "host",
        "countries": ["DK"],
        "country_side": "visiting",
        "ecosystems": ["Health"],
        "categories": ["SME"],
        "modes": ["virtual"],
        "status_groups": ["cancelled"],
        "from_month": "2021-03-01",
        "to_month": "2022-12-01",
        **{"focus_level": "country", "focus_either": "", "focus_visiting": "PT", "focus_host": "DK"},
    }


def test_params_name_every_field_but_the_snapshot() -> None:
    plain = {field.name for field in fields(Filters)} - {"snapshot_id", "is_pinned", "focus"}
    assert set(Filters("any").params()) == plain | set(NO_FOCUS)


@pytest.mark.parametrize(
    ("choice", "is_narrowed"),
    [
        ({}, False),
        ({"partnerships": ("north",)}, True),
        ({"partnership_side": "host"}, True),
        ({"countries": ("DK",)}, True),
        ({"country_side": "visiting"}, True),
        ({"ecosystems": ("Health",)}, True),
        ({"categories": ("SME",)}, True),
        ({"modes": ("physical", "virtual")}, True),
        ({"status_groups": ("cancelled",)}, True),
        ({"from_month": "2021-03"}, True),
        ({"to_month": "2021-03"}, True),
        ({"focus": Focus("country", either="DK")}, True),
        ({"partnership_side": "either", "from_month": "", "modes": ()}, False),
    ],
)
def test_is_narrowed(choice: dict[str, Any], is_narrowed: bool) -> None:
    assert Filters("any", **choice).is_narrowed is is_narrowed
    assert Filters("another", **choice).is_narrowed is is_narrowed


def test_a_view_is_a_value() -> None:
    view = Filters("any", partnerships=("north",))
    assert view == Filters("any", partnerships=("north",))
    assert len({view, Filters("any", partnerships=("north",)), Filters("any")}) == 2
    with pytest.raises(FrozenInstanceError):
        view.modes = ("physical",)  # type: ignore[misc]


def test_choices_are_those_of_the_scheme() -> None:
    assert SIDES == ("either", "visiting", "host")
    assert STATUS_GROUPS == ("took place", "ongoing", "upcoming", "cancelled")
    assert set(CATEGORIES) == {"SME", "scaling-up support organisation", "cluster organisation"}
    assert MODES == ("physical", "virtual")


@pytest.mark.parametrize(
    ("focus", "nodes", "side"),
    [
        (Focus("country", either="DK"), ("DK",), "either"),
        (Focus("country", visiting="DK"), ("DK",), "visiting"),
        (Focus("country", host="DK"), ("DK",), "host"),
        (Focus("country", visiting="DK", host="PT"), ("DK", "PT"), "either"),
    ],
)
def test_focus_tells_its_nodes_and_side(focus: Focus, nodes: tuple[str, ...], side: Side) -> None:
    assert focus.nodes == nodes
    assert focus.side == side


# The visiting partnership pays; so a pair is about its visiting side. NOBODY has no money.
@pytest.mark.parametrize(
    ("chosen", "focus", "payers"),
    [
        ((), None, ()),
        (("north",), None, ("north",)),
        ((), Focus("country", either="DK"), ()),
        (("north",), Focus("cluster", visiting="bio"), ("north",)),
        ((), Focus("partnership", either="south"), ("south",)),
        ((), Focus("partnership", visiting="north", host="south"), ("north",)),
        ((), Focus("partnership", host="south"), ("south",)),
        (("north", "south"), Focus("partnership", either="south"), ("south",)),
        (("north",), Focus("partnership", either="south"), (NOBODY,)),
    ],
)
def test_payers(chosen: tuple[str, ...], focus: Focus | None, payers: tuple[str, ...]) -> None:
    assert Filters("any", partnerships=chosen, focus=focus).payers == payers


@pytest.mark.parametrize(
    ("filters", "is_whole"),
    [
        (Filters("s"), True),
        (Filters("s", ecosystems=("Health",)), True),
        (Filters("s", partnerships=("north",)), True),
        (Filters("s", partnerships=("north",), partnership_side="visiting"), True),
        (Filters("s", partnerships=("north",), partnership_side="host"), False),
        (Filters("s", focus=Focus("partnership", either="north")), True),
        (Filters("s", focus=Focus("partnership", host="north")), False),
        (Filters("s", focus=Focus("country", visiting="FR")), False),
        (Filters("s", countries=("FR",)), False),
        (Filters("s", categories=("SME",)), False),
        (Filters("s", modes=("virtual",)), False),
        (Filters("s", status_groups=("took place",)), False),
        (Filters("s", from_month="2022-01"), False),
        (Filters("s", to_month="2022-01"), False),
    ],
)
def test_targets_are_compared_only_with_all_that_counts_for_them(filters: Filters, is_whole: bool) -> None:
    assert filters.is_whole_for_payers is is_whole


def test_months_the_other_way_round_are_taken_in_order() -> None:
    turned = Filters("any", from_month="2022-06", to_month="2020-10")
    assert turned == Filters("any", from_month="2020-10", to_month="2022-06")
    assert "2020-10 to 2022-06" in turned.sentence({})
