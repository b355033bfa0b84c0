"""A small valid delivery as rows of texts, and the ways to write it: CSV in each dialect, Parquet, a workbook."""

import copy
import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from data.build.schema import INPUTS

Rows = list[list[str]]
Delivery = dict[str, Rows]

HOSTILE_NAME = "<b>A</b> [x](javascript:1) \"q\" 'q' =1+1; drop table exchanges; -- é €"

# Cells apart by |, "-" for an empty one; a line that starts with > goes on with the row above.
_VALID: dict[str, str] = {
    "countries": """
        country_code | iso3 | name | eu_member | cosme_participant | has_partner_cluster | note
        DK | DNK | Denmark | true | true | true | -
        FR | FRA | France | true | true | true | -
        PT | PRT | Portugal | true | true | true | a note, with a comma
    """,
    "partnerships": """
        partnership_id | acronym | name | ecosystems | website | exchange_target | exchange_target_basis
            > start_date | end_date | basis
        north | NORTH | Clusters of the north | Health; Digital | https://north.example | 50 | published
            > 2020-02 | 2022 | published
        south | SOUTH | Clusters of the south | Textiles | - | - | - | 2020-02-03 | 2022-10 | assumed
    """,
    "clusters": """
        cluster_id | partnership_id | name | short_name | role | country_code | city | latitude | longitude
            > basis
        bio | north | Bio cluster | Bio | coordinator | DK | Copenhagen | 55.676 | 12.568 | published
        lux | north | Lumière | Lux | partner | FR | Saint-Étienne | 45.44 | 4.387 | published
        tex | south | Têxteis | Tex | coordinator | PT | - | - | - | placeholder
    """,
    "organisations": """
        organisation_id | name | category | subcategory | country_code | city | latitude | longitude
            > cluster_id
        o1 | Ærø Labs | SME | - | DK | Ærø | 54.89 | 10.33 | bio
        o2 | HOSTILE | scaling-up support organisation | fab lab | FR | Lyon | 45.76 | 4.84 | lux
        o3 | Têxteis do Norte | SME | - | PT | Porto | 41.15 | -8.61 | tex
        o4 | Tex | cluster organisation | - | PT | - | - | - | tex
    """,
    "exchanges": """
        exchange_id | visiting_organisation_id | host_organisation_id | visiting_partnership_id
            > host_partnership_id | mode | purpose | activity | status | matched_date | agreed_date
            > start_date | end_date | working_days | reported_date | validated_date | cancelled_date
            > lump_sum_eur
        x1 | o1 | o2 | north | north | physical | growth in new markets | market research | paid | 2021-03-04
            > 2021-03-25 | 2021-05-03 | 2021-05-14 | 9 | 2021-05-28 | 2021-06-16 | - | 900.00
        x2 | o1 | o3 | north | south | physical | - | - | validated | 2021-04-13 | 2021-04-20 | 2021-06-01
            > 2021-06-20 | 5 | 2021-07-13 | 2021-07-28 | - | 1100.00
        x3 | o2 | o3 | north | south | physical | learn from another cluster | - | reported | 2021-08-14
            > 2021-09-15 | 2021-10-16 | 2021-10-20 | 3 | 2021-11-19 | - | - | 390.50
        x4 | o3 | o1 | south | north | physical | - | capacity building | completed | 2022-01-17 | 2022-02-18
            > 2022-04-19 | 2022-04-29 | 9 | - | - | - | 1099.99
        x5 | o3 | o2 | south | north | physical | - | - | ongoing | 2022-04-21 | 2022-05-22 | 2022-06-23
            > 2022-07-14 | 10 | - | - | - | 450.00
        x6 | o4 | o1 | south | north | physical | - | - | agreed | 2022-05-24 | 2022-06-25 | 2022-08-26
            > 2022-08-30 | 3 | - | - | - | 1234.56
        x7 | o1 | o4 | north | south | virtual | - | - | matched | 2022-06-27 | - | - | - | - | - | - | - | -
        x8 | o2 | o4 | north | south | physical | - | - | cancelled | 2021-01-28 | 2021-02-26 | 2021-04-13
            > - | - | - | - | 2021-03-30 | 780.00
    """,
    "budget_transactions": """
        transaction_id | partnership_id | date | kind | amount_eur | exchange_id | reference
        t1 | north | 2020-02-13 | allocation | 50000.00 | - | grant 1
        t2 | south | 2020-02-14 | allocation | 40000.00 | - | -
        t3 | north | 2021-01-15 | transfer | -1500.25 | - | to south
        t4 | south | 2021-01-15 | transfer | 1500.25 | - | from north
        t5 | north | 2021-06-23 | payment | 900.00 | x1 | -
        t6 | north | 2021-07-23 | recovery | 100.10 | x1 | -
    """,
    "delivery": """
        key | value
        as_of_date | 2022-06-30
        is_sample | false
        title | A small delivery
    """,
}


def valid() -> Delivery:
    """A fresh copy of the valid delivery: 2 partnerships, 3 clusters, 4 organisations, 8 exchanges."""
    return {name: _rows(text) for name, text in _VALID.items()}


def _rows(text: str) -> Rows:
    lines = text.replace("\n            > ", " | ").strip().splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [[HOSTILE_NAME if cell == "HOSTILE" else "" if cell == "-" else cell for cell in row] for row in cells]


def csv_text(rows: Rows, separator: str = ",") -> str:
    """Rows as CSV with line ends as spreadsheets write them."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


def write_csv(delivery: Delivery, folder: Path, separator: str = ",", encoding: str = "utf-8") -> Path:
    """Write a delivery as a folder of CSV files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in delivery.items():
        (folder / f"{name}.csv").write_bytes(csv_text(rows, separator).encode(encoding))
    return folder


def typed_cell(name: str, column: str, text: str) -> object:
    """The text as a spreadsheet or a data frame would hold it, None if empty."""
    spec = next(c for c in INPUTS[name].columns if c.name == column)
    if not text:
        return None
    match spec.type:
        case "date":
            return date.fromisoformat(text)
        case "money":
            return Decimal(text)
        case "integer":
            return int(text)
        case "degrees":
            return float(text)
        case "flag":
            return text == "true"
    return text


_ARROW = {
    "date": pa.date32(),
    "money": pa.decimal128(14, 2),
    "integer": pa.int64(),
    "degrees": pa.float64(),
    "flag": pa.bool_(),
}


def write_parquet(delivery: Delivery, folder: Path) -> Path:
    """Write a delivery as a folder of Parquet files with typed columns."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (header, *rows) in delivery.items():
        types = {c.name: _ARROW.get(c.type, pa.string()) for c in INPUTS[name].columns}
        columns = {
            column: pa.array([typed_cell(name, column, row[i]) for row in rows], types[column])
            for i, column in enumerate(header)
        }
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")
    return folder


def write_workbook(delivery: Delivery, path: Path) -> Path:
    """Write a delivery as a workbook with typed cells; amounts are binary numbers, as in any spreadsheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, (header, *rows) in delivery.items():
        sheet = book.create_sheet(name)
        sheet.append(header)
        for row in rows:
            cells = [typed_cell(name, column, text) for column, text in zip(header, row, strict=True)]
            sheet.append([float(cell) if isinstance(cell, Decimal) else cell for cell in cells])
            for cell in sheet[sheet.max_row]:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.data_type = "s"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def put(delivery: Delivery, name: str, row: int, column: str, value: str) -> None:
    """Set one cell; row as in a spreadsheet (the header is row 1)."""
    delivery[name][row - 1][delivery[name][0].index(column)] = value


def rewritten(delivery: Delivery, column_type: str, write: Callable[[str], str]) -> Delivery:
    """The delivery with each value of the columns of one type as `write` writes it."""
    changed = copy.deepcopy(delivery)
    for name, (header, *rows) in changed.items():
        types = {c.name: c.type for c in INPUTS[name].columns}
        for i, column in enumerate(header):
            if types[column] == column_type:
                for row in rows:
                    row[i] = write(row[i]) if row[i] else ""
    return changed
