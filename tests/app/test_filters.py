"""Every filter widget changes the numbers, and the numbers are those of a direct count in the snapshot's rows."""

import base64
import re
import shutil
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.app.screen import PAGES, choose, faults, figures, open_page, text, tiles
from ui import filters

BOTH_SIDES = "in (e.visiting_partnership_id, e.host_partnership_id)"
MONTH = "strftime(coalesce(e.start_date, e.matched_date), '%Y-%m')"
NOT_CANCELLED = "e.status <> 'cancelled'"
# Widgets, and what they select said of the rows themselves.
CHOICES: dict[str, tuple[dict[str, Any], str]] = {
    "all": ({}, NOT_CANCELLED),
    "partnership": ({"partnerships": ["exxtra"]}, f"'exxtra' {BOTH_SIDES} and {NOT_CANCELLED}"),
    "visiting partnerships": (
        {"partnerships": ["exxtra", "blues"], "partnership_side": "visiting"},
        f"e.visiting_partnership_id in ('exxtra', 'blues') and {NOT_CANCELLED}",
    ),
    "host partnership": (
        {"partnerships": ["exxtra"], "partnership_side": "host"},
        f"e.host_partnership_id = 'exxtra' and {NOT_CANCELLED}",
    ),
    "country": ({"countries": ["ES"]}, f"'ES' in (v.country_code, h.country_code) and {NOT_CANCELLED}"),
    "visiting country": (
        {"countries": ["ES"], "country_side": "visiting"},
        f"v.country_code = 'ES' and {NOT_CANCELLED}",
    ),
    "host countries": (
        {"countries": ["ES", "FR"], "country_side": "host"},
        f"h.country_code in ('ES', 'FR') and {NOT_CANCELLED}",
    ),
    "ecosystem": ({"ecosystems": ["Textiles"]}, f"list_contains(p.ecosystems, 'Textiles') and {NOT_CANCELLED}"),
    "category": ({"categories": ["SME"]}, f"v.category = 'SME' and {NOT_CANCELLED}"),
    "mode": ({"modes": ["virtual"]}, f"e.mode = 'virtual' and {NOT_CANCELLED}"),
    "ongoing": ({"status_groups": ["ongoing"]}, "e.status = 'ongoing'"),
    "upcoming or cancelled": (
        {"status_groups": ["upcoming", "cancelled"]},
        "e.status in ('matched', 'agreed', 'cancelled')",
    ),
    "from": ({"from_month": "2022-01"}, f"{MONTH} >= '2022-01' and {NOT_CANCELLED}"),
    "to": ({"to_month": "2021-06"}, f"{MONTH} <= '2021-06' and {NOT_CANCELLED}"),
    "focus": ({"focus": "Spain"}, f"'ES' in (v.country_code, h.country_code) and {NOT_CANCELLED}"),
    "focus on a side": (
        {"focus": "EXXTRA", "focus_side": "host"},
        f"e.host_partnership_id = 'exxtra' and {NOT_CANCELLED}",
    ),
    "together": (
        {
            "partnerships": ["exxtra", "safe-smart-food", "clamtex"],
            "partnership_side": "visiting",
            "countries": ["ES", "IT", "DE", "FR"],
            "categories": ["SME", "cluster organisation"],
            "modes": ["physical"],
            "status_groups": ["took place", "upcoming"],
            "from_month": "2021-07",
            "to_month": "2022-05",
        },
        "e.visiting_partnership_id in ('exxtra', 'safe-smart-food', 'clamtex')"
        " and (v.country_code in ('ES', 'IT', 'DE', 'FR') or h.country_code in ('ES', 'IT', 'DE', 'FR'))"
        " and v.category in ('SME', 'cluster organisation') and e.mode = 'physical'"
        " and e.status in ('completed', 'reported', 'validated', 'paid', 'matched', 'agreed')"
        f" and {MONTH} between '2021-07' and '2022-05'",
    ),
}
ROWS = """
with chosen as (
    select e.*, v.cluster_id as vc, h.cluster_id as hc, v.country_code as vk, h.country_code as hk
    from exchanges e
    join organisations v on v.organisation_id = e.visiting_organisation_id
    join organisations h on h.organisation_id = e.host_organisation_id
    join partnerships p on p.partnership_id = e.visiting_partnership_id
    where {where}
)
select
    count(*) as exchanges,
    count(*) filter (status in ('completed', 'reported', 'validated', 'paid')) as took_place,
    count(*) filter (status = 'ongoing') as ongoing,
    count(*) filter (status in ('matched', 'agreed')) as upcoming,
    (select count(distinct i) from (select unnest([visiting_partnership_id, host_partnership_id]) i from chosen)) as ps,
    (select count(distinct i) from (select unnest([vc, hc]) i from chosen)) as cs,
    (select count(distinct i) from (select unnest([vk, hk]) i from chosen)
        where i in (select country_code from clusters)) as ks,
    (select coalesce(sum(t.amount_eur), 0) from budget_transactions t semi join chosen using (exchange_id)
        where t.kind = 'payment') as paid,
    coalesce(sum(lump_sum_eur) filter (status in ('agreed', 'ongoing', 'completed', 'reported')), 0) as committed
from chosen
"""
# A payment is due ten days after the end of the stay, and is shown from ten days before.
# Allocations belong to partnerships: the other filters do not narrow them, nor which side of an exchange they are on.
MONEY = """
with p as (select partnership_id from partnerships where {where}),
t as (select kind, amount_eur from budget_transactions semi join p using (partnership_id)),
e as (
    select
        status, lump_sum_eur, end_date,
        exchange_id in (select exchange_id from budget_transactions where kind = 'payment') as is_paid
    from exchanges where visiting_partnership_id in (from p)
)
select
    (select coalesce(sum(amount_eur) filter (kind in ('allocation', 'transfer')), 0) from t) as available,
    (select coalesce(sum(amount_eur) filter (kind = 'payment'), 0) from t) as paid,
    (select coalesce(sum(amount_eur) filter (kind = 'recovery'), 0) from t) as recovered,
    (select coalesce(sum(lump_sum_eur) filter (status = 'validated' and not is_paid), 0) from e) as payable,
    (select coalesce(sum(lump_sum_eur) filter (status = 'validated' and not is_paid
        and date_diff('day', end_date, as_of_date) >= 3), 0) from e, snapshot) as due,
    (select count(*) from e where status in ('completed', 'reported', 'validated', 'paid')) as took_place,
    (select coalesce(sum(lump_sum_eur) filter (status in ('agreed', 'ongoing', 'completed', 'reported')), 0) from e)
        as committed
"""
PARTNERSHIPS = {
    "partnership": "partnership_id = 'exxtra'",
    "visiting partnerships": "partnership_id in ('exxtra', 'blues')",
    "host partnership": "partnership_id = 'exxtra'",
    "ecosystem": "list_contains(ecosystems, 'Textiles')",
    "focus on a side": "partnership_id = 'exxtra'",
    "together": "partnership_id in ('exxtra', 'safe-smart-food', 'clamtex')",
}


Rows = duckdb.DuckDBPyConnection


@pytest.fixture(scope="module")
def rows(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rows]:
    """The snapshot's rows past all of our own code: a copy of the file, since the app holds the file itself open."""
    name = (sample_warehouse / "current").read_text().strip()
    copy = shutil.copy(sample_warehouse / name, tmp_path_factory.mktemp("rows"))
    with duckdb.connect(str(copy), read_only=True) as con:
        yield con


def one_row(rows: Rows, sql: str) -> dict[str, Any]:
    """The only row of a question."""
    cursor = rows.execute(sql)
    row = cursor.fetchone()
    assert row is not None
    assert cursor.description is not None
    return dict(zip((column[0] for column in cursor.description), row, strict=True))


def euro(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def money(rows: Rows, choice: str) -> dict[str, Decimal]:
    found = one_row(rows, MONEY.format(where=PARTNERSHIPS.get(choice, "true")))
    used = found["committed"] + found["payable"] + found["paid"] - found["recovered"]
    return found | {"remaining": found["available"] - used}


def expected_programme(rows: Rows, choice: str) -> dict[str, int]:
    counted = one_row(rows, ROWS.format(where=CHOICES[choice][1]))
    return {
        "Took place": counted["took_place"],
        "Ongoing": counted["ongoing"],
        "Upcoming": counted["upcoming"],
        "Partnerships": counted["ps"],
        "Clusters": counted["cs"],
        "Countries": counted["ks"],
        "Paid": euro(counted["paid"]),
        "Committed": euro(counted["committed"]),
        "Remaining": euro(money(rows, choice)["remaining"]),
    }


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("choice", CHOICES)
def test_tiles_of_the_programme_count_the_rows(choice: str, rows: Rows) -> None:
    page = choose(open_page(), CHOICES[choice][0])
    assert not faults(page)
    assert tiles(page) == expected_programme(rows, choice)


@pytest.mark.parametrize("choice", [choice for choice in CHOICES if choice != "all"])
def test_each_choice_selects_some_rows_and_not_all(choice: str, rows: Rows) -> None:
    """So that the tests of the numbers can tell a filter that works from one that does nothing."""
    everything = expected_programme(rows, "all")
    chosen = expected_programme(rows, choice)
    assert chosen["Took place"] + chosen["Ongoing"] + chosen["Upcoming"] > 0
    assert chosen != everything


def test_each_widget_of_the_bar_is_used() -> None:
    assert {key for widgets, _ in CHOICES.values() for key in widgets} == set(filters.KEYS)


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("choice", CHOICES)
def test_tiles_of_the_budget_count_the_rows(choice: str, rows: Rows) -> None:
    page = choose(open_page("Budget"), CHOICES[choice][0])
    assert not faults(page)
    expected = money(rows, choice)
    shown = tiles(page)
    assert shown["Due this week"] == euro(expected["due"])
    assert shown["Remaining"] == euro(expected["remaining"])
    assert shown["Took place"] == expected["took_place"]
    for name in ("committed", "payable", "paid", "recovered", "remaining"):
        assert f"€\u202f{expected[name]:.2f} {name}" in text(page)
    told = "Of the filters only partnerships and ecosystems apply here" in text(page)
    narrowing = {"partnerships", "partnership_side", "ecosystems"}
    if choice in PARTNERSHIPS:
        narrowing |= {"focus", "focus_side"}
    assert told == (not CHOICES[choice][0].keys() <= narrowing)


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("choice", CHOICES)
def test_the_other_pages_count_the_same_rows(choice: str, rows: Rows) -> None:
    counted = one_row(rows, ROWS.format(where=CHOICES[choice][1]))
    page = choose(open_page(), CHOICES[choice][0])

    page.switch_page(PAGES["Flows"]).run()
    (trace,) = [
        trace
        for trace in figures(page)["flow_sankey_visiting_country_host_country"]["data"]
        if trace["type"] == "sankey"
    ]
    assert sum(decoded(trace["link"]["value"])) == counted["exchanges"]

    noun = "exchange" if counted["exchanges"] == 1 else "exchanges"
    for title in ("Map", "Exchanges"):
        page.switch_page(PAGES[title]).run()
        assert re.search(rf"\b{counted['exchanges']} {noun}\b", text(page)), text(page)

    page.switch_page(PAGES["Coverage"]).run()
    assert f"{counted['cs']} of 69 clusters" in text(page)
    assert not faults(page)


def decoded(values: Any) -> list[float]:
    """A column of a figure as numbers, whether it is sent as a list or as base64 of its bytes."""
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"]).tolist()
    return list(values)


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("title", PAGES)
def test_reset_restores_every_page(title: str) -> None:
    page = open_page(title)
    before = (text(page), tiles(page), figures(page))
    choose(page, CHOICES["together"][0] | {"ecosystems": ["Textiles"], "country_side": "host"})
    assert text(page) != before[0]
    page.button(key="reset").click().run()
    assert not faults(page)
    assert (text(page), tiles(page), figures(page)) == before
    assert {key: page.session_state[key] for key in filters.KEYS} == {
        key: "either" if key.endswith("_side") else None if key in filters.SINGLE else [] for key in filters.KEYS
    }


@pytest.mark.usefixtures("reading_sample")
def test_a_pair_in_focus_counts_its_rows(rows: Rows) -> None:
    where = f"v.country_code = 'IT' and h.country_code = 'ES' and {NOT_CANCELLED}"
    counted = one_row(rows, ROWS.format(where=where))
    shown = tiles(open_page(query={"focus": "Italy → Spain"}))
    assert counted["exchanges"] > 1
    assert {label: shown[label] for label in ("Took place", "Ongoing", "Upcoming", "Countries")} == {
        "Took place": counted["took_place"],
        "Ongoing": counted["ongoing"],
        "Upcoming": counted["upcoming"],
        "Countries": 2,
    }


@pytest.mark.usefixtures("reading_sample")
def test_a_choice_holds_when_the_page_changes(rows: Rows) -> None:
    page: AppTest = choose(open_page(), CHOICES["visiting partnerships"][0])
    for title in ("Flows", "Budget", "Programme"):
        page.switch_page(PAGES[title]).run()
        assert page.multiselect(key="partnerships").value == ["exxtra", "blues"]
    assert tiles(page) == expected_programme(rows, "visiting partnerships")


@pytest.mark.usefixtures("reading_sample")
def test_a_link_carries_the_filters(rows: Rows) -> None:
    link: dict[str, str | list[str]] = {
        "partnerships": ["EXXTRA", "BLUES"],
        "partnership_side": "visiting",
    }
    assert tiles(open_page(query=link)) == expected_programme(rows, "visiting partnerships")


# What is chosen from a list; the focus may be typed, and what it does not find it names.
LISTED = [key for key in filters.KEYS if key != "focus"]
Shown = tuple[str, dict[str, int]]
JUNK: dict[str, dict[str, str | list[str]]] = {
    "unknown": {"partnerships": "NO SUCH", "countries": "Atlantis", "modes": "telepathic", "from_month": "1999-13"},
    "sql": {key: "'; drop table exchanges; --" for key in LISTED},
    "html": {key: "<script>alert(1)</script>" for key in LISTED},
    "long": {key: "x" * 20_000 for key in LISTED},
    "repeated": {key: ["either", "either", "2021-01", "2021-02", "nonsense"] for key in LISTED},
    "controls": {
        "level": "planet",
        "top": "-99999999999999999999",
        "map_level": "moon",
        "coverage": "nowhere",
        "order": "1",
        "preset": "x",
        "columns": ["y", "y"],
        "measure": "z",
        "flows": "w",
        "lens": "v",
        "values": "u",
    },
}


@pytest.fixture(scope="module")
def clean(sample_warehouse: Path) -> dict[str, Shown]:
    """What each page shows without a filter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CXC_WAREHOUSE", str(sample_warehouse))
        return shown_on_all_pages({})


def shown_on_all_pages(link: dict[str, str | list[str]]) -> dict[str, Shown]:
    """Text and tiles of every page by its title, opened with a link that ends in these parameters."""
    page = open_page(query=link)
    shown = {}
    for title, script in PAGES.items():
        page.switch_page(script)
        for key, value in link.items():
            page.query_params[key] = value
        page.run()
        assert not faults(page)
        shown[title] = (text(page), tiles(page))
    return shown


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("junk", JUNK)
def test_junk_in_the_link_gives_the_default_view(junk: str, clean: dict[str, Shown]) -> None:
    shown = shown_on_all_pages(JUNK[junk])
    told, counted = shown["Presentation"]
    # The one page that says so: a running order that cannot be read is not the same as none.
    shown["Presentation"] = (told.replace("\nThe link holds no running order.", ""), counted)
    assert shown == clean


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize(
    "focus", ["Atlantis", "<b>x</b> [a](https://evil.example)", "' or 1=1 --", "Spain → EXXTRA", "→"]
)
def test_a_focus_that_is_not_there_is_named_and_changes_nothing(focus: str, clean: dict[str, Shown]) -> None:
    page = open_page(query={"focus": focus})
    assert not faults(page)
    assert f"Nothing is named {focus}." in text(page)
    assert tiles(page) == clean["Programme"][1]
