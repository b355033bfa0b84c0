"""Each chart leaves the page as PNG and SVG with its finding, filters and source, and its table in three formats."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader

FIGURE = "flow_sankey_visiting_country_host_country"


@pytest.mark.parametrize("kind", ["PNG", "SVG"])
def test_a_picture_says_what_it_shows_and_where_from(kind: str, reader: Reader, tmp_path: Path) -> None:
    reader.open("/flows?focus=Spain")
    figure = reader.key(f"figure_{FIGURE}")
    figure.get_by_test_id("figure").hover()
    with reader.page.expect_download() as download:
        figure.locator(f'.modebar-btn[data-title="Download as {kind}"]').click()
    name = download.value.suggested_filename
    assert name.startswith(f"clusterxchange_{FIGURE}_Spain_")
    assert name.endswith(f"_sample-data.{kind.lower()}")
    content = Path(download.value.path()).read_bytes()
    if kind == "PNG":
        assert content.startswith(b"\x89PNG")
        width = int.from_bytes(content[16:20], "big")
        shown = figure.get_by_test_id("figure").bounding_box()
        assert shown is not None
        assert width >= 2 * shown["width"]
    else:
        text = content.decode()
        assert "Sample data, snapshot" in text
        assert "with Spain on either side" in text
        assert figure.get_by_role("heading").first.inner_text()[:20] in text


def test_no_button_sends_a_chart_away(reader: Reader) -> None:
    reader.open("/flows")
    figure = reader.key(f"figure_{FIGURE}")
    figure.get_by_test_id("figure").hover()
    titles = figure.locator(".modebar-btn").evaluate_all("all => all.map(one => one.dataset.title)")
    assert titles
    assert not [title for title in titles if "hare" in title or "loud" in title]


def test_the_table_of_a_chart_has_three_formats_and_the_link_of_the_view(reader: Reader) -> None:
    reader.open("/flows?focus=Spain")
    reader.key(f"figure_{FIGURE}").get_by_role("button", name="Table").click()
    for label in ("CSV", "XLSX", "Parquet"):
        expect(reader.page.get_by_role("button", name=label)).to_be_visible()
    expect(reader.page.get_by_text(f"{reader.url}/flows?focus=Spain", exact=True)).to_be_visible()
