"""The house keeps its rules, and each rule is shown to catch what it is for."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import house_rules as rules
from tests.house_rules import RULES, Rule, Tree

HOUSE = Tree(Path(__file__).resolve().parent.parent)
OPEN = "TO" + "DO"

# A small house that keeps every rule, with what a rule must not mistake for a breach.
GOOD = {
    "app.py": "import streamlit as st\nfrom ui import bar\nst.page_link('https://example.org/report.html')\n",
    "pages/overview/programme.py": "import streamlit as st\nfrom charts import trend\nfrom queries import flows\n",
    "ui/__init__.py": "",
    "ui/bar.py": 'def bar(n: int) -> str:\n    """The bar."""\n    return f"Select {n} from the list"\n',
    "charts/trend.py": 'XMLNS = "http://www.w3.org/2000/svg"\n\ndef _fit(x):\n    return x\n',
    "queries/flows/__init__.py": (
        "from pathlib import Path\nfrom data import warehouse\nHERE = Path(__file__).parent\n\n"
        'def links(filters):\n    """One row per link; see links.sql."""\n'
        '    return warehouse.ask(filters.snapshot_id, (HERE / "links.sql").read_text(), {"like": f"%{filters}%"})\n'
    ),
    "queries/flows/links.sql": "select 1\n",
    "data/warehouse.py": (
        "import streamlit as st\nimport duckdb\n\n"
        'def ask(con, sql, name):\n    """Rows."""\n    return con.execute(sql, [f"%{name}%"])\n'
    ),
    "tests/test_ask.py": "import streamlit\nfrom data import warehouse\n\ncon.execute(f'select 1 from {t}')\n",
    ".streamlit/config.toml": '[server]\naddress = "127.0.0.1"\n# http://127.0.0.1:8501\n',
}

# Rule, file, its content, and the lines at which the rule must complain (0: at the file named, whatever the line).
BREACHES: list[tuple[Rule, str, str, list[int]]] = [
    (rules.imports_run_one_way, "data/build.py", "import os\nfrom queries import flows\n", [2]),
    (rules.imports_run_one_way, "charts/map.py", "from data.warehouse import ask\n", [1]),
    (rules.imports_run_one_way, "charts/map.py", "import importlib\nimportlib.import_module('queries.flows')\n", [2]),
    (rules.imports_run_one_way, "queries/flows/more.py", "def f():\n    import charts.trend\n", [2]),
    (rules.imports_run_one_way, "queries/flows/more.py", "from ... import ui\n", [1]),
    (rules.imports_run_one_way, "ui/table.py", "from pages.overview import programme\nimport app\n", [1, 2]),
    (rules.imports_run_one_way, "pages/money/budget.py", "from data import warehouse\n", [1]),
    (rules.imports_run_one_way, "data/build.py", "from tests import house\n", [1]),
    (rules.imports_run_one_way, "services/mail.py", "", [1]),
    (rules.streamlit_stays_in_front, "charts/map.py", "import streamlit.components.v1 as c\n", [1]),
    (rules.streamlit_stays_in_front, "queries/flows/more.py", "from streamlit import cache_data\n", [1]),
    (rules.streamlit_stays_in_front, "data/build.py", "import streamlit as st\n", [1]),
    (rules.pages_have_a_section, "pages/flows.py", "", [1]),
    (rules.names_say_something, "charts/utils.py", "", [1]),
    (rules.names_say_something, "ui/helpers/bar.py", "", [1]),
    (rules.names_say_something, "data/_common.py", "", [1]),
    (rules.questions_pair_with_sql, "queries/flows/orphan.sql", "select 1\n", [1]),
    (rules.questions_pair_with_sql, "queries/flows/more.py", "def f(here):\n    return here / 'gone.sql'\n", [2]),
    (rules.no_raw_html, "ui/bar.py", "import streamlit as st\nst.markdown('x', unsafe_allow_html=True)\n", [2]),
    (rules.no_raw_html, "pages/a/b.py", "options = {'unsafe_allow_html': True}\n", [1]),
    (rules.sql_is_written_not_assembled, "data/build.py", "con.execute(f'select * from {name}')\n", [1]),
    (rules.sql_is_written_not_assembled, "data/build.py", "con.cursor().sql('table %s' % name)\n", [1]),
    (rules.sql_is_written_not_assembled, "data/build.py", "con.execute('drop ' + name)\n", [1]),
    (rules.sql_is_written_not_assembled, "data/build.py", "con.execute('table {}'.format(name))\n", [1]),
    (rules.sql_is_written_not_assembled, "data/build.py", "con.execute(' and '.join(names))\n", [1]),
    (rules.sql_is_written_not_assembled, "data/build.py", "sql = f'pragma {name}'\ncon.execute(sql)\n", [2]),
    (rules.sql_is_written_not_assembled, "data/build.py", "sql = start\nsql += ' limit 1'\ncon.execute(sql)\n", [3]),
    (rules.sql_is_written_not_assembled, "queries/flows/more.py", "ask(1, f'{x}')\n", [1]),
    (rules.sql_is_written_not_assembled, "ui/bar.py", "def f(t):\n    return f'select a from {t}'\n", [2]),
    (rules.sql_is_written_not_assembled, "data/build.py", "go(f\"copy t to '{file}'\")\n", [1]),
    (rules.nothing_is_left_open, "README.md", f"# A\n\n{OPEN} write this\n", [3]),
    (rules.nothing_is_left_open, "queries/flows/links.sql", f"-- {OPEN}\nselect 1\n", [1]),
    (rules.nothing_is_left_open, "data/build.py", "def f():\n    raise NotImplementedError\n", [2]),
    (
        rules.nothing_is_left_open,
        "tests/test_a.py",
        "import pytest\n\n@pytest.mark.xfail\ndef test():\n    pass\n",
        [3],
    ),
    (rules.nothing_is_left_open, "tests/test_a.py", "import pytest\npytest.importorskip('x')\n", [2]),
    (rules.nothing_is_left_open, "tests/test_a.py", "from pytest import skip\n", [1]),
    (rules.modules_are_short, "data/build.py", "a = 1\n" * 401, [401]),
    (rules.modules_are_short, "queries/flows/links.sql", "select 1\n" * 500, [401]),
    (rules.public_functions_are_documented, "charts/map.py", "x = 1\n\n\ndef draw(x):\n    return x\n", [4]),
    (rules.public_functions_are_documented, "data/build.py", "async def build():\n    # no\n    return 1\n", [1]),
    (rules.nothing_is_fetched, "charts/map.py", "TOPO = 'https://cdn.example.org/world_110m.json'\n", [1]),
    (rules.nothing_is_fetched, "ui/bar.py", "CSS = '@import url(//fonts.example.org/css2?family=A)'\n", [1]),
    (rules.nothing_is_fetched, "ui/bar.py", "HTML = f'<img src=\"https://example.org/{name}\">'\n", [1]),
    (rules.nothing_is_fetched, "ui/clicks.js", "\nimport x from 'https://esm.example.org/x'\n", [2]),
    (rules.nothing_is_fetched, ".streamlit/config.toml", 'font = "A:https://fonts.example.org/a"\n', [1]),
    (rules.nothing_is_fetched, "charts/map.py", "go.Figure(go.Scattermap())\n", [1]),
    (rules.nothing_is_fetched, "pages/a/b.py", "import streamlit as st\nst.map(points)\n", [2]),
]


def tree_of(root: Path, files: dict[str, str]) -> Tree:
    """A tree written to a folder."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return Tree(root)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps(rule: Rule) -> None:
    assert list(rule(HOUSE)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_good_house_has_no_complaint(rule: Rule, tmp_path: Path) -> None:
    assert list(rule(tree_of(tmp_path, GOOD))) == []


@pytest.mark.parametrize(("rule", "file", "text", "lines"), BREACHES)
def test_a_breach_is_caught(rule: Rule, file: str, text: str, lines: list[int], tmp_path: Path) -> None:
    complaints = list(rule(tree_of(tmp_path, GOOD | {file: text})))
    assert [complaint.rsplit(": ", 1)[0] for complaint in complaints] == [f"{file}:{line}" for line in lines]


def test_a_question_is_asked_once_and_by_its_name(tmp_path: Path) -> None:
    twice = GOOD | {"queries/flows/again.py": "def links():\n    return 'links.sql'\n"}
    unasked = GOOD | {"queries/flows/__init__.py": "def links():\n    return 1\n"}
    assert list(rules.questions_pair_with_sql(tree_of(tmp_path / "a", twice))) == [
        "queries/flows/links.sql:1: 2 functions links beside it, not one"
    ]
    assert list(rules.questions_pair_with_sql(tree_of(tmp_path / "b", unasked))) == [
        "queries/flows/links.sql:1: the function links does not ask it"
    ]


def test_each_rule_has_a_breach() -> None:
    assert {rule for rule, *_ in BREACHES} == set(RULES)


def test_the_rules_see_the_whole_house() -> None:
    assert {module.room for module in HOUSE.modules} >= rules.ROOMS.keys() | {"tests", "scripts"}
    assert {path.suffix for path in HOUSE.files} >= rules.LONG_SUFFIXES - {".mjs", ".css", ".js"}


def test_ruff_sees_the_whole_house() -> None:
    """Its list of folders to leave out, and .gitignore, go by name: `build/` would hide data/build as well."""
    listing = [sys.executable, "-m", "ruff", "check", "--show-files", str(HOUSE.root)]
    seen = subprocess.run(listing, capture_output=True, text=True, check=True).stdout.splitlines()
    assert {str(HOUSE.root / module.path) for module in HOUSE.modules} <= set(seen)


def test_each_exception_is_still_needed() -> None:
    found = list(rules.assembled_sql(HOUSE))
    used = {module.path for module, *_ in found} | {f"{module.path}:{scope}" for module, scope, _ in found}
    assert rules.ASSEMBLED_SQL.keys() - used == set()


def test_what_is_not_ours_is_not_read(tmp_path: Path) -> None:
    foreign = ["env/pyvenv.cfg", "env/utils.py", ".venv/utils.py", "build/utils.py", "data/snapshots/current"]
    ours = ["data/build/checks.py", "data/model.py"]
    assert tree_of(tmp_path, dict.fromkeys([*foreign, *ours], "")).files == [Path(name) for name in ours]
