"""Deliveries with their files mutated, and what a build may make of them: publish the whole, or refuse with a place.

`python -m tests.build.mutated --trials 3000 --seed 1` tries many and counts what became of them.
"""

import argparse
import io
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

import duckdb

from data.build import BuildResult, Problems, build
from data.build.schema import INPUTS
from data.build.sources import read_sources
from data.build.typed import Described, today_utc, type_delivery, type_input
from tests.build import deliveries

# Pieces that readers stumble over.
PIECES = [
    b'"', b"'", b";", b",", b"\t", b"\r", b"\n", b"\r\n", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"=1+1", b"#REF!",
    "é".encode("cp1252"), "é".encode(), b"1e400", b"NaN", b"-0", b"9" * 40, b"31.02.2021", b"0000-00-00", b"1,234.5,6",
    b"A" * 5_000, b",,,,,,,,,,,,,,,,,,,,,,", b'""""', b"PAR1", b"PK\x03\x04", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;",
    "\u202e\u200b\ufeff".encode(), b"\x1b[31m", b"true", b"Total", b"exchange_id", b"]]>", b"</row>", b"<c/>", b'r="XFD1"',
    b'r="99999999"', b't="s"><v>99999</v>', b"</sheetData>", b'<mergeCell ref="A1:ZZ9"/>', b"<f>1/0</f>",
]  # fmt: skip


def mutated(content: bytes, rng: random.Random) -> bytes:
    """The content after one to eight changes: cut, changed, doubled, swapped, or with a piece put in."""
    out = bytearray(content)
    for _ in range(rng.randint(1, 8)):
        place = rng.randrange(len(out) + 1)
        length = rng.choice([1, 2, 8, 64, 512])
        match rng.randrange(7):
            case 0:
                out[place : place + length] = rng.randbytes(min(length, 64))
            case 1:
                out[place:place] = rng.choice(PIECES)
            case 2:
                del out[place : place + length]
            case 3:
                out[place:place] = out[place : place + length]
            case 4 if out:
                out[min(place, len(out) - 1)] ^= 1 << rng.randrange(8)
            case 5 if rng.random() < 0.2:
                del out[place:]
            case _:
                piece = rng.choice(PIECES)
                out[place : place + len(piece)] = piece
    return bytes(out)


def mutated_workbook(content: bytes, rng: random.Random) -> bytes:
    """A workbook whose parts are mutated inside the archive, or whose archive is."""
    if rng.random() < 0.2:
        return mutated(content, rng)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        names = archive.namelist()
        spoiled = set(rng.sample(names, k=rng.choice([1, 1, 2])))
        for name in names:
            part = archive.read(name)
            if name in spoiled and rng.random() < 0.05:
                continue
            changed.writestr(name, mutated(part, rng) if name in spoiled else part)
    return out.getvalue()


class Originals:
    """The valid delivery in each kind of file, written once."""

    def __init__(self, folder: Path) -> None:
        valid = deliveries.valid()
        self._csv = {p.name: p.read_bytes() for p in deliveries.write_csv(valid, folder / "csv", ";").iterdir()}
        self._parquet = {p.name: p.read_bytes() for p in deliveries.write_parquet(valid, folder / "parquet").iterdir()}
        self._workbook = deliveries.write_workbook(valid, folder / "book.xlsx").read_bytes()

    def write(self, kind: str, rng: random.Random, folder: Path) -> Path:
        """A mutated delivery of a kind."""
        folder.mkdir(parents=True)
        if kind == "xlsx":
            path = folder / "book.xlsx"
            path.write_bytes(mutated_workbook(self._workbook, rng))
            return path
        files = self._csv if kind == "csv" else self._parquet
        spoiled = set(rng.sample(sorted(files), k=rng.choice([1, 1, 1, 2])))
        for name, content in files.items():
            (folder / name).write_bytes(mutated(content, rng) if name in spoiled else content)
        return folder


KINDS = ("csv", "parquet", "xlsx")
ENDS = ("published", "refused", "read")


def complaint(result: BuildResult, warehouse: Path) -> str:
    """What is wrong with how a build ended; "" where it published the whole or refused with a place and a remedy."""
    if result.ok != (result.problems.errors == 0):
        return "published with errors, or refused without"
    if result.ok != (warehouse / "current").exists():
        return "the pointer says otherwise"
    if any(not (p.file and p.wrong and p.right) for p in result.problems):
        return "a finding without place, words or remedy"
    return ""


def trial(kind: str, seed: int, originals: Originals, folder: Path) -> str:
    """Try one mutated delivery; how it ended: published, refused, or what is wrong. Lets exceptions through."""
    source = originals.write(kind, random.Random(f"{kind} {seed}"), folder / "source")
    result = build(source, folder / "warehouse")
    return complaint(result, folder / "warehouse") or ("published" if result.ok else "refused")


def reading(kind: str, seed: int, originals: Originals, folder: Path) -> str:
    """Try the readers alone, which is a tenth of the work of a build; how it ended, as `trial` says it."""
    source = originals.write(kind, random.Random(f"{kind} {seed}"), folder / "source")
    problems = Problems()
    with duckdb.connect(config={"autoinstall_known_extensions": "false", "threads": 1}) as con:
        con.execute("attach ':memory:' as stage")
        con.execute("create schema stage.input")
        read = read_sources(con, source, problems)
        for name, spec in INPUTS.items():
            if name == "delivery":
                type_delivery(con, read.get(name), today_utc(), problems, Described(today_utc()))
            else:
                type_input(con, spec, read.get(name), problems)
    if any(not (p.file and p.wrong and p.right) for p in problems):
        return "a finding without place, words or remedy"
    return "refused" if problems.errors else "read"


def main() -> int:
    """Try many; print the counts and each fault with its seed. Returns the number of faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--readers", action="store_true", help="the readers alone, not the whole build")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    slowest, faults, started = 0.0, 0, time.monotonic()
    with tempfile.TemporaryDirectory() as base:
        originals = Originals(Path(base) / "valid")
        for seed in range(options.seed, options.seed + options.trials):
            if time.monotonic() - started > options.seconds:
                break
            kind = KINDS[seed % len(KINDS)]
            with tempfile.TemporaryDirectory(dir=base) as folder:
                begun = time.monotonic()
                try:
                    end = (reading if options.readers else trial)(kind, seed, originals, Path(folder))
                except Exception as error:
                    end = f"{type(error).__name__}: {str(error)[:200]}"
                slowest = max(slowest, time.monotonic() - begun)
            counts[f"{kind} {end}"] += 1
            if end not in ENDS:
                faults += 1
                print(f"{kind} seed {seed}: {end}", flush=True)
            if sum(counts.values()) % 250 == 0:
                print(f"{sum(counts.values())} tried, {faults} faults", flush=True)
    print(f"{sum(counts.values())} trials, {faults} faults, slowest {slowest:.1f} s")
    for end, count in sorted(counts.items()):
        print(f"  {count:6,} {end}")
    return faults


if __name__ == "__main__":
    sys.exit(min(main(), 1))
