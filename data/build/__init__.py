"""From a delivery to a published snapshot: read, check everything, run the models, publish. See data/SCHEMA.md."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from data import settings
from data.build.base import Base
from data.build.candidate import Delivery, Origin, one_line, prepare
from data.build.closed_rules import current_file
from data.build.keep import remove_old
from data.build.parts import Part
from data.build.problems import Problem, Problems
from data.build.publish import new_snapshot, publish, working_folder
from languages import gettext as _
from languages.formats import decimal

__all__ = ["Base", "BuildResult", "Delivery", "Origin", "Part", "Problem", "Problems", "build", "one_line"]


@dataclass(frozen=True)
class BuildResult:
    """What a build did. `snapshot_id` and `path` are None if it was refused; `rows` counts the rows read per input."""

    ok: bool
    snapshot_id: str | None
    path: Path | None
    problems: Problems
    rows: Mapping[str, int]


def build(
    source: Path | Sequence[Part],
    warehouse: Path,
    say: Callable[[str], None] = lambda line: None,
    *,
    note: str = "",
    published_by: str = "",
    origins: Iterable[Origin] = (),
    base: Base | None = None,
    as_of: date | None = None,
) -> BuildResult:
    """Build a snapshot of `source`, a folder, an .xlsx workbook or the parts of a delivery, into the folder `warehouse`.

    note: why it is published, and published_by: who does it, both for the list of snapshots. origins: the files that
    `source` was made of, where its rows name them as origin_file. base: the snapshot whose rows stay where the
    delivery does not replace them. as_of: the day on which the data are true, where the delivery does not say.

    On any error in the delivery nothing is published and the result is not ok; warnings let it pass. `say` hears of
    each step. Raises OSError if the warehouse cannot be written, and ValueError if the models contradict themselves.
    """
    problems = Problems()
    tell = with_time(say)
    delivery = Delivery(source, origins, base, as_of, note, published_by)
    with working_folder(warehouse, tell) as folder:
        earlier = None if base else current_file(warehouse)
        candidate = prepare(delivery, folder, partial(new_snapshot, warehouse), problems, tell, earlier)
        if candidate.path is None or candidate.snapshot_id is None:
            return BuildResult(False, None, None, problems, candidate.rows)
        tell(_("publishing"))
        path = publish(
            candidate.path,
            warehouse,
            candidate.snapshot_id,
            published_by=one_line(published_by),
            note=one_line(note),
        )
        tell(_("published {snapshot}", snapshot=candidate.snapshot_id))
        for gone in remove_old(warehouse, settings.snapshots_kept(), settings.days_kept_after_opening()):
            tell(_("removed {snapshot}, which is older than those to keep", snapshot=gone))
    return BuildResult(True, candidate.snapshot_id, path, problems, candidate.rows)


def with_time(say: Callable[[str], None]) -> Callable[[str], None]:
    """Each line with the seconds since now in front."""
    started = time.monotonic()
    return lambda line: say(
        _("[{seconds} s] {line}", seconds=decimal(time.monotonic() - started, 1).rjust(6), line=line)
    )
