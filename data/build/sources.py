"""Which files or sheets bring which input, and the reading of each into `stage.raw`."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import ParseError

import duckdb

from data.build.header import check_header, nearest
from data.build.parquet import read_parquet, sha256_of
from data.build.problems import InputRefused, Problems, shown
from data.build.raw import RECORDS_AT_A_TIME, RawTable, Source, read_csv
from data.build.schema import INPUTS, Input
from data.build.workbook import NotAWorkbook, Refused, Workbook, cell_name

REFERENCE = Path(__file__).parent.parent / "reference"
SILENT_SUFFIXES = (".md", ".txt")

Reader = Callable[[], Source]


def read_sources(con: duckdb.DuckDBPyConnection, source: Path, problems: Problems) -> dict[str, Source]:
    """Read every input of a folder or workbook, and the register's files for those it may leave out.

    Returns the inputs read by name. What cannot be read is recorded as an error and left out.
    """
    con.execute("create schema stage.raw")
    if source.is_dir():
        return _read_all(_in_folder(con, source, problems), con, source, problems)
    if not source.exists():
        problems.error(
            "no source", shown(source), "does not exist", "give a folder of CSV or Parquet files, or an .xlsx workbook"
        )
        return {}
    try:
        suffix = source.suffix.lower()
        if suffix in (".csv", ".parquet"):
            raise NotAWorkbook("is a single file", "give the folder that holds the files of all inputs")
        if suffix == ".xlsm":
            raise NotAWorkbook("is a workbook with macros", "save it as .xlsx without macros")
        if suffix != ".xlsx":
            raise NotAWorkbook("is not an .xlsx workbook", "save it as .xlsx, or give a folder of CSV or Parquet files")
        if not source.stat().st_size:
            problems.error("empty file", source.name, "the file has no content", "give the workbook again")
            return {}
        with Workbook(source) as book:
            return _read_all(_in_workbook(con, source, book, problems), con, source, problems)
    except NotAWorkbook as refusal:
        problems.error("not a workbook", shown(source.name), str(refusal.args[0]), str(refusal.args[1]))
    except OSError as error:
        problems.error(
            "unreadable file", shown(source.name), f"cannot be read: {error.strerror}", "check the file and its rights"
        )
    return {}


def _read_all(
    readers: dict[str, Reader], con: duckdb.DuckDBPyConnection, source: Path, problems: Problems
) -> dict[str, Source]:
    read: dict[str, Source] = {}
    for spec in INPUTS.values():
        reader = readers.get(spec.name)
        if reader is None and spec.has_register:
            reader = _register_reader(con, spec, problems)
        elif reader is None and not spec.optional:
            problems.error(
                "missing input",
                shown(source.name),
                f"there is no {spec.name}",
                f"add {spec.name}.csv, {spec.name}.parquet or a sheet named {spec.name}",
            )
        if reader is None:
            continue
        try:
            read[spec.name] = reader()
        except InputRefused:
            continue
        except OSError as error:
            problems.error(
                "unreadable file", spec.name, f"cannot be read: {error.strerror}", "check the file and its rights"
            )
    return read


def _register_reader(con: duckdb.DuckDBPyConnection, spec: Input, problems: Problems) -> Reader:
    path = REFERENCE / f"{spec.name}.csv"
    return lambda: replace(read_csv(con, path, f"reference/{path.name}", spec, problems), is_register=True)


def _in_folder(con: duckdb.DuckDBPyConnection, folder: Path, problems: Problems) -> dict[str, Reader]:
    readers: dict[str, Reader] = {}
    seen: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        name, suffix = path.stem.lower(), path.suffix.lower()
        if path.name.startswith(".") or suffix in SILENT_SUFFIXES:
            continue
        if path.is_dir() or name not in INPUTS or suffix not in (".csv", ".parquet"):
            _warn_unknown(path.name, name, suffix, problems)
        elif name in seen:
            problems.error(
                "input given twice",
                shown(path.name),
                f"{seen[name]} brings the same input",
                "keep one of the two files",
            )
        else:
            seen[name] = path.name
            read = read_csv if suffix == ".csv" else read_parquet
            readers[name] = _file_reader(read, con, path, INPUTS[name], problems)
    return readers


def _file_reader(
    read: Callable[[duckdb.DuckDBPyConnection, Path, str, Input, Problems], Source],
    con: duckdb.DuckDBPyConnection,
    path: Path,
    spec: Input,
    problems: Problems,
) -> Reader:
    return lambda: read(con, path, path.name, spec, problems)


def _warn_unknown(file_name: str, name: str, suffix: str, problems: Problems) -> None:
    near = nearest(name, list(INPUTS))
    if suffix in (".xlsx", ".xls", ".xlsm"):
        right = "give the workbook itself as the source, not its folder"
    elif name in INPUTS:
        right = f"deliver {name} as .csv or .parquet"
    elif near:
        right = f"name it {near}{suffix if suffix in ('.csv', '.parquet') else '.csv'} if it is that input"
    else:
        right = "remove it if it is not needed"
    problems.warning("unknown file", shown(file_name), "is no input and was not read", right)


def _in_workbook(con: duckdb.DuckDBPyConnection, path: Path, book: Workbook, problems: Problems) -> dict[str, Reader]:
    readers: dict[str, Reader] = {}
    sha256, size = sha256_of(path), path.stat().st_size
    for sheet in book.sheet_names:
        name = sheet.strip().lower()
        label = f"{path.name}, sheet {shown(sheet)}"
        if name not in INPUTS:
            near = nearest(name, list(INPUTS))
            right = f"name it {near} if it is that input" if near else "remove it if it is not needed"
            problems.warning("unknown sheet", label, "is no input and was not read", right)
        elif name in readers:
            problems.error(
                "input given twice", label, "another sheet brings the same input", "keep one of the two sheets"
            )
        else:
            readers[name] = _sheet_reader(con, path, book, sheet, sha256, size, problems)
    return readers


def _sheet_reader(
    con: duckdb.DuckDBPyConnection, path: Path, book: Workbook, sheet: str, sha256: str, size: int, problems: Problems
) -> Reader:
    spec, label = INPUTS[sheet.strip().lower()], f"{path.name}, sheet {shown(sheet)}"

    def read() -> Source:
        try:
            columns = _read_sheet(con, book, sheet, label, spec, problems)
        except (ParseError, zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, zipfile.error) as error:
            problems.error(
                "unreadable file", label, "the sheet is damaged", "open the workbook in a spreadsheet and save it"
            )
            raise InputRefused from error
        return Source(spec.name, label, path.name, sha256, size, dict.fromkeys(columns, "VARCHAR"))

    return read


def _read_sheet(
    con: duckdb.DuckDBPyConnection, book: Workbook, sheet: str, label: str, spec: Input, problems: Problems
) -> list[str]:
    book.unreadable_cells(sheet, label, problems)
    table: RawTable | None = None
    header: list[str] = []
    positions: dict[str, int] = {}
    number = 1
    for chunk in book.chunks(sheet, RECORDS_AT_A_TIME):
        if table is None:
            header = [str(cell) for cell in chunk.pop(0)]
            number += 1
            if not any(header):
                break
            positions = check_header(header, spec, label, problems)
            table = RawTable(con, spec, list(positions))
        columns: list[list[str | None]] = [[] for _ in positions]
        for row, cells in enumerate(chunk, start=number):
            _check_cells(cells, row, header, label, problems)
            for values, i in zip(columns, positions.values(), strict=True):
                cell = cells[i] if i < len(cells) else ""
                values.append(None if isinstance(cell, Refused) else cell)
        table.append(list(range(number, number + len(chunk))), columns)
        number += len(chunk)
    if table is None:
        problems.error(
            "empty file", label, "the sheet has no header in row 1", "write the names of the columns in row 1"
        )
        raise InputRefused
    return list(positions)


def _check_cells(cells: list[str | Refused], row: int, header: list[str], label: str, problems: Problems) -> None:
    for i, cell in enumerate(cells):
        name = header[i] if i < len(header) else ""
        if isinstance(cell, Refused):
            problems.error(
                "unusable cell",
                label,
                f"cell {cell_name(row, i)} {cell}",
                "write the value as a text, a number or a date",
                row=row,
                column=shown(name),
            )
        elif cell and not name:
            problems.error(
                "column without a name",
                label,
                f"cell {cell_name(row, i)} has a value but its column has no name in row 1",
                "name the column in row 1, or empty it",
                row=row,
                value=shown(cell),
            )
