"""Texts that mean harm, as parameters and as names: they select nothing, change nothing, and come back as they went in."""

import os
from pathlib import Path

import pandas as pd
import pytest

from data import warehouse
from data.build import build
from queries import exchanges, flows, programme, register
from queries.filters import Filters, Focus
from tests.queries import tiny

HOSTILE = [
    "'; drop table exchanges; --",
    "' or '1'='1",
    "x'); delete from activity; --",
    "\\",
    "\x00",
    "%",
    "<script>alert(1)</script>",
    "a" * 100_000,
    "🏴‍☠️",
]


def contents(snapshot_id: str) -> list[tuple[object, ...]]:
    tables = "select table_name, estimated_size from duckdb_tables() order by 1"
    return list(warehouse.ask(snapshot_id, tables).itertuples(index=False, name=None))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20].encode("unicode_escape").decode())
def test_hostile_parameters_select_nothing_and_change_nothing(reading_sample: str, text: str) -> None:
    before = contents(reading_sample)
    assert len(before) > 10
    views = [
        Filters(reading_sample, partnerships=(text,)),
        Filters(reading_sample, countries=(text, text)),
        Filters(reading_sample, ecosystems=(text,)),
        Filters(reading_sample, categories=(text,)),
        Filters(reading_sample, modes=(text,)),
        Filters(reading_sample, status_groups=(text,)),
        Filters(reading_sample, focus=Focus("cluster", either=text)),
        Filters(reading_sample, focus=Focus("country", visiting=text, host=text)),
    ]
    for view in views:
        assert programme.totals(view).loc[0, "exchanges"] == 0
    assert exchanges.exchange_count(Filters(reading_sample), text).loc[0, "found"] == 0
    assert exchanges.exchange_list(Filters(reading_sample), text).empty
    assert exchanges.exchange(reading_sample, text).empty
    assert exchanges.transactions(reading_sample, text).empty
    assert exchanges.rule_checks(reading_sample, text).empty
    warehouse._ask.clear()
    assert contents(reading_sample) == before


NAMES = [
    "<img src=x onerror=alert(1)>",
    "**bold** [link](javascript:alert(1)) `code` $x^2$ :red[x] ~~y~~ # z",
    "\"double\" 'single' “curly” «guillemets» \\ back",
    "Robert'); DROP TABLE organisations;--",
    '=HYPERLINK("https://x.example","y")',
    "+1-1 @SUM(A1) %00 &amp; &lt;",
    "Ærø Łódź Ελλάδα България ğüş 株式会社 👩‍🔬",
    "a, b; c",
    "x" * 2_000,
]


def test_hostile_names_come_back_unharmed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "snapshots"
    monkeypatch.setitem(os.environ, "CXC_WAREHOUSE", str(folder))
    rows = tiny.rows_of(tiny.TEXTS["organisations"])
    header, first = rows[0], rows[1]
    added = [
        dict(zip(header, first, strict=True)) | {"organisation_id": f"h{i}", "name": n} for i, n in enumerate(NAMES)
    ]
    source = tiny.write(tmp_path / "source")
    known = pd.read_csv(source / "organisations.csv", dtype=str, keep_default_na=False)
    pd.concat([known, pd.DataFrame(added)]).to_csv(source / "organisations.csv", index=False)
    listed = pd.read_csv(source / "exchanges.csv", dtype=str, keep_default_na=False)
    template = listed[listed["exchange_id"] == "x07"].iloc[0].to_dict()
    visits = [template | {"exchange_id": f"y{i}", "visiting_organisation_id": f"h{i}"} for i in range(len(NAMES))]
    pd.concat([listed, pd.DataFrame(visits)]).to_csv(source / "exchanges.csv", index=False)
    partnerships = pd.read_csv(source / "partnerships.csv", dtype=str, keep_default_na=False)
    partnerships.loc[0, "acronym"] = NAMES[0]
    partnerships.to_csv(source / "partnerships.csv", index=False)

    result = build(source, folder)
    assert result.ok, list(result.problems)
    snapshot_id = warehouse.current().snapshot_id
    view = Filters(snapshot_id)
    found = exchanges.exchange_list(view, order="exchange id").set_index("exchange_id")
    for number, name in enumerate(NAMES):
        assert found.loc[f"y{number}", "visiting_organisation"] == name
        assert exchanges.exchange(snapshot_id, f"y{number}").loc[0, "visiting_organisation"] == name
        by_name = exchanges.exchange_list(view, name)
        assert by_name["exchange_id"].tolist() == [f"y{number}"]
        assert exchanges.exchange_count(view, name.upper()).loc[0, "found"] == 1
    assert register.partnerships(snapshot_id).loc[0, "acronym"] == NAMES[0]
    assert NAMES[0] in flows.links(view, "partnership")["visiting_name"].tolist()
    assert view.sentence({"north": NAMES[0]}).endswith("all months.")
    assert NAMES[0] in Filters(snapshot_id, partnerships=("north",)).sentence({"north": NAMES[0]})
