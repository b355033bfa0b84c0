"""Lists of marked texts hold all that is shown of what they stand for."""

import csv
from typing import get_args

import pytest

from charts import codes
from charts.clauses import clauses
from charts.codes import capital, said
from charts.sankey.paths import PathMeasure
from data.build import schema
from queries import averages
from queries.exchanges import Order
from queries.flows import COLUMNS, NODE_ORDERS, PRESETS
from scenes import about, budget, coverage, exchanges, flows, order, outlook, white_space


def test_charts_know_every_code_of_the_data() -> None:
    pairs = (
        (codes.STATUSES, schema.STATUSES),
        (codes.MODES, schema.MODES),
        (codes.CATEGORIES, schema.CATEGORIES),
        (codes.PURPOSES, schema.PURPOSES),
        (codes.ACTIVITIES, schema.ACTIVITIES),
        (codes.ECOSYSTEMS, schema.ECOSYSTEMS),
        (codes.ROLES, schema.ROLES),
    )
    for marked, held in pairs:
        assert set(marked) == set(held)
    assert set(schema.BASES) <= set(codes.BASES)


@pytest.mark.parametrize("scene", [about, budget, coverage, flows, outlook, white_space])
def test_tabs_are_those_of_their_type(scene: object) -> None:
    assert get_args(scene.Tab) == scene.TABS  # type: ignore[attr-defined]


def test_orders_are_those_of_the_query() -> None:
    assert get_args(Order) == exchanges.ORDERS


def test_every_option_of_the_flows_is_marked() -> None:
    options = (*PRESETS, flows.OWN_COLUMNS, *COLUMNS, *NODE_ORDERS, *get_args(PathMeasure), *averages.DIMENSIONS)
    options += (*flows.LEVELS, *flows.MATRIX_ORDERS, *flows.LENSES)
    assert {flows.words(option) for option in options} <= set(flows.OPTION_WORDS)


def test_what_ready_made_orders_say_is_marked() -> None:
    texts = set(order.ready_made())
    for file in order.READY_MADE.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as rows:
            texts |= {row[name] for row in csv.DictReader(rows) for name in ("headline", "notes")}
    assert texts - {""} == set(order.READY_MADE_TEXTS)


def test_names_that_read_as_codes_stay_as_they_are() -> None:
    assert said("Digital", "cluster_name") == "Digital"
    assert said("Digital; Health", "ecosystems") == "Digital; Health"
    assert said("Digital + Health", "ecosystem") == "Digital + Health"


def test_a_capital_leaves_the_rest_as_it_is() -> None:
    assert capital("angenommen durch die EU") == "Angenommen durch die EU"
    assert capital("") == ""


def test_clauses_stand_beside_each_other() -> None:
    assert clauses(["one", "two", "three"]) == "one; two; three"
    assert clauses(["one"]) == "one"
