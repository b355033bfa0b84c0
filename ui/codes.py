"""How tables of a page show codes and names in the reader's language; the codes themselves stand in charts/codes.py."""

from typing import Any

import pandas as pd

from charts.codes import CODED, in_words, said
from languages import current
from languages.spoken import ENGLISH

# Columns that hold codes or texts of the product in tables of pages alone.
ON_PAGES = frozenset(
    {
        *("ecosystems_basis", "location_basis", "country_basis", "ceiling_basis", "state", "grade", "field", "reason"),
        *("account", "record", "scope", "rule", "rule_id", "outcome"),
    }
)
# Columns of names, which stay as they are but for what stands in the place of a name.
NAMES = frozenset(
    {
        *("name", "short_name", "acronym", "country_name", "visiting_name", "host_name", "partner_name", "by_month"),
        *("visiting_country", "visiting_cluster", "visiting_partnership"),
        *("host_country", "host_cluster", "host_partnership"),
    }
)


def translated(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as a table shows it, with its codes in words; the frame itself stays as it is."""
    if current() == ENGLISH:
        return frame
    coded = [column for column in frame.columns if column in CODED | ON_PAGES | NAMES]
    return frame.assign(
        **{
            column: pd.Series([_cell(column, value) for value in frame[column]], index=frame.index, dtype="object")
            for column in coded
            if not pd.api.types.is_numeric_dtype(frame[column].dtype)
        }
    )


def _cell(column: str, value: Any) -> Any:
    if isinstance(value, str):
        return in_words(value) if column in ON_PAGES else said(value, column)
    if isinstance(value, list | tuple) or (hasattr(value, "__len__") and hasattr(value, "tolist")):
        return [in_words(one) if isinstance(one, str) else one for one in value]
    return value
