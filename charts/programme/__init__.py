"""Charts of the Programme page."""

from charts.programme.exchanges_by_month import exchanges_by_month
from charts.programme.progress_by_partnership import progress_by_partnership
from charts.programme.status_pipeline import status_pipeline

__all__ = ["exchanges_by_month", "progress_by_partnership", "status_pipeline"]
