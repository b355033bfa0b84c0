"""The exchanges of a focus, by SQL on the table of exchanges alone."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

COLUMN = {"country": "{}_country_code", "partnership": "{}_partnership_id", "cluster": "{}_cluster_id"}
ON_SCREEN = "status_group <> 'cancelled'"


class Picked(NamedTuple):
    """A focus: its level, the ids of its ends, and the side of a node; a pair has both ends."""

    level: str
    visiting: str = ""
    host: str = ""
    either: str = ""


@cache
def _reading(file: Path) -> duckdb.DuckDBPyConnection:
    """One connection for a file's many small questions; nobody writes to a published one."""
    return duckdb.connect(str(file), read_only=True)


@dataclass(frozen=True)
class Selected:
    """The exchanges that a view with nothing but the focus must show, in a snapshot's file."""

    file: Path
    focus: Picked | None = None

    def ask(self, sql: str, *values: str) -> Any:
        """The only value of an answer."""
        row = _reading(self.file).execute(sql, list(values)).fetchone()
        assert row is not None, sql
        return row[0]

    def of(self, expression: str = "count(*)", also: str = "true", *values: str) -> Any:
        """An aggregate over the selected exchanges for which `also` holds."""
        condition, focused = self.condition()
        return self.ask(f"SELECT {expression} FROM exchanges WHERE {condition} AND ({also})", *focused, *values)

    def money(self, column: str, also: str = "true") -> Decimal:
        """Sum of a column of money over the selected exchanges, exact."""
        return Decimal(self.of(f"coalesce(sum({column}), 0)", also))

    def condition(self) -> tuple[str, list[str]]:
        """What an exchange must be, with the values of its question marks."""
        conditions, values = [ON_SCREEN], []
        if self.focus:
            visiting, host = (COLUMN[self.focus.level].format(side) for side in ("visiting", "host"))
            if self.focus.either:
                conditions.append(f"? IN ({visiting}, {host})")
                values.append(self.focus.either)
            for column, end in ((visiting, self.focus.visiting), (host, self.focus.host)):
                if end:
                    conditions.append(f"{column} = ?")
                    values.append(end)
        return " AND ".join(conditions), values

    @property
    def payer(self) -> str:
        """The partnership whose budget the view is about; "" is all. Exchanges are paid for by their visiting partnership,
        and only a focus on a partnership names one: the visiting one of a pair."""
        if self.focus is None or self.focus.level != "partnership":
            return ""
        return self.focus.visiting or self.focus.either or self.focus.host


class Count(NamedTuple):
    """What a part of a view shows, and what SQL says."""

    part: str
    shown: Any
    expected: Any
