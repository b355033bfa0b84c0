"""python -m data.backup: all published snapshots in one file, and back.

A backup is a .tar with a list of checksums. It is written while no build may change the folder, read back and checked before
it gets its name. A restore checks every file of it before it changes anything, and points at the restored snapshot last.
"""

import argparse
import hashlib
import json
import os
import re
import sys
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from data.build.parquet import sha256_of
from data.build.problems import shown
from data.build.publish import POINTER, current_id, snapshot_path, to_disk, working_folder
from data.publications import FILE

DEFAULT_WAREHOUSE = Path(__file__).parent / "snapshots"
CHECKSUMS = "checksums.json"
# What belongs to the snapshots, by name; everything else in an archive is refused.
BELONGS = re.compile(rf"warehouse-[0-9A-Za-z-]+\.duckdb|{re.escape(FILE)}|{POINTER}")
BYTES_AT_A_TIME = 1 << 22


class BadBackup(Exception):
    """A file that is no backup, or a damaged one; the text says what is wrong."""


def back_up(warehouse: Path, archive: Path) -> int:
    """Write all snapshots, the list of publications and the pointer into `archive`, a .tar; returns the number of files.

    Waits for a build to end. Raises BadBackup where there is nothing to keep or the copy differs from what was read, and
    OSError where it cannot be written; an archive of that name stays as it is then.
    """
    if not current_id(warehouse):
        raise BadBackup(f"{warehouse} has no published snapshot.")
    archive.parent.mkdir(parents=True, exist_ok=True)
    half = archive.with_name(f".{archive.name}.part")
    try:
        with working_folder(warehouse, print):
            files = sorted(path for path in warehouse.iterdir() if path.is_file() and BELONGS.fullmatch(path.name))
            checksums = {path.name: sha256_of(path) for path in files}
            with tarfile.open(half, "w") as tar:
                text = json.dumps(checksums, indent=1).encode()
                head = tarfile.TarInfo(CHECKSUMS)
                head.size = len(text)
                tar.addfile(head, BytesIO(text))
                for path in files:
                    tar.add(path, path.name, recursive=False)
        to_disk(half)
        check(half)
        os.replace(half, archive)
        to_disk(archive.parent)
    finally:
        half.unlink(missing_ok=True)
    return len(files)


def check(archive: Path) -> dict[str, str]:
    """The checksums of an archive's files, each found to be true. Raises BadBackup."""
    try:
        with tarfile.open(archive, "r:") as tar:
            found = {name: _sha256(tar, member) for name, member in _members(tar)}
            expected = _checksums(tar)
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise BadBackup(f"{archive} is no backup, or is cut off ({shown(error)}).") from error
    wrong = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
    if wrong:
        raise BadBackup(f"{archive} is damaged: {', '.join(wrong)} differ from what was kept.")
    if POINTER not in expected:
        raise BadBackup(f"{archive} does not say which snapshot is current.")
    return expected


def restore(archive: Path, warehouse: Path) -> str:
    """Bring the snapshots of `archive` back into `warehouse`; returns the id of the current one.

    Snapshots that are there and not in the archive stay. Raises BadBackup before anything is changed, and OSError where the
    folder cannot be written: the pointer is moved last, so that readers see the old or the restored snapshot whole.
    """
    expected = check(archive)
    with working_folder(warehouse, print) as folder:
        with tarfile.open(archive, "r:") as tar:
            for name, member in _members(tar):
                _copy(tar, member, folder / name)
        for name in sorted(expected, key=lambda name: (name == POINTER, name == FILE)):
            if sha256_of(folder / name) != expected[name]:
                raise BadBackup(f"{name} was not copied whole.")
            if name == POINTER and not snapshot_path(warehouse, current_id(folder)).exists():
                raise BadBackup(f"{archive} does not hold the snapshot that it calls current.")
            to_disk(folder / name)
            os.replace(folder / name, warehouse / name)
        to_disk(warehouse)
    return current_id(warehouse)


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, tarfile.TarInfo]]:
    """The files of an archive but for the checksums. Raises ValueError for what a backup does not hold."""
    for member in tar.getmembers():
        if member.name == CHECKSUMS:
            continue
        if not member.isreg() or not BELONGS.fullmatch(member.name):
            raise ValueError(f"holds {member.name!r}")
        yield member.name, member


def _checksums(tar: tarfile.TarFile) -> dict[str, str]:
    try:
        held = tar.extractfile(CHECKSUMS)
    except KeyError:
        held = None
    if held is None:
        raise ValueError("has no list of checksums")
    said = json.loads(held.read(BYTES_AT_A_TIME))
    if not isinstance(said, dict):
        raise ValueError("its list of checksums cannot be read")
    return {str(name): str(digest) for name, digest in said.items()}


def _blocks(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[bytes]:
    held = tar.extractfile(member)
    while held is not None and (block := held.read(BYTES_AT_A_TIME)):
        yield block


def _sha256(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    digest = hashlib.sha256()
    for block in _blocks(tar, member):
        digest.update(block)
    return digest.hexdigest()


def _copy(tar: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
    with path.open("wb") as out:
        for block in _blocks(tar, member):
            out.write(block)


def main(arguments: list[str] | None = None) -> int:
    """Back up or restore. Returns 0, 1 for a bad backup, 2 where a file cannot be read or written."""
    parser = argparse.ArgumentParser(
        prog="python -m data.backup", description="Back up the snapshots, or restore them."
    )
    parser.add_argument("--warehouse", type=Path, default=Path(os.environ.get("CXC_WAREHOUSE") or DEFAULT_WAREHOUSE))
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--to", type=Path, metavar="FILE.tar", help="write a backup")
    what.add_argument("--from", type=Path, dest="source", metavar="FILE.tar", help="restore a backup")
    options = parser.parse_args(arguments)
    try:
        if options.to:
            number = back_up(options.warehouse, options.to)
            print(f"{options.to}: {number} files, each read back and found to be the same")
        else:
            print(f"Restored; the current snapshot is {restore(options.source, options.warehouse)}")
    except BadBackup as refusal:
        print(f"{refusal} Nothing was changed.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"cannot read or write: {shown(error)}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
