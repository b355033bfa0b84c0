"""python -m data.sample: writes the sample's source folder."""

import argparse
import sys
from datetime import date
from pathlib import Path

from data.sample.source import CSV_AT_MOST, EXCHANGES_AT_LEAST, EXCHANGES_AT_MOST, FORMATS, write_sample
from data.sample.timeline import AS_OF


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; returns 0, or 2 where the arguments or the folder do not serve, with a message on stderr."""
    parser = argparse.ArgumentParser(
        prog="python -m data.sample",
        description="Writes a source folder for the build: the real register with synthetic exchanges.",
    )
    parser.add_argument("--out", type=Path, default=Path("build/sample"), help="folder to write (default: %(default)s)")
    parser.add_argument(
        "--exchanges",
        type=int,
        default=650,
        help=f"{EXCHANGES_AT_LEAST} to {EXCHANGES_AT_MOST:,} (default: %(default)s)",
    )
    parser.add_argument("--seed", type=int, default=2020, help="same seed, same files (default: %(default)s)")
    parser.add_argument(
        "--format", choices=FORMATS, help=f"of the synthetic tables (default: csv up to {CSV_AT_MOST:,}, else parquet)"
    )
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        default=AS_OF,
        metavar="YYYY-MM-DD",
        help="the sample as it was known on an earlier day, to compare two snapshots (default: %(default)s)",
    )
    given = parser.parse_args(arguments)
    try:
        written = write_sample(given.out, given.exchanges, given.seed, given.format, as_of=given.as_of)
    except (ValueError, OSError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    counts = ", ".join(f"{rows:,} {table.replace('_', ' ')}" for table, rows in written.rows.items())
    print(f"{written.folder}: {counts} ({written.file_format})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
