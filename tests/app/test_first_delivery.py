"""Data in without any snapshot: a first delivery is checked and published from the page, which the other pages lead to."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.build.publish import current_id
from tests.app.screen import faults, open_page, text

FILES = ("organisations.csv", "exchanges.csv", "budget_transactions.csv", "delivery.csv")
NOTHING_YET = "There is no published snapshot yet. The first delivery is for the whole programme"


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The door looks into a folder that is not there yet."""
    monkeypatch.setenv("CXC_WAREHOUSE", str(tmp_path / "none"))
    return tmp_path / "none"


def checked(source: Path) -> AppTest:
    """The page after the sample's files were brought and checked."""
    page = open_page("Data in")
    assert not faults(page)
    assert NOTHING_YET in text(page)
    assert "make build SOURCE=" in text(page)
    assert "One partnership's" not in text(page)
    page.file_uploader[0].set_value([(name, (source / name).read_bytes(), "text/csv") for name in FILES]).run()
    assert not faults(page)
    page.button(key="data_in_check").click().run(timeout=300)
    assert not faults(page)
    assert "As the first snapshot, publishing this delivery adds" in text(page)
    return page


def links(page: AppTest) -> list[str]:
    """Labels of the links to pages."""
    return [link.proto.label for link in page.get("page_link")]


def test_a_first_delivery_is_published_from_the_page(sample_source: Path, empty: Path) -> None:
    page = checked(sample_source)
    assert not current_id(empty)
    page.button(key="data_in_publish").click().run(timeout=120)
    assert not faults(page)
    assert f"Published snapshot {current_id(empty)}" in text(page)
    assert NOTHING_YET not in text(page)


def test_a_server_that_only_reads_checks_and_does_not_publish(
    sample_source: Path, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CXC_READ_ONLY", "1")
    page = checked(sample_source)
    assert "Publishing is turned off on this server" in text(page)
    assert page.button(key="data_in_publish").disabled
    assert not current_id(empty)
    assert links(open_page("Programme")) == []


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("title", ["Programme", "Budget", "About the data"])
def test_other_pages_lead_to_it(title: str) -> None:
    page = open_page(title)
    assert not faults(page)
    assert "There are no data to show" in text(page)
    assert "make build SOURCE=" in str(page.code[1].value)
    assert "make run" in str(page.code[1].value)
    assert links(page) == ["Or bring a first delivery here"]


@pytest.mark.usefixtures("empty")
def test_files_that_cannot_be_read_are_told_in_words() -> None:
    page = open_page("Data in")
    page.file_uploader[0].set_value([("broken.xlsx", b"PK nothing", "application/octet-stream")]).run()
    assert not faults(page)
    assert "broken.xlsx: is not a readable .xlsx workbook" in text(page)


@pytest.mark.usefixtures("empty")
def test_a_link_to_a_snapshot_that_is_not_there_is_no_first_delivery() -> None:
    page = open_page("Data in", {"snapshot": "20220701-080000-abc123"})
    assert not faults(page)
    assert "This snapshot cannot be shown" in text(page)


@pytest.mark.parametrize("is_lost", [True, False])
def test_a_snapshot_that_is_lost_or_damaged_is_mended_and_not_delivered_anew(
    is_lost: bool, sample_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(sample_warehouse, tmp_path / "warehouse"))
    for file in folder.glob("warehouse-*.duckdb"):
        if is_lost:
            file.unlink()
        else:
            file.write_text("damaged")
    monkeypatch.setenv("CXC_WAREHOUSE", str(folder))
    page = open_page("Data in")
    assert not faults(page)
    assert "There are no data to show" in text(page)
    assert links(page) == []


def test_where_another_one_is_published_meanwhile_the_delivery_is_not_and_stays(
    sample_source: Path, sample_warehouse: Path, empty: Path
) -> None:
    page = checked(sample_source)
    shutil.copytree(sample_warehouse, empty)
    page.button(key="data_in_publish").click().run(timeout=120)
    assert not faults(page)
    assert current_id(empty) == current_id(sample_warehouse)
    assert NOTHING_YET not in text(page)
    assert "Nothing was published: another snapshot became the current one" in text(page)
    page.button(key="data_in_again").click().run(timeout=300)
    assert not faults(page)
    assert f"Against snapshot {current_id(empty)}, publishing this delivery" in text(page)
