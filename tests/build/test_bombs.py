"""Workbooks that would grow beyond all bounds: refused with words before they do."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from data.build import build
from data.build.problems import Problem
from tests.build import deliveries

SHEET = "xl/worksheets/sheet5.xml"  # exchanges
ROW = b"<row"


def with_part(folder: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The valid workbook with its parts changed."""
    original = deliveries.write_workbook(deliveries.valid(), folder / "original.xlsx")
    path = folder / "book.xlsx"
    with zipfile.ZipFile(original) as archive, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in archive.namelist():
            changed.writestr(name, change(name, archive.read(name)))
    return path


def refused(path: Path, folder: Path) -> list[Problem]:
    result = build(path, folder / "warehouse")
    assert not result.ok
    return [p for p in result.problems if p.grade == "error"]


def in_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: part.replace(old, new, 1) if name == SHEET else part


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (in_sheet(b'r="3"', b'r="999999999"'), "more than 1\u202f048\u202f576 rows"),
        (in_sheet(b'r="A3"', b'r="XFD3"'), "more than 500 columns"),
        (in_sheet(b"</row>", b"<c/>" * 600 + b"</row>"), "more than 500 columns"),
        (in_sheet(b"</row>", b'<c r="A2"/>' * 600 + b"</row>"), "more than 500 columns"),
    ],
)
def test_a_sheet_beyond_the_limits_is_refused(
    change: Callable[[str, bytes], bytes], words: str, tmp_path: Path
) -> None:
    (found,) = [p for p in refused(with_part(tmp_path, change), tmp_path) if p.kind == "too large"]
    assert words in found.wrong
    assert found.file == "book.xlsx, sheet exchanges"


def test_what_unpacks_to_many_times_its_size_is_refused(tmp_path: Path) -> None:
    path = with_part(tmp_path, lambda name, part: part + b" " * 60_000_000 if name == SHEET else part)
    (found,) = refused(path, tmp_path)
    assert found.file == "book.xlsx"
    assert "times its size, as no workbook of tables does" in found.wrong


def test_entities_do_not_multiply(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "0123456789">{levels}]>'.encode()

    def change(name: str, part: bytes) -> bytes:
        if name != SHEET:
            return part
        head, _, body = part.partition(b"?>") if part.startswith(b"<?xml") else (b"", b"", part)
        declared = bomb + body.replace(b"</v>", b"&e9;</v>", 1)
        return head + b"?>" + declared if head else declared

    assert "damaged" in refused(with_part(tmp_path, change), tmp_path)[0].wrong
