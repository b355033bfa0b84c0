"""The language of this run: what the reader chose, or else English."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ENGLISH = "en"

_spoken: ContextVar[str | None] = ContextVar("language", default=None)
_askers: list[Callable[[], str]] = []


def current() -> str:
    """Code of the language that texts are given in now."""
    spoken = _spoken.get()
    if spoken is None:
        spoken = _askers[-1]() if _askers else ENGLISH
    return spoken


def speak(language: str) -> None:
    """Give texts in this language from here on, in this thread of work."""
    _spoken.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Give texts in this language inside a block: work in another thread knows nothing of its reader."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def ask_with(asker: Callable[[], str]) -> None:
    """Name the function that tells the language where none was spoken yet: in a fragment or callback of a new thread."""
    _askers[:] = [asker]
