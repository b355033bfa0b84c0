"""The third step: what was found, grouped by kind with counts, the first examples and the remedy; all of it as files."""

from pathlib import Path

import pandas as pd
import streamlit as st

from charts import words
from data.build.problems import Problem, grade_order
from data.intake.check import MARKED, REPORT, Checked
from ui.downloads import XLSX
from ui.table import EMPTY
from ui.text import plain

ICONS = {"error": ":material/error:", "warning": ":material/warning:", "note": ":material/info:"}
COLUMNS = {
    "file": st.column_config.TextColumn("File", width=160),
    "row": st.column_config.NumberColumn("Row", width=50, format="%d"),
    "column": st.column_config.TextColumn("Column", width=150),
    "value": st.column_config.TextColumn("Value", width=110),
    "wrong": st.column_config.TextColumn("What is wrong", width=240),
    "right": st.column_config.TextColumn("Remedy", width=240),
}
ROW_PIXELS = 62  # three lines of words


def show(checked: Checked, folder: Path) -> None:
    """Counts in a sentence, each kind with its examples, and the downloads."""
    if checked.failure:
        st.error(plain(checked.failure), icon=":material/error:")
        return
    errors, warnings, notes = (checked.of_grade(grade) for grade in ("error", "warning", "note"))
    counted = words.listing(
        [words.plural(errors, "error"), words.plural(warnings, "warning"), words.plural(notes, "note")]
    )
    rows = words.plural(sum(checked.rows.values()), "row")
    if errors:
        st.error(
            f"**{counted}** in {rows}. Errors stop a publish: mend them in the file and bring it again.",
            icon=ICONS["error"],
        )
    elif warnings:
        st.warning(
            f"**{counted}** in {rows}. Nothing stops a publish; look at the warnings first.", icon=ICONS["warning"]
        )
    else:
        st.success(f"**{counted}** in {rows}. Nothing stops a publish.", icon=":material/check_circle:")
    kinds = sorted(checked.counts, key=lambda one: (grade_order(one[0]), -one[2]))  # type: ignore[arg-type]
    for grade, kind, count in kinds:
        examples = [p for p in checked.examples if (p.grade, p.kind) == (grade, kind)]
        _kind(grade, kind, count, examples, is_open=grade == "error")
    if checked.counts:
        _downloads(folder)


def _kind(grade: str, kind: str, count: int, examples: list[Problem], is_open: bool) -> None:
    title = f"{grade.capitalize()}: **{plain(kind)}** ({words.count(count)})"
    with st.expander(title, icon=ICONS[grade], expanded=is_open, key=f"data_in_kind_{grade}_{kind}"):
        frame = pd.DataFrame(
            [(p.file, p.row, p.column, p.value, p.wrong, p.right) for p in examples], columns=list(COLUMNS)
        ).astype({"row": "Int64"})
        st.dataframe(
            frame,
            key=f"data_in_examples_{grade}_{kind}",
            hide_index=True,
            column_config=COLUMNS,
            height="content",
            row_height=ROW_PIXELS,
            placeholder=EMPTY,
            alt=f"{grade} {kind}: file, row, column, value, what is wrong and the remedy",
        )
        if count > len(examples):
            st.caption(f"The first {len(examples)} of {words.count(count)}; the files below have more.")


def _downloads(folder: Path) -> None:
    with st.container(horizontal=True, key="data_in_findings_downloads"):
        if (folder / REPORT).exists():
            st.download_button(
                "Findings as CSV",
                (folder / REPORT).read_bytes,
                "findings.csv",
                "text/csv",
                key="data_in_findings_csv",
                icon=":material/download:",
                on_click="ignore",
            )
        if (folder / MARKED).exists():
            st.download_button(
                "Workbook with the cells marked",
                (folder / MARKED).read_bytes,
                "findings.xlsx",
                XLSX,
                key="data_in_findings_xlsx",
                icon=":material/download:",
                on_click="ignore",
            )
