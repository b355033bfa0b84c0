"""Statements of a snapshot, and their workbooks with every stored value taken out, as an office computes them again."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from data import warehouse
from exports.statement import Statement, workbook
from queries import budget, register
from queries import statement as rows
from queries.filters import Filters
from tests.office import converted

SHEETS = ["Statement", "Exchanges", "Transactions", "Rules", "About"]
# A cell with a formula and the value that was stored with it.
STORED = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")


def statement(filters: Filters, as_of: date | None = None, **changed: Any) -> Statement:
    """The statement of a view, as the Budget page makes it."""
    day = budget.day_of(filters, as_of)
    snapshot = warehouse.describe(filters.snapshot_id)
    ceilings = register.lump_sum_ceilings(filters.snapshot_id).rename(columns={"country_name": "host_country"})
    said: dict[str, Any] = {
        "title": "Statement of lump sums",
        "as_of": day,
        "sentence": "The partnerships in words.",
        "source": f"Snapshot {snapshot.snapshot_id}",
        "marks": ("Sample data",) if snapshot.is_sample else (),
        "position": budget.position(filters, day),
        "exchanges": rows.exchanges(filters, day),
        "transactions": rows.transactions(filters, day),
        "rules": register.rules(filters.snapshot_id),
        "ceilings": ceilings,
    }
    return Statement(**(said | changed))


def without_values(content: bytes) -> bytes:
    """The workbook with its formulas, and no value of theirs."""
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(bare, "w") as copy:
        for name in book.namelist():
            part = book.read(name)
            if name.startswith("xl/worksheets/"):
                part = STORED.sub(rb"\1", part)
                assert not re.search(rb"</f><v>", part), "a value was left"
            copy.writestr(name, part)
    return bare.getvalue()


def computed(content: bytes, folder: Path) -> Any:
    """The workbook as LibreOffice computes it from its formulas alone; values only."""
    file = folder / "statement.xlsx"
    file.write_bytes(without_values(content))
    return openpyxl.load_workbook(converted(file, "xlsx", folder / "computed"), data_only=True)


def stored(content: bytes) -> Any:
    """The workbook as a viewer shows it that does not compute; values only."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def written(filters: Filters, as_of: date | None = None, **changed: Any) -> bytes:
    """The workbook of a view."""
    return workbook(statement(filters, as_of, **changed))


def accounts(book: Any) -> dict[str, Any]:
    """Amounts of the sheet Statement by account, checks by their sentence."""
    lines = [[cell.value for cell in row] for row in book["Statement"].iter_rows(max_col=5)]
    found = {}
    for _, name, amount, *_ in lines:
        if name == "Partnership":
            break
        if name:
            found[str(name)] = amount
    return found


def partnerships(book: Any) -> dict[str, list[Any]]:
    """Lines of the sheet Statement by partnership, and the total."""
    lines = [[cell.value for cell in row] for row in book["Statement"].iter_rows()]
    start = next((at for at, line in enumerate(lines) if line[0] == "No."), None)
    return {} if start is None else {str(line[1]): line[2:] for line in lines[start + 1 :] if line[1]}
