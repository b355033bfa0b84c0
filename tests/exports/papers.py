"""PDFs as Poppler reads them: their text, the place of each word, their contents and bookmarks."""

import html
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

HTML = "{http://www.w3.org/1999/xhtml}"
SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True)
class Word:
    """A word on a page and its box in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """A page: its size and its words."""

    width: float
    height: float
    words: list[Word]

    @property
    def text(self) -> str:
        """The words in the order of the page."""
        return " ".join(word.text for word in self.words)


def _run(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def sheets(content: bytes, folder: Path) -> list[Sheet]:
    """The pages of a PDF."""
    file = folder / "read.pdf"
    file.write_bytes(content)
    found = ElementTree.fromstring(_run("pdftotext", "-bbox", file, "-"))
    return [
        Sheet(
            float(page.attrib["width"]),
            float(page.attrib["height"]),
            [
                Word(word.text or "", *(float(word.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax")))
                for word in page.iter(f"{HTML}word")
            ],
        )
        for page in found.iter(f"{HTML}page")
    ]


def plain(text: str) -> str:
    """A text with its spaces alike and without the signs that papers write in another way."""
    return SPACES.sub(" ", text.replace("╌", "–")).strip()


def assert_inside(pages: list[Sheet], margin: float = 10.0) -> None:
    """No word leaves its page or comes nearer to its edge than a printer can print."""
    for number, page in enumerate(pages, start=1):
        for word in page.words:
            assert word.left >= margin, (number, word)
            assert word.right <= page.width - margin, (number, word)
            assert word.top >= margin, (number, word)
            assert word.bottom <= page.height - margin, (number, word)


def facts(content: bytes, folder: Path) -> dict[str, str]:
    """What the PDF says of itself."""
    file = folder / "info.pdf"
    file.write_bytes(content)
    lines = (line.partition(":") for line in _run("pdfinfo", file).splitlines())
    return {name.strip(): value.strip() for name, _, value in lines}


def fonts(content: bytes, folder: Path) -> list[list[str]]:
    """Name and properties of each font of the PDF."""
    file = folder / "fonts.pdf"
    file.write_bytes(content)
    return [line.split() for line in _run("pdffonts", file).splitlines()[2:]]


def bookmarks(content: bytes, folder: Path) -> list[tuple[str, int]]:
    """Text and page of each bookmark, in their order."""
    file = folder / "outline.pdf"
    file.write_bytes(content)
    found = _run("pdftohtml", "-xml", "-i", "-stdout", file)
    outline = found[found.index("<outline>") :] if "<outline>" in found else ""
    return [
        (html.unescape(text), int(page)) for page, text in re.findall(r'<item page="(\d+)">([^<]*)</item>', outline)
    ]


def pictures(content: bytes, folder: Path) -> int:
    """How many pictures of pixels the PDF holds."""
    file = folder / "pictures.pdf"
    file.write_bytes(content)
    return len(_run("pdfimages", "-list", file).splitlines()[2:])
