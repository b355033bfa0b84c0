"""One country, partnership or cluster: when it took part, and where in Europe."""

from charts.profiles.place import place
from charts.profiles.timeline import timeline

__all__ = ["place", "timeline"]
