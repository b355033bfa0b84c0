"""The benchmark's arithmetic, its choice of views, and the parts that talk to a real server."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import arithmetic, report, views
from bench.__main__ import repeat_of, sizes_of
from bench.browser import Repaint
from bench.inputs import Published, fingerprint
from bench.measure import PageFigures, SizeFigures
from bench.questions import asked, bare_seconds
from bench.server import ROOT, streamlit
from bench.session import Session

PROGRAMME, FLOWS, BUDGET = views.PAGES[0], views.PAGES[1], views.PAGES[4]
OFFERED = views.Offer(
    tuple(f"{year}-{month:02}" for year in (2021, 2022) for month in range(1, 13)), tuple(f"P{at}" for at in range(13))
)


def repaint(total_ms: float) -> Repaint:
    return Repaint(total_ms, 10, 50, 80, 2, 1000)


def measured(exchanges: int, changes: list[float]) -> SizeFigures:
    published = Published(exchanges, Path("w"), ROOT / "pyproject.toml", 1.0, 2.0, 3_000_000, True)
    page = PageFigures(FLOWS, queries=[10, 30, 20], drawing=[70, 50, 60], repaints=[repaint(each) for each in changes])
    return SizeFigures(published, [page], empty=[repaint(90), repaint(20), repaint(40)])


@pytest.mark.parametrize(("values", "expected"), [([], 0.0), ([7], 7.0), ([9, 1, 5], 5.0), ([1, 2, 3, 10], 2.5)])
def test_middle_is_the_median(values: list[float], expected: float) -> None:
    assert arithmetic.middle(values) == expected


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_spread_encloses_the_median(values: list[float]) -> None:
    least, largest = map(float, arithmetic.spread(values).split("-"))
    assert least - 0.5 <= arithmetic.middle(values) <= largest + 0.5


def test_ratio_of_nothing_is_not_a_number() -> None:
    assert arithmetic.ratio(3, 2) == "1.50"
    assert arithmetic.ratio(3, 0) == "-"


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 kB"), (4_200, "4 kB"), (1_000_000, "1.0 MB"), (-2_500_000, "-2.5 MB")]
)
def test_bytes_in_words(number: int, text: str) -> None:
    assert arithmetic.bytes_text(number) == text


def test_milliseconds_keep_a_digit_where_it_says_something() -> None:
    assert [arithmetic.milliseconds(value) for value in (0.04, 3.14, 9.96, 123.4)] == ["0.0", "3.1", "10", "123"]


def test_floor_is_the_sum_of_its_three_medians() -> None:
    size = measured(1000, [300, 200, 240])
    assert report.floor_ms(size, size.pages[0]) == 20 + 40 + 60
    assert "| **2.00** |" in "\n".join(report.of_size(size))


def test_sizes_are_compared_with_the_smallest() -> None:
    text = "\n".join(report.of_sizes([measured(1000, [200]), measured(10_000_000, [260])]))
    assert "| Flows | 1.00 | 1.30 |" in text
    assert "| Empty rerun (no data) | 1.00 | 1.00 |" in text


def test_no_page_starts_where_another_one_does() -> None:
    starts = [views.query(views.start(page, OFFERED)) for page in views.PAGES]
    assert len(set(starts)) == len(views.PAGES)


@pytest.mark.parametrize("page", views.PAGES, ids=lambda page: page.name)
def test_each_change_leads_to_a_view_not_seen_before(page: views.Page) -> None:
    start = views.start(page, OFFERED)
    choices = views.changes(page, OFFERED, 5)
    seen = [tuple(start[choices[0].key]), *(choice.values for choice in choices)]
    fresh = [views.query(one) for one in views.fresh_starts(page, OFFERED, 5)]
    assert len(choices) == len(fresh) == 5
    assert len(set(seen)) == 6
    assert len({*fresh, views.query(start)}) == 6
    assert all(choice.value in choice.values for choice in choices)


def test_names_survive_the_url() -> None:
    assert (
        views.query({"partnerships": ["A & B", "50 % more?"]})
        == "partnerships=A%20%26%20B&partnerships=50%20%25%20more%3F"
    )


def test_fingerprint_follows_names_and_content(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "a.sql").write_text("select 1")
    first = fingerprint(["code"], tmp_path)
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "a.pyc").write_text("made by Python")
    assert fingerprint(["code"], tmp_path) == first
    (folder / "a.sql").write_text("select 2")
    second = fingerprint(["code"], tmp_path)
    (folder / "a.sql").rename(folder / "b.sql")
    assert len({first, second, fingerprint(["code"], tmp_path)}) == 3


def test_arguments_are_numbers_in_reach() -> None:
    assert sizes_of("100000,1000,1000") == [1000, 100_000]
    for refused in ("", "0", "a", "1,-2"):
        with pytest.raises(ValueError, match=r"."):
            sizes_of(refused)
    assert repeat_of("5") == 5
    for refused in ("1", "21", "x"):
        with pytest.raises(ValueError, match=r"."):
            repeat_of(refused)


def test_a_page_asks_new_questions_only_for_a_new_view(sample_warehouse: Path) -> None:
    snapshot = next(sample_warehouse.glob("*.duckdb"))
    offered = views.offer(snapshot)
    change = views.changes(FLOWS, offered, 1)[0]
    back = views.Choice(change.key, offered.months[1], (offered.months[1],), False)
    first, changed, again = asked(FLOWS, views.start(FLOWS, offered), [change, back], sample_warehouse)
    assert len(first) > len(changed) > 0
    assert any(dict(question.parameters).get("from_month") == f"{change.value}-01" for question in changed)
    assert again == []
    assert all(seconds >= 0 for seconds in bare_seconds(snapshot, [first, changed, again]))


def test_a_session_sees_what_a_reader_sees_and_its_server_ends(sample_warehouse: Path, tmp_path: Path) -> None:
    offered = views.offer(next(sample_warehouse.glob("*.duckdb")))
    environment = {"CXC_WAREHOUSE": str(sample_warehouse)}
    with streamlit(ROOT / "app.py", tmp_path / "log", environment) as server:
        with Session(server.port, PROGRAMME.path, views.query(views.start(PROGRAMME, offered))) as session:
            before = session.view()
            change = views.changes(PROGRAMME, offered, 1)[0]
            after = session.choose(change.key, list(change.values), many=change.many)
        assert before.errors == after.errors == []
        assert before.figures.keys() == after.figures.keys() != set()
        assert before.figures != after.figures
        assert any(change.value.replace("-", "\\-") in text for text in after.texts)
        assert after.bytes > sum(map(len, after.figures.values()))
        assert server.memory_bytes() > 10_000_000
        process = server.process
    assert not process.is_running()
