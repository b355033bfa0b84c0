"""Running orders: what is done to them, their file and link, and files that are none."""

import base64
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes import order
from scenes.compose import Scene
from scenes.order import MOST_SCENES, Order, OrderProblem
from scenes.pages import PAGES

FIRST, SECOND, THIRD = Scene(""), Scene("flows", {"top": ("5",)}, "Mine", "Say it\nslowly"), Scene("map")
THREE = Order("Talk", "20220101-000000-abcdef", (FIRST, SECOND, THIRD))


def test_scenes_are_moved_doubled_changed_and_removed() -> None:
    assert THREE.moved(2, -1).scenes == (FIRST, THIRD, SECOND)
    assert THREE.moved(0, -1) == THREE
    assert THREE.moved(2, 1) == THREE
    assert THREE.doubled(1).scenes == (FIRST, SECOND, SECOND, THIRD)
    assert THREE.without(0).scenes == (SECOND, THIRD)
    assert THREE.changed(0, headline="New").scenes == (Scene("", headline="New"), SECOND, THIRD)


def test_an_order_is_full_at_some_point() -> None:
    full = Order(scenes=(FIRST,) * MOST_SCENES)
    for one_more in (lambda: full.with_scene(FIRST), lambda: full.doubled(0)):
        with pytest.raises(OrderProblem, match="at most"):
            one_more()


texts = st.text(st.characters(exclude_categories=("C", "Z")), max_size=40)
scenes = st.builds(
    Scene,
    st.sampled_from(sorted(PAGES)),
    st.dictionaries(st.sampled_from(["partnerships", "focus"]), st.tuples(texts.filter(bool))),
    texts,
    texts,
)


@given(st.builds(Order, texts.filter(bool), st.just(""), st.lists(scenes, max_size=5).map(tuple)))
def test_file_and_link_give_the_order_back(held: Order) -> None:
    assert order.from_file(order.to_file(held)) == held
    assert order.from_link(order.to_link(held)) == held


def of(**changes: Any) -> str:
    """A file that is right but for the changes."""
    return json.dumps({"clusterxchange_running_order": 1, "title": "T", "snapshot_id": "", "scenes": []} | changes)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("{}", "no running order"),
        ("[]", "no running order"),
        ("x" * 300_000, "larger than"),
        (of(clusterxchange_running_order=2), "version 2"),
        (of(scenes="all"), "no list"),
        (of(scenes=[{"page": ""}] * 61), "no list"),
        (of(scenes=[{"page": "../etc/passwd"}]), "does not have"),
        (of(scenes=[{"page": ["flows"]}]), "does not have"),
        (of(scenes=["flows"]), "Scene 1"),
        (of(scenes=[{"page": "flows", "parameters": {"top": 5}}]), "no list"),
        (of(scenes=[{"page": "flows", "parameters": {"top": [5]}}]), "no text"),
        (of(scenes=[{"page": "flows", "headline": "x" * 301}]), "headline of scene 1"),
        (of(scenes=[{"page": "flows", "notes": None}]), "notes of scene 1"),
        (of(snapshot_id="../../x"), "cannot be one"),
        (of(title=7), "title"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_reason(content: str, says: str) -> None:
    with pytest.raises(OrderProblem, match=says):
        order.from_file(content)


def test_parameters_that_the_page_does_not_have_stay_out() -> None:
    held = order.from_file(
        of(scenes=[{"page": "map", "parameters": {"top": ["5"], "__proto__": ["x"], "focus": "Spain"}}])
    )
    assert held.scenes[0].parameters == {"focus": ("Spain",)}


@pytest.mark.parametrize("text", ["", "junk", "====", "\u2192", base64.urlsafe_b64encode(b"x" * 90).decode()])
def test_a_link_that_holds_none_is_refused(text: str) -> None:
    with pytest.raises(OrderProblem):
        order.from_link(text)


def test_a_link_that_would_unpack_without_end_is_refused() -> None:
    bomb = base64.urlsafe_b64encode(zlib.compress(b" " * 3_000_000, 9)).decode()
    with pytest.raises(OrderProblem):
        order.from_link(bomb)


def test_the_ready_made_orders() -> None:
    made = order.ready_made()
    assert list(made) == ["Partnership review", "Programme review"]
    assert not order.needs_partnership(made["Programme review"])
    review = order.for_partnership(made["Partnership review"], "EXXTRA")
    assert review.title == "Partnership review: EXXTRA"
    assert not order.needs_partnership(review)
