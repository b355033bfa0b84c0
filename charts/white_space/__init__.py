"""The white space: who and what is absent, against what was to be expected, and who could meet whom."""

from charts.white_space.done_and_expected import done_and_expected
from charts.white_space.matches import match_table, no_match
from charts.white_space.sentences import (
    categories_sentence,
    clusters_sentence,
    countries_sentence,
    ecosystem_categories_sentence,
    ecosystems_sentence,
    gap_sentence,
    pairs_sentence,
)
from charts.white_space.taking_part_over_time import taking_part_over_time

__all__ = [
    "categories_sentence",
    "clusters_sentence",
    "countries_sentence",
    "done_and_expected",
    "ecosystem_categories_sentence",
    "ecosystems_sentence",
    "gap_sentence",
    "match_table",
    "no_match",
    "pairs_sentence",
    "taking_part_over_time",
]
