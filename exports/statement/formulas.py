"""Formulas of the sheet Statement over the sheets Exchanges and Transactions.

A partnership is named by its number: as a criterion its name could read as a pattern or a comparison.
"""

from collections.abc import Sequence

from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from exports.statement.content import EXCHANGES, KINDS, TRANSACTIONS, account_name, sheet_name
from languages import gettext as _


def whole_column(sheet: str, columns: Sequence[str], field: str) -> str:
    """A whole column of another sheet, so that rows added by a reader count."""
    letter = xl_col_to_name(columns.index(field))
    return f"{quote_sheetname(sheet_name(sheet))}!${letter}:${letter}"


def _by_kind(kind: str, number: str) -> str:
    """Sum of the transactions of a kind; `number` is the cell with the partnership's number, "" for all."""
    return _sum_if("Transactions", TRANSACTIONS, "amount_eur", ("kind", _(kind)), number)


def by_account(account: str, number: str) -> str:
    """Sum of the lump sums of an account."""
    return _sum_if("Exchanges", EXCHANGES, "lump_sum_eur", ("account", account_name(account)), number)


def _sum_if(sheet: str, columns: Sequence[str], amounts: str, equal: tuple[str, str], number: str) -> str:
    field, word = equal
    narrowed = f",{whole_column(sheet, columns, 'number')},{number}" if number else ""
    return f'ROUND(SUMIFS({whole_column(sheet, columns, amounts)},{whole_column(sheet, columns, field)},"{word}"{narrowed}),2)'


def _open(number: str) -> str:
    """Sum of what is promised and neither paid nor cancelled, by dates."""
    amounts, numbers = whole_column("Exchanges", EXCHANGES, "open_eur"), whole_column("Exchanges", EXCHANGES, "number")
    return f"ROUND(SUMIFS({amounts},{numbers},{number}),2)" if number else f"ROUND(SUM({amounts}),2)"


def formulas_of(cells: dict[str, str], number: str) -> dict[str, str]:
    """The formula of each figure of a position whose figures stand in `cells`."""
    at = cells
    used = f"{at['committed_eur']}+{at['payable_eur']}+{at['paid_eur']}-{at['recovered_eur']}+{at['remaining_eur']}"
    received = f"{at['available_eur']}+{at['recovered_eur']}-{at['paid_eur']}"
    return {
        **{account: f"={_by_kind(kind, number)}" for account, kind in KINDS.items()},
        "available_eur": f"=ROUND({at['allocation_eur']}+{at['transfers_eur']},2)",
        "committed_eur": f"={by_account('committed', number)}",
        "payable_eur": f"={by_account('payable', number)}",
        "remaining_eur": f"=ROUND({received}-{_open(number)},2)",
        "footing_difference_eur": f"=ROUND({at['available_eur']}-({used}),2)",
    }
