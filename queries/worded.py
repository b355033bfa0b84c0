"""Words in place of the facts that SQL gives, found after the cache, in the language of this run."""

from collections.abc import Iterable

import pandas as pd


def in_place_of(rows: pd.DataFrame, column: str, **words: Iterable[str | None]) -> pd.DataFrame:
    """The rows with columns of words where another column stood."""
    place = list(rows.columns).index(column)
    answer = rows.drop(columns=column)
    for name, texts in reversed(list(words.items())):
        answer.insert(place, name, pd.Series(list(texts), index=rows.index, dtype="str"))
    return answer
