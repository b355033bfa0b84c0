"""Data in: bring a delivery, see what is wrong with it and what it would change, publish it or discard it."""

from ui.data_in import steps
from ui.view import current

steps.show(current())
