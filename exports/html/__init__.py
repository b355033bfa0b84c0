"""A running order on a stage in the browser: inside the dashboard, or as one HTML file that needs nothing else."""

from exports.html.document import document
from exports.html.talk import stage_script, stage_style, talk

__all__ = ["document", "stage_script", "stage_style", "talk"]
