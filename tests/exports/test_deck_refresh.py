"""A deck made earlier is brought up to date, and what its presenter has made of it stays."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from pptx import Presentation
from pptx.util import Inches

from charts.palette import LIGHT
from charts.white_space import done_and_expected
from exports.deck import DeckProblem, deck, refresh
from scenes.slide import Fact, Slide
from tests.exports.packages import faults


def view(link: str, number: int, **fields: Any) -> Slide:
    """A view whose every number is `number`."""
    rows = pd.DataFrame(
        {"ecosystem": ["A", "B"], "done": [number, 1], "expected": [2.0, 2.0], "difference": [0.0, 0.0]}
    )
    chart = done_and_expected(
        rows,
        "ecosystem",
        name="ecosystems",
        finding=f"A has {number}",
        note="",
        measures=(),
        palette=LIGHT,
        height=400,
    )
    said: dict[str, Any] = {
        "headline": f"{link}: A has {number}",
        "sentence": "All months.",
        "source": f"Snapshot {number}",
        "link": link,
        "facts": (Fact("A", str(number)),),
        "charts": (chart,),
        "notes": f"Suggested {number}",
    }
    return Slide(**(said | fields))


def moved(made: Any, start: int, end: int) -> None:
    """Put a slide at another place."""
    ids = made.slides._sldIdLst
    held = ids[start]
    ids.remove(held)
    ids.insert(end, held)


def saved(made: Any) -> bytes:
    """The deck as a file."""
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def presented() -> bytes:
    """A deck of three views that a presenter has edited: a headline, notes, a callout, the order, a slide of their own."""
    made = Presentation(
        io.BytesIO(deck([view(link, 10) for link in ("one", "two", "three")], "Talk", address="http://x.example"))
    )
    one, two = made.slides[1], made.slides[2]
    one.shapes.title.text_frame.text = "What I say of one"
    one.notes_slide.notes_text_frame.text = "My own words"
    callout = two.shapes.add_textbox(Inches(5), Inches(3), Inches(2), Inches(1))
    callout.name, callout.text_frame.text = "My callout", "Look here"
    chart = next(held for held in two.shapes if held.has_chart)
    chart.left, chart.width = Inches(2), Inches(6)
    own = made.slides.add_slide(made.slide_layouts[1])
    own.shapes.title.text_frame.text = "My own slide"
    moved(made, 3, 1)
    return saved(made)


def titles(made: Any) -> list[str]:
    """The headlines in the order of the slides."""
    return [page.shapes.title.text_frame.text for page in made.slides]


def test_headlines_notes_order_and_own_slides_stay_and_figures_are_new() -> None:
    done = refresh(presented(), lambda link: view(link, 25), "http://x.example")
    assert faults(done.data) == []
    made = Presentation(io.BytesIO(done.data))
    assert titles(made) == ["Talk", "three: A has 25", "What I say of one", "two: A has 25", "My own slide"]
    assert (done.renewed, done.kept_headlines, done.left, done.by_hand) == ((2, 3, 4), (3,), (), (5,))
    for page in list(made.slides)[1:4]:
        (chart,) = [held.chart for held in page.shapes if held.has_chart]
        assert chart.plots[0].series[0].values == (25.0, 1.0)
        texts = [held.text_frame.text for held in page.shapes if held.has_text_frame]
        assert "A\n25" in texts
        assert any(text.startswith("Snapshot 25") for text in texts)
    assert made.slides[2].notes_slide.notes_text_frame.text == "My own words"
    assert made.slides[1].notes_slide.notes_text_frame.text == "Suggested 10"


def test_what_the_presenter_put_on_a_slide_stays_on_top_and_moved_shapes_where_they_are() -> None:
    made = Presentation(io.BytesIO(refresh(presented(), lambda link: view(link, 25)).data))
    page = made.slides[3]
    assert page.shapes[-1].name == "My callout"
    chart = next(held for held in page.shapes if held.has_chart)
    assert (chart.left, chart.width) == (Inches(2), Inches(6))


def test_the_contents_follow_the_slides() -> None:
    made = Presentation(io.BytesIO(refresh(presented(), lambda link: view(link, 25)).data))
    contents = next(held for held in made.slides[0].shapes if held.name == "ClusterXchange contents")
    assert [line.text.partition("  ")[2] for line in contents.text_frame.paragraphs] == titles(made)[1:]


def test_a_deck_is_refreshed_again_and_again() -> None:
    first = refresh(presented(), lambda link: view(link, 25)).data
    again = refresh(first, lambda link: view(link, 40))
    assert again.kept_headlines == (3,)
    assert titles(Presentation(io.BytesIO(again.data)))[1:4] == [
        "three: A has 40",
        "What I say of one",
        "two: A has 40",
    ]
    names = zipfile.ZipFile(io.BytesIO(again.data)).namelist()
    assert sum(name.startswith("ppt/charts/chart") for name in names) == 3


def test_footers_that_an_office_has_renamed_do_not_stand_twice() -> None:
    made = Presentation(io.BytesIO(presented()))
    for page in made.slides:
        for held in page.placeholders:
            held.name = f"PlaceHolder {held.shape_id}"
    again = Presentation(io.BytesIO(refresh(saved(made), lambda link: view(link, 25)).data))
    for page in list(again.slides)[1:4]:
        kinds = [held.placeholder_format.type.name for held in page.placeholders]
        assert sorted(kinds) == ["FOOTER", "SLIDE_NUMBER", "TITLE"]


def test_a_view_that_there_is_no_more_stays_as_it_was() -> None:
    done = refresh(presented(), lambda link: None if link == "two" else view(link, 25))
    assert done.left == (4,)
    page = Presentation(io.BytesIO(done.data)).slides[3]
    assert page.shapes.title.text_frame.text == "two: A has 10"
    (chart,) = [held.chart for held in page.shapes if held.has_chart]
    assert chart.plots[0].series[0].values == (10.0, 1.0)


def test_a_view_that_shows_something_else_now_is_laid_out_anew() -> None:
    bare = view("one", 25, facts=(), charts=(), table=pd.DataFrame({"acronym": ["A"], "exchanges": [25]}))
    done = refresh(presented(), lambda link: replace(bare, link=link))
    assert faults(done.data) == []
    for page in list(Presentation(io.BytesIO(done.data)).slides)[1:4]:
        assert not [held for held in page.shapes if held.has_chart]
        assert [held.table.cell(1, 1).text_frame.text for held in page.shapes if held.has_table] == ["25"]


def test_links_come_back_as_they_were_given() -> None:
    link = "flows?from_month=2021-03&partnerships=A%20%26%20B&search=%3Cb%3E"
    asked: list[str] = []

    def make(given: str) -> Slide:
        asked.append(given)
        return view(given, 25)

    refresh(deck([view(link, 10)], "Talk"), make)
    assert asked == [link]


@pytest.mark.parametrize("content", [b"", b"junk", b"PK\x03\x04junk"], ids=["nothing", "junk", "half a file"])
def test_a_file_that_is_no_deck_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(DeckProblem, match="no PowerPoint deck"):
        refresh(content, lambda link: view(link, 25))


def test_a_deck_of_others_is_refused_in_words() -> None:
    made = Presentation()
    made.slides.add_slide(made.slide_layouts[5]).shapes.title.text_frame.text = "Theirs"
    with pytest.raises(DeckProblem, match="not made by the dashboard"):
        refresh(saved(made), lambda link: view(link, 25))


def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    bomb = io.BytesIO(deck([view("one", 10)], "Talk"))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("ppt/media/large.bin", bytes(400_000_000))
    with pytest.raises(DeckProblem, match="unpacks"):
        refresh(bomb.getvalue(), lambda link: view(link, 25))
