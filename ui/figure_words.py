"""The words that figures show in the browser, by the English texts that picture.js, player.js and plot.js know them by."""

from languages import N_
from languages import gettext as _

SHOWN = (
    N_("Download as PNG"),
    N_("Download as SVG"),
    N_("Full screen"),
    N_("Month"),
    N_("One month back"),
    N_("One month on"),
    N_("Pause"),
    N_("Play"),
    N_("Play through the months"),
    N_("The chart cannot be drawn here. Its numbers are in the table below."),
)


def words() -> dict[str, str]:
    """Each text in the reader's language."""
    return {text: _(text) for text in SHOWN}
