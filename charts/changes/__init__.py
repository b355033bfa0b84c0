"""Charts of the Changes page: what moved between two states of the data."""

from charts.changes.change_map import change_map
from charts.changes.change_sankey import change_sankey
from charts.changes.movements import movements
from charts.changes.words import arrow, signed_eur, with_sign

__all__ = ["arrow", "change_map", "change_sankey", "movements", "signed_eur", "with_sign"]
