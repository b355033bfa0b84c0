"""A server without any data: the first delivery is brought, checked and published in the browser, and its figures are seen."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import NewReader
from tests.browser.server import serving
from tests.browser.test_data_in import check, drop

FILES = ("organisations.csv", "exchanges.csv", "budget_transactions.csv", "delivery.csv")


def test_from_an_empty_folder_to_figures(new_reader: NewReader, sample_source: Path, tmp_path: Path) -> None:
    with serving(tmp_path / "none") as server:
        reader = new_reader(server.url).open("/")
        page = reader.page
        expect(page.get_by_role("heading", level=1)).to_have_text("There are no data to show")
        expect(page.get_by_text(re.compile("make build SOURCE="))).to_be_visible()
        assert not reader.tiles()
        page.get_by_role("link", name="Or bring a first delivery here").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Data in")
        expect(page.get_by_text(re.compile("There is no published snapshot yet"))).to_be_visible()
        reader.settle()

        drop(reader, *((name, (sample_source / name).read_bytes()) for name in FILES))
        check(reader)
        expect(page.get_by_text(re.compile("^0 errors"))).to_be_visible()
        expect(page.get_by_text(re.compile("As the first snapshot, publishing this delivery adds"))).to_be_visible()
        page.get_by_role("textbox", name="Note").fill("the first one")
        page.get_by_role("button", name="Publish", exact=True).click()
        published = page.get_by_text(re.compile("Published snapshot"))
        expect(published).to_be_visible()
        reader.settle()
        found = re.search(r"\d{8}-\d{6}-\w{6}", published.inner_text())
        assert found
        assert (tmp_path / "none" / f"warehouse-{found[0]}.duckdb").exists()

        page.get_by_role("link", name="See the new figures").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Programme")
        expect(reader.key("head")).to_contain_text(found[0])
        reader.settle()
        assert reader.tiles()["Took place"] > 1
        assert set(reader.figures()) == {"exchanges_by_month", "status_pipeline", "progress_by_partnership"}
        reader.assert_sound()
        assert not server.faults(), "".join(server.log)
