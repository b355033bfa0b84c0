"""In Flows every node's label can be read: none overlaps another one, none is cut."""

from typing import Any

import pytest

from tests.browser.conftest import SIZE
from tests.browser.reader import Reader

LEVELS = {
    "country": "preset=country to country",
    "partnership": "preset=partnership to partnership",
    "cluster": "preset=own columns&columns=visiting cluster&columns=host cluster",
}
# Boxes of letters have room above and below them that may touch.
TOUCH_PX = 3


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two boxes share more than their seams."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return bool(across > 0 and down > TOUCH_PX)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("top", [13, 21])
def test_labels_of_the_nodes_do_not_overlap_and_are_not_cut(level: str, top: int, reader: Reader) -> None:
    reader.open(f"/flows?{LEVELS[level]}&top={top}")
    chart = reader.key(f"flow_sankey_visiting_{level}_host_{level}").get_by_test_id("figure")
    nodes = chart.locator(".sankey-node").count()
    labels = reader.boxes(chart.locator(".annotation-text"))
    named = [label for label in labels if any(letter.isdigit() for letter in label["text"])]
    assert len(named) >= nodes > 2 * 10
    (frame,) = reader.boxes(chart)
    for number, label in enumerate(labels):
        assert label["left"] >= frame["left"] - 1, label
        assert label["right"] <= min(frame["right"], SIZE["width"]) + 1, label
        assert label["top"] >= frame["top"] - 1, label
        assert label["bottom"] <= frame["bottom"] + 1, label
        for other in labels[:number]:
            assert not overlap(label, other), (label, other)
