"""What was asked of the snapshots while a page was made: kept per run of a script, and nowhere else.

A run begins its own record; threads that began none keep nothing.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One question as it was put: its name (subject/question), the snapshots, the SQL and its parameters."""

    name: str
    snapshot_ids: tuple[str, ...]
    sql: str
    parameters: Mapping[str, Any]


@dataclass
class Record:
    """The questions of one run in their order; `taken` of them belong to figures that are drawn already."""

    asked: list[Asked] = field(default_factory=list)
    taken: int = 0

    def take(self, name: str) -> tuple[Asked, ...]:
        """The questions behind the figure or tiles now drawn: the one of its name, else those asked since the one before.

        Where nothing was asked since, the figure shares the questions of the page so far.
        """
        since = self.asked[self.taken :]
        self.taken = len(self.asked)
        namesake = [one for one in self.asked if one.name.rpartition("/")[2] == name]
        found = namesake[-1:] or since or self.asked
        return tuple({(one.sql, repr(one.parameters)): one for one in found}.values())


_RECORD: ContextVar[Record | None] = ContextVar("asked", default=None)


def begin() -> Record:
    """Start the record of this run."""
    record = Record()
    _RECORD.set(record)
    return record


def current() -> Record | None:
    """The record of this run, if it has begun one."""
    return _RECORD.get()


def note(name: str, snapshot_ids: tuple[str, ...], sql: str, parameters: Mapping[str, Any]) -> None:
    """Add a question to the record of this run."""
    record = _RECORD.get()
    if record is not None:
        record.asked.append(Asked(name, snapshot_ids, sql, parameters))
