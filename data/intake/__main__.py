"""python -m data.intake template|check|publish: the page "Data in" on the command line."""

import argparse
import os
import sys
import tempfile
from datetime import date
from pathlib import Path

import duckdb

from data.build import Part, Problems
from data.build.from_snapshot import FROM_SNAPSHOT, attach
from data.build.problems import grade_order, shown
from data.build.publish import current_id, snapshot_path
from data.build.report import print_report
from data.intake.check import CANDIDATE, MARKED, REPORT, Checked, Request, check
from data.intake.mapping import remember, suggest
from data.intake.publishing import Overtaken, PublishingOff, publish_candidate
from data.intake.staging import SUFFIXES, Staged
from data.intake.tables import Table, tables_of
from data.intake.template import KEYS, register_ids, template
from languages import N_
from languages import gettext as _

DEFAULT_WAREHOUSE = Path(__file__).parent.parent / "snapshots"


def main(arguments: list[str] | None = None) -> int:
    """Run a command. Returns 0 if it did what it says, 1 if the delivery was refused, 2 if a file cannot be read or written."""
    options = _parser().parse_args(arguments)
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        return _template(options) if options.command == "template" else _deliver(options)
    except (OSError, duckdb.Error) as error:
        print(f"cannot write or read: {shown(str(error).splitlines()[0])}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data.intake", description="Bring data in with care.")
    commands = parser.add_subparsers(dest="command", required=True)
    made = commands.add_parser("template", help="write the template workbook")
    made.add_argument("--out", type=Path, required=True, help="the .xlsx file to write")
    for name, words in (("check", "check files and say what they would change"), ("publish", "check, and publish")):
        command = commands.add_parser(name, help=words)
        command.add_argument("files", type=Path, nargs="+", help="CSV, Parquet or .xlsx files, in any layout")
        command.add_argument(
            "--partnership", help="id of the partnership whose delivery it is (else the whole programme)"
        )
        command.add_argument("--as-of", type=date.fromisoformat, help="day on which the data are true, yyyy-mm-dd")
        command.add_argument("--findings", type=Path, default=Path("build/findings"), help="folder for the findings")
        if name == "publish":
            command.add_argument("--note", default="", help="why it is published")
            command.add_argument("--by", default="", help="who publishes it")
    for command in commands.choices.values():
        command.add_argument(
            "--warehouse",
            type=Path,
            default=Path(os.environ.get("CXC_WAREHOUSE") or DEFAULT_WAREHOUSE),
            help="folder of the snapshots (default: environment CXC_WAREHOUSE, else data/snapshots)",
        )
    return parser


def _template(options: argparse.Namespace) -> int:
    known = register_ids()
    base = current_id(options.warehouse)
    if base:
        with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as con:
            attach(con, snapshot_path(options.warehouse, base))
            for name, key in KEYS.items():
                relation = con.sql(FROM_SNAPSHOT[name])
                known[name] = [str(row[relation.columns.index(key)]) for row in relation.fetchall()]
    options.out.write_bytes(template(known))
    print(f"Wrote {options.out}")
    return 0


def _deliver(options: argparse.Namespace) -> int:
    problems = Problems()
    tables = _tables(options.files, problems)
    if problems.errors:
        print_report(problems, sys.stdout)
        return 1
    parts = [_part(table, options.warehouse) for table in tables]
    base = current_id(options.warehouse)
    path = snapshot_path(options.warehouse, base) if base else None
    request = Request(
        tuple(part for part in parts if part.input), path, base or None, options.partnership, options.as_of
    )
    with tempfile.TemporaryDirectory(prefix="clusterxchange-check-") as folder:
        checked = check(request, Path(folder), lambda line: print(line, flush=True))
        options.findings.mkdir(parents=True, exist_ok=True)
        for name in (REPORT, MARKED):
            (options.findings / name).write_bytes((Path(folder) / name).read_bytes())
        _say(checked, options.findings)
        if not checked.ok:
            return 1
        if options.command == "publish":
            return _publish(Path(folder) / CANDIDATE, checked, options, tables, parts)
    return 0


def _tables(files: list[Path], problems: Problems) -> list[Table]:
    tables = []
    for path in files:
        if path.suffix.lower() not in SUFFIXES:
            problems.error(
                N_("unknown file"),
                shown(path.name),
                _("is no CSV, Parquet or .xlsx file"),
                _("save it as one of these"),
            )
        else:
            tables += tables_of(Staged(path, path.name), problems)
    return tables


def _part(table: Table, warehouse: Path) -> Part:
    found = suggest(table, warehouse)
    names = ", ".join(f"{shown(given)} = {column or 'not read'}" for given, column in found.columns.items())
    print(f"{shown(table.label)}: {found.input or 'not read'} ({names})")
    return Part(found.input, table.path, table.file_name, table.sheet, dict(found.columns), table.header_row)


def _say(checked: Checked, findings: Path) -> None:
    for grade, kind, count in sorted(checked.counts, key=lambda one: grade_order(one[0])):  # type: ignore[arg-type]
        print(f"\n{grade}: {kind} ({count:,})")
        for p in (p for p in checked.examples if (p.grade, p.kind) == (grade, kind)):
            place = ", ".join(part for part in (p.file, f"row {p.row}" if p.row else "", p.column) if part)
            print(f"  {place}: {p.value!r} {p.wrong}. Remedy: {p.right}.")
    print(f"\nAll findings, and the files with the cells marked, are in {findings}")
    if checked.effect:
        for row in checked.effect.rows:
            changes = f"{row.added:,} added, {row.changed:,} changed, {row.removed:,} removed"
            print(f"{row.input}: {row.before:,} rows before; {changes}; {row.after:,} after")
        for counted in checked.effect.counts:
            print(f"{counted.what}: {counted.before:,} before, {counted.after:,} after")
        for money in checked.effect.money:
            print(f"{money.partnership_id} {money.account}: EUR {money.before_eur} before, {money.after_eur} after")


def _publish(
    candidate: Path, checked: Checked, options: argparse.Namespace, tables: list[Table], parts: list[Part]
) -> int:
    try:
        snapshot_id = publish_candidate(candidate, options.warehouse, checked.base_id, options.note, options.by)
    except Overtaken:
        print("Nothing was published: another snapshot became the current one meanwhile. Run the command again.")
        return 1
    except PublishingOff:
        print("Nothing was published: publishing is turned off (CXC_READ_ONLY).")
        return 1
    for table, part in zip(tables, parts, strict=True):
        if part.input:
            remember(table, part.input, part.columns, options.warehouse)
    print(f"Published {snapshot_id}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
