"""The paginated report: each headline, fact and label as real text inside its page, with contents that lead there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import pytest

from data import warehouse
from exports.drawing import draw
from exports.drawing.primitives import Text
from exports.report import PAPERS, PORTRAIT, SCREEN, Paper, report, typeface
from exports.report.rows import blocks, said, squeezed
from scenes import report as whole
from scenes.slide import Fact, Slide
from tests.app import deliveries
from tests.exports import papers


@dataclass(frozen=True)
class Read:
    """A report and how Poppler reads it."""

    slides: tuple[Slide, ...]
    content: bytes
    paper: Paper
    pages: list[papers.Sheet]
    # All pages, without spaces: where a line breaks is the paper's affair.
    text: str


def squashed(text: str) -> str:
    """A text as it is printed, without its spaces."""
    return papers.plain(typeface.printable(text)).replace(" ", "")


def read(slides: Sequence[Slide], paper: Paper, folder: Path, address: str = "") -> Read:
    """A report of the slides."""
    content = report(slides, "Report: a title", paper=paper, address=address)
    pages = papers.sheets(content, folder)
    return Read(tuple(slides), content, paper, pages, squashed(" ".join(page.text for page in pages)))


@pytest.fixture(
    scope="module", params=[("", "A4"), ("celis", "16:9")], ids=["programme on A4", "one partnership on 16:9"]
)
def made(request: pytest.FixtureRequest, sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """The whole report of the sample's programme, and of one partnership."""
    partnership, paper = request.param
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CXC_WAREHOUSE", str(sample_warehouse))
        slides = tuple(whole.slides(warehouse.current(), partnership))
        return read(slides, PAPERS[paper], tmp_path_factory.mktemp("report"))


def test_every_headline_fact_and_finding_is_real_text_inside_its_page(made: Read) -> None:
    papers.assert_inside(made.pages)
    for slide in made.slides:
        for told in (slide.headline, slide.sentence, *(chart.finding for chart in slide.charts)):
            assert squashed(told) in made.text, told
        for fact in slide.facts:
            assert squashed(fact.label + fact.value + fact.context) in made.text or all(
                squashed(part) in made.text for part in (fact.label, fact.value, fact.context)
            ), fact


def test_every_label_of_every_chart_is_real_text(made: Read, tmp_path: Path) -> None:
    """What the drawing says is on the page; pictures of pixels there are none."""
    assert not papers.pictures(made.content, tmp_path)
    for chart in (chart for slide in made.slides for chart in slide.charts):
        drawing = draw(chart, made.paper.width, 300, typeface.width)
        for mark in drawing.marks():
            if isinstance(mark, Text) and not mark.rotation and len(mark.lines) == 1 and "…" not in mark.plain:
                assert squashed(mark.plain) in made.text, (chart.name, mark.plain)


def test_a_report_has_each_view_once_and_all_of_the_money(made: Read) -> None:
    links = [slide.link for slide in made.slides]
    assert len(set(links)) == len(links)
    assert whole.sections("celis" if made.paper is SCREEN else "") == len(links)
    money = [parse_qs(link.partition("?")[2]) for link in links if link.startswith("budget")]
    assert [query["budget"] for query in money] == [["Position"], ["Averages"], ["To do"], ["Exceptions"]]


def test_pages_have_their_size_number_and_marks(made: Read) -> None:
    for number, page in enumerate(made.pages, start=1):
        assert (page.width, page.height) == pytest.approx(made.paper.size, abs=0.1)
        assert f"Page {number} of {len(made.pages)}" in page.text
        assert "Sample data" in page.text
        assert len(page.words) > 25, f"page {number} is empty"


def test_contents_and_bookmarks_lead_to_their_sections(made: Read, tmp_path: Path) -> None:
    sections = [*(slide.headline for slide in made.slides), "Definitions"]
    found = papers.bookmarks(made.content, tmp_path)
    texts = [squashed(text) for text, _ in found]
    assert [text for text in texts if text in set(map(squashed, sections))] == list(map(squashed, sections))
    for text, page in found:
        assert squashed(text) in squashed(made.pages[page - 1].text), (text, page)
    pages = dict(zip(texts, (page for _, page in found), strict=True))
    listed = squashed(" ".join(page.text for page in made.pages[:3]))
    for text, page in zip(texts, (page for _, page in found), strict=True):
        if text in set(map(squashed, sections)):
            assert re.search(rf"{re.escape(text)}\.*{page}", listed), (text, page)
    assert pages["Definitions"] > max(page for text, page in pages.items() if text != "Definitions")


def test_the_file_says_what_it_is_and_carries_its_fonts(made: Read, tmp_path: Path) -> None:
    assert papers.facts(made.content, tmp_path)["Title"] == "Report: a title"
    assert b"/Lang" in made.content
    assert all(line[-5] == "yes" for line in papers.fonts(made.content, tmp_path))


def slide_of(**changed: object) -> Slide:
    plain = Slide(
        "A headline",
        "All exchanges.",
        "Snapshot 1",
        "flows?x=1",
        ("SCENARIO",),
        (Fact("Paid", "€ 1", "of € 2", "paid_eur"),),
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize("paper", [PORTRAIT, SCREEN], ids=["A4", "16:9"])
def test_hostile_long_and_empty_texts_are_printed_as_text(paper: Paper, tmp_path: Path) -> None:
    long = "An unusually long headline that goes on " * 12
    rows = pd.DataFrame({f"column_{at}": [f"{deliveries.HTML} {at}", "word" * 60, ""] for at in range(14)})
    slides = [
        slide_of(
            headline=deliveries.HOSTILE_HOST, sentence=deliveries.HTML, facts=(Fact(deliveries.HTML, "1 & 2 < 3"),) * 11
        ),
        slide_of(headline=long, table=rows, link="flows?" + "x" * 400),
        slide_of(headline="", sentence="", facts=(), link=""),
    ]
    made = read(slides, paper, tmp_path)
    papers.assert_inside(made.pages)
    assert squashed(deliveries.HTML) in made.text
    assert squashed(long) in made.text
    assert made.text.count("1&2<3") == 11
    for at in range(14):
        assert squashed(f"Column {at}") in made.text
        assert squashed(f"{deliveries.HTML} {at}") in made.text
    assert all("SCENARIO" in page.text for page in made.pages)


def test_links_lead_to_the_dashboard_where_it_is_known(tmp_path: Path) -> None:
    content = report([slide_of()], "A title", address="https://dashboard.example")
    assert b"https://dashboard.example/flows?x=1" in content.replace(b"\\", b"")
    assert "https://dashboard.example/flows?x=1" in papers.sheets(content, tmp_path)[1].text


def test_a_list_is_cut_where_a_reader_stops_and_says_so(tmp_path: Path) -> None:
    rows = pd.DataFrame({"exchange_id": [f"x{at}" for at in range(400)]})
    made = read([slide_of(table=rows)], PORTRAIT, tmp_path)
    assert "The first 150 rows" in papers.plain(made.pages[1].text)


def test_progress_is_told_and_can_end_the_work() -> None:
    told: list[tuple[int, int]] = []
    report([slide_of(), slide_of()], "A title", progress=lambda at, of: told.append((at, of)))
    assert told == [(1, 2), (2, 2)]

    def stop(at: int, of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        report([slide_of()], "A title", progress=stop)


@pytest.mark.parametrize(
    ("natural", "expected"),
    [
        ([10, 20, 30], [10, 20, 30]),
        ([10, 20, 200], [10, 20, 70]),
        ([10, 80, 90], [10, 45, 45]),
        ([90, 90, 90, 90, 90, 90], [34] * 6),
    ],
)
def test_wide_columns_are_squeezed_until_all_fit(natural: list[float], expected: list[float]) -> None:
    assert squeezed(natural, 100) == pytest.approx(expected)


def test_columns_that_do_not_fit_go_on_below_with_the_first_one() -> None:
    assert blocks([40, 30, 30, 30, 60], 100) == [[0, 1, 2], [0, 3], [0, 4]]
    assert blocks([40], 100) == [[0]]


def test_counts_with_gaps_in_their_column_are_whole_and_scores_keep_their_decimal() -> None:
    assert said("months_idle", 3.0) == "3"
    assert said("expected", 3.0) == "3.0"
    assert said("months_idle", None) == ""
