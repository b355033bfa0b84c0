"""The statement of lump sums as a workbook whose figures are formulas over its own rows, so that a reader can check each one.

The sheet Statement sums the sheets Exchanges and Transactions. Committed and payable follow from the status of an exchange,
remaining from its dates, so that the footing is a check here too. Each formula carries its value, for viewers that do not
compute.
"""

import io
from datetime import datetime, time

from exports.statement.book import Book
from exports.statement.content import TRANSACTIONS, Statement
from exports.statement.position_sheet import write_position
from exports.statement.row_sheets import write_about, write_exchanges, write_list, write_rules
from exports.tables import formats_of, new_book
from languages import gettext as _

__all__ = ["ROWS_MOST", "Statement", "workbook"]

# More than a reader checks by hand, and some seconds of work; a partnership has a hundredth of it.
ROWS_MOST = 20_000


def workbook(statement: Statement) -> bytes:
    """The workbook. Raises ValueError for more rows than ROWS_MOST."""
    if max(len(statement.exchanges), len(statement.transactions)) > ROWS_MOST:
        raise ValueError(f"a statement holds at most {ROWS_MOST} rows")
    out = io.BytesIO()
    book = new_book(out)
    formats = formats_of(book) | {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "mark": book.add_format({"bold": True, "font_color": "#B9520A"}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}),
        "head of figures": book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "align": "right"}
        ),
        "indented": book.add_format({"indent": 1}),
        "centred": book.add_format({"align": "center"}),
        "bold": book.add_format({"bold": True}),
        "sum": book.add_format({"bold": True, "top": 1, "num_format": "#,##0.00 [$€]"}),
        "percent": book.add_format({"num_format": "0.0%"}),
        "bad": book.add_format({"bold": True, "font_color": "#B42318"}),
        "good": book.add_format({"font_color": "#1A7F4B"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    book.set_properties(
        {
            "title": statement.title,
            "subject": statement.sentence,
            "comments": " ".join((*statement.marks, statement.source)),
            "author": _("ClusterXchange dashboard"),
            "created": datetime.combine(statement.as_of, time()),
        }
    )
    written = Book(book, statement, formats)
    write_position(written)
    write_exchanges(written)
    write_list(written, "Transactions", TRANSACTIONS, statement.transactions)
    write_rules(written)
    write_about(written)
    book.close()
    return out.getvalue()
