"""The third step: what was found, grouped by kind with counts, the first examples and the remedy; all of it as files."""

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from charts import words
from data.build.problems import Problem, grade_order
from data.intake.check import MARKED, REPORT, Checked
from languages import N_, ngettext
from languages import gettext as _
from ui.downloads import XLSX
from ui.table import EMPTY
from ui.text import plain

ICONS = {"error": ":material/error:", "warning": ":material/warning:", "note": ":material/info:"}
# By grade: at the head of a group, and within a sentence.
HEADS = {"error": N_("Error"), "warning": N_("Warning"), "note": N_("Note")}
GRADES = (N_("error"), N_("warning"), N_("note"))
COLUMNS = ["file", "row", "column", "value", "wrong", "right"]
ROW_PIXELS = 62  # three lines of words


def show(checked: Checked, folder: Path) -> None:
    """Counts in a sentence, each kind with its examples, and the downloads."""
    if checked.failure:
        st.error(plain(checked.failure), icon=":material/error:")
        return
    errors, warnings, notes = (checked.of_grade(grade) for grade in ("error", "warning", "note"))
    counted = words.listing(
        [
            ngettext("{number} error", "{number} errors", errors),
            ngettext("{number} warning", "{number} warnings", warnings),
            ngettext("{number} note", "{number} notes", notes),
        ]
    )
    rows = sum(checked.rows.values())
    if errors:
        said = ngettext(
            "**{counted}** in {number} row. Errors stop a publish: mend them in the file and bring it again.",
            "**{counted}** in {number} rows. Errors stop a publish: mend them in the file and bring it again.",
            rows,
            counted=counted,
        )
        st.error(said, icon=ICONS["error"])
    elif warnings:
        said = ngettext(
            "**{counted}** in {number} row. Nothing stops a publish; look at the warnings first.",
            "**{counted}** in {number} rows. Nothing stops a publish; look at the warnings first.",
            rows,
            counted=counted,
        )
        st.warning(said, icon=ICONS["warning"])
    else:
        said = ngettext(
            "**{counted}** in {number} row. Nothing stops a publish.",
            "**{counted}** in {number} rows. Nothing stops a publish.",
            rows,
            counted=counted,
        )
        st.success(said, icon=":material/check_circle:")
    kinds = sorted(checked.counts, key=lambda one: (grade_order(one[0]), -one[2]))  # type: ignore[arg-type]
    for grade, kind, count in kinds:
        examples = [p for p in checked.examples if (p.grade, p.kind) == (grade, kind)]
        _kind(grade, kind, count, examples, is_open=grade == "error")
    if checked.counts:
        _downloads(folder)


def _columns() -> dict[str, Any]:
    return {
        "file": st.column_config.TextColumn(_("File"), width=160),
        "row": st.column_config.NumberColumn(_("Row"), width=50, format="%d"),
        "column": st.column_config.TextColumn(_("Column"), width=150),
        "value": st.column_config.TextColumn(_("Value"), width=110),
        "wrong": st.column_config.TextColumn(_("What is wrong"), width=240),
        "right": st.column_config.TextColumn(_("Remedy"), width=240),
    }


def _kind(grade: str, kind: str, count: int, examples: list[Problem], is_open: bool) -> None:
    title = _("{grade}: **{kind}** ({count})", grade=_(HEADS[grade]), kind=plain(_(kind)), count=words.count(count))
    with st.expander(title, icon=ICONS[grade], expanded=is_open, key=f"data_in_kind_{grade}_{kind}"):
        frame = pd.DataFrame(
            [(p.file, p.row, p.column, p.value, p.wrong, p.right) for p in examples], columns=COLUMNS
        ).astype({"row": "Int64"})
        st.dataframe(
            frame,
            key=f"data_in_examples_{grade}_{kind}",
            hide_index=True,
            column_config=_columns(),
            height="content",
            row_height=ROW_PIXELS,
            placeholder=EMPTY,
            alt=_(
                "{grade} {kind}: file, row, column, value, what is wrong and the remedy", grade=_(grade), kind=_(kind)
            ),
        )
        if count > len(examples):
            st.caption(
                _(
                    "The first {shown} of {count}; the files below have more.",
                    shown=words.count(len(examples)),
                    count=words.count(count),
                )
            )


def _downloads(folder: Path) -> None:
    with st.container(horizontal=True, key="data_in_findings_downloads"):
        if (folder / REPORT).exists():
            st.download_button(
                _("Findings as CSV"),
                (folder / REPORT).read_bytes,
                "findings.csv",
                "text/csv",
                key="data_in_findings_csv",
                icon=":material/download:",
                on_click="ignore",
            )
        if (folder / MARKED).exists():
            st.download_button(
                _("Workbook with the cells marked"),
                (folder / MARKED).read_bytes,
                "findings.xlsx",
                XLSX,
                key="data_in_findings_xlsx",
                icon=":material/download:",
                on_click="ignore",
            )
