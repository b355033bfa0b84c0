"""The profile pages, the links that lead to them with the view, and the page "White space", run through app.py."""

from dataclasses import fields
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import warehouse
from queries import budget, flows, register, white_space
from queries.filters import Filters, Focus, Level
from tests.app import deliveries
from tests.app.conftest import Hostile
from tests.app.screen import APP, TIMEOUT_SECONDS, faults, figures, text, tiles
from ui import profile_links, profiles

PAGES: dict[Level, str] = {
    "partnership": "pages/profiles/partnership.py",
    "cluster": "pages/profiles/cluster.py",
    "country": "pages/profiles/country.py",
}
WHITE_SPACE = "pages/what_is_missing/white_space.py"
LEVELS: tuple[Level, ...] = tuple(PAGES)
VIEWS: dict[str, dict[str, Any]] = {
    "all": {},
    "lists, sides and months": {
        "partnerships": ("exxtra", "safe-smart-food"),
        "partnership_side": "visiting",
        "countries": ("ES", "IT", "FR"),
        "country_side": "host",
        "categories": ("SME", "cluster organisation"),
        "modes": ("physical",),
        "status_groups": ("took place", "cancelled"),
        "from_month": "2021-03",
        "to_month": "2022-06",
    },
    "ecosystems": {"ecosystems": ("Mobility-Transport-Automotive", "Energy-renewables")},
    "a focus on one side": {"focus": Focus("country", visiting="TR")},
    "a focus on a pair": {"focus": Focus("partnership", visiting="celis", host="ce4big"), "modes": ("virtual",)},
}


def opened(page: str, query: dict[str, list[str]]) -> AppTest:
    """The page in a session of its own, as by a link with these parameters."""
    app = AppTest.from_file(APP, default_timeout=TIMEOUT_SECONDS).switch_page(page)
    for key, values in query.items():
        app.query_params[key] = values if len(values) > 1 else values[0]
    return app.run()


def in_any_order(filters: Filters) -> dict[str, Any]:
    """The fields of a view, choices sorted: the bar lists them in its own order."""
    held = {field.name: getattr(filters, field.name) for field in fields(filters)}
    return {name: sorted(value) if isinstance(value, tuple) else value for name, value in held.items()}


def followed(link: str) -> AppTest:
    """The page that a relative link opens for a colleague."""
    parts = urlsplit(link)
    assert not parts.scheme
    assert not parts.netloc
    level = next(known for known in LEVELS if known == parts.path)
    return opened(PAGES[level], parse_qs(parts.query, strict_parsing=True))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("level", LEVELS)
def test_a_link_opens_the_profile_with_the_view(level: Level, view: str, reading_sample: str) -> None:
    filters = Filters(reading_sample, **VIEWS[view])
    node = register.nodes(reading_sample, level)["id"].iloc[3]
    page = followed(profiles.url(level, node, filters))
    assert not faults(page)
    assert page.selectbox(key=level).value == node
    assert in_any_order(page.session_state["view"].filters) == in_any_order(filters)
    expected = flows.links(filters, level)
    mine = expected[(expected["visiting_id"] == node) | (expected["host_id"] == node)]
    seen = tiles(page)
    assert seen["Exchanges"] == mine["exchanges"].sum()
    assert seen["Visiting"] == expected.loc[expected["visiting_id"] == node, "exchanges"].sum()
    assert seen["Hosting"] == expected.loc[expected["host_id"] == node, "exchanges"].sum()


@pytest.mark.parametrize("level", LEVELS)
def test_without_a_name_the_first_is_shown(level: Level, reading_sample: str) -> None:
    page = opened(PAGES[level], {})
    assert not faults(page)
    names = profiles.names(reading_sample, level)
    assert page.selectbox(key=level).value == min(names, key=lambda node: names[node].casefold())


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("junk", [["junk"], ["<b>x</b>", "y"]], ids=["one", "two"])
def test_a_name_that_is_not_there_is_named_and_nothing_else_is_shown(level: Level, junk: list[str]) -> None:
    page = opened(PAGES[level], {level: junk})
    assert not faults(page)
    assert page.selectbox(key=level).value is None
    assert f"No {level} is named" in text(page)
    assert not figures(page)


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize(
    ("level", "name"), [("cluster", "Luce in Veneto"), ("country", "Albania"), ("country", "Moldova")]
)
def test_one_that_never_took_part_has_a_page(level: Level, name: str) -> None:
    page = opened(PAGES[level], {level: [name]})
    assert not faults(page)
    assert {value for label, value in tiles(page).items()} == {0}
    assert f"{name} has no exchange in this view." in text(page)
    assert "In the register" in text(page)
    assert figures(page).keys() == {"profile_place"}


@pytest.mark.parametrize("level", LEVELS)
def test_every_page_works_without_exchanges(level: Level, no_exchange: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXC_WAREHOUSE", str(no_exchange))
    for page in (PAGES[level], WHITE_SPACE):
        assert not faults(opened(page, {}))


@pytest.mark.usefixtures("reading_sample")
def test_an_active_one_shows_with_whom_when_and_where() -> None:
    page = opened(PAGES["cluster"], {"cluster": ["DITECFER"]})
    assert not faults(page)
    assert {"flow_sankey_cluster", "profile_timeline", "profile_place"} == figures(page).keys()
    partners = next(table.value for table in page.dataframe if "partner_name" in table.value.columns)
    assert partners["exchanges"].sum() == tiles(page)["Exchanges"]
    assert partners["partner_name"].iloc[0].startswith("cluster?cluster=")


@pytest.mark.parametrize(
    ("level", "name"), [("country", "Italy"), ("partnership", "EXXTRA"), ("cluster", "AEI TÈXTILS")]
)
def test_a_button_opens_what_other_of_its_sankey_holds(level: Level, name: str, reading_sample: str) -> None:
    page = opened(PAGES[level], {level: [name]})
    node = page.selectbox(key=level).value
    links = flows.links(Filters(reading_sample), level)
    (trace,) = figures(page)[f"flow_sankey_{level}"]["data"]
    buttons = [button.key for button in page.button if "_other_" in str(button.key)]
    assert buttons
    for key in buttons:
        column = str(key).partition("_other_")[2]
        ends = ("visiting_id", "host_id") if column.startswith("visiting") else ("host_id", "visiting_id")
        of_column = links[(links["visiting_id"] == node) | (links["host_id"] == node)].groupby(ends[0])["exchanges"]
        drawn = {data[1] for data in trace["node"]["customdata"] if data[0] == column}
        page.button(key=str(key)).click().run()
        assert not faults(page)
        held = next(
            table.value for table in page.dataframe if list(table.value.columns[:3]) == ["id", "name", "exchanges"]
        )
        assert dict(zip(held["id"], held["exchanges"], strict=True)) == {
            end: count for end, count in of_column.sum().items() if end not in drawn
        }
    page.run()
    assert not any("id" in table.value.columns for table in page.dataframe)


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("focus", [[], ["DITECFER"], ["Germany"]], ids=["none", "itself", "another"])
def test_the_rows_are_opened_with_the_focus(focus: list[str]) -> None:
    query = {"cluster": ["DITECFER"], "modes": ["physical"]} | ({"focus": focus} if focus else {})
    page = opened(PAGES["cluster"], query)
    (button,) = [button.proto for button in page.get("link_button") if button.proto.label.startswith("Rows of ")]
    link = urlsplit(button.url)
    assert (link.scheme, link.netloc, link.path) == ("", "", "exchanges")
    rows = opened("pages/evidence/exchanges.py", parse_qs(link.query, strict_parsing=True))
    assert not faults(rows)
    view = rows.session_state["view"].filters
    assert (view.focus, view.modes) == (Focus("cluster", either="ditecfer"), ("physical",))
    assert button.label.removeprefix("Rows of ") in text(rows).splitlines()


@pytest.mark.usefixtures("reading_sample")
def test_a_budget_is_that_of_the_budget_page_whatever_the_filters(reading_sample: str) -> None:
    profile = opened(PAGES["partnership"], {"partnership": ["EXXTRA"], "from_month": ["2022-01"]})
    page = opened("pages/money/budget.py", {"partnerships": ["EXXTRA"]})
    assert tiles(profile)["Remaining"] == tiles(page)["Remaining"]
    total = budget.totals(Filters(reading_sample, partnerships=("exxtra",))).iloc[0]
    fields = {
        "Received": "available_eur",
        "Committed": "committed_eur",
        "Paid": "paid_eur",
        "Remaining": "remaining_eur",
    }
    assert {label: tiles(profile)[label] for label in fields} == {
        label: int(total[field].quantize(Decimal(1), ROUND_HALF_UP)) for label, field in fields.items()
    }


def test_columns_of_names_become_links_that_read_as_names(reading_sample: str) -> None:
    filters = Filters(reading_sample, modes=("virtual",))
    frame = white_space.clusters(filters).head(3)
    shown, config = profiles.link_columns(frame, filters)
    for column, level, id_column in (
        ("short_name", "cluster", "cluster_id"),
        ("acronym", "partnership", "partnership_id"),
        ("country_name", "country", "country_code"),
    ):
        for link, node, name in zip(shown[column], frame[id_column], frame[column], strict=True):
            assert link == profiles.url(level, node, filters)  # type: ignore[arg-type]
            query = parse_qs(urlsplit(link).query)
            assert query == {level: [name], "modes": ["virtual"]}
        assert config[column]["type_config"]["type"] == "link"
        assert config[id_column] is None
    untouched = [column for column in frame.columns if column not in config]
    assert shown[untouched].equals(frame[untouched])


def test_columns_that_do_not_say_what_they_name_need_a_level(reading_sample: str) -> None:
    filters = Filters(reading_sample)
    frame = flows.links(filters, "country").head(2)
    assert profiles.link_columns(frame, filters)[1] == {}
    shown, config = profiles.link_columns(frame, filters, "country")
    assert config.keys() == {"visiting_name", "host_name", "visiting_id", "host_id"}
    assert list(shown["host_name"]) == [profiles.url("country", node, filters) for node in frame["host_id"]]


def test_a_name_without_an_id_is_shown_and_leads_nowhere(reading_sample: str) -> None:
    frame = pd.DataFrame({"visiting_id": ["FR", None, ""], "visiting_name": ["France", None, "Other & <rest>"]})
    shown, _ = profiles.link_columns(frame, Filters(reading_sample), "country")
    assert list(shown["visiting_name"])[1:] == [None, "#Other%20%26%20%3Crest%3E"]


def test_names_without_ids_find_them_where_they_are_those_of_one_node(reading_sample: str) -> None:
    nodes = register.nodes(reading_sample, "cluster")
    frame = pd.DataFrame({"visiting_cluster": [*nodes["name"][:3], *nodes["short_name"][:3], "Atlantis"]})
    found = profile_links.identified(frame, reading_sample)
    assert list(found["visiting_cluster_id"]) == [*nodes["id"][:3], *nodes["id"][:3], ""]
    mixed = pd.DataFrame({"level": ["country", "cluster"], "short_name": ["Spain", nodes["short_name"].iloc[0]]})
    shown, _ = profiles.link_columns(profile_links.identified(mixed, reading_sample), Filters(reading_sample))
    assert [link.partition("?")[0] for link in shown["short_name"]] == ["country", "cluster"]


def test_a_name_that_two_nodes_share_finds_neither(reading_sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    twins = pd.DataFrame({"id": ["a", "b", "c"], "name": ["Agri", "Bio", "Lux"], "short_name": ["One", "One", "Lux"]})
    monkeypatch.setattr(register, "nodes", lambda *_: twins)
    found = profile_links.identified(
        pd.DataFrame({"short_name": ["One", "Bio", "Lux"]}), f"{reading_sample} with twins"
    )
    assert list(found["cluster_id"]) == ["", "b", "c"]


def test_hostile_names_are_encoded_and_found_again(hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXC_WAREHOUSE", str(hostile.warehouse))
    snapshot_id = warehouse.current().snapshot_id
    clusters = register.clusters(snapshot_id)
    named = clusters[clusters["short_name"].str.startswith(deliveries.HOSTILE_CLUSTER)]
    partnerships = register.partnerships(snapshot_id)
    payer = partnerships.loc[partnerships["acronym"] == deliveries.HOSTILE_PARTNERSHIP, "partnership_id"].iloc[0]
    filters = Filters(snapshot_id, partnerships=(payer,), focus=Focus("partnership", either=payer))
    assert len(named) == 2
    for cluster in named["cluster_id"]:
        link = profiles.url("cluster", cluster, filters)
        assert set(link).isdisjoint("<>\"'#`{}|\\^[]()*!:;, ")
        page = followed(link)
        assert not faults(page)
        assert page.selectbox(key="cluster").value == cluster
        assert page.multiselect(key="partnerships").value == [payer]
        assert deliveries.HOSTILE_PARTNERSHIP in text(page)
    partnership = followed(profiles.url("partnership", payer, filters))
    assert not faults(partnership)
    assert partnership.selectbox(key="partnership").value == payer


@pytest.mark.parametrize(
    ("website", "is_link"),
    [
        ("https://cluster.example/a_b/c-d.html", True),
        ("http://cluster.example:8080", True),
        ("javascript:alert(1)", False),
        ("https://user@evil.example", False),
        ("https://evil.example/?q=1", False),
        ("https://evil.example/\nx", False),
        ("https://evil.example/[x](y)", False),
        ("//evil.example", False),
        ("", False),
    ],
)
def test_only_a_plain_address_is_a_link(website: str, is_link: bool) -> None:
    from ui.profiles.register import Entry

    assert Entry("A", "published", [], website).link == (website if is_link else "")


@pytest.mark.usefixtures("reading_sample")
def test_the_register_says_where_each_part_is_from() -> None:
    page = opened(PAGES["cluster"], {"cluster": ["ELCA"]})
    shown = text(page)
    assert "ELCA - European Lighting Cluster Alliance" in shown
    assert "Country: Italy :gray[(assumed)]" in shown
    assert "City: not known; drawn near the middle of its country" in shown
    addresses = {link.proto.label: link.proto.url for link in page.get("link_button")}
    assert addresses["Website"] == "https://elcacluster.eu"


TABS = ("Clusters", "Countries", "Partnership pairs", "Ecosystems", "Categories", "Over time")
FIGURES = {
    "Countries": {"white_space_countries"},
    "Ecosystems": {"white_space_ecosystems"},
    "Categories": {"white_space_categories"},
    "Over time": {"taking_part_over_time"},
}
# First column of each table; the candidates for the absent start with who is absent.
TABLES = {
    "Clusters": {"cluster_id", "absent_id"},
    "Countries": {"country_code"},
    "Partnership pairs": {"visiting_id", "absent_id"},
    "Categories": {"ecosystem"},
}


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize(
    "query", [{}, {"modes": ["virtual"]}, {"from_month": ["2022-09"]}], ids=["all", "virtual", "few"]
)
def test_each_tab_of_the_white_space(tab: str, query: dict[str, list[str]]) -> None:
    page = opened(WHITE_SPACE, {"white_space": [tab], **query})
    assert not faults(page)
    assert figures(page).keys() == FIGURES.get(tab, set())
    assert {table.value.columns[0] for table in page.dataframe} == TABLES.get(tab, set())


def test_the_absent_and_their_matches_are_on_the_page(reading_sample: str) -> None:
    page = opened(WHITE_SPACE, {})
    absent, matches = (table.value for table in page.dataframe)
    filters = Filters(reading_sample)
    expected = white_space.clusters(filters)
    assert list(absent["done"]) == list(expected["done"])
    lacking = int((expected["taking_part"] != "both").sum())
    assert len(matches["absent_id"].unique()) == lacking
    assert matches["why"].str.len().min() > 0


@pytest.mark.usefixtures("reading_sample")
@pytest.mark.parametrize(
    ("absent", "would"),
    [([], {"visit", "host"}), (["Never hosted"], {"host"}), (["Never visited"], {"visit"})],
    ids=["all", "hosts", "visits"],
)
def test_the_address_narrows_the_matches_to_the_missing_side(absent: list[str], would: set[str]) -> None:
    # In few months some clusters only visited and some only hosted.
    page = opened(WHITE_SPACE, {"to_month": ["2021-06"], **({"absent": absent} if absent else {})})
    assert not faults(page)
    rows, matches = (table.value for table in page.dataframe)
    assert set(matches["absent_id"]) == set(rows.loc[rows["taking_part"] != "both", "cluster_id"])
    offered = matches.dropna(subset="would")
    assert set(offered["would"]) == would
    taking_part = rows.set_index("cluster_id")["taking_part"].to_dict()
    may = {"never visited": {"visit"}, "never hosted": {"host"}, "neither": {"visit", "host"}}
    for absent_id, offer in zip(offered["absent_id"], offered["would"], strict=True):
        assert offer in may[taking_part[absent_id]]


@pytest.mark.parametrize("level", LEVELS)
def test_a_name_that_nothing_has_is_told_and_shows_no_other(reading_sample: str, level: Level) -> None:
    app = opened(PAGES[level], {level: ["<b>nope</b>"]})
    for page in (app, app.run()):
        assert not faults(page)
        assert f"No {level} is named <b>nope</b>" in text(page)
        assert not figures(page)
        assert not page.metric
    chosen = app.selectbox(key=level).set_value(profile_links.nodes_by_name(reading_sample, level)[0]).run()
    assert not faults(chosen)
    assert f"No {level} is named" not in text(chosen)
    assert chosen.metric


def test_the_tile_and_the_table_count_the_same_partners(reading_sample: str) -> None:
    app = opened(PAGES["partnership"], {"partnership": ["BLUES"]})
    partners = tiles(app)["Partners"]
    assert f"{partners} partners of BLUES" in text(app)


def test_white_space_of_no_exchange_recommends_nobody(reading_sample: str) -> None:
    nothing = {"partnerships": ["CELIS"], "partnership_side": ["visiting"], "ecosystems": ["Textiles"]}
    app = opened(WHITE_SPACE, nothing)
    assert not faults(app)
    assert "No exchange matches this view" in text(app)
    assert "neither visited nor hosted" not in text(app)
    assert not app.dataframe
