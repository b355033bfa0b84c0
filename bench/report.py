"""The report in Markdown: the machine, a table per size, and sizes against each other."""

import os
import platform
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version

import psutil

from bench.arithmetic import bytes_text, middle, milliseconds, ratio, spread
from bench.measure import SESSIONS, PageFigures, SizeFigures

Say = Callable[[str], None]
LIBRARIES = ("streamlit", "plotly", "duckdb", "pandas", "pyarrow")
FLOOR_AIM, SIZE_AIM = 1.5, 1.5
COLUMNS = (
    "Page",
    "queries",
    "drawing",
    "floor",
    "filter change",
    "of floor",
    "spread",
    "seen before",
    "main thread",
    "server, first view",
    "server, change",
    "server CPU",
    "received",
    "first view",
)


def machine(browser_version: str, repeat: int) -> list[str]:
    """What was measured on, and how often."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    load = f"{os.getloadavg()[0]:.1f}"
    return [
        f"{os.cpu_count()} cores, {bytes_text(psutil.virtual_memory().total)} of memory, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}, {libraries}, browser {browser_version}. "
        f"Medians of {repeat} repetitions; the load at the start was {load}. "
        "Other work on the machine moves the milliseconds; the ratios are of one run.",
    ]


def legend() -> list[str]:
    """What the columns mean."""
    return [
        "All in milliseconds. Floor = queries (the page's own statements, by DuckDB alone) + an empty rerun (one widget, in the "
        "browser) + drawing (Plotly alone in a bare page, from the figures before to those after). Filter change: from the press "
        "of the mouse button in the bar to the end of the frame after the last chart is drawn, no answer in the cache. Seen "
        "before: the same, back to a view that the cache has. Main thread: what the browser's page worked during the change. "
        "Server: from the request to the last message, without a browser; first view and change without answers in the cache.",
    ]


def floor_ms(size: SizeFigures, page: PageFigures) -> float:
    """Queries, empty rerun and bare drawing, each its median."""
    return middle(page.queries) + empty_ms(size) + middle(page.drawing)


def empty_ms(size: SizeFigures) -> float:
    """Median of the empty rerun."""
    return middle([repaint.total_ms for repaint in size.empty])


def change_ms(page: PageFigures) -> float:
    """Median of the filter change in the browser."""
    return middle([repaint.total_ms for repaint in page.repaints])


def of_size(size: SizeFigures) -> list[str]:
    """Heading, how the snapshot came to be, and the table of one size."""
    made = size.published
    rows = []
    for page in size.pages:
        totals = [repaint.total_ms for repaint in page.repaints]
        floor = floor_ms(size, page)
        rows.append(
            (
                page.page.name,
                milliseconds(middle(page.queries)),
                milliseconds(middle(page.drawing)),
                milliseconds(floor),
                milliseconds(middle(totals)),
                f"**{ratio(middle(totals), floor)}**",
                spread(totals),
                milliseconds(middle([repaint.total_ms for repaint in page.cached_repaints])),
                milliseconds(middle([repaint.main_thread_ms for repaint in page.repaints])),
                milliseconds(middle(page.first_view)),
                f"{milliseconds(middle(page.change))} (seen: {milliseconds(middle(page.cached_change))})",
                milliseconds(page.change_cpu),
                bytes_text(middle([repaint.bytes for repaint in page.repaints])),
                bytes_text(page.first_view_bytes),
            )
        )
    empty = [repaint.total_ms for repaint in size.empty]
    when = "in an earlier run" if made.is_kept else "in this run"
    return [
        f"## {made.exchanges:,} exchanges",
        f"Sample made in {made.sample_seconds:.1f} s ({bytes_text(made.source_bytes)}), checked and published in "
        f"{made.build_seconds:.1f} s ({bytes_text(made.snapshot_bytes)}), {when}.",
        f"Empty rerun: {milliseconds(middle(empty))} ms ({spread(empty)}). Aim: a filter change at most {FLOOR_AIM} x its floor.",
        table(COLUMNS, rows),
        f"Server: answers {size.start_seconds:.1f} s after its start, the very first view takes "
        f" {milliseconds(size.very_first_view)} ms; "
        f"{bytes_text(size.memory_of_server)} resident, and {bytes_text(size.memory_per_session)} more for each of "
        f"{SESSIONS} sessions opened on the pages in turn.",
    ]


def of_sizes(sizes: Sequence[SizeFigures]) -> list[str]:
    """Each size's filter change relative to the smallest size."""
    base = sizes[0]
    columns = ("Page", *(f"{size.published.exchanges:,}" for size in sizes))
    rows: list[tuple[str, ...]] = []
    for at, page in enumerate(base.pages):
        changes = [change_ms(size.pages[at]) for size in sizes]
        rows.append((page.page.name, *(ratio(change, changes[0]) for change in changes)))
    sums = [sum(change_ms(page) for page in size.pages) for size in sizes]
    rows.append(("All pages", *(ratio(total, sums[0]) for total in sums)))
    empties = [empty_ms(size) for size in sizes]
    rows.append(("Empty rerun (no data)", *(ratio(empty, empties[0]) for empty in empties)))
    return [
        "## Sizes against each other",
        f"Filter change relative to {base.published.exchanges:,} exchanges. Aim: 10,000,000 at most {SIZE_AIM}. "
        "The last row reads no data: what it differs from 1 is noise of the machine.",
        table(columns, rows),
    ]


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, the first column to the left and all others to the right."""
    lines = [columns, ["---", *("---:" for _ in columns[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
