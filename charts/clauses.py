"""Clauses that stand beside each other in one sentence, parted as the reader's language parts them."""

from collections.abc import Iterable
from functools import reduce

from languages import gettext as _


def clauses(parts: Iterable[str]) -> str:
    """The clauses as one sentence: `a; b; c`."""
    return reduce(lambda first, second: _("{first}; {second}", first=first, second=second), parts)
