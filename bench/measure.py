"""One size measured: the floor and the seven pages, in the same run on the same snapshot."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench import views
from bench.browser import Browser, Repaint
from bench.inputs import Published
from bench.questions import Question, asked, bare_seconds
from bench.server import ROOT, Server, streamlit
from bench.session import Run, Session, open_many
from bench.views import PAGES, Choice, Offer, Page

EMPTY = ROOT / "bench" / "empty.py"
SESSIONS = 3 * len(PAGES)
WARM_SESSIONS = len(PAGES)
EMPTY_CHANGES = 3


@dataclass
class PageFigures:
    """What was measured of one page at one size; a value per repetition, milliseconds but where a name says otherwise.

    queries, drawing: the two parts of the floor that are the page's own. first_view, change, cached_change: the server's
    run as a reader without a browser sees it, with a first view and a change that no answer in the cache serves, and with
    a change back to a view seen before. change_cpu: the server's processor time per change. repaints: the change in a real
    browser; cached_repaints the same back to a view seen before.
    """

    page: Page
    queries: list[float] = field(default_factory=list)
    drawing: list[float] = field(default_factory=list)
    first_view: list[float] = field(default_factory=list)
    first_view_bytes: int = 0
    change: list[float] = field(default_factory=list)
    change_cpu: float = 0.0
    cached_change: list[float] = field(default_factory=list)
    repaints: list[Repaint] = field(default_factory=list)
    cached_repaints: list[Repaint] = field(default_factory=list)
    figures: list[dict[str, str]] = field(default_factory=list)


@dataclass
class SizeFigures:
    """What was measured at one size. empty: a change in the empty app, as `repaints`. Memory in bytes."""

    published: Published
    pages: list[PageFigures]
    empty: list[Repaint] = field(default_factory=list)
    start_seconds: float = 0.0
    very_first_view: float = 0.0
    memory_of_server: int = 0
    memory_per_session: float = 0.0


def questions(published: Published, repeat: int) -> list[list[list[Question]]]:
    """For each page, what it asks for its starting view and after each of its changes; the same at every size."""
    offered = views.offer(published.snapshot)
    return [
        asked(page, views.start(page, offered), views.changes(page, offered, repeat), published.folder)
        for page in PAGES
    ]


def measure(
    published: Published,
    questions_of_pages: list[list[list[Question]]],
    browser: Browser,
    repeat: int,
    logs: Path,
    say: Callable[[str], None],
) -> SizeFigures:
    """Measures all pages on a snapshot, each change `repeat` times. Raises RuntimeError if a page fails meanwhile."""
    offered = views.offer(published.snapshot)
    size = SizeFigures(published, [PageFigures(page) for page in PAGES])
    say("bare queries")
    for of_page, its_questions in zip(size.pages, questions_of_pages, strict=True):
        seconds = bare_seconds(published.snapshot, its_questions)
        of_page.queries = [1000 * each for each in seconds[1:]]
    environment = {"CXC_WAREHOUSE": str(published.folder)}
    say("the server alone")
    with streamlit(ROOT / "app.py", logs / "server.log", environment) as server:
        size.start_seconds = server.start_seconds
        with Session(server.port, "", views.query({"to_month": [offered.months[-1]]})) as session:
            size.very_first_view = 1000 * _sound(session.view()).seconds
        for of_page in size.pages:
            _server_alone(of_page, offered, server, repeat)
        size.memory_of_server, size.memory_per_session = _memory(server)
    # A server that has answered nothing yet: the browser's changes are the same ones, and no cache may serve them.
    with (
        streamlit(ROOT / "app.py", logs / "browser.log", environment) as server,
        streamlit(EMPTY, logs / "empty.log") as empty,
    ):
        with Session(server.port, "") as session:
            _sound(session.view())
        for of_page in size.pages:
            say(f"{of_page.page.name} in the browser")
            _in_browser(of_page, offered, server, browser, repeat)
            # Between the pages, so that whatever else the machine does weighs on the floor as it does on them.
            size.empty += _empty(browser, empty, offered)
    return size


def _server_alone(of_page: PageFigures, offered: Offer, server: Server, repeat: int) -> None:
    page = of_page.page
    for start in views.fresh_starts(page, offered, repeat):
        with Session(server.port, page.path, views.query(start)) as session:
            run = _sound(session.view())
            of_page.first_view.append(1000 * run.seconds)
            of_page.first_view_bytes = run.bytes
    choices = views.changes(page, offered, repeat)
    with Session(server.port, page.path, views.query(views.start(page, offered))) as session:
        of_page.figures.append(_sound(session.view()).figures)
        before = server.cpu_seconds()
        for choice in choices:
            run = _sound(session.choose(choice.key, list(choice.values), many=choice.many))
            of_page.change.append(1000 * run.seconds)
            of_page.figures.append(run.figures)
        of_page.change_cpu = 1000 * (server.cpu_seconds() - before) / len(choices)
        for choice in choices[:-1]:
            run = _sound(session.choose(choice.key, list(choice.values), many=choice.many))
            of_page.cached_change.append(1000 * run.seconds)


def _in_browser(of_page: PageFigures, offered: Offer, server: Server, browser: Browser, repeat: int) -> None:
    page, choices = of_page.page, views.changes(of_page.page, offered, repeat)
    address = f"{server.url}/{page.path}?{views.query(views.start(page, offered))}"
    browser.open(address)
    of_page.repaints = [browser.choose(choice) for choice in choices]
    widths = browser.chart_widths()
    # Values can be taken back only one by one in a multiselect: the way to a view seen before is the same way again.
    if choices[0].many:
        browser.open(address)
    again = choices if choices[0].many else choices[:-1]
    of_page.cached_repaints = [browser.choose(choice) for choice in again[:2]]
    of_page.drawing = browser.bare_drawing(of_page.figures, widths)


def _empty(browser: Browser, server: Server, offered: Offer) -> list[Repaint]:
    browser.open(server.url)
    choices = [Choice("from_month", month, (month,), False) for month in offered.months[: EMPTY_CHANGES + 1]]
    # The first one pays for what the browser compiles once.
    return [browser.choose(choice) for choice in choices][1:]


def _memory(server: Server) -> tuple[int, float]:
    """Memory of the server with no session of ours open beyond the warm ones, and what each further session adds."""
    paths = [page.path for page in PAGES]
    with ExitStack() as open_sessions:
        for session in open_many(server.port, paths, WARM_SESSIONS):
            open_sessions.enter_context(session)
        before = server.memory_bytes()
        for session in open_many(server.port, paths, SESSIONS):
            open_sessions.enter_context(session)
        return before, (server.memory_bytes() - before) / SESSIONS


def _sound(run: Run) -> Run:
    """The run, if its page shows no exception. Raises RuntimeError otherwise."""
    if run.errors:
        raise RuntimeError(f"a page shows an exception: {run.errors[0]}")
    return run
