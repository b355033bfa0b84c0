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
from languages import N_
from languages import gettext as _
from languages.formats import count

PREFIX = "clusterxchange-intake-"
SUFFIXES = (".csv", ".parquet", ".xlsx")
LONGEST_NAME = 120
_OTHER_KINDS = {
    ".xls": N_("{file} is an old workbook. Save it as .xlsx."),
    ".xlsm": N_("{file} is a workbook with macros. Save it as .xlsx."),
    ".ods": N_("{file} is an OpenDocument spreadsheet. Save it as .xlsx."),
    ".zip": N_("{file} is an archive. Unpack it and bring its files."),
}


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
                _(
                    "{file} is larger than {most} MB. Deliver it in parts, or as Parquet.",
                    file=shown(name),
                    most=count(most["file_megabytes"]),
                )
            )
        if len(self.files) >= most["files"]:
            raise NotStaged(
                _(
                    "A delivery has at most {most} files. {file} was not taken.",
                    most=count(most["files"]),
                    file=shown(name),
                )
            )
        if any(file.file_name == name for file in self.files):
            raise NotStaged(_("There are two files named {file}. The second was not taken.", file=shown(name)))
        held = sum(file.path.stat().st_size for file in self.files)
        if held + len(content) > limit_bytes("delivery_megabytes"):
            raise NotStaged(
                _(
                    "The files together are larger than {most} MB. {file} was not taken.",
                    most=count(most["delivery_megabytes"]),
                    file=shown(name),
                )
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
    name = re.split(r"[/\\]", file_name)[-1].strip() or _("unnamed")
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{suffix[:10]}" if dot else name[:LONGEST_NAME]


def _kind(name: str, suffix: str) -> str:
    return _(_OTHER_KINDS.get(suffix, N_("{file} is no CSV, Parquet or .xlsx file.")), file=shown(name))


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
