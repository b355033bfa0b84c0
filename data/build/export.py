"""python -m data.build.export --snapshot FILE.duckdb --out FOLDER: a snapshot as the CSV files that build to it again."""

import argparse
import sys
from pathlib import Path

import duckdb

from data.build.from_snapshot import FROM_SNAPSHOT, attach
from data.build.problems import shown
from data.build.schema import INPUTS, Column


def export(snapshot: Path, folder: Path) -> list[Path]:
    """Write the inputs of the snapshot's file into `folder`, one CSV file each; returns the files.

    The values are exact and not made harmless for spreadsheets: the files are for the build. What a snapshot does not
    tell apart is delivered in one way: a target equal to the default is left empty, a lump sum left empty is 0.00.
    Raises OSError where nothing can be written, and duckdb.Error for what is no snapshot of this version.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as con:
        attach(con, snapshot)
        for name, spec in INPUTS.items():
            texts = ", ".join(f'{_as_text(name, column)} as "{column.name}"' for column in spec.columns)
            path = folder / f"{name}.csv"
            con.sql(f"select {texts} from ({FROM_SNAPSHOT[name]})").to_csv(str(path), header=True)
            written.append(path)
    return written


def _as_text(name: str, column: Column) -> str:
    """SQL for a value as the readers take it back exactly."""
    if name == "partnerships" and column.name in ("start_date", "end_date"):
        return column.name.replace("_date", "_published")  # a year or a month, as given
    if column.type == "list":
        return f"case when len({column.name}) = 0 then ';' else array_to_string({column.name}, ';') end"
    return f'"{column.name}"::varchar'


def main(arguments: list[str] | None = None) -> int:
    """Export. Returns 0, or 2 where the snapshot cannot be read or the folder not be written."""
    parser = argparse.ArgumentParser(prog="python -m data.build.export", description=__doc__)
    parser.add_argument("--snapshot", type=Path, required=True, help="file of a snapshot, warehouse-....duckdb")
    parser.add_argument("--out", type=Path, required=True, help="folder for the CSV files")
    options = parser.parse_args(arguments)
    try:
        written = export(options.snapshot, options.out)
    except (OSError, duckdb.Error) as error:
        print(f"cannot export: {shown(str(error).splitlines()[0])}", file=sys.stderr)
        return 2
    print(f"Wrote {len(written)} files to {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
