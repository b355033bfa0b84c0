"""The sheet Statement: the position account by account, its checks, and one line per partnership."""

from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from charts.measures import MEASURES, label
from charts.words import day
from exports.statement.book import Book
from exports.statement.content import EXCHANGES, FIGURES, KINDS, TRANSACTIONS, account_name, account_of, figures_of
from exports.statement.formulas import by_account, formulas_of, whole_column
from languages import gettext as _
from languages.formats import separators

RIGHT, WRONG = "✓", "✗"


def write_position(written: Book) -> None:
    """The sheet that a reader sees first."""
    sheet, statement, formats = written.sheet("Statement"), written.statement, written.formats
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 12, 16)
    sheet.write_string(0, 0, statement.title, formats["title"])
    sheet.write_string(1, 0, " · ".join(statement.marks), formats["mark"])
    stood = _("As it stood on {day}.", day=day(statement.as_of))
    sheet.write_string(2, 0, f"{stood} {statement.sentence}")
    sheet.write_string(3, 0, statement.source)
    figures = figures_of(statement.position)
    total = {field: sum((row[field] for row in figures), Decimal("0.00")) for field in FIGURES}
    after = _write_accounts(written, sheet, 5, total)
    if len(figures) > 1:
        _write_partnerships(written, sheet, after + 2, figures, total)
    sheet.conditional_format(0, 0, after + len(figures) + 6, 12, _says(WRONG, formats["bad"]))
    sheet.conditional_format(0, 0, after + len(figures) + 6, 12, _says(RIGHT, formats["good"]))


def _says(sign: str, form: Any) -> dict[str, Any]:
    return {"type": "text", "criteria": "begins with", "value": sign, "format": form}


def _write_accounts(written: Book, sheet: Worksheet, top: int, total: dict[str, Decimal]) -> int:
    """The position of all partnerships of the statement, account by account, and its two checks; returns the last row."""
    formats, statement = written.formats, written.statement
    for column, text in enumerate((_("Account"), _("EUR"), _("With an amount"), _("What it is")), start=1):
        sheet.write_string(top, column, text, formats["head of figures" if column in (2, 3) else "head"])
    cells = {field: xl_rowcol_to_cell(top + 1 + at, 2, True, True) for at, field in enumerate(FIGURES)}
    formulas = formulas_of(cells, "")
    kinds, accounts = list(statement.transactions["kind"]), [account_of(s) for s in statement.exchanges["status"]]
    for at, field in enumerate(FIGURES):
        row = top + 1 + at
        is_sum = field in ("available_eur", "remaining_eur", "footing_difference_eur")
        sheet.write_string(row, 1, label(field), formats["bold"] if is_sum else None)
        sheet.write_formula(row, 2, formulas[field], formats["sum" if is_sum else "eur"], float(total[field]))
        if field in KINDS:
            formula = f'=COUNTIF({whole_column("Transactions", TRANSACTIONS, "kind")},"{_(KINDS[field])}")'
            sheet.write_formula(row, 3, formula, formats["count"], kinds.count(KINDS[field]))
        elif field in ("committed_eur", "payable_eur"):
            account = field.removesuffix("_eur")
            named, amounts = (whole_column("Exchanges", EXCHANGES, column) for column in ("account", "lump_sum_eur"))
            formula = f'=COUNTIFS({named},"{account_name(account)}",{amounts},">0")'
            held = zip(accounts, statement.exchanges["lump_sum_eur"], strict=True)
            counted = sum(1 for word, amount in held if word == account and amount > 0)
            sheet.write_formula(row, 3, formula, formats["count"], counted)
        sheet.write_string(row, 4, MEASURES[field].definition, formats["indented"])
    footing = top + len(FIGURES)
    _write_check(
        written,
        sheet,
        footing + 1,
        cells["footing_difference_eur"],
        total["footing_difference_eur"],
        _("adds up to the cent"),
    )
    lump_sums = zip(statement.exchanges["lump_sum_eur"], accounts, strict=True)
    paid_apart = total["paid_eur"] - sum(
        (amount for amount, account in lump_sums if account == "paid"), Decimal("0.00")
    )
    sheet.write_string(footing + 2, 1, _("Payments less lump sums paid"))
    formula = f"=ROUND({cells['paid_eur']}-{by_account('paid', '')},2)"
    sheet.write_formula(footing + 2, 2, formula, formats["eur"], float(paid_apart))
    sheet.write_string(
        footing + 2,
        4,
        _("Payments, less the lump sums of the exchanges whose status is paid. Zero when they agree."),
        formats["indented"],
    )
    apart = xl_rowcol_to_cell(footing + 2, 2, True, True)
    _write_check(written, sheet, footing + 3, apart, paid_apart, _("payments equal the lump sums paid"))
    return footing + 3


def _write_check(written: Book, sheet: Worksheet, row: int, cell: str, value: Decimal, good: str) -> None:
    """A line with a mark for whether the figure in `cell` is zero."""
    wrong = _("off by {amount}")
    before, after = wrong.split("{amount}")
    # Not TEXT, which reads its pattern by the signs of the reader's Excel.
    amount = f'"{WRONG} {before}"&FIXED({cell},2,TRUE)' + (f'&"{after}"' if after else "")
    formula = f'=IF({cell}=0,"{RIGHT} {good}",{amount})'
    said = f"{WRONG} {wrong.format(amount=str(value).replace('.', separators()[0]))}" if value else f"{RIGHT} {good}"
    sheet.write_formula(row, 1, formula, None, said)


def _write_partnerships(
    written: Book, sheet: Worksheet, top: int, figures: list[dict[str, Decimal]], total: dict[str, Decimal]
) -> None:
    """One line per partnership and their sum, which equals the accounts above."""
    formats, names = written.formats, list(written.statement.position["acronym"])
    for column, text in enumerate(
        (_("No."), _("Partnership"), *(label(field) for field in FIGURES), _("Used"), _("Check"))
    ):
        sheet.write_string(top, column, text, formats["head" if column == 1 else "head of figures"])
    used, check = 2 + len(FIGURES), 3 + len(FIGURES)
    lines: list[tuple[str, dict[str, Decimal]]] = [*zip(names, figures, strict=True), (_("Total"), total)]
    for at, (name, figure) in enumerate(lines):
        row, is_total = top + 1 + at, at == len(figures)
        cells = {field: xl_rowcol_to_cell(row, 2 + place, False, True) for place, field in enumerate(FIGURES)}
        sheet.write_string(row, 1, name, formats["bold"] if is_total else None)
        if is_total:
            letters = {field: xl_col_to_name(2 + place) for place, field in enumerate(FIGURES)}
            formulas = {field: f"=ROUND(SUM({letter}{top + 2}:{letter}{row}),2)" for field, letter in letters.items()}
        else:
            sheet.write_number(row, 0, at + 1, formats["centred"])
            formulas = formulas_of(cells, f"$A{row + 1}")
        for place, field in enumerate(FIGURES):
            sheet.write_formula(
                row, 2 + place, formulas[field], formats["sum" if is_total else "eur"], float(figure[field])
            )
        spent = f"{cells['committed_eur']}+{cells['payable_eur']}+{cells['paid_eur']}-{cells['recovered_eur']}"
        share = f'=IF({cells["available_eur"]}>0,({spent})/{cells["available_eur"]},"")'
        sheet.write_formula(row, used, share, formats["percent"], _used(figure))
        footing = cells["footing_difference_eur"]
        mark = WRONG if figure["footing_difference_eur"] else RIGHT
        sheet.write_formula(row, check, f'=IF({footing}=0,"{RIGHT}","{WRONG}")', formats["centred"], mark)


def _used(figure: dict[str, Decimal]) -> float | str:
    """Committed, payable and paid net of recoveries over what is available; "" where that is nothing."""
    spent = figure["committed_eur"] + figure["payable_eur"] + figure["paid_eur"] - figure["recovered_eur"]
    return float(spent / figure["available_eur"]) if figure["available_eur"] > 0 else ""
