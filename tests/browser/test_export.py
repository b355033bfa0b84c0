"""A running order becomes a file while the app stays usable, and its making can be cancelled."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from scenes import order
from scenes.compose import scene_of
from scenes.order import Order
from tests.browser.reader import Reader

ONE = Order("One scene", scenes=(scene_of("coverage", {}),))


@pytest.mark.parametrize(
    ("label", "suffix", "starts"),
    [
        ("PowerPoint", "pptx", b"PK"),
        ("One HTML file", "html", b"<!doctype html>"),
        ("PDF for paper, A4", "pdf", b"%PDF"),
    ],
)
def test_each_format_is_made_and_named(label: str, suffix: str, starts: bytes, reader: Reader) -> None:
    page = reader.open(f"/presentation?order={order.to_link(ONE)}").page
    page.get_by_role("button", name="Export").click()
    page.get_by_role("button", name=label, exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download {label}").click()
    name = download.value.suggested_filename
    assert name.startswith("clusterxchange_One-scene_")
    assert name.endswith(f"_sample-data.{suffix}")
    file = Path(download.value.path())
    assert file.read_bytes().startswith(starts)
    if suffix == "pptx":
        with ZipFile(file) as package:
            assert len([part for part in package.namelist() if part.startswith("ppt/slides/slide")]) >= 2


def test_an_export_can_be_cancelled(reader: Reader) -> None:
    made = order.ready_made()["Programme review"]
    page = reader.open(f"/presentation?order={order.to_link(made)}").page
    page.get_by_role("button", name="Export").click()
    page.get_by_role("button", name="One HTML file", exact=True).click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Cancel")).to_have_count(0)
    expect(page.get_by_role("button", name="Download One HTML file")).to_have_count(0)
    expect(page.get_by_role("button", name="Present", exact=True)).to_be_enabled()
