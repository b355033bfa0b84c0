"""python -m data.build --source PATH [--warehouse DIR] [--report FILE.csv] [--note TEXT] [--by NAME]"""

import argparse
import os
import sys
from pathlib import Path

import duckdb

from data import settings
from data.build import build
from data.build.problems import shown
from data.build.report import print_report, write_report
from data.build.rule_exceptions import report_exceptions

DEFAULT_WAREHOUSE = Path(__file__).parent.parent / "snapshots"
DEFAULT_REPORT = Path("build/report.csv")


def main(arguments: list[str] | None = None) -> int:
    """Build and report. Returns 0 if published, 1 if the delivery was refused, 2 if a file cannot be written."""
    parser = argparse.ArgumentParser(
        prog="python -m data.build", description="Check a delivery and publish a snapshot."
    )
    parser.add_argument("--source", type=Path, required=True, help="folder of CSV or Parquet files, or .xlsx workbook")
    parser.add_argument(
        "--warehouse",
        type=Path,
        default=Path(os.environ.get("CXC_WAREHOUSE") or DEFAULT_WAREHOUSE),
        help="folder of the snapshots (default: environment CXC_WAREHOUSE, else data/snapshots)",
    )
    parser.add_argument(
        "--report", type=Path, default=DEFAULT_REPORT, help="CSV of all findings (default: %(default)s)"
    )
    parser.add_argument("--note", default="", help="why it is published, for the list of snapshots")
    parser.add_argument("--by", default=settings.login_name(), help="who publishes it (default: the login name)")
    options = parser.parse_args(arguments)
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        result = build(
            options.source,
            options.warehouse,
            lambda line: print(line, flush=True),
            note=options.note,
            published_by=options.by,
        )
        if result.path:
            report_exceptions(result.path, None, result.problems)
        write_report(result.problems, options.report)
    except (OSError, duckdb.Error) as error:
        print(f"cannot write or read: {shown(error)}", file=sys.stderr)
        return 2
    print_report(result.problems, sys.stdout)
    if result.problems.counts:
        print(f"\n{result.problems.errors:,} errors, {result.problems.warnings:,} warnings; all in {options.report}")
    if not result.ok:
        print("Nothing was published.")
        return 1
    print(f"Published {result.path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
