"""Which files or sheets bring which input, and the reading of each into `stage.raw`."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from data.build.header import nearest
from data.build.parquet import read_parquet, sha256_of
from data.build.parts import Part
from data.build.problems import InputRefused, Problems, shown
from data.build.raw import Source, read_csv
from data.build.schema import INPUTS, Input
from data.build.sheets import read_sheet
from data.build.workbook import NotAWorkbook, Workbook
from languages import N_, meant, pgettext
from languages import gettext as _

REFERENCE = Path(__file__).parent.parent / "reference"
SILENT_SUFFIXES = (".md", ".txt")
# Of the template, as data/intake/template.py names them in each language.
SHEETS_PASSED_OVER = ("Instructions", "Lists")


@dataclass
class _Reading:
    """One reading of a delivery: where it goes, what it finds, and the workbooks that are open meanwhile."""

    con: duckdb.DuckDBPyConnection
    problems: Problems
    books: dict[Path, tuple[Workbook, str, int]]
    stack: ExitStack


def read_sources(
    con: duckdb.DuckDBPyConnection,
    source: Path | Sequence[Part],
    problems: Problems,
    kept: Collection[str] = (),
) -> dict[str, Source]:
    """Read every input of a folder, a workbook or the parts named, and the register's files for those left out.

    kept: inputs that come from elsewhere where they are not delivered. Returns the inputs read by name. What cannot be
    read is recorded as an error and left out.
    """
    con.execute("create schema stage.raw")
    with ExitStack() as stack:
        reading = _Reading(con, problems, {}, stack)
        if not isinstance(source, Path):
            return _read_all(source, pgettext("place of a finding", "delivery"), kept, reading)
        parts = _parts(source, reading)
        return {} if parts is None else _read_all(parts, shown(source.name), kept, reading)


def _parts(source: Path, reading: _Reading) -> list[Part] | None:
    """The parts of a folder or workbook; None, after recording why, where it is neither."""
    problems = reading.problems
    if source.is_dir():
        return parts_of_folder(source, problems)
    if not source.exists():
        problems.error(
            N_("no source"),
            shown(source),
            _("does not exist"),
            _("give a folder of CSV or Parquet files, or an .xlsx workbook"),
        )
        return None
    try:
        suffix = source.suffix.lower()
        if suffix in (".csv", ".parquet"):
            raise NotAWorkbook(_("is a single file"), _("give the folder that holds the files of all inputs"))
        if suffix == ".xlsm":
            raise NotAWorkbook(_("is a workbook with macros"), _("save it as .xlsx without macros"))
        if suffix != ".xlsx":
            raise NotAWorkbook(
                _("is not an .xlsx workbook"), _("save it as .xlsx, or give a folder of CSV or Parquet files")
            )
        if not source.stat().st_size:
            problems.error(N_("empty file"), source.name, _("the file has no content"), _("give the workbook again"))
            return None
        return parts_of_workbook(source, _book(source, reading)[0], problems)
    except NotAWorkbook as refusal:
        problems.error(N_("not a workbook"), shown(source.name), str(refusal.args[0]), str(refusal.args[1]))
    except OSError as error:
        problems.error(
            N_("unreadable file"),
            shown(source.name),
            _("cannot be read: {reason}", reason=error.strerror),
            _("check the file and its rights"),
        )
    return None


def _book(path: Path, reading: _Reading) -> tuple[Workbook, str, int]:
    """A workbook, opened once a reading, with its SHA-256 and size. Raises NotAWorkbook and OSError."""
    if path not in reading.books:
        book = reading.stack.enter_context(Workbook(path))
        reading.books[path] = (book, sha256_of(path), path.stat().st_size)
    return reading.books[path]


def _read_all(parts: Iterable[Part], named: str, kept: Collection[str], reading: _Reading) -> dict[str, Source]:
    by_input = {part.input: part for part in parts}
    read: dict[str, Source] = {}
    for spec in INPUTS.values():
        part = by_input.get(spec.name)
        if part is None and spec.name in kept:
            continue
        if part is None and not spec.has_register:
            if not spec.optional:
                reading.problems.error(
                    N_("missing input"),
                    named,
                    _("there is no {input}", input=spec.name),
                    _("add {input}.csv, {input}.parquet or a sheet named {input}", input=spec.name),
                )
            continue
        try:
            source = _read(part, spec, reading) if part else None
            if source and part and part.sheet is not None and _is_left_empty(source, spec, reading):
                source = None
            if source is None and spec.name not in kept:
                source = _read_register(spec, reading)
            if source:
                read[spec.name] = source
        except InputRefused:
            continue
        except OSError as error:
            reading.problems.error(
                N_("unreadable file"),
                spec.name,
                _("cannot be read: {reason}", reason=error.strerror),
                _("check the file and its rights"),
            )
    return read


def _read(part: Part, spec: Input, reading: _Reading) -> Source:
    if part.sheet is None:
        read = read_parquet if part.path.suffix.lower() == ".parquet" else read_csv
        return read(reading.con, part, spec, reading.problems)
    try:
        book, sha256, size = _book(part.path, reading)
    except NotAWorkbook as refusal:
        reading.problems.error(N_("not a workbook"), part.label, str(refusal.args[0]), str(refusal.args[1]))
        raise InputRefused from refusal
    return read_sheet(reading.con, book, part, sha256, size, spec, reading.problems)


def _is_left_empty(source: Source, spec: Input, reading: _Reading) -> bool:
    """Whether a sheet of the register, or of the delivery's properties, was left as the template has it: without rows."""
    if not (spec.has_register or spec.optional) or not source.columns:
        return False
    if reading.con.execute(f"select 1 from stage.raw.{spec.name} limit 1").fetchone():
        return False
    reading.con.execute(f"drop table stage.raw.{spec.name}")
    return True


def _read_register(spec: Input, reading: _Reading) -> Source | None:
    """The register's file for an input that is not delivered; None where the register has none."""
    if not spec.has_register:
        return None
    path = REFERENCE / f"{spec.name}.csv"
    found = read_csv(reading.con, Part(spec.name, path, f"reference/{path.name}"), spec, reading.problems)
    return replace(found, file_name=path.name, is_register=True)


def parts_of_folder(folder: Path, problems: Problems) -> list[Part]:
    """The files of a folder that are named for inputs. Records those that are not, and inputs given twice."""
    parts: dict[str, Part] = {}
    for path in sorted(folder.iterdir()):
        name, suffix = path.stem.lower(), path.suffix.lower()
        if path.name.startswith(".") or suffix in SILENT_SUFFIXES:
            continue
        if path.is_dir() or name not in INPUTS or suffix not in (".csv", ".parquet"):
            _warn_unknown(path.name, name, suffix, problems)
        elif name in parts:
            problems.error(
                N_("input given twice"),
                shown(path.name),
                _("{file} brings the same input", file=shown(parts[name].file_name)),
                _("keep one of the two files"),
            )
        else:
            parts[name] = Part(name, path, path.name)
    return list(parts.values())


def _warn_unknown(file_name: str, name: str, suffix: str, problems: Problems) -> None:
    near = nearest(name, list(INPUTS))
    if suffix in (".xlsx", ".xls", ".xlsm"):
        right = _("give the workbook itself as the source, not its folder")
    elif name in INPUTS:
        right = _("deliver {input} as .csv or .parquet", input=name)
    elif near:
        ending = suffix if suffix in (".csv", ".parquet") else ".csv"
        right = _("name it {name} if it is that input", name=near + ending)
    else:
        right = _("remove it if it is not needed")
    problems.warning(N_("unknown file"), shown(file_name), _("is no input and was not read"), right)


def is_passed_over(sheet: str) -> bool:
    """Whether a sheet is one of the template's that bring nothing, in whatever language the template was made."""
    bare = sheet.strip()
    return any(meant(name, SHEETS_PASSED_OVER) for name in (bare, bare.capitalize()))


def parts_of_workbook(path: Path, book: Workbook, problems: Problems) -> list[Part]:
    """The sheets of a workbook that are named for inputs. Records those that are not, and inputs given twice."""
    parts: dict[str, Part] = {}
    for sheet in book.sheet_names:
        name = sheet.strip().lower()
        label = Part(name, path, path.name, sheet).label
        if is_passed_over(sheet):
            continue
        if name not in INPUTS:
            near = nearest(name, list(INPUTS))
            right = _("name it {name} if it is that input", name=near) if near else _("remove it if it is not needed")
            problems.warning(N_("unknown sheet"), label, _("is no input and was not read"), right)
        elif name in parts:
            problems.error(
                N_("input given twice"),
                label,
                _("another sheet brings the same input"),
                _("keep one of the two sheets"),
            )
        else:
            parts[name] = Part(name, path, path.name, sheet)
    return list(parts.values())
