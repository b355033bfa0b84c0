"""Decks in a reader's office: LibreOffice draws every slide, with its words."""

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from pptx import Presentation

from data import warehouse
from exports.deck import deck, refresh
from scenes.compose import Scene, slide, slide_at
from scenes.slide import Slide
from tests.exports.packages import faults
from tests.office import converted

# A native chart, a Sankey, a table with shades, a map, a list.
SCENES = (
    Scene("coverage", {"coverage": ("Countries",)}),
    Scene("flows"),
    Scene("flows", {"flows": ("Matrix",), "level": ("partnership",)}),
    Scene("map"),
    Scene("exchanges"),
)


def test_libreoffice_draws_each_slide_with_its_words(reading_sample: str, tmp_path: Path) -> None:
    slides = [slide(one, warehouse.current()) for one in SCENES]
    file = tmp_path / "talk.pptx"
    file.write_bytes(deck(slides, "A talk", address="https://dashboard.example"))
    drawn = converted(file, "pdf", tmp_path / "drawn")
    said = subprocess.run(["pdftotext", "-layout", drawn, "-"], capture_output=True, text=True, check=True).stdout
    pages = said.split("\f")[:-1]
    assert len(pages) == len(slides) + 1
    for one, page in zip(slides, pages[1:], strict=True):
        words = " ".join(page.split())
        assert "Sample data" in words
        assert reading_sample in words
        assert one.headline.split(";")[0].replace("\u202f", " ").split(" ")[0] in words
    assert "Spain" in pages[1]
    assert "Visiting country" in pages[2]
    assert "SAFE SMART FOOD" in pages[3]
    assert "Türkiye" in pages[4]


def test_a_deck_that_libreoffice_has_saved_is_brought_up_to_date(reading_sample: str, tmp_path: Path) -> None:
    slides = [slide(one, warehouse.current()) for one in SCENES]
    file = tmp_path / "talk.pptx"
    file.write_bytes(deck(slides, "A talk"))
    mine = Presentation(str(file))
    mine.slides[2].shapes.title.text_frame.text = "Said by the presenter"
    mine.save(str(file))
    saved = converted(file, "pptx", tmp_path / "saved")

    def today(link: str) -> Slide | None:
        found = slide_at(link, warehouse.current())
        return found and replace(found, sentence="Of today.")

    done = refresh(saved.read_bytes(), today)
    assert done.renewed == (2, 3, 4, 5, 6)
    assert done.kept_headlines == (3,)
    assert (done.left, done.by_hand) == ((), ())
    again = Presentation(BytesIO(done.data))
    texts = [[shape.text_frame.text for shape in page.shapes if shape.has_text_frame] for page in again.slides]
    assert "Said by the presenter" in texts[2]
    assert all(any(text.startswith("Of today.") for text in page) for page in texts[1:])
    assert any(shape.has_chart for shape in again.slides[1].shapes)
    assert faults(done.data) == []
