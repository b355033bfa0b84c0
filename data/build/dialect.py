"""How a CSV file is written: its encoding, and its separator and header row from the first lines. Decided per file."""

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from data.build.header import find_header
from data.build.limits import limit_bytes
from data.build.problems import InputRefused, Problems, shown
from data.build.regular_csv import scan
from data.build.values import SPACES
from languages import N_
from languages import gettext as _
from languages.formats import count

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
ROWS_BEFORE_A_HEADER = 20  # a title, a date, an author; a table that starts further down is not looked for
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE_AS_UTF8 = N_("save the file as UTF-8 (in a spreadsheet: CSV UTF-8)")
_NOT_UTF16 = N_("byte {byte} (hexadecimal {code}) in line {line} is not UTF-16")
_NOT_AS_MARKED = N_("byte {byte} (hexadecimal {code}) in line {line} is not UTF-8, though the file is marked as UTF-8")
_NEITHER = N_("byte {byte} (hexadecimal {code}) in line {line} is neither UTF-8 nor Windows-1252")
_NOT_AS_OTHERS = N_(
    "byte {byte} (hexadecimal {code}) in line {line} is not UTF-8, while other characters of the file are"
)


@dataclass(frozen=True)
class Dialect:
    """encoding: a Python codec; separator: one character; sha256, bytes: of the file; header_row: the first is 1;
    is_regular: without surprises (regular_csv)."""

    encoding: str
    separator: str
    sha256: str
    bytes: int
    header_row: int = 1
    is_regular: bool = False


def dialect_of(path: Path, label: str, known: tuple[str, ...], problems: Problems, header_row: int = 0) -> Dialect:
    """The dialect of a CSV file whose header names some `known` columns, in `header_row` if that is told.

    Raises InputRefused, after recording why, for a file that is empty, cannot be decoded or has no known column.
    """
    encoding, sha256, size, head, is_regular = _first_lines(path, label, problems)
    best, row, most = ",", 1, 0
    for mark in SEPARATORS:
        records = first_records(head, mark)
        if header_row:
            index, count = header_row - 1, find_header(records[header_row - 1 : header_row], known)[1]
        else:
            index, count = find_header(records, known)
        if count > most:
            best, row, most = mark, index + 1, count
    if not most:
        problems.error(
            N_("no known column"),
            label,
            _("no line at the top names a known column, separated by comma, semicolon or tab"),
            _("the header names columns of data/SCHEMA.md, such as {column}", column=known[0]),
            row=1,
            value=shown(io.StringIO(head, newline="").readline().strip(SPACES)),
        )
        raise InputRefused
    return Dialect(encoding, best, sha256, size, row, is_regular)


def beginning(path: Path, label: str, problems: Problems) -> str:
    """The text of the beginning of a CSV file.

    Raises InputRefused, after recording why, for a file that is empty or cannot be decoded.
    """
    return _first_lines(path, label, problems)[3]


def _first_lines(path: Path, label: str, problems: Problems) -> tuple[str, str, int, str, bool]:
    """Encoding, SHA-256, size, the text of the beginning, and whether the file is regular."""
    scanned = scan(path)
    if scanned:
        encoding, sha256, size, is_regular = "utf-8-sig", scanned.sha256, scanned.bytes, scanned.is_regular
    else:
        encoding, sha256, size, is_regular = *_encoding(path, label, problems), False
    with _opened(path, encoding) as text:
        head = text.read(csv.field_size_limit())
    if not head.strip(SPACES):
        problems.error(N_("empty file"), label, _("the file has no content"), _("give at least the header line"))
        raise InputRefused
    return encoding, sha256, size, head, is_regular


def first_records(head: str, separator: str, most: int = ROWS_BEFORE_A_HEADER) -> list[list[str]]:
    """The first records of a text, as far as its quoting can be read."""
    records: list[list[str]] = []
    try:
        for record in islice(csv.reader(io.StringIO(head, newline=""), delimiter=separator), most):
            records.append([value.strip(SPACES) for value in record])
    except csv.Error:
        pass
    return records


def _encoding(path: Path, label: str, problems: Problems) -> tuple[str, str, int]:
    """Codec, SHA-256 and size. Lines are decoded one by one, since a line feed is one byte in both encodings."""
    longest = limit_bytes("line_kilobytes")
    digest, size, has_pairs = hashlib.sha256(), 0, False
    bad_utf8: tuple[int, int] | None = None  # offset and line of the first byte that is not UTF-8
    bad_1252: tuple[int, int] | None = None
    with path.open("rb") as file:
        start = file.read(3)
        file.seek(0)
        if start[:2] in _UTF16:
            data = file.read()
            try:
                data.decode("utf-16")
            except UnicodeDecodeError as error:
                _refuse_byte(path, label, problems, error.start, 1 + data.count(b"\n", 0, error.start), _NOT_UTF16)
            return "utf-16", hashlib.sha256(data).hexdigest(), len(data)
        for number, line in enumerate(iter(lambda: file.readline(longest + 1), b""), start=1):
            digest.update(line)
            if len(line) > longest:
                problems.error(
                    N_("line too long"),
                    label,
                    _("line {line} is longer than {most} kB", line=number, most=count(longest // 1000)),
                    _("check that the file is CSV, with a line for each row"),
                    row=number,
                )
                raise InputRefused
            if not line.isascii():
                try:
                    line.decode("utf-8")
                    has_pairs = True
                except UnicodeDecodeError as error:
                    has_pairs = has_pairs or not line[: error.start].isascii()
                    bad_utf8 = bad_utf8 or (size + error.start, number)
                    if bad_1252 is None:
                        try:
                            line.decode("cp1252")
                        except UnicodeDecodeError as other:
                            bad_1252 = (size + other.start, number)
            size += len(line)
    if bad_utf8 is None:
        return "utf-8-sig", digest.hexdigest(), size
    if start == codecs.BOM_UTF8:
        _refuse_byte(path, label, problems, *bad_utf8, _NOT_AS_MARKED)
    if bad_1252 is not None:
        _refuse_byte(path, label, problems, *bad_1252, _NEITHER)
    if has_pairs:
        _refuse_byte(path, label, problems, *bad_utf8, _NOT_AS_OTHERS)
    return "cp1252", digest.hexdigest(), size


def _refuse_byte(path: Path, label: str, problems: Problems, offset: int, line: int, wrong: str) -> None:
    with path.open("rb") as file:
        file.seek(offset)
        byte = file.read(1)
    problems.error(
        N_("encoding"),
        label,
        _(wrong, byte=offset + 1, code=byte.hex(), line=line),
        _(_SAVE_AS_UTF8),
        row=line,
    )
    raise InputRefused


@contextmanager
def _opened(path: Path, encoding: str) -> Iterator[io.TextIOWrapper]:
    with path.open(encoding=encoding, newline="") as text:
        yield text


@contextmanager
def records(path: Path, dialect: Dialect) -> Iterator[Iterator[list[str]]]:
    """The records of the file, header first, with quoting taken strictly. The iterator raises csv.Error."""
    with _opened(path, dialect.encoding) as text:
        yield csv.reader(text, delimiter=dialect.separator, strict=True)
