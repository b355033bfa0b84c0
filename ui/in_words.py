"""Codes of the data in the reader's words, for tables on the screen; files keep the codes."""

import pandas as pd

from languages import gettext as _


def in_words(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The frame with the texts of the columns in the reader's language; empty cells stay, and what no list knows."""
    said = {column: [_(one) if isinstance(one, str) else one for one in frame[column]] for column in columns}
    return frame.assign(
        **{column: pd.Series(words, index=frame.index, dtype="object") for column, words in said.items()}
    )
