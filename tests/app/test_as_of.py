"""The Budget page as it stood on a past day, by a link and by the widget."""

from datetime import date
from pathlib import Path

import pytest

from queries import budget
from queries.filters import Filters
from tests.app.screen import faults, figures, number, open_page, text, tiles

PAST = date(2021, 12, 15)


@pytest.mark.parametrize("tab", ["Position", "To do", "Exceptions"])
def test_each_tab_shows_the_day_of_the_link(tab: str, reading_sample: str) -> None:
    page = open_page("Budget", {"budget": tab, "as_of": PAST.isoformat()})
    assert not faults(page)
    assert "15 December 2021, a past day" in text(page)
    filters = Filters(reading_sample)
    if tab == "Position":
        assert tiles(page)["Remaining"] == round(budget.totals(filters, PAST)["remaining_eur"].iloc[0])
        assert figures(page).keys() == {"waterfall", "position", "money_over_time", "payments_due"}
        assert "By 15 December 2021" in text(page)
    elif tab == "To do":
        steps = budget.to_do(filters, PAST)
        assert list(page.dataframe[0].value["days_left"]) == list(steps["days_left"])
        assert f"{len(steps)} steps to take" in text(page)
    else:
        assert tiles(page)["Exceptions"] == budget.exception_totals(filters, PAST)["exceptions"].iloc[0]


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize(
    "junk", ["<b>1</b>", "2022-13-01", "2022-07-01", "9999-12-31", "1066-10-14", "2021-06-09,2021"]
)
def test_a_day_that_the_data_do_not_reach_is_the_latest(junk: str) -> None:
    page = open_page("Budget", {"as_of": junk})
    assert not faults(page)
    assert page.date_input(key="as_of").value == date(2022, 6, 30)
    assert "the last day of the data" in text(page)
    assert tiles(page)["Took place"] > 0


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("tab", ["Position", "Ledger", "To do", "Exceptions", "Averages", "Calculator"])
def test_before_the_first_movement_all_is_zero(tab: str) -> None:
    page = open_page("Budget", {"budget": tab, "as_of": "2001-02-03"})
    assert not faults(page)
    if tab in ("Position", "To do", "Exceptions"):
        shown = {tile.label: str(tile.value) for tile in page.metric}
        assert shown.pop("Lump sums left", "cannot be told") == "cannot be told"
        assert shown.pop("Expected by the end", "no forecast") == "no forecast"
        assert {number(value) for value in shown.values()} == {0}


@pytest.mark.usefixtures("reading_sample")
def test_the_widget_goes_to_a_day_and_back() -> None:
    page = open_page("Budget")
    latest = tiles(page)
    page.date_input(key="as_of").set_value(PAST).run()
    assert tiles(page) != latest
    page.button(key="as_of_reset").click().run()
    assert not faults(page)
    assert tiles(page) == latest


def test_an_empty_snapshot_has_a_past_too(no_exchange: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXC_WAREHOUSE", str(no_exchange))
    page = open_page("Budget", {"as_of": PAST.isoformat()})
    assert not faults(page)
    assert "nothing to pay" in text(page)
