"""The bare work of the database: the questions that a page asks for a view, and their time without all the rest."""

import logging
import os
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import streamlit as st
from streamlit.testing.v1 import AppTest

from bench.server import ROOT
from bench.views import Choice, Page
from data import warehouse

LONGEST_RUN_SECONDS = 60


@dataclass(frozen=True)
class Question:
    """A statement with its named parameters."""

    sql: str
    parameters: tuple[tuple[str, Any], ...]

    def answer(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Asks and takes the whole answer as Arrow, as the app does before it makes a frame of it."""
        with warnings.catch_warnings():
            # The advice to use a relation does not hold for prepared parameters.
            warnings.simplefilter("ignore", UserWarning)
            connection.cursor().execute(self.sql, dict(self.parameters)).to_arrow_table()


def asked(page: Page, start: Mapping[str, list[str]], choices: list[Choice], folder: Path) -> list[list[Question]]:
    """What the page asks of the snapshot in `folder` for its first view, and after each change that was not asked before.

    Raises RuntimeError if the page fails.
    """
    seen: set[str] = set()
    views: list[list[Question]] = []
    with _listening(folder) as heard:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=LONGEST_RUN_SECONDS)
        for key, values in start.items():
            test.query_params[key] = values
        test.switch_page(page.script)
        for choice in (None, *choices):
            if choice is not None and choice.many:
                test.multiselect(key=choice.key).set_value(list(choice.values))
            elif choice is not None:
                test.selectbox(key=choice.key).set_value(choice.value)
            heard.clear()
            test.run()
            if test.exception:
                raise RuntimeError(f"{page.name}: {test.exception[0].message}")
            new = [question for question in heard if repr(question) not in seen]
            seen.update(map(repr, new))
            views.append(new)
    return views


@contextmanager
def _listening(folder: Path) -> Iterator[list[Question]]:
    """While the context is open, the door to DuckDB reads `folder` and writes each question into the list."""
    heard: list[Question] = []
    # Outside a server Streamlit says with each run that there is none.
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    door, before = warehouse.ask, os.environ.get("CXC_WAREHOUSE")

    def ask(snapshot_id: str, sql: str, params: Mapping[str, Any] | None = None, name: str = "") -> pd.DataFrame:
        heard.append(Question(sql, tuple((params or {}).items())))
        return door(snapshot_id, sql, params, name)

    os.environ["CXC_WAREHOUSE"] = str(folder)
    warehouse.ask = ask
    try:
        yield heard
    finally:
        warehouse.ask = door
        # Closes the file, which DuckDB would not open a second time with other settings.
        st.cache_resource.clear()
        if before is None:
            del os.environ["CXC_WAREHOUSE"]
        else:
            os.environ["CXC_WAREHOUSE"] = before


def bare_seconds(snapshot: Path, views: list[list[Question]]) -> list[float]:
    """Seconds of the questions of each view together, one after the other on an open file that has been read before."""
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        for question in views[0]:
            question.answer(connection)
        taken = []
        for view in views:
            start = time.perf_counter()
            for question in view:
                question.answer(connection)
            taken.append(time.perf_counter() - start)
    return taken
