"""Text as Plotly writes it, read into runs, and how wide a line of type is."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from charts.typeface import ROOM
from charts.typeface import sans_width as sans_width
from exports.drawing.primitives import LINE_SPACING, Run, Text

# Width of a text at a size of type, regular or bold.
Measure = Callable[[str, float, bool], float]

_TAG = re.compile(r"<(/?)(b|i|br|span)\b([^>]*?)/?>", re.IGNORECASE)
_COLOUR = re.compile(r"color:\s*(#[0-9a-f]{6})", re.IGNORECASE)

# Of a text's width: what may stick out by the measure above alone, and does not where the typeface is the one asked for.
_SLACK = 1 - 1 / ROOM


def lines_of(markup: object, bold: bool = False) -> tuple[tuple[Run, ...], ...]:
    """The lines of a text with the tags that our charts use (b, i, br, span with a colour) as runs."""
    lines: list[list[Run]] = [[]]
    weight, slant, colours = int(bold), 0, [""]
    at = 0
    text = str(markup)

    def write(piece: str) -> None:
        plain = html.unescape(piece)
        if plain:
            lines[-1].append(Run(plain, weight > 0, slant > 0, colours[-1]))

    for tag in _TAG.finditer(text):
        write(text[at : tag.start()])
        at = tag.end()
        closes, kind = bool(tag[1]), tag[2].lower()
        if kind == "br":
            lines.append([])
        elif kind == "b":
            weight += -1 if closes else 1
        elif kind == "i":
            slant += -1 if closes else 1
        elif closes:
            del colours[1:]
        else:
            found = _COLOUR.search(tag[3])
            colours.append(found[1].lower() if found else "")
    write(text[at:])
    return tuple(tuple(line) for line in lines)


def plain_text(markup: object) -> str:
    """The text without its tags, in one line."""
    return ", ".join(part for line in lines_of(markup) if (part := "".join(run.text for run in line).strip()))


def one_line(markup: object) -> str:
    """The text without its tags, lines that were broken for want of room joined again."""
    return " ".join(part for line in lines_of(markup) if (part := "".join(run.text for run in line).strip()))


def width_of(lines: Sequence[Sequence[Run]], size: float, measure: Measure) -> float:
    """Width of the widest line."""
    return max((sum(measure(run.text, size, run.bold) for run in line) for line in lines), default=0.0)


def height_of(lines: Sequence[Sequence[Run]], size: float) -> float:
    """Height of all lines together."""
    return len(lines) * LINE_SPACING * size


def fitted(text: str, size: float, room: float, bold: bool = False) -> str:
    """The text in one line of `room`, cut with an ellipsis where it is longer."""
    if sans_width(text, size, bold) <= room:
        return text
    ends = range(len(text) - 1, 0, -1)
    return next((cut for end in ends if sans_width(cut := text[:end].rstrip() + "…", size, bold) <= room), "…")


def kept_inside(text: Text, width: float, measure: Measure) -> Text:
    """The text, its lines cut where they would leave a drawing of this width; turned ones stay as they are."""
    if text.rotation:
        return text
    room = {"start": width - text.x, "end": text.x, "middle": 2 * min(text.x, width - text.x)}[text.anchor]
    room /= 1 - _SLACK
    if room <= 0 or width_of(text.lines, text.size, measure) <= room:
        return text
    return replace(text, lines=tuple(cut_line(line, text.size, room, measure) for line in text.lines))


def cut_line(line: Sequence[Run], size: float, room: float, measure: Measure) -> tuple[Run, ...]:
    """The runs of a line as far as there is room, with an ellipsis where something is missing."""
    if sum(measure(run.text, size, run.bold) for run in line) <= room:
        return tuple(line)
    kept: list[Run] = []
    for run in line:
        for end in range(len(run.text), -1, -1):
            shown = replace(run, text=run.text[:end].rstrip() + "…" if end < len(run.text) else run.text)
            ellipsis = 0.0 if end < len(run.text) else measure("…", size, run.bold)
            if measure(shown.text, size, run.bold) + ellipsis <= room:
                break
        kept.append(shown)
        room -= measure(shown.text, size, run.bold)
        if shown.text != run.text:
            break
    return tuple(kept)
