"""The page Data in by AppTest: who may publish, bad files told in words, and hostile names of files and columns as text."""

import pytest

from tests.app.screen import faults, open_page, text

HOSTILE = "../../<b>x</b> [l](https://evil.example) :red[x].csv"


@pytest.mark.usefixtures("reading_sample")
def test_the_page_says_who_may_publish(monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page("Data in")
    assert "Whoever can open this page can publish." in text(page)
    monkeypatch.setenv("CXC_READ_ONLY", "1")
    page = open_page("Data in")
    assert "Publishing is turned off on this server" in text(page)


@pytest.mark.usefixtures("reading_sample")
def test_a_delivery_that_cannot_be_read_is_told_in_words() -> None:
    page = open_page("Data in")
    page.file_uploader[0].set_value([("broken.xlsx", b"PK nothing", "application/octet-stream")]).run()
    assert not faults(page)
    assert "broken.xlsx: is not a readable .xlsx workbook" in text(page)


@pytest.mark.usefixtures("reading_sample")
def test_hostile_names_stay_text() -> None:
    header = b"exchange_id,<script>alert(1)</script>,[l](https://evil.example)\nx,1,2\n"
    page = open_page("Data in")
    page.file_uploader[0].set_value([(HOSTILE, header, "text/csv")]).run()
    assert not faults(page)
    assert "Check the delivery" in [button.label for button in page.button]
    labels = " ".join(expander.label for expander in page.expander)
    assert "<b>" not in labels
