"""The quick way for CSV files without surprises: DuckDB reads them itself, on all cores.

It is taken for files that are UTF-8 with the header in their first line and no empty lines, and kept only if DuckDB finds
every record whole with quoting taken strictly. Everything else goes the slow way (raw.py), which locates what is wrong.
"""

import codecs
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.build.limits import limit_bytes, limits
from data.build.values import SPACES

LEAST_BYTES = 1_000_000  # under it the slow way is quick enough
BLOCK_BYTES = 1 << 20


@dataclass(frozen=True)
class Scan:
    """What one look at the bytes of a file tells. is_regular: no empty line, and line ends of one kind."""

    sha256: str
    bytes: int
    is_regular: bool


def scan(path: Path) -> Scan | None:
    """Look through a file; None where it is not UTF-8 or has a line that is too long, so that a closer look is needed."""
    digest, size, lines, returns = hashlib.sha256(), 0, 0, 0
    decode = codecs.getincrementaldecoder("utf-8")().decode
    longest, since, has_empty, before = limit_bytes("line_kilobytes"), 0, False, b""
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            if not size and block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                return None
            digest.update(block)
            size += len(block)
            try:
                decode(block)
            except UnicodeDecodeError:
                return None
            first, last = block.find(b"\n"), block.rfind(b"\n")
            if since + (first if first >= 0 else len(block)) > longest:
                return None
            since = len(block) - last - 1 if last >= 0 else since + len(block)
            joined = before + block
            has_empty = has_empty or b"\n\n" in joined or b"\n\r\n" in joined
            before = block[-2:]
            lines += block.count(b"\n")
            returns += block.count(b"\r")
    try:
        decode(b"", True)
    except UnicodeDecodeError:
        return None
    is_one_kind = returns in (0, lines)
    return Scan(digest.hexdigest(), size, not has_empty and is_one_kind and lines <= limits()["rows"])


def stripped(expression: str) -> str:
    """SQL for a text without spaces around it, NULL if nothing is left.

    Trimming looks for each kind of space at each value; most texts start and end with a visible ASCII character, which
    is found fifteen times as fast.
    """
    tidy = f"{expression} between '!' and '~' and right({expression}, 1) between '!' and '~'"
    return f"case when {tidy} then {expression} else nullif(trim({expression}, '{SPACES}'), '') end"


def read_regular(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    name: str,
    separator: str,
    header: Sequence[str],
    positions: Mapping[str, int],
) -> bool:
    """Read a regular file into `stage.raw.<name>`. positions: place in the file of each column of the input.

    False, with nothing made, where DuckDB does not find every record whole.
    """
    places = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(header)))
    any_value = " or ".join(f"c{i} is not null" for i in positions.values())
    listed = ", ".join(f'{stripped(f"c{i}")} as "{column}"' for column, i in positions.items())
    try:
        con.execute(
            f"create or replace table stage.records as from read_csv(?, delim = ?, quote = '\"', escape = '\"', "
            f"header = false, skip = 1, auto_detect = false, strict_mode = true, null_padding = false, nullstr = '', "
            f"columns = {{{places}}})",
            [str(path), separator],
        )
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error:
        return False
    con.execute(
        f"create table stage.raw.{name} as select (rowid + 2)::integer as source_row, {listed} "
        f"from stage.records where {any_value}"
    )
    con.execute("drop table stage.records")
    return True
