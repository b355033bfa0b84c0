"""Chart of the tab Averages."""

from charts.averages.by_value import by_value

__all__ = ["by_value"]
