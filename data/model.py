"""Runs the models: from the checked tables `input.*` to the published tables (data/SCHEMA.md)."""

from pathlib import Path

import duckdb

MODELS = Path(__file__).parent / "models"

# One row per partnership and account in which the position, by statuses, differs from the movements, by dates.
# Remaining is what the movements leave, so where no account differs the position adds up.
DIFFERENCES = """
    with stated as (
        unpivot budget_position
        on allocation_eur, transfers_eur, committed_eur, payable_eur, paid_eur, recovered_eur
        into name account value stated_eur
    ), moved as (
        select partnership_id, account, sum(change_eur)::decimal(14, 2) as moved_eur from budget_movements group by all
    )
    select partnership_id, account, s.stated_eur, coalesce(m.moved_eur, 0)::decimal(14, 2) as moved_eur
    from (select * replace (replace(account, '_eur', '') as account) from stated) as s
    left join moved as m using (partnership_id, account)
    where s.stated_eur <> coalesce(m.moved_eur, 0)
    order by partnership_id, account
"""


def run(con: duckdb.DuckDBPyConnection) -> None:
    """Execute data/models/*.sql in the order of their names on a connection that holds the schema `input`.

    Raises ValueError if a model would lose or double an exchange, or if the budget does not foot: both mean
    a fault in the models, since the checks of the build have passed before.
    """
    for model in sorted(MODELS.glob("*.sql")):
        con.execute(model.read_text(encoding="utf-8"))
    delivered, modelled, counted = con.execute(
        "select (select count(*) from input.exchanges), (select count(*) from exchanges),"
        " (select coalesce(sum(exchanges), 0)::bigint from activity)"
    ).fetchone() or (0, 0, 0)
    if not delivered == modelled == counted:
        raise ValueError(f"models lose or double exchanges: {delivered} delivered, {modelled} kept, {counted} counted")
    differences = con.execute(DIFFERENCES).fetchall()
    if differences:
        named = "; ".join(
            f"{who} {account} EUR {stated} but EUR {moved} moved" for who, account, stated, moved in differences
        )
        raise ValueError(f"the budget does not foot: {named}")
