"""The tables in the files of a delivery: each CSV or Parquet file, each sheet of a workbook, with its header."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from data.build.dialect import ROWS_BEFORE_A_HEADER, SEPARATORS, beginning, first_records
from data.build.problems import InputRefused, Problems, shown
from data.build.sources import is_passed_over
from data.build.spreadsheet_words import folded
from data.build.values import SPACES
from data.build.workbook import NotAWorkbook, Workbook
from data.intake.columns import named
from data.intake.staging import Staged
from languages import N_
from languages import gettext as _

MOST_EXAMPLES = 3
LEAST_NAMES = 2


@dataclass(frozen=True)
class Table:
    """One table. names: its header as delivered; header_row: as a spreadsheet counts; examples: values of each column."""

    path: Path
    file_name: str
    sheet: str | None
    names: tuple[str, ...]
    header_row: int
    examples: dict[str, str]

    @property
    def label(self) -> str:
        """How the screen names it."""
        if self.sheet is None:
            return self.file_name
        return _("{file}, sheet {sheet}", file=self.file_name, sheet=self.sheet)


def tables_of(file: Staged, problems: Problems) -> list[Table]:
    """The tables of a file; a file that cannot be read gives none, after recording why. Template sheets are left out."""
    try:
        match file.path.suffix:
            case ".csv":
                return [_of_csv(file, problems)]
            case ".parquet":
                return [_of_parquet(file)]
        return _of_workbook(file)
    except InputRefused:
        return []
    except NotAWorkbook as refusal:
        problems.error(N_("not a workbook"), shown(file.file_name), str(refusal.args[0]), str(refusal.args[1]))
    except Exception:  # each library has many kinds for damage
        problems.error(
            N_("unreadable file"),
            shown(file.file_name),
            _("the file is damaged"),
            _("save it again, or deliver it as CSV"),
        )
    return []


def _of_csv(file: Staged, problems: Problems) -> Table:
    head = beginning(file.path, shown(file.file_name), problems)
    best: tuple[int, int, int, list[list[str]]] = (-1, 0, 0, [])
    for mark in SEPARATORS:
        records = first_records(head, mark)
        index, score = likely_header(records)
        widest = max((len(record) for record in records), default=0)
        best = max(best, (score, widest, -index, records), key=lambda one: one[:3])
    return _table(file, None, best[3])


def _of_parquet(file: Staged) -> Table:
    with pq.ParquetFile(file.path) as parquet:
        names = [str(name) for name in parquet.schema_arrow.names]
    return _table(file, None, [names])


def _of_workbook(file: Staged) -> list[Table]:
    if not file.path.stat().st_size:
        raise NotAWorkbook(_("has no content"), _("give the workbook again"))
    found = []
    with Workbook(file.path) as book:
        for sheet in book.sheet_names:
            if is_passed_over(sheet):
                continue
            records = book.first_rows(sheet, ROWS_BEFORE_A_HEADER)
            if any(any(record) for record in records):
                found.append(_table(file, sheet, records))
    return found


def likely_header(records: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Index of the record that is most like a header, and how many names of columns it holds, in any language."""
    scores = [len({folded(cell) for cell in record} & _known()) for record in records]
    best = max(range(len(scores)), key=lambda i: (scores[i], -i), default=0)
    if scores and scores[best] >= LEAST_NAMES:
        return best, scores[best]
    for i, record in enumerate(records):  # no name is known: the first that has several words
        if sum(bool(cell) and not cell[0].isdigit() for cell in record) >= LEAST_NAMES:
            return i, 0
    return 0, 0


_FOLDED: set[str] = set()


def _known() -> set[str]:
    """Folded names of all columns."""
    if not _FOLDED:
        for (_, column), words in named().items():
            _FOLDED.update(folded(name) for name in (column, *words.names))
    return _FOLDED


def _table(file: Staged, sheet: str | None, records: Sequence[Sequence[str]]) -> Table:
    index = likely_header(records)[0]
    header = [name.strip(SPACES) for name in records[index]] if records else []
    examples: dict[str, list[str]] = {name: [] for name in header if name}
    for record in records[index + 1 :]:
        for name, cell in zip(header, record, strict=False):
            if name and cell and len(examples[name]) < MOST_EXAMPLES and cell not in examples[name]:
                examples[name].append(cell)
    return Table(
        file.path,
        file.file_name,
        sheet,
        tuple(dict.fromkeys(name for name in header if name)),
        index + 1,
        {name: shown(", ".join(values)) for name, values in examples.items()},
    )
