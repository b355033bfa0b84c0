"""A question as an officer has it: which clusters have never hosted? From the landing page to a link that a colleague opens."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewReader
from tests.browser.reader import Reader
from tests.browser.server import Server
from tests.browser.test_focus import ON_SCREEN, Facts


@pytest.fixture(scope="module")
def facts(server: Server) -> Facts:
    """SQL on the snapshot of the shared server."""
    return Facts(server)


def never_hosted(facts: Facts) -> list[str]:
    """Names of the clusters that host no exchange, by SQL."""
    hosts = f"SELECT host_cluster_id FROM exchanges WHERE host_cluster_id IS NOT NULL AND {ON_SCREEN}"
    absent = f"SELECT string_agg(short_name, '|' ORDER BY short_name) FROM clusters WHERE cluster_id NOT IN ({hosts})"
    return facts.ask(absent).split("|")


def listed(reader: Reader) -> list[str]:
    """Names of the clusters in the table, which lead to their profiles."""
    cells = reader.page.get_by_test_id("stDataFrame").first.locator('[role="gridcell"]')
    cells.first.wait_for(state="attached")
    links = [text for text in cells.all_inner_texts() if text.startswith("cluster?")]
    return sorted(parse_qs(urlsplit(link).query)["cluster"][0] for link in links)


def test_an_officer_finds_who_never_hosted_and_a_colleague_opens_the_same(
    server: Server, facts: Facts, new_reader: NewReader
) -> None:
    expected = never_hosted(facts)
    officer = new_reader(server.url).open("/")
    officer.go_to("White space")
    officer.page.get_by_role("radio", name="Never hosted").click()
    finding = officer.page.get_by_role("heading", name="have never hosted")
    expect(finding).to_contain_text(f"{len(expected)} of ")
    officer.settle()
    assert listed(officer) == expected
    officer.key("clusters_never_hosted_link").get_by_role("button").click()
    link = officer.page.get_by_test_id("stPopoverBody").locator("code").inner_text()
    assert parse_qs(urlsplit(link).query) == parse_qs(urlsplit(officer.page.url).query) == {"absent": ["Never hosted"]}

    colleague = new_reader(server.url, stranger=True).open(link.removeprefix(server.url))
    expect(colleague.page.get_by_role("heading", name="have never hosted")).to_have_text(finding.inner_text())
    assert listed(colleague) == listed(officer)
    assert colleague.sentence() == officer.sentence()
