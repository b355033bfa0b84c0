"""Decks in a reader's office: LibreOffice draws every slide, with its words."""

import subprocess
from pathlib import Path

from data import warehouse
from exports.deck import deck
from scenes.compose import Scene, slide
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
