"""The tabs of the Budget page: each shows its own question, in the scope of the page."""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

import pytest

from queries import budget
from queries.filters import Filters
from tests.app.screen import choose, faults, figures, number, open_page, text, tiles

TO_DO = ("Payments due", "Closing reports awaited", "Validations awaited", "Starts overdue")
NOTHING = {"partnerships": ["celis"], "ecosystems": ["Textiles"]}


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("query", [{}, {"budget": "Position"}, {"budget": "<b>no tab</b>"}])
def test_the_position_is_the_first_tab_and_what_a_wrong_link_opens(query: Mapping[str, str]) -> None:
    page = open_page("Budget", query)
    assert not faults(page)
    assert figures(page).keys() == {"position", "money_over_time", "payments_due"}
    assert "Adds up to the cent" in text(page)


@pytest.mark.parametrize("choice", [{}, {"partnerships": ["celis"]}], ids=["all", "one partnership"])
def test_the_steps_to_take_are_summed_in_tiles_and_listed(choice: dict[str, list[str]], reading_sample: str) -> None:
    page = choose(open_page("Budget", {"budget": "To do"}), choice)
    assert not faults(page)
    assert not figures(page)
    filters = Filters(reading_sample, tuple(choice.get("partnerships", ())))
    expected = budget.to_do(filters)
    listed = page.dataframe[0].value
    assert len(listed) == len(expected) > 0
    by_kind = expected.groupby("kind")["lump_sum_eur"].sum()
    kinds = ("payment due", "closing report awaited", "validation awaited", "start overdue")
    assert tiles(page) == {tile: int(by_kind.get(kind, 0)) for tile, kind in zip(TO_DO, kinds, strict=True)}
    assert f"{len(expected)} step" in text(page)
    opened = [parse_qs(urlsplit(link).query)["exchange"] for link in listed["exchange_id"]]
    assert opened == [[exchange_id] for exchange_id in expected["exchange_id"]]
    assert {urlsplit(link).path for link in listed["exchange_id"]} == {"exchanges"}


@pytest.mark.usefixtures("reading_sample")
def test_an_exchange_of_the_list_opens_on_the_exchanges_page() -> None:
    link = open_page("Budget", {"budget": "To do"}).dataframe[0].value["exchange_id"].iloc[0]
    wanted = parse_qs(urlsplit(link).query)["exchange"][0]
    page = open_page("Exchanges", {"exchange": wanted})
    assert not faults(page)
    assert f"{wanted}: " in text(page)


@pytest.mark.usefixtures("reading_sample")
def test_where_nothing_waits_the_page_says_so() -> None:
    page = choose(open_page("Budget", {"budget": "To do"}), NOTHING)
    assert not faults(page)
    assert not page.dataframe
    assert "Nothing waits for a step" in text(page)
    assert {number(str(tile.value)) for tile in page.metric} == {0}
