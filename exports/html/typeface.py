"""The typeface inside the HTML file: the letters and signs that a talk needs of Source Sans, in all weights from 400 to 700."""

import io
from base64 import b64encode
from functools import cache

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from exports.report.typeface import file

NAME = "CXC-SourceSans"
LIGHTEST, BOLDEST = 400, 700
# First and last code points: Latin, Latin-1 and Latin Extended-A; Romanian's commas below; capital sharp s; punctuation; euro
# and other currencies; trade mark; arrows; minus and comparisons; shapes; check marks.
LETTERS = (
    (0x20, 0x17F),
    (0x218, 0x21B),
    (0x1E9E, 0x1E9E),
    (0x2000, 0x206F),
    (0x20A0, 0x20BF),
    (0x2122, 0x2122),
    (0x2190, 0x21FF),
    (0x2212, 0x2265),
    (0x25A0, 0x25FF),
    (0x2713, 0x2718),
)
# Kerning, accents on letters, and figures of one width for columns.
FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "tnum")


@cache
def font_face() -> str:
    """The rule that gives the typeface to a page, with the font inside it."""
    return (
        f'@font-face {{ font-family: "Source Sans"; font-weight: {LIGHTEST} {BOLDEST}; font-style: normal; '
        f"src: url(data:font/woff2;base64,{b64encode(_cut()).decode()}) format('woff2'); }}\n"
    )


def _cut() -> bytes:
    font = TTFont(file())
    options = Options()
    options.layout_features = list(FEATURES)
    options.hinting = False
    options.name_IDs = [1, 2]
    cutter = Subsetter(options)
    cutter.populate(unicodes={sign for first, last in LETTERS for sign in range(first, last + 1)})
    cutter.subset(font)
    cut = instancer.instantiateVariableFont(font, {"wght": (LIGHTEST, BOLDEST)})
    # The cut is no longer the font that its makers named.
    for record in cut["name"].names:
        record.string = NAME
    cut.flavor = "woff2"
    held = io.BytesIO()
    cut.save(held)
    return held.getvalue()
