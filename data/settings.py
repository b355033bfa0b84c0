"""Settings of an installation, from its environment. What cannot be read falls back to the default, which says why."""

import getpass
import os

# Some years of monthly publishes; a snapshot of the pilot's size is 5 MB.
SNAPSHOTS_KEPT = 50
# A talk that pins a snapshot is prepared, given, and looked at again within a quarter.
DAYS_KEPT_AFTER_OPENING = 90


def snapshots_kept() -> int:
    """How many snapshots stay, the newest ones: CXC_KEEP_SNAPSHOTS, at least one."""
    return max(_whole("CXC_KEEP_SNAPSHOTS", SNAPSHOTS_KEPT), 1)


def days_kept_after_opening() -> int:
    """For how many days a snapshot stays after somebody last opened it: CXC_KEEP_OPENED_DAYS."""
    return max(_whole("CXC_KEEP_OPENED_DAYS", DAYS_KEPT_AFTER_OPENING), 0)


def _whole(name: str, default: int) -> int:
    text = os.environ.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def login_name() -> str:
    """Name of the account that runs this; empty where the system has none for it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
