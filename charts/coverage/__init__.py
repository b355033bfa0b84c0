"""What is covered and what is not: clusters, countries, pairs of partnerships, ecosystems.

Nothing is said by colour alone: counts are written in words or figures, and gaps are outlined.
"""

from charts.coverage.cluster_wall import cluster_wall
from charts.coverage.country_balance import country_balance
from charts.coverage.ecosystem_heatmap import NOT_PUBLISHED, ecosystem_heatmap
from charts.coverage.partnership_matrix import partnership_matrix
from charts.coverage.sentence import coverage_sentence

__all__ = [
    "NOT_PUBLISHED",
    "cluster_wall",
    "country_balance",
    "coverage_sentence",
    "ecosystem_heatmap",
    "partnership_matrix",
]
