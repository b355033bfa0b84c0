"""The snapshots that are measured: a sample of each size, made and published, and kept for the next run."""

import hashlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.server import ROOT

SAMPLE_CODE = ("data/sample", "data/reference")
BUILD_CODE = (*SAMPLE_CODE, "data/build", "data/models", "data/geography", "data/schema_version.py", "data/model.py")


@dataclass(frozen=True)
class Published:
    """A snapshot of `exchanges` rows: its folder and file, what it took to make, and whether that was in an earlier run."""

    exchanges: int
    folder: Path
    snapshot: Path
    sample_seconds: float
    build_seconds: float
    source_bytes: int
    is_kept: bool

    @property
    def snapshot_bytes(self) -> int:
        """Size of the snapshot's file."""
        return self.snapshot.stat().st_size


def publish(exchanges: int, folder: Path, *, fresh: bool) -> Published:
    """Makes and publishes the sample of a size below `folder`, or takes what an earlier run with the same code left.

    Raises subprocess.CalledProcessError if the sample or the build fails.
    """
    source, warehouse, notes = folder / "source", folder / "warehouse", folder / "made.json"
    made = _notes(notes)
    code = {"sample": fingerprint(SAMPLE_CODE), "build": fingerprint(BUILD_CODE)}
    if not fresh and made.get("code") == code and (warehouse / "current").is_file():
        return _published(exchanges, warehouse, made, is_kept=True)
    if fresh or made.get("code", {}).get("sample") != code["sample"]:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        seconds = _run("data.sample", "--exchanges", str(exchanges), "--out", str(source), log=folder / "sample.log")
        made = {"sample_seconds": seconds}
    made["source_bytes"] = sum(file.stat().st_size for file in source.iterdir())
    shutil.rmtree(warehouse, ignore_errors=True)
    report = str(folder / "report.csv")
    made["build_seconds"] = _run(
        "data.build",
        "--source",
        str(source),
        "--warehouse",
        str(warehouse),
        "--report",
        report,
        log=folder / "build.log",
    )
    made["code"] = code
    notes.write_text(json.dumps(made))
    return _published(exchanges, warehouse, made, is_kept=False)


def fingerprint(paths: Iterable[str], root: Path = ROOT) -> str:
    """A digest of the files at and below the paths, by name and content; what Python compiles of them is left out."""
    digest = hashlib.sha256()
    for path in paths:
        start = root / path
        files = [start] if start.is_file() else [file for file in start.rglob("*") if file.is_file()]
        for file in sorted(file for file in files if "__pycache__" not in file.parts):
            content = file.read_bytes()
            digest.update(f"{file.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _run(module: str, *arguments: str, log: Path) -> float:
    """Seconds that a command of the project takes; what it says goes to `log`."""
    start = time.perf_counter()
    with log.open("wb") as output:
        subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    return time.perf_counter() - start


def _notes(file: Path) -> dict[str, Any]:
    try:
        notes = json.loads(file.read_text())
    except (OSError, ValueError):
        return {}
    return notes if isinstance(notes, dict) else {}


def _published(exchanges: int, warehouse: Path, made: dict[str, Any], *, is_kept: bool) -> Published:
    snapshot = warehouse / (warehouse / "current").read_text().strip()
    return Published(
        exchanges, warehouse, snapshot, made["sample_seconds"], made["build_seconds"], made["source_bytes"], is_kept
    )
