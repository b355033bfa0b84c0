"""The sheets of rows (Exchanges, Transactions, Rules) and the sheet About."""

from collections.abc import Sequence

import pandas as pd
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from charts import codes
from charts.measures import MEASURES, label
from charts.words import day
from exports.statement.book import Book
from exports.statement.content import (
    CEILINGS,
    COMMITTED,
    EXCHANGES,
    FIGURES,
    RULES,
    WIDE,
    account_name,
    account_of,
    open_amount,
)
from exports.tables import rows_of, write_cell
from languages import N_
from languages import gettext as _

# Columns that do not look as their kind does.
LOOKS = {"number": "centred", "account": "indented"}
HOW = (
    N_(
        "Each figure of the sheet Statement is a formula over the sheets Exchanges and Transactions: "
        "change one there, and it follows."
    ),
    N_(
        "Account, in the sheet Exchanges, follows from the status: agreed, ongoing, completed and reported are committed, "
        "validated is payable, paid is paid; matched and cancelled count nowhere."
    ),
    N_(
        "Open, in the sheet Exchanges, follows from the dates alone: promised or validated, and neither paid nor cancelled."
    ),
    N_(
        "Remaining is what was received and taken back, less what was paid and what is open by the dates. "
        "Committed and payable are sums by status. The footing compares the two ways and is zero when they agree."
    ),
)


def write_exchanges(written: Book) -> None:
    """The exchanges, with the account by status and what is open by dates as formulas."""
    rows = written.statement.exchanges
    delivered = tuple(field for field in EXCHANGES if field not in ("account", "open_eur"))
    sheet = write_list(written, "Exchanges", EXCHANGES, rows[list(delivered)])
    letter = {field: xl_col_to_name(at) for at, field in enumerate(EXCHANGES)}
    account, still_open = EXCHANGES.index("account"), EXCHANGES.index("open_eur")
    for at, row in enumerate(rows_of(rows[list(delivered)]), start=1):
        one = dict(zip(delivered, row, strict=True))
        cell = {field: f"{name}{at + 1}" for field, name in letter.items()}
        committed = ",".join(f'{cell["status"]}="{_(status)}"' for status in COMMITTED)
        paid = f'IF({cell["status"]}="{_("paid")}","{account_name("paid")}","")'
        rest = f'IF({cell["status"]}="{_("validated")}","{account_name("payable")}",{paid})'
        sheet.write_formula(
            at,
            account,
            f'=IF(OR({committed}),"{account_name("committed")}",{rest})',
            written.formats["indented"],
            account_name(account_of(one["status"])),
        )
        promised = f'OR({cell["promised_date"]}<>"",{cell["validated_date"]}<>"")'
        unpaid = f'{cell["paid_date"]}="",{cell["cancelled_date"]}=""'
        formula = f"=IF(AND({promised},{unpaid}),{cell['lump_sum_eur']},0)"
        sheet.write_formula(at, still_open, formula, written.formats["eur"], float(open_amount(one)))


def write_list(written: Book, name: str, columns: Sequence[str], rows: pd.DataFrame, top: int = 0) -> Worksheet:
    """A sheet of rows under a header that stays in sight; columns that `rows` lacks are left for formulas."""
    sheet = written.sheet(name)
    _write_rows(written, sheet, columns, rows, top)
    sheet.freeze_panes(1, 3)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    return sheet


def _write_rows(written: Book, sheet: Worksheet, columns: Sequence[str], rows: pd.DataFrame, top: int) -> None:
    held = [field for field in columns if field in rows.columns]
    for column, field in enumerate(columns):
        measure = MEASURES.get(field)
        form = written.formats.get(LOOKS.get(field) or (measure.kind if measure else "text"))
        is_figure = measure is not None and measure.kind not in ("text", "date")
        sheet.write_string(top, column, label(field), written.formats["head of figures" if is_figure else "head"])
        longest_word = max(map(len, label(field).split()))
        sheet.set_column(column, column, max(WIDE.get(field, 15), longest_word + 2), form)
    for at, row in enumerate(rows_of(rows[held]), start=top + 1):
        for column, (field, value) in enumerate(zip(held, row, strict=True)):
            write_cell(sheet, at, column, codes.said(value, field) if isinstance(value, str) else value)


def write_rules(written: Book) -> None:
    """The rules, and below them the ceilings."""
    sheet = write_list(written, "Rules", RULES, written.statement.rules)
    top = len(written.statement.rules) + 3
    sheet.write_string(top - 1, 0, _("Ceilings per host country"), written.formats["title"])
    for column, field in enumerate(CEILINGS):
        sheet.write_string(top, column, label(field), written.formats["head"])
    forms = [written.formats.get(MEASURES[field].kind) if field in MEASURES else None for field in CEILINGS]
    for at, row in enumerate(rows_of(written.statement.ceilings[list(CEILINGS)]), start=top + 1):
        for column, (field, value) in enumerate(zip(CEILINGS, row, strict=True)):
            write_cell(sheet, at, column, codes.said(value, field) if isinstance(value, str) else value, forms[column])


def write_about(written: Book) -> None:
    """What the workbook is, how it computes, and what its words mean."""
    sheet, statement, formats = written.sheet("About"), written.statement, written.formats
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    said = [
        (_("What"), statement.title),
        *((_("Mark"), mark) for mark in statement.marks),
        (_("As of"), day(statement.as_of)),
        (_("Partnerships"), statement.sentence),
        (_("Source"), statement.source),
        (_("Made by"), _("ClusterXchange dashboard")),
    ]
    meanings = [(label(field), MEASURES[field].definition) for field in FIGURES]
    line = 0
    for heading, rows in (
        (_("This workbook"), said),
        (_("How it computes"), [("", _(how)) for how in HOW]),
        (_("Definitions"), meanings),
    ):
        sheet.write_string(line, 0, heading, formats["title"])
        for name, text in rows:
            line += 1
            sheet.write_string(line, 0, name, formats["bold"])
            sheet.write_string(line, 1, text, formats["wrap"])
        line += 2
