"""The parts of a delivery: which file or sheet brings which input, and what its columns are called there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.build.problems import shown
from languages import gettext as _


@dataclass(frozen=True)
class Part:
    """One file or sheet that brings one input.

    file_name: as findings and sources name the file, whatever it is called on disk; columns: delivered name to name of
    the column, "" for one that is left out, and a name that is not among them stands for itself; header_row: as a
    spreadsheet counts, 0 where the readers are to find it.
    """

    input: str
    path: Path
    file_name: str
    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    header_row: int = 0

    @property
    def label(self) -> str:
        """How findings name it."""
        if self.sheet is None:
            return shown(self.file_name)
        return _("{file}, sheet {sheet}", file=shown(self.file_name), sheet=shown(self.sheet))
