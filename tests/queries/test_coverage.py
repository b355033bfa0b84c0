"""What is covered, and what is missing? Answers over the tiny delivery, counted by hand."""

from data.build.schema import CATEGORIES, ECOSYSTEMS, PURPOSES
from queries import coverage
from queries.filters import Filters
from tests.queries.answers import rows


def not_zero(answer: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [row for row in answer if row[-1]]


def test_ecosystems_by_category(snapshot: str) -> None:
    answer = coverage.exchanges_by_ecosystem(Filters(snapshot), "category")
    assert list(answer.columns) == ["ecosystem", "category", "exchanges"]
    assert not_zero(rows(answer)) == [
        ("Digital", "SME", 5),
        ("Digital", "scaling-up support organisation", 2),
        ("Health", "SME", 5),
        ("Health", "scaling-up support organisation", 2),
        ("Textiles", "SME", 3),
        ("Textiles", "cluster organisation", 1),
    ]


def test_ecosystems_by_purpose(snapshot: str) -> None:
    answer = coverage.exchanges_by_ecosystem(Filters(snapshot), "purpose")
    assert list(answer.columns) == ["ecosystem", "purpose", "exchanges"]
    of_the_north = [
        ("learn from another cluster", 2),
        ("growth in new markets", 1),
        ("strategic interregional collaboration", 1),
        ("not given", 3),
    ]
    assert not_zero(rows(answer)) == [
        *(("Digital", *row) for row in of_the_north),
        *(("Health", *row) for row in of_the_north),
        ("Textiles", "growth in new markets", 1),
        ("Textiles", "not given", 3),
    ]


def test_every_ecosystem_stands_in_every_answer(snapshot: str) -> None:
    """Zeros are kept for the 14 ecosystems of the strategy and for partnerships that published none, which come last."""
    nothing = Filters(snapshot, countries=("IS",))
    listed = [*sorted(ECOSYSTEMS), "Not published"]
    by_category = rows(coverage.exchanges_by_ecosystem(nothing, "category"))
    assert {row[2] for row in by_category} == {0}
    assert [row[0] for row in by_category] == [name for name in listed for _ in CATEGORIES]
    by_purpose = rows(coverage.exchanges_by_ecosystem(nothing, "purpose"))
    assert [row[:2] for row in by_purpose] == [(name, item) for name in listed for item in (*PURPOSES, "not given")]


def test_a_partnership_without_ecosystem_counts_as_not_published(lonely_west: str) -> None:
    answer = coverage.exchanges_by_ecosystem(Filters(lonely_west), "category")
    assert ("Not published", "SME", 1) in rows(answer)


def test_an_ecosystem_listed_twice_counts_once(lonely_west: str) -> None:
    """The partnership south says "Textiles; Textiles" there."""
    answer = coverage.exchanges_by_ecosystem(Filters(lonely_west, ecosystems=("Textiles",)), "category")
    assert not_zero(rows(answer)) == [("Textiles", "SME", 3), ("Textiles", "cluster organisation", 1)]
