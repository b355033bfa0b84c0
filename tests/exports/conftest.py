"""Snapshots that exports are made from: the tiny delivery and the one with hostile names, beside the sample."""

from tests.app.conftest import hostile
from tests.queries.conftest import snapshot, tiny_published

__all__ = ["hostile", "snapshot", "tiny_published"]
