"""python -m data.build.snapshots: list the snapshots, publish one of them again, remove those that are not to be kept."""

import argparse
import os
import sys
from pathlib import Path

from data import publications, settings
from data.build.keep import NotPublished, publish_again, remove_old
from data.build.problems import shown
from data.build.publish import current_id, snapshot_ids, working_folder

DEFAULT_WAREHOUSE = Path(__file__).parents[1] / "snapshots"


def main(arguments: list[str] | None = None) -> int:
    """Run the command. Returns 0, 1 where a snapshot cannot be published, 2 where a file cannot be written."""
    parser = argparse.ArgumentParser(prog="python -m data.build.snapshots", description=__doc__)
    parser.add_argument("--warehouse", type=Path, default=Path(os.environ.get("CXC_WAREHOUSE") or DEFAULT_WAREHOUSE))
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="each snapshot, the newest first; * is the current one")
    again = commands.add_parser("publish", help="publish a snapshot again: roll back, or forward")
    again.add_argument("snapshot_id")
    again.add_argument("--note", default="")
    commands.add_parser("remove-old", help="keep as many as CXC_KEEP_SNAPSHOTS says")
    options = parser.parse_args(arguments)
    try:
        return _run(options)
    except NotPublished as refusal:
        print(f"{shown(options.snapshot_id)}: {refusal} Nothing was changed.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"cannot write or read: {shown(error)}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    if options.command == "list":
        current = current_id(options.warehouse)
        notes = {entry.snapshot_id: entry.note for entry in publications.read(options.warehouse)}
        for snapshot_id in reversed(snapshot_ids(options.warehouse)):
            print(f"{'*' if snapshot_id == current else ' '} {snapshot_id}  {notes.get(snapshot_id, '')}")
    elif options.command == "publish":
        entry = publish_again(
            options.warehouse, options.snapshot_id, published_by=settings.login_name(), note=options.note, say=print
        )
        print(f"Published {entry.snapshot_id}: {entry.note}")
    else:
        with working_folder(options.warehouse, print):
            gone = remove_old(options.warehouse, settings.snapshots_kept(), settings.days_kept_after_opening())
        print(f"Removed {len(gone)} snapshots", *gone, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
