"""The balance lens of the Sankey, case by case and as properties."""

from decimal import Decimal

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from charts.balance import net_of_nodes, net_paths

COLUMNS = ["column_1", "column_2", "exchanges", "working_days", "lump_sum_eur"]


def frame(*rows: tuple[str, str, int, int, str]) -> pd.DataFrame:
    return pd.DataFrame([(a, b, n, d, Decimal(e)) for a, b, n, d, e in rows], columns=COLUMNS)


def test_what_goes_back_is_taken_off() -> None:
    found = net_paths(frame(("FR", "DE", 7, 20, "900.10"), ("DE", "FR", 3, 25, "100.05"), ("ES", "FR", 2, 6, "0.00")))
    assert list(found.itertuples(index=False, name=None)) == [
        ("FR", "DE", 4, 0, Decimal("800.05")),
        ("DE", "FR", 0, 5, Decimal("0.00")),
        ("ES", "FR", 2, 6, Decimal("0.00")),
    ]


def test_balanced_pairs_and_stays_inside_vanish() -> None:
    assert net_paths(frame(("FR", "DE", 3, 9, "5.00"), ("DE", "FR", 3, 9, "5.00"), ("ES", "ES", 4, 1, "1.00"))).empty
    assert net_paths(frame()).columns.tolist() == COLUMNS


nodes = st.sampled_from("ABCDE")
pairs = st.dictionaries(st.tuples(nodes, nodes), st.integers(1, 40), max_size=20)


@given(pairs)
def test_net_of_each_node_is_kept(held: dict[tuple[str, str], int]) -> None:
    found = net_paths(frame(*[(a, b, n, n, f"{n}.25") for (a, b), n in held.items()]))
    left = {node: 0 for node in "ABCDE"}
    for row in found.itertuples():
        left[row.column_1] += row.exchanges
        left[row.column_2] -= row.exchanges
    links = pd.DataFrame([(a, b, n) for (a, b), n in held.items()], columns=["visiting_id", "host_id", "exchanges"])
    register = pd.DataFrame({"id": list("ABCDE"), "name": list("ABCDE"), "short_name": list("ABCDE")})
    net = net_of_nodes(links, register).set_index("id")["net"]
    assert left == {node: int(net[node]) for node in "ABCDE"}
    assert sum(left.values()) == 0
