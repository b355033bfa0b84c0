"""A reader without a browser: speaks Streamlit's own protocol, so that what it times is the server alone."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect
from websockets.typing import Subprotocol

LONGEST_RUN_SECONDS = 60.0
LARGEST_MESSAGE_BYTES = 64 * 1024 * 1024
# Streamlit makes the id of a keyed widget end in its key.
_KEY = re.compile(r"\$\$ID-[0-9a-f]+-(?P<key>.+)")


@dataclass
class Run:
    """One run of the script, as a reader receives it.

    seconds: from sending the request to receiving the last message. bytes: of all messages, uncompressed.
    figures: Plotly's JSON by the chart's key, in the order of the page. widgets: id by the widget's key.
    texts: bodies of the Markdown elements. errors: exceptions that the page shows.
    """

    seconds: float
    bytes: int = 0
    figures: dict[str, str] = field(default_factory=dict)
    widgets: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Session:
    """One open session of one reader on one page."""

    def __init__(self, port: int, page: str, query: str = "") -> None:
        """Connects; the page is not asked for yet. `page` is the path of its URL, `query` what follows the `?`."""
        self._page, self._query = page, query
        self._widgets: dict[str, str] = {}
        with ExitStack() as opened:
            self._socket = opened.enter_context(
                connect(
                    f"ws://127.0.0.1:{port}/_stcore/stream",
                    subprotocols=[Subprotocol("streamlit")],
                    max_size=LARGEST_MESSAGE_BYTES,
                    compression=None,
                    open_timeout=LONGEST_RUN_SECONDS,
                )
            )
            self._opened = opened.pop_all()

    def __enter__(self) -> "Session":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def view(self) -> Run:
        """The first view of the page, or the same view again."""
        return self._rerun()

    def choose(self, key: str, values: list[str], *, many: bool) -> Run:
        """The view after a choice in the filter bar, in the words of the screen; `many` for a multiselect.

        Raises KeyError if no widget of that key has been received.
        """
        state = WidgetState(id=self._widgets[key])
        if many:
            state.string_array_value.data.extend(values)
        else:
            state.string_value = values[0]
        return self._rerun(state)

    def _rerun(self, *changed: WidgetState) -> Run:
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_name = self._page
        message.rerun_script.widget_states.widgets.extend(changed)
        message.rerun_script.context_info.color_scheme = "light"
        # Parsed after the clock has stopped: the server is what is timed.
        received: list[bytes] = []
        start = time.perf_counter()
        self._socket.send(message.SerializeToString())
        finished = False
        while not finished:
            left = LONGEST_RUN_SECONDS - (time.perf_counter() - start)
            packet = self._socket.recv(timeout=max(left, 0.0))
            if isinstance(packet, str):
                continue
            received.append(packet)
            # Only small messages can be the one that says so; figures and tables are not parsed while the clock runs.
            finished = len(packet) < 200 and ForwardMsg.FromString(packet).WhichOneof("type") == "script_finished"
        run = Run(time.perf_counter() - start, sum(map(len, received)))
        for packet in received:
            _read(ForwardMsg.FromString(packet), run)
        self._widgets |= run.widgets
        return run


def _read(message: ForwardMsg, run: Run) -> None:
    if message.WhichOneof("type") != "delta" or message.delta.WhichOneof("type") != "new_element":
        return
    element = message.delta.new_element
    kind = element.WhichOneof("type") or ""
    body: Any = getattr(element, kind, None)
    if kind == "bidi_component":
        # Other components of the page, such as the one that prepares it for paper, carry no figure.
        if figure := json.loads(body.json or "{}").get("figure"):
            run.figures[_key_of(body.id) or f"chart {len(run.figures)}"] = figure
    elif kind == "markdown":
        run.texts.append(body.body)
    elif kind == "exception":
        run.errors.append(f"{body.type}: {body.message}")
    identifier = getattr(body, "id", "")
    if isinstance(identifier, str) and (key := _key_of(identifier)):
        run.widgets[key] = identifier


def _key_of(identifier: str) -> str:
    match = _KEY.fullmatch(identifier)
    return match["key"] if match and match["key"] != "None" else ""


def open_many(port: int, pages: list[str], number: int) -> Iterator[Session]:
    """Opens `number` sessions on the pages in turn, each with its first view received; the caller closes them."""
    for at in range(number):
        session = Session(port, pages[at % len(pages)])
        session.view()
        yield session
