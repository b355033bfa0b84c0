"""A figure of the ledger by name, as the box on the page and the address have it: `CELIS: committed`."""

from languages import N_, meant
from languages import gettext as _
from queries.ledger import ACCOUNTS

TOTAL = N_("Total")


def in_words(name: str, account: str) -> str:
    """A partnership, or TOTAL, and an account in the reader's language."""
    return _("{name}: {account}", name=_(name) if name == TOTAL else name, account=_(account))


def as_shown(text: str) -> str:
    """What an address says, in whatever language, in the reader's; a text that names no figure is itself."""
    name, __, account = text.rpartition(":")
    known = meant(account.strip(), ACCOUNTS)
    return in_words(meant(name.strip(), (TOTAL,)) or name.strip(), known) if known else text
