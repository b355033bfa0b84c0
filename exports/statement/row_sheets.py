"""The sheets of rows (Exchanges, Transactions, Rules) and the sheet About."""

from collections.abc import Sequence

import pandas as pd
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from charts.measures import MEASURES, label
from charts.words import day
from exports.statement.book import Book
from exports.statement.content import CEILINGS, COMMITTED, EXCHANGES, FIGURES, RULES, WIDE, account_of, open_amount
from exports.tables import rows_of, write_cell

# Columns that do not look as their kind does.
LOOKS = {"number": "centred", "account": "indented"}
HOW = (
    "Each figure of the sheet Statement is a formula over the sheets Exchanges and Transactions: change one there, and it follows.",
    "Account, in the sheet Exchanges, follows from the status: agreed, ongoing, completed and reported are committed, validated is "
    "payable, paid is paid; matched and cancelled count nowhere.",
    "Open, in the sheet Exchanges, follows from the dates alone: promised or validated, and neither paid nor cancelled.",
    "Remaining is what was received and taken back, less what was paid and what is open by the dates. Committed and payable are "
    "sums by status. The footing compares the two ways and is zero when they agree.",
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
        committed = ",".join(f'{cell["status"]}="{status}"' for status in COMMITTED)
        rest = f'IF({cell["status"]}="validated","payable",IF({cell["status"]}="paid","paid",""))'
        sheet.write_formula(
            at,
            account,
            f'=IF(OR({committed}),"committed",{rest})',
            written.formats["indented"],
            account_of(one["status"]),
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
        sheet.set_column(column, column, WIDE.get(field, 15), form)
    for at, row in enumerate(rows_of(rows[held]), start=top + 1):
        for column, value in enumerate(row):
            write_cell(sheet, at, column, value)


def write_rules(written: Book) -> None:
    """The rules, and below them the ceilings."""
    sheet = write_list(written, "Rules", RULES, written.statement.rules)
    top = len(written.statement.rules) + 3
    sheet.write_string(top - 1, 0, "Ceilings per host country", written.formats["title"])
    for column, field in enumerate(CEILINGS):
        sheet.write_string(top, column, label(field), written.formats["head"])
    forms = [written.formats.get(MEASURES[field].kind) if field in MEASURES else None for field in CEILINGS]
    for at, row in enumerate(rows_of(written.statement.ceilings[list(CEILINGS)]), start=top + 1):
        for column, value in enumerate(row):
            write_cell(sheet, at, column, value, forms[column])


def write_about(written: Book) -> None:
    """What the workbook is, how it computes, and what its words mean."""
    sheet, statement, formats = written.sheet("About"), written.statement, written.formats
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    said = [
        ("What", statement.title),
        *(("Mark", mark) for mark in statement.marks),
        ("As of", day(statement.as_of)),
        ("Partnerships", statement.sentence),
        ("Source", statement.source),
        ("Made by", "ClusterXchange dashboard"),
    ]
    meanings = [(label(field), MEASURES[field].definition) for field in FIGURES]
    line = 0
    for heading, rows in (
        ("This workbook", said),
        ("How it computes", [("", how) for how in HOW]),
        ("Definitions", meanings),
    ):
        sheet.write_string(line, 0, heading, formats["title"])
        for name, text in rows:
            line += 1
            sheet.write_string(line, 0, name, formats["bold"])
            sheet.write_string(line, 1, text, formats["wrap"])
        line += 2
