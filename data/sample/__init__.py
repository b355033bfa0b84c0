"""The seeded sample: the real register with synthetic organisations, exchanges and movements of money."""

from data.sample.source import Written, write_sample

__all__ = ["Written", "write_sample"]
