"""The Outlook page in a browser: the way to the alerts, and a scenario that travels as a link."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import NewReader
from tests.browser.reader import Reader
from tests.browser.server import Server

SCENARIO = (
    "/outlook?outlook=Scenarios&partnerships=CELIS&partnerships=EXXTRA&ceiling_pct=80&extra_in=Portugal&extra_PT=7"
)


def shown(reader: Reader) -> dict[str, str]:
    tiles = reader.page.get_by_test_id("stMetric")
    labels = tiles.get_by_test_id("stMetricLabel").all_inner_texts()
    return dict(zip(labels, tiles.get_by_test_id("stMetricValue").all_inner_texts(), strict=True))


def test_the_line_on_the_first_page_leads_to_the_alerts_of_the_view(reader: Reader) -> None:
    reader.open("/?ecosystems=Health")
    reader.key("alerts_line").get_by_role("link").click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Outlook")
    reader.settle()
    query = parse_qs(urlsplit(reader.page.url).query)
    assert query == {"ecosystems": ["Health"], "outlook": ["Alerts"]}
    expect(reader.page.get_by_role("tab", name="Alerts")).to_have_attribute("aria-selected", "true")
    expect(reader.page.get_by_test_id("stDataFrame")).to_be_visible()


def test_a_scenario_is_made_by_hand_and_opens_for_a_stranger(
    server: Server, reader: Reader, new_reader: NewReader
) -> None:
    reader.open(SCENARIO)
    linked = shown(reader)
    assert linked["Remaining now"] != linked["Remaining then"]
    ceiling = reader.page.get_by_label("Ceilings, %")
    ceiling.fill("120")
    ceiling.press("Enter")
    expect(reader.key("scenario_mark")).to_contain_text("Ceilings at 120 %")
    reader.settle()
    expect(reader.key("scenario_mark")).to_contain_text("SCENARIO")
    changed = shown(reader)
    assert changed["Remaining now"] == linked["Remaining now"]
    assert changed["Remaining then"] != linked["Remaining then"]
    link = urlsplit(reader.page.url)
    assert parse_qs(link.query)["ceiling_pct"] == ["120"]

    stranger = new_reader(server.url, stranger=True).open(f"{link.path}?{link.query}")
    assert shown(stranger) == changed
    with stranger.page.expect_download() as caught:
        stranger.key("effects_csv").get_by_role("button").click()
    assert caught.value.suggested_filename.startswith("clusterxchange_SCENARIO_effects_")
    content = caught.value.path().read_text(encoding="utf-8-sig")
    assert all("SCENARIO, Sample data, snapshot" in line for line in content.splitlines()[1:])
