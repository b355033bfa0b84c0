"""Country names of an answer in the reader's language; ids and order stay those of the data."""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pandas as pd

import data
import languages
from languages.spoken import ENGLISH

# Columns of answers that name countries, some of them beside other nodes. No partnership or cluster is called as a country.
COLUMNS = (
    "country_name",
    "visiting_country",
    "host_country",
    "name",
    "short_name",
    "visiting_name",
    "host_name",
    "partner_name",
    "absent_name",
    "absent_host_name",
)
REGISTER = Path(data.__file__).parent / "reference" / "countries.csv"


def in_language(frame: pd.DataFrame, columns: Sequence[str] = COLUMNS) -> pd.DataFrame:
    """The answer with its country names in the reader's language; for an English reader it is the very same frame.

    A snapshot that calls a country otherwise than the register of the project keeps its own name.
    """
    held = [column for column in columns if column in frame]
    if languages.current() == ENGLISH or not held:
        return frame
    known = _translated(languages.current())
    return frame.assign(**{column: [known.get(name, name) for name in frame[column]] for column in held})


@cache
def _translated(language: str) -> dict[str, str]:
    with REGISTER.open(encoding="utf-8", newline="") as rows, languages.speaking(language):
        return {row["name"]: languages.country(row["country_code"], row["name"]) for row in csv.DictReader(rows)}
