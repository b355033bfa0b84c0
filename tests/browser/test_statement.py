"""The statement and the report of a partnership, as a reader takes them away."""

import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.reader import PATHS, Reader
from tests.exports import papers

# A file is made when its button is pressed, and takes some seconds; on a busy machine more.
PATIENCE_MS = 120_000


@pytest.mark.parametrize(
    ("button", "name", "says"),
    [
        ("Print statement (PDF)", "clusterxchange_statement_2022-06-30_CELIS_", "Statement of lump sums, CELIS"),
        (
            "Workbook with formulas (XLSX)",
            "clusterxchange_statement_2022-06-30_CELIS_",
            "Statement of lump sums, CELIS",
        ),
    ],
)
def test_the_files_of_a_partnership_are_its_own(
    button: str, name: str, says: str, reader: Reader, tmp_path: Path
) -> None:
    reader.open(f"{PATHS['Budget']}?budget=Statement&partnerships=CELIS")
    with reader.page.expect_download(timeout=PATIENCE_MS) as download:
        reader.page.get_by_role("button", name=button, exact=True).click()
    content = Path(download.value.path()).read_bytes()
    file = download.value.suggested_filename
    assert file.startswith(name)
    if file.endswith(".xlsx"):
        assert openpyxl.load_workbook(io.BytesIO(content))["Statement"]["A1"].value == says
    else:
        assert file.endswith("_sample-data.pdf")
        assert says in papers.sheets(content, tmp_path)[0].text


def test_the_whole_report_is_made_beside_the_page_and_can_be_cancelled(reader: Reader, tmp_path: Path) -> None:
    page = reader.open(f"{PATHS['Budget']}?budget=Statement&partnerships=CELIS").page
    page.get_by_role("button", name="Whole report (PDF)", exact=True).click()
    page.get_by_role("button", name="Cancel").click(timeout=PATIENCE_MS)
    expect(page.get_by_role("button", name="Cancel")).to_have_count(0)
    page.get_by_role("button", name="Whole report (PDF)", exact=True).click()
    made = page.get_by_role("button", name="Download Whole report (PDF)")
    made.wait_for(timeout=PATIENCE_MS)
    with page.expect_download(timeout=PATIENCE_MS) as download:
        made.click()
    assert download.value.suggested_filename.startswith("clusterxchange_report_CELIS_")
    assert download.value.suggested_filename.endswith("_sample-data.pdf")
    assert "Report of CELIS" in papers.sheets(Path(download.value.path()).read_bytes(), tmp_path)[0].text
