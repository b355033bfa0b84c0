"""Who exchanges with whom, all pairs at once: the origin-destination matrix."""

from charts.matrix.od_matrix import Lens, Level, od_matrix
from charts.matrix.order import Order
from charts.matrix.values import Measure

__all__ = ["Lens", "Level", "Measure", "Order", "od_matrix"]
