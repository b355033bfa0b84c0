"""Snapshots: what was published when, by whom and from what, and how to go back."""

from ui import snapshots
from ui.view import current

snapshots.show(current())
