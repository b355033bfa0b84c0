"""What is compared with what: two snapshots, or one snapshot as of two days."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Comparison:
    """The older side as of `from_day` against the newer side as of `to_day`; both sides may be the same snapshot."""

    older_id: str
    newer_id: str
    from_day: date
    to_day: date

    @property
    def is_one_snapshot(self) -> bool:
        """Whether one snapshot is looked at on two days, so that nothing can have been told anew."""
        return self.older_id == self.newer_id
