"""The balance lens: who visits more than it hosts, and which pairs go one way only."""

from charts.balance.balance_chart import Order, balance_chart
from charts.balance.net_paths import net_paths
from charts.balance.pairs import net_of_nodes, one_way_pairs, overall_reciprocity, pair_balance, reciprocity

__all__ = [
    "Order",
    "balance_chart",
    "net_of_nodes",
    "net_paths",
    "one_way_pairs",
    "overall_reciprocity",
    "pair_balance",
    "reciprocity",
]
