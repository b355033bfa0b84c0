"""Measures: what readers of labels and definitions get, and what files of data keep."""

import pytest

from charts.measures import MEASURES, Measure, label


def test_labels_and_definitions_are_those_of_the_declaration_in_english() -> None:
    for measure in MEASURES.values():
        assert measure.label == measure.english_label
        assert measure.definition == measure.english_definition
        assert measure.unit == measure.kind


@pytest.mark.parametrize(
    ("field", "shown"),
    [("exchanges", "Exchanges"), ("visiting_name", "Visiting"), ("country_basis", "Country basis"), ("no_such", "No such")],
)  # fmt: skip
def test_a_field_without_an_entry_reads_as_its_own_words(field: str, shown: str) -> None:
    assert label(field) == shown


def test_a_label_may_have_words_of_its_own() -> None:
    assert Measure("Open", "eur", in_context=lambda: "in its context").label == "in its context"
