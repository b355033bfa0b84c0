"""Links as a square of whole numbers: from the visiting node in the row to the host node in the column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from charts.cells import money, whole
from charts.words import MINUS, count, eur, exchanges
from languages import ngettext

Measure = Literal["exchanges", "working_days", "lump_sum_eur"]
_CENTS = 100


@dataclass(frozen=True)
class Square:
    """Exchanges and one measure of every ordered pair; the amounts of the measure are exact, money in cents."""

    exchanges: NDArray[np.int64]
    amounts: NDArray[np.int64]
    measure: Measure

    def placed(self, order: Sequence[int]) -> "Square":
        """The same square with the nodes in another order."""
        at = np.ix_(order, order)
        return Square(self.exchanges[at], self.amounts[at], self.measure)

    def value(self, amount: int) -> int | Decimal:
        """An amount in the measure's own unit: whole, or euro with cents."""
        return Decimal(int(amount)) / _CENTS if self.measure == "lump_sum_eur" else int(amount)

    def words(self, amount: int) -> str:
        """An amount in words: `3 exchanges`, `12 working days`, `€ 2 700`."""
        if self.measure == "exchanges":
            return exchanges(amount)
        if self.measure == "working_days":
            return ngettext("{number} working day", "{number} working days", amount)
        return eur(Decimal(int(amount)) / _CENTS)

    def figure(self, amount: int, signed: bool = False) -> str:
        """An amount in as few signs as a cell has room for: money in whole euro, without its sign."""
        number = round(Decimal(int(amount)) / _CENTS) if self.measure == "lump_sum_eur" else int(amount)
        sign = ("+" if number > 0 else MINUS if number < 0 else "") if signed else ""
        return sign + count(abs(number))


def square_of(links: pd.DataFrame, place: Mapping[str, int], measure: Measure) -> Square:
    """The links on the nodes' places; pairs that come twice add up, and a missing value is none.

    Raises ValueError for a link of a node that has no place.
    """
    exchanges = np.zeros((len(place), len(place)), dtype=np.int64)
    amounts = np.zeros_like(exchanges)
    columns = (links["visiting_id"], links["host_id"], links["exchanges"], links[measure])
    for visiting, host, number, amount in zip(*columns, strict=True):
        if str(visiting) not in place or str(host) not in place:
            raise ValueError(f"a link between {visiting!r} and {host!r}: not both are among the nodes")
        at = place[str(visiting)], place[str(host)]
        exchanges[at] += whole(number)
        amounts[at] += int(money(amount) * _CENTS) if measure == "lump_sum_eur" else whole(amount)
    return Square(exchanges, amounts, measure)


def table_of(square: Square, ids: Sequence[str], names: Sequence[str]) -> pd.DataFrame:
    """One row per ordered pair, pairs without an exchange too: those with the largest amounts first.

    visiting_name, host_name, the measure and exchanges, returned (the same measure the other way), net, both ids.
    """
    size = len(ids)
    rows, columns = np.divmod(np.arange(size * size), max(size, 1))
    amounts, back = square.amounts.ravel(), square.amounts.T.ravel()
    order = np.lexsort((columns, rows, -square.exchanges.ravel(), -amounts))
    rows, columns, amounts, back = rows[order], columns[order], amounts[order], back[order]
    in_unit = [[square.value(amount) for amount in column.tolist()] for column in (amounts, back, amounts - back)]
    table = {
        "visiting_name": [names[at] for at in rows],
        "host_name": [names[at] for at in columns],
        "exchanges": square.exchanges.ravel()[order],
        square.measure: in_unit[0],
        "returned": in_unit[1],
        "net": in_unit[2],
        "visiting_id": [ids[at] for at in rows],
        "host_id": [ids[at] for at in columns],
    }
    return pd.DataFrame(table)
