"""Files that a reader brings, in a private temporary folder of bounded size until they are published or discarded.

Names are never paths: a file lies under a number of ours and its name is kept beside it, for words alone.
"""

import os
import re
import shutil
import tempfile
import time
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.build.limits import limit_bytes, limits
from data.build.problems import shown

PREFIX = "clusterxchange-intake-"
SUFFIXES = (".csv", ".parquet", ".xlsx")
LONGEST_NAME = 120


class NotStaged(Exception):
    """A file that is not taken; the text says why and what would be right."""


@dataclass(frozen=True)
class Staged:
    """A file of the delivery: where it lies, and what its owner calls it."""

    path: Path
    file_name: str


class Staging:
    """One reader's files. Gone with `remove`, with the object, with the process, or when they are old."""

    def __init__(self) -> None:
        sweep()
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        self.files: list[Staged] = []
        self._removed = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def put(self, file_name: str, content: bytes | memoryview) -> Staged:
        """Keep a file. Raises NotStaged beyond the limits, for another kind of file and for a name given twice."""
        name = last_part(file_name)
        suffix = Path(name).suffix.lower()
        if suffix not in SUFFIXES:
            raise NotStaged(_kind(name, suffix))
        most = limits()
        if len(content) > limit_bytes("file_megabytes"):
            raise NotStaged(
                f"{shown(name)} is larger than {most['file_megabytes']} MB. Deliver it in parts, or as Parquet."
            )
        if len(self.files) >= most["files"]:
            raise NotStaged(f"A delivery has at most {most['files']} files. {shown(name)} was not taken.")
        if any(file.file_name == name for file in self.files):
            raise NotStaged(f"There are two files named {shown(name)}. The second was not taken.")
        held = sum(file.path.stat().st_size for file in self.files)
        if held + len(content) > limit_bytes("delivery_megabytes"):
            raise NotStaged(
                f"The files together are larger than {most['delivery_megabytes']} MB. {shown(name)} was not taken."
            )
        path = self.folder / f"{len(self.files) + 1}{suffix}"
        path.write_bytes(content)
        self.files.append(Staged(path, name))
        return self.files[-1]

    def remove(self) -> None:
        """Remove the folder and all that is in it; once is enough, and twice does no harm."""
        self._removed()


def last_part(file_name: str) -> str:
    """The name of a file without any folder, in either system's spelling, and not longer than a line."""
    name = re.split(r"[/\\]", file_name)[-1].strip() or "unnamed"
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{suffix[:10]}" if dot else name[:LONGEST_NAME]


def _kind(name: str, suffix: str) -> str:
    words = {
        ".xls": "is an old workbook. Save it as .xlsx.",
        ".xlsm": "is a workbook with macros. Save it as .xlsx.",
        ".ods": "is an OpenDocument spreadsheet. Save it as .xlsx.",
        ".zip": "is an archive. Unpack it and bring its files.",
    }
    return f"{shown(name)} {words.get(suffix, 'is no CSV, Parquet or .xlsx file.')}"


def sweep() -> None:
    """Remove what processes that are gone have left, and what is older than the limit."""
    oldest = time.time() - limits()["kept_hours"] * 3600
    for folder in _folders():
        try:
            owner = int(folder.name.removeprefix(PREFIX).split("-")[0])
            if not _is_alive(owner) or folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)
        except (ValueError, OSError):
            continue


def _folders() -> Iterator[Path]:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if folder.is_dir() and not folder.is_symlink() and folder.stat().st_uid == os.getuid():
            yield folder


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
