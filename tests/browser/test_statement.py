"""The statement and the report of a partnership, as a reader takes them away."""

import io
from pathlib import Path

import openpyxl
import pytest

from tests.browser.reader import PATHS, Reader
from tests.exports import papers

# A report is made when its button is pressed, and takes some seconds; on a busy machine more.
PATIENCE_MS = 120_000


@pytest.mark.parametrize(
    ("button", "name", "says"),
    [
        ("Print statement (PDF)", "clusterxchange_statement_2022-06-30_CELIS_", "Statement of lump sums, CELIS"),
        ("Whole report (PDF)", "clusterxchange_report_CELIS_", "Report of CELIS"),
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
