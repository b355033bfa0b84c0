"""The day on which the pages of the money look: the snapshot's own, or a day before it that the address names."""

from dataclasses import replace
from datetime import date

from scenes.link import Query, last
from scenes.view import View

KEY = "as_of"
# Long before the scheme; a day before the first movement of money shows zeros.
EARLIEST = date(2000, 1, 1)


def on_day(view: View, query: Query) -> View:
    """The view as it stood on the day of the query, which its snapshot then bears as its as-of date."""
    latest = view.snapshot.as_of_date
    try:
        day = date.fromisoformat(last(query, KEY))
    except ValueError:
        return view
    if not min(EARLIEST, latest) <= day <= latest:
        return view
    return replace(view, snapshot=replace(view.snapshot, as_of_date=day))
