"""From a tile and a chart to the question, the snapshot, the row, and the file and line it came from."""

from playwright.sync_api import expect

from data import warehouse
from tests.browser.reader import Reader


def test_a_figure_leads_to_its_question_and_a_row_to_its_file(reader: Reader, reading_sample: str) -> None:
    reader.open("/?modes=physical")
    reader.key("page_origin").get_by_role("button").first.click()
    expect(reader.page.get_by_text("Question programme/totals")).to_be_visible()
    expect(reader.page.get_by_text("Question budget/totals")).to_be_visible()
    reader.page.keyboard.press("Escape")
    reader.key("status_pipeline_definition").get_by_role("button").first.click()
    expect(reader.page.get_by_text("Question programme/status_pipeline")).to_be_visible()
    expect(reader.page.get_by_text('"physical"')).to_be_visible()
    expect(reader.page.get_by_text(f"Snapshot {reading_sample}, built")).to_be_visible()
    reader.page.get_by_role("link", name="The exchanges behind it").click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Exchanges")
    reader.settle()
    assert "Physical exchanges" in reader.sentence()
    first = warehouse.ask(reading_sample, "select min(exchange_id) as id from exchanges")["id"].iloc[0]
    reader.open(f"/exchanges?exchange={first}")
    expect(reader.key("exchange_sheet").get_by_text("Where it comes from")).to_be_visible()
