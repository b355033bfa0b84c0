"""The typeface of printed files: Source Sans, as on the screen, whose letters cover the languages of Europe.

Streamlit carries it as one variable font for browsers. A PDF needs a font per weight: these are cut from it once a process.
"""

import importlib.util
import io
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont as Font
from fontTools.varLib import instancer
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from exports.drawing.readable import readable

REGULAR, BOLD = "SourceSans", "SourceSans-Bold"
WEIGHTS = {REGULAR: 400, BOLD: 600}
# For browsers' typesetting; without them the cut takes a tenth of the time.
UNUSED = ("GPOS", "GSUB", "GDEF", "STAT", "MVAR", "BASE")
POSTSCRIPT_NAME = 6
# Signs of our charts that the typeface lacks, and what stands for them.
# ReportLab breaks lines at the narrow no-break space.
STAND_INS = {"╌": "–", "\u202f": "\u00a0"}
LACKING = "?"


@cache
def _letters() -> frozenset[int]:
    """Code points that the typeface has; registers it with ReportLab at the first call."""
    letters: frozenset[int] = frozenset()
    for name, weight in WEIGHTS.items():
        font = Font(file())
        for table in UNUSED:
            if table in font:
                del font[table]
        cut = instancer.instantiateVariableFont(font, {"wght": weight}, optimize=False)
        cut.flavor = None
        # ReportLab tells fonts apart by this name, and the cut is no longer the font that its makers named.
        cut["name"].setName(f"CXC-{name}", POSTSCRIPT_NAME, 3, 1, 0x409)
        cut["name"].setName(f"CXC-{name}", POSTSCRIPT_NAME, 1, 0, 0)
        held = io.BytesIO()
        cut.save(held)
        held.seek(0)
        pdfmetrics.registerFont(TTFont(name, held))
        letters = frozenset(cut.getBestCmap())
    for bold in (0, 1):
        for italic in (0, 1):
            addMapping(REGULAR, bold, italic, BOLD if bold else REGULAR)
    return letters


def file() -> Path:
    """The variable font that Streamlit carries."""
    found = importlib.util.find_spec("streamlit")
    # the dashboard is made with it
    assert found is not None
    assert found.origin is not None
    return next((Path(found.origin).parent / "static" / "static" / "media").glob("SourceSansVF-Upright*.woff2"))


def font(bold: bool = False) -> str:
    """Name of the font for ReportLab."""
    _letters()
    return BOLD if bold else REGULAR


def printable(text: object) -> str:
    """The text in letters that the typeface has; another one is a question mark."""
    letters = _letters()
    signs = (STAND_INS.get(sign, sign) for sign in readable(text))
    return "".join(
        sign if ord(sign) in letters or sign == "\n" else " " if sign.isspace() else LACKING for sign in signs
    )


def width(text: str, size: float, bold: bool = False) -> float:
    """Width of a line of text at a size of type."""
    return float(pdfmetrics.stringWidth(printable(text), font(bold), size))
