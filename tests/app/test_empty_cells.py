"""Cells without a value, in every table."""

import pytest

from tests.app.screen import PAGES, faults, open_page
from ui import table

LINKS: list[tuple[str, dict[str, str | list[str]]]] = [(title, {}) for title in PAGES] + [
    ("Budget", {"budget": tab}) for tab in ("Ledger", "Averages", "Calculator", "Exceptions")
]


@pytest.mark.parametrize(("title", "query"), LINKS, ids=lambda one: str(one))
@pytest.mark.usefixtures("reading_sample")
def test_a_cell_without_a_value_says_so_in_no_programmer_word(title: str, query: dict[str, str | list[str]]) -> None:
    page = open_page(title, query)
    assert not faults(page)
    assert {shown.proto.placeholder for shown in page.dataframe} <= {table.EMPTY}
