"""A figure's traces and layout as plain lists and numbers, and one setting per point."""

import base64
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import plotly.graph_objects as go

from exports.drawing.type import plain_text

Trace = dict[str, Any]
_EPOCH = datetime(1970, 1, 1)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_PART = re.compile(r"%\{(\w+)(?:\[(\d+)\])?\}")


def plain_figure(figure: go.Figure) -> tuple[list[Trace], dict[str, Any]]:
    """Traces and layout; arrays that Plotly packs come as lists. Traces that are not visible are left out."""
    # Trace by trace: the figure as a whole would also copy the frames that only a browser plays.
    traces = [_unpacked(trace.to_plotly_json()) for trace in figure.data if trace.visible in (None, True)]
    return traces, _unpacked(figure.layout.to_plotly_json())


def kinds_of(figure: go.Figure) -> set[str]:
    """The types of the traces, without reading their values."""
    return {trace.type for trace in figure.data}


def _unpacked(value: Any) -> Any:
    if isinstance(value, Mapping):
        if "bdata" in value:
            return _array(value).tolist()
        # Shapes are large and nothing in them is packed.
        return {key: inner if key == "geojson" else _unpacked(inner) for key, inner in value.items()}
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, list | tuple):
        return [_unpacked(inner) for inner in value]
    return value


def _array(packed: Mapping[str, Any]) -> np.ndarray:
    flat = np.frombuffer(base64.b64decode(packed["bdata"]), dtype=np.dtype(packed["dtype"]))
    shape = packed.get("shape")
    return flat.reshape([int(part) for part in str(shape).split(",")]) if shape else flat


def each(setting: Any, number: int, default: Any = None) -> list[Any]:
    """One value per point of a setting that is one value for all, or a list of them."""
    if isinstance(setting, list):
        return [*setting[:number], *([default] * (number - len(setting)))]
    return [default if setting is None else setting] * number


def is_number(value: Any) -> bool:
    """Whether a coordinate is there."""
    return isinstance(value, int | float) and math.isfinite(value)


def is_date(value: Any) -> bool:
    """Whether a coordinate is a day or a moment."""
    return isinstance(value, date) or (isinstance(value, str) and bool(_DATE.match(value)))


def milliseconds(value: Any) -> float | None:
    """A day or moment as Plotly counts time; None for what is none."""
    if isinstance(value, str) and _DATE.match(value):
        value = datetime.fromisoformat(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - _EPOCH) / timedelta(milliseconds=1)
    return float(value) if is_number(value) else None


def moment(milliseconds_since: float) -> datetime:
    """The moment of so many milliseconds."""
    return _EPOCH + timedelta(milliseconds=milliseconds_since)


def said(trace: Trace, number: int) -> list[str]:
    """What the hover label of each point says, as plain text; "" where it has none."""
    if trace.get("hoverinfo") == "skip":
        return [""] * number
    if template := trace.get("hovertemplate"):
        return [_filled(str(template).partition("<extra>")[0], trace, at) for at in range(number)]
    return [plain_text(text or "") for text in each(trace.get("hovertext"), number, "")]


def _filled(template: str, trace: Trace, at: int) -> str:
    def part(found: re.Match[str]) -> str:
        field = trace.get(found[1])
        if not isinstance(field, Sequence) or at >= len(field):
            return ""
        value = field[at]
        return str(value[int(found[2])] if found[2] else value)

    return plain_text(_PART.sub(part, template))
