"""The ready-made orders leave whole, in every format, about every partnership."""

import io
from decimal import Decimal

import numpy as np
import pytest
from pptx import Presentation

from data import warehouse
from exports import html, report
from exports.deck import deck
from exports.deck.table import cell_text
from scenes import names, order
from scenes.compose import slide
from scenes.order import Order
from tests.exports.packages import faults


def orders(snapshot_id: str) -> list[Order]:
    """Every ready-made order; one on a partnership about the first of them."""
    first = next(iter(names.nodes(snapshot_id, "partnership").values()))
    return [
        order.for_partnership(made, first) if order.needs_partnership(made) else made
        for made in order.ready_made().values()
    ]


def test_each_order_leaves_as_deck_paper_and_page(reading_sample: str) -> None:
    snapshot = warehouse.current()
    for made in orders(reading_sample):
        slides = [slide(one, snapshot) for one in made.scenes]
        content = deck(slides, made.title)
        assert faults(content) == []
        assert len(Presentation(io.BytesIO(content)).slides) == len(made.scenes) + 1
        assert report.report(slides, made.title, paper=report.SCREEN).startswith(b"%PDF")
        assert html.document(made, snapshot).endswith(b"</html>\n")


def test_a_slide_of_what_is_to_do_holds_for_each_partnership(reading_sample: str) -> None:
    snapshot = warehouse.current()
    made = order.ready_made()["Partnership review"]
    for name in names.nodes(reading_sample, "partnership").values():
        one = order.for_partnership(made, name).scenes[7]
        assert deck([slide(one, snapshot)], name)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.int64(1200), "1\u202f200"),
        (np.float64("nan"), ""),
        (np.bool_(True), "yes"),
        (np.array(["SME", "cluster"]), "SME; cluster"),
        (["SME", "cluster"], "SME; cluster"),
        (Decimal("2.5"), "2.5"),
        (None, ""),
    ],
)
def test_a_cell_of_any_kind_is_a_text(value: object, text: str) -> None:
    assert cell_text("anything", value) == text
