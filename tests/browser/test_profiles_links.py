"""Names in tables are links: each opens the profile of what it names, with the filters and the focus of the view."""

import re
from urllib.parse import parse_qs, parse_qsl, urlsplit

from playwright.sync_api import expect

from tests.browser.reader import Reader

VIEW = "countries=Spain&country_side=visiting&modes=physical&from_month=2021-10"
CARRIED = {"countries": ["Spain"], "country_side": ["visiting"], "modes": ["physical"], "from_month": ["2021-10"]}
TITLES = {"cluster": "Cluster", "partnership": "Partnership", "country": "Country"}
# Of each table that names something: the page with its tab, and the level that its first column names.
TABLES = [
    ("/white_space", "cluster"),
    ("/white_space?white_space=Countries", "country"),
    ("/white_space?white_space=Partnership pairs", "partnership"),
    ("/partnership?partnership=EXXTRA", "cluster"),
    ("/country?country=Spain", "country"),
]


def test_a_name_in_a_table_opens_its_profile_with_the_view(reader: Reader) -> None:
    for path, level in TABLES:
        reader.open(f"{path}{'&' if '?' in path else '?'}{VIEW}")
        sentence = reader.sentence().split("\n")[-1]
        cell = reader.page.locator('[role="gridcell"]', has_text=re.compile(rf"^{level}\?")).first
        cell.wait_for(state="attached")
        link = cell.inner_text()
        # The table is a canvas; its accessible copy holds the address that a click on the name opens.
        profile = Reader(reader.page.context.new_page(), reader.url).open(f"/{link}")
        expect(profile.page.get_by_role("heading", level=1)).to_have_text(TITLES[level])
        query = parse_qs(urlsplit(profile.page.url).query)
        assert query.pop(level) == [dict(parse_qsl(urlsplit(link).query))[level]]
        assert query == CARRIED
        assert profile.sentence().split("\n")[-1] == sentence
        profile.assert_sound()
        profile.page.close()


def test_a_profile_leads_to_related_profiles_and_to_its_rows(reader: Reader) -> None:
    reader.open(f"/cluster?cluster=AEI TÈXTILS&{VIEW}")
    exchanges = reader.tiles()["Exchanges"]
    rows = reader.page.get_by_role("link", name=re.compile(r"Rows of \d+ exchange"))
    expect(rows).to_contain_text(f"Rows of {exchanges} exchange")
    with reader.page.expect_popup() as opened:
        rows.click()
    listed = Reader(opened.value, reader.url)
    expect(listed.page.get_by_role("heading", level=1)).to_have_text("Exchanges")
    listed.settle()
    query = parse_qs(urlsplit(listed.page.url).query)
    assert query.pop("focus") == ["AEI TÈXTILS"]
    assert query == CARRIED
    expect(listed.key("exchange_list_head").get_by_role("heading")).to_contain_text(f"{exchanges} exchange")
    listed.page.close()
    reader.page.get_by_test_id("stMain").get_by_role("link", name="Spain").click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Country")
    reader.settle()
    query = parse_qs(urlsplit(reader.page.url).query)
    assert query.pop("country") == ["Spain"]
    assert {key: query[key] for key in CARRIED} == CARRIED
