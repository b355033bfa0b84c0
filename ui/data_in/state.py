"""What one reader has brought so far, from files to a candidate; kept for the session and never in the address."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import streamlit as st

from data import warehouse
from data.build import Part, Problems
from data.build.publish import current_id
from data.intake import mapping, worker
from data.intake.check import Checked, Request
from data.intake.staging import NotStaged, Staging
from data.intake.tables import Table, tables_of

KEY = "data_in"


@dataclass
class Choice:
    """What a table brings, and which column each of its names means ("" for none)."""

    input: str
    columns: dict[str, str]
    is_remembered: bool = False


@dataclass
class Intake:
    """One delivery on its way. uploads: what tells the files of this delivery from others."""

    uploads: tuple[str, ...] = ()
    staging: Staging | None = None
    refused: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    tables: list[Table] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    job: worker.Job | None = None
    asked: str = ""
    checked: Checked | None = None
    published: str = ""

    def bring(self, uploads: tuple[str, ...], files: Sequence[tuple[str, bytes | memoryview]]) -> None:
        """Stage the files of a new delivery in the place of the last one."""
        self.discard()
        self.uploads = uploads
        if not files:
            return
        self.staging = Staging()
        for name, content in files:
            try:
                staged = self.staging.put(name, content)
            except NotStaged as refusal:
                self.refused.append(str(refusal))
                continue
            self.tables += tables_of(staged, self.problems)
        for table in self.tables:
            suggested = mapping.suggest(table, warehouse.folder())
            self.choices.append(Choice(suggested.input, dict(suggested.columns), suggested.is_remembered))

    def discard(self) -> None:
        """Forget all and remove the files."""
        if self.job:
            self.job.stop()
        if self.staging:
            self.staging.remove()
        self.__init__()  # type: ignore[misc]

    def forget_check(self) -> None:
        """What was found holds no longer, since something about the delivery was changed."""
        if self.job:
            self.job.stop()
        self.job, self.checked, self.asked, self.published = None, None, "", ""

    def parts(self) -> tuple[Part, ...]:
        """The tables that bring an input, as the build takes them."""
        return tuple(
            Part(choice.input, table.path, table.file_name, table.sheet, dict(choice.columns), table.header_row)
            for table, choice in zip(self.tables, self.choices, strict=True)
            if choice.input
        )

    def twice(self) -> list[str]:
        """Inputs that two tables bring."""
        brought = [choice.input for choice in self.choices if choice.input]
        return sorted({name for name in brought if brought.count(name) > 1})

    def check(self, partnership_id: str | None, as_of: date | None) -> None:
        """Start a check against the snapshot that is current now, in a folder of its own. Raises OSError."""
        assert self.staging is not None
        self.forget_check()
        folder = warehouse.folder()
        base_id = current_id(folder)
        base_path = warehouse.path_of(base_id) if base_id else None
        request = Request(self.parts(), base_path, base_id or None, partnership_id, as_of)
        for left in self.staging.folder.glob("check-*"):
            shutil.rmtree(left, ignore_errors=True)
        self.asked = repr(request)
        self.job = worker.start(request, Path(tempfile.mkdtemp(prefix="check-", dir=self.staging.folder)))

    def is_asked(self, partnership_id: str | None, as_of: date | None) -> bool:
        """Whether the last check was of the delivery as it is chosen now, whatever snapshot is current meanwhile."""
        checked = self.checked.base_id if self.checked else None
        base_path = warehouse.path_of(checked) if checked else None
        return self.asked == repr(Request(self.parts(), base_path, checked, partnership_id, as_of))

    def remember(self) -> None:
        """Keep what the columns were chosen to mean, for the next delivery of the same names. Raises OSError."""
        for table, choice in zip(self.tables, self.choices, strict=True):
            if choice.input:
                mapping.remember(table, choice.input, choice.columns, warehouse.folder())


def intake() -> Intake:
    """The reader's delivery."""
    found: Intake = st.session_state.setdefault(KEY, Intake())
    return found
