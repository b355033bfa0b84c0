"""How a CSV file is written: its encoding, and its separator, from the header line. Decided per file."""

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data.build.problems import InputRefused, Problems, shown
from data.build.values import SPACES

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE_AS_UTF8 = "save the file as UTF-8 (in a spreadsheet: CSV UTF-8)"


@dataclass(frozen=True)
class Dialect:
    """encoding: a Python codec; separator: one character; sha256, bytes: of the file."""

    encoding: str
    separator: str
    sha256: str
    bytes: int


def dialect_of(path: Path, known: tuple[str, ...], problems: Problems) -> Dialect:
    """The dialect of a CSV file whose header names some `known` columns.

    Raises InputRefused, after recording why, for a file that is empty, cannot be decoded or has no known column.
    """
    encoding, sha256, size = _encoding(path, problems)
    with _opened(path, encoding) as text:
        head = text.read(csv.field_size_limit())
    lines = io.StringIO(head, newline="")
    first = lines.readline()
    if not head.strip(SPACES):
        problems.error("empty file", path.name, "the file has no content", "give at least the header line")
        raise InputRefused
    counts = {mark: len(set(_names(head, mark)) & set(known)) for mark in SEPARATORS}
    best = max(counts, key=lambda mark: counts[mark])
    if not counts[best]:
        problems.error(
            "no known column",
            path.name,
            "the first line names no known column, separated by comma, semicolon or tab",
            f"the header names columns of data/SCHEMA.md, such as {known[0]}",
            row=1,
            value=shown(first.strip(SPACES)),
        )
        raise InputRefused
    return Dialect(encoding, best, sha256, size)


def _names(head: str, separator: str) -> list[str]:
    try:
        record = next(csv.reader(io.StringIO(head, newline=""), delimiter=separator), [])
    except csv.Error:
        return []
    return [name.strip(SPACES) for name in record]


def _encoding(path: Path, problems: Problems) -> tuple[str, str, int]:
    """Codec, SHA-256 and size. Lines are decoded one by one, since a line feed is one byte in both encodings."""
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
                _refuse_byte(path, problems, error.start, 1 + data.count(b"\n", 0, error.start), "not UTF-16")
            return "utf-16", hashlib.sha256(data).hexdigest(), len(data)
        for number, line in enumerate(file, start=1):
            digest.update(line)
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
        _refuse_byte(path, problems, *bad_utf8, "not UTF-8, though the file is marked as UTF-8")
    if bad_1252 is not None:
        _refuse_byte(path, problems, *bad_1252, "neither UTF-8 nor Windows-1252")
    if has_pairs:
        _refuse_byte(path, problems, *bad_utf8, "not UTF-8, while other characters of the file are")
    return "cp1252", digest.hexdigest(), size


def _refuse_byte(path: Path, problems: Problems, offset: int, line: int, wrong: str) -> None:
    with path.open("rb") as file:
        file.seek(offset)
        byte = file.read(1)
    problems.error(
        "encoding",
        path.name,
        f"byte {offset + 1} (hexadecimal {byte.hex()}) in line {line} is {wrong}",
        _SAVE_AS_UTF8,
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
