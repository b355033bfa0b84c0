"""What a run asks is kept for this run alone, and each figure gets the questions behind it."""

from concurrent.futures import ThreadPoolExecutor

from data import asked
from queries import budget, flows, programme, register
from queries.filters import Filters


def test_a_figure_gets_its_namesake_else_what_was_asked_since_the_last_one(reading_sample: str) -> None:
    filters = Filters(reading_sample, countries=("FR",))
    record = asked.begin()
    programme.totals(filters)
    register.totals(reading_sample)
    assert [one.name for one in record.take("")] == ["programme/totals", "register/totals"]
    flows.links(filters, "country")
    programme.status_pipeline(filters)
    (pipeline,) = record.take("status_pipeline")
    assert pipeline.name == "programme/status_pipeline"
    assert pipeline.snapshot_ids == (reading_sample,)
    assert pipeline.parameters["countries"] == ["FR"]
    assert "with selected as (" in pipeline.sql
    budget.position(filters)
    budget.position(filters)
    assert [one.name for one in record.take("flow_map")] == ["budget/position"]
    assert {one.name for one in record.take("nothing asked since")} == {one.name for one in record.asked}


def test_threads_do_not_hear_each_other(reading_sample: str) -> None:
    mine = asked.begin()

    def other() -> list[str]:
        assert asked.current() is None
        theirs = asked.begin()
        register.months(reading_sample)
        return [one.name for one in theirs.asked]

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda _: other(), range(1))) == [["register/months"]]
    assert mine.asked == []
