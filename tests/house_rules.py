"""The house rules, each a function from a tree of files to its complaints ("path:line: what is wrong")."""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

Rule = Callable[["Tree"], Iterator[str]]
Function = ast.FunctionDef | ast.AsyncFunctionDef

# Which rooms a room may import. What is not a room (tests, scripts, bench) may import all, and no room imports it.
ROOMS: dict[str, set[str]] = {
    "languages": {"languages"},
    "data": {"data", "languages"},
    "charts": {"charts", "languages"},
    "queries": {"queries", "data", "languages"},
    "scenes": {"scenes", "queries", "charts", "data", "languages"},
    "exports": {"exports", "scenes", "charts", "languages"},
    "ui": {"ui", "exports", "scenes", "queries", "charts", "data", "languages"},
    "pages": {"ui", "scenes", "queries", "charts", "languages"},
    "app": {"pages", "ui", "queries", "charts", "data", "languages"},
}
OUTHOUSES = {"tests", "scripts", "bench"}
STREAMLIT_ROOMS = {"app", "pages", "ui"}
STREAMLIT_CACHE = "data/warehouse.py"
DOCUMENTED_ROOMS = {"languages", "data", "queries", "charts", "scenes", "exports", "ui"}
LONGEST = 400

# Functions, or whole files, that put SQL together from parts, with the reason why no outside text can get in.
BY_SCHEMA = "names of tables and columns come from data/build/schema.py; delivered values are parameters or columns"
ASSEMBLED_SQL = {
    "data/build/base.py": BY_SCHEMA,
    "data/build/candidate.py": BY_SCHEMA + "; quotes in the stage file's path are doubled",
    "data/build/checks.py": BY_SCHEMA,
    "data/build/duplicates.py": BY_SCHEMA,
    "data/build/export.py": BY_SCHEMA,
    "data/build/from_snapshot.py": "quotes in the snapshot's path are doubled",
    "data/build/kept_rows.py": BY_SCHEMA,
    "data/build/margins.py": BY_SCHEMA,
    "data/build/parquet.py": BY_SCHEMA + "; quotes in delivered names are doubled",
    "data/build/raw.py": BY_SCHEMA,
    "data/build/regular_csv.py": BY_SCHEMA,
    "data/build/rule_kinds.py": BY_SCHEMA,
    "data/build/rules.py": BY_SCHEMA,
    "data/build/place.py": "joins constants of the module",
    "data/build/sources.py": BY_SCHEMA,
    "data/build/typed.py": BY_SCHEMA,
    "data/intake/effect.py": BY_SCHEMA,
}

MADE = {Path("build"), Path("data/snapshots"), Path("test-results")}
CACHES = {"__pycache__", "node_modules"}
CODE_SUFFIXES = {".py", ".sql", ".js", ".mjs", ".css", ".html", ".svg", ".toml", ".sh"}
LONG_SUFFIXES = {".py", ".sql", ".js", ".mjs", ".css"}
BROWSER_SUFFIXES = {".js", ".mjs", ".css", ".html", ".svg", ".toml"}
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
RAW_HTML = "unsafe_allow_html"
LEFT_OPEN = re.compile(r"\b(" + "TO" + "DO|FIX" + r"ME)\b")
SKIPS = {"skip", "skipif", "xfail", "importorskip", "skipTest", "skipIf", "skipUnless", "expectedFailure"}
TESTERS = {"pytest", "unittest", "self"}
SQL_CALLS = {"execute", "executemany", "sql", "query", "from_query", "read_sql", "read_sql_query", "ask", "export"}
STRING_METHODS = {"format", "format_map", "join", "replace"}
SQL_TEXT = re.compile(
    r"\b(?-i:select|SELECT)\b.*\bfrom\b|\bwith\s+\w+\s+as\s*\(|\binsert\s+into\b|\bdelete\s+from\b|\bupdate\s+\S+\s+set\b"
    r"|\b(create|drop|alter)\s+(or\s+replace\s+)?(temp\w*\s+)?(table|view|schema|macro|type|sequence)\b"
    r"|\bcopy\b.*\b(to|from)\s+['\"(]|\battach\s+['\"]",
    re.IGNORECASE | re.DOTALL,
)
URL = re.compile(r"(?:https?:)?//(?P<host>[\w.-]+\.\w+|localhost)(?P<path>[^\s\"'<>)]*)")
LOCAL_HOSTS = {"www.w3.org", "127.0.0.1", "localhost"}  # the first is only the name of XML namespaces
ASSET = re.compile(r"\{z\}|\.(m?js|css|(geo|topo)?json|png|jpe?g|gif|svg|webp|woff2?|ttf|pbf|mvt)([?#]|$)")
FETCHING_MARKUP = re.compile(
    r"<(script|link|img|iframe|source|object)\b|\burl\(|@import|\bfetch\(|\bimport\b.*['\"]", re.I
)
# Plotly's tile maps and Streamlit's own call a tile server; `geo` figures do not.
TILE_CALLS = {"Scattermap", "Choroplethmap", "Densitymap", "Scattermapbox", "Choroplethmapbox", "Densitymapbox"}
TILE_CALLS |= {"scatter_map", "line_map", "choropleth_map", "density_map", "pydeck_chart"}


@dataclass(frozen=True)
class Module:
    """A Python file: its path from the root, its room (first folder, or the stem of a file at the root), its syntax."""

    path: str
    room: str
    syntax: ast.Module


# Put there by ui/plot.py from the installed package, and not in git.
COPIED = "static/plotly-*.min.js"


@dataclass(frozen=True)
class Tree:
    """The files under a root that are ours: not hidden (but .streamlit and .ci), not built, not in an environment."""

    root: Path

    @cached_property
    def files(self) -> list[Path]:
        """Paths from the root, sorted."""
        return sorted(self._walk(self.root))

    def _walk(self, folder: Path) -> Iterator[Path]:
        for entry in folder.iterdir():
            if entry.is_file():
                if entry.match(COPIED):
                    continue
                yield entry.relative_to(self.root)
            elif self._is_ours(entry):
                yield from self._walk(entry)

    def _is_ours(self, folder: Path) -> bool:
        if folder.relative_to(self.root) in MADE or folder.name in CACHES or (folder / "pyvenv.cfg").exists():
            return False
        return not folder.name.startswith(".") or folder.name in {".streamlit", ".ci"}

    @cached_property
    def modules(self) -> list[Module]:
        """The Python files, parsed."""
        return [
            Module(path.as_posix(), path.parts[0].removesuffix(".py"), ast.parse(self.text(path)))
            for path in self.files
            if path.suffix == ".py"
        ]

    def text(self, path: Path) -> str:
        """Content of a file named from the root."""
        return (self.root / path).read_text(encoding="utf-8")


def imports_run_one_way(tree: Tree) -> Iterator[str]:
    """data <- queries <- scenes <- ui <- pages <- app, charts <- scenes <- exports <- ui; no room imports an outhouse."""
    for module in tree.modules:
        if module.room not in ROOMS:
            if module.room not in OUTHOUSES | {"conftest"}:
                yield f"{module.path}:1: belongs to no room of the house"
            continue
        for line, name in imported(module):
            target = name.split(".")[0]
            if target in ROOMS.keys() | OUTHOUSES and target not in ROOMS[module.room]:
                yield f"{module.path}:{line}: {module.room} may not import {target}"


def streamlit_stays_in_front(tree: Tree) -> Iterator[str]:
    """streamlit is imported in app, pages and ui, and in data for its cache alone."""
    for module in tree.modules:
        if module.room in OUTHOUSES or module.room in STREAMLIT_ROOMS or module.path == STREAMLIT_CACHE:
            continue
        for line, name in imported(module):
            if name.split(".")[0] == "streamlit":
                yield f"{module.path}:{line}: streamlit does not belong in {module.room}"


def imported(module: Module) -> Iterator[tuple[int, str]]:
    """Line and full name of each module that is imported, relative and dynamic imports included."""
    package = module.path.split("/")[:-1]
    for node in ast.walk(module.syntax):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            parts = base + ([node.module] if node.module else [])
            # `from .. import queries` in a room of the first level names the room in the alias.
            yield from ((node.lineno, ".".join([*parts, alias.name])) for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}:
            yield from ((node.lineno, str(name.value)) for name in node.args[:1] if isinstance(name, ast.Constant))


def called(call: ast.Call) -> str:
    """Last name of what is called: `execute` for `con.cursor().execute(...)`, "" for a call of an expression."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def pages_have_a_section(tree: Tree) -> Iterator[str]:
    """No .py directly in pages/: Streamlit would run it without the frame after a restart."""
    for path in tree.files:
        if path.suffix == ".py" and path.parts[0] == "pages" and len(path.parts) == 2:
            yield f"{path.as_posix()}:1: a page belongs in pages/<section>/"


def names_say_something(tree: Tree) -> Iterator[str]:
    """No file or folder is named for nothing in particular."""
    for path in tree.files:
        if path.suffix in CODE_SUFFIXES and EMPTY_NAMES & {
            part.lower().strip("_") for part in path.with_suffix("").parts
        }:
            yield f"{path.as_posix()}:1: a name that says nothing"


def questions_pair_with_sql(tree: Tree) -> Iterator[str]:
    """In queries/<subject>/ each .sql has one function of its name, which asks it; a .sql named in code exists."""
    functions: Counter[tuple[str, str]] = Counter()
    asked: set[tuple[str, str]] = set()
    for module in (module for module in tree.modules if module.room == "queries"):
        folder = Path(module.path).parent.as_posix()
        for scope, nodes in scopes(module.syntax):
            functions[folder, scope] += 1
            for node in nodes:
                match node:
                    case ast.Constant(value=str(name)) if re.fullmatch(r"[\w./-]+\.sql", name):
                        if not (tree.root / folder / name).is_file():
                            yield f"{module.path}:{node.lineno}: there is no {folder}/{name}"
                        if name == f"{scope}.sql":
                            asked.add((folder, scope))
    for path in tree.files:
        if path.suffix == ".sql" and path.parts[0] == "queries" and len(path.parts) > 2:
            question = (path.parent.as_posix(), path.stem)
            if functions[question] != 1:
                yield f"{path.as_posix()}:1: {functions[question]} functions {path.stem} beside it, not one"
            elif question not in asked:
                yield f"{path.as_posix()}:1: the function {path.stem} does not ask it"


def scopes(syntax: ast.Module) -> Iterator[tuple[str, list[ast.AST]]]:
    """Name and own nodes of each function, and of the module ("") without them; docstrings are left out."""

    def own(node: ast.AST) -> Iterator[ast.AST]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, Function):
                inner.append(child)
            elif not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
                yield child
                yield from own(child)

    inner: list[Function] = []
    yield "", list(own(syntax))
    for function in inner:  # grows while it is read: functions within functions are appended
        yield function.name, list(own(function))


def no_raw_html(tree: Tree) -> Iterator[str]:
    """Names are hostile: nothing is shown as HTML of our own making."""
    for module in tree.modules:
        for node in ast.walk(module.syntax) if module.room in ROOMS else ():
            if (isinstance(node, ast.keyword) and node.arg == RAW_HTML) or (
                isinstance(node, ast.Constant) and node.value == RAW_HTML
            ):
                yield f"{module.path}:{node.lineno}: {RAW_HTML}"


def sql_is_written_not_assembled(tree: Tree) -> Iterator[str]:
    """No SQL is made by f-string, %, + or string methods, but where ASSEMBLED_SQL gives a reason."""
    for module, scope, line in assembled_sql(tree):
        if not ASSEMBLED_SQL.keys() & {module.path, f"{module.path}:{scope}"}:
            yield f"{module.path}:{line}: SQL put together from parts"


def assembled_sql(tree: Tree) -> Iterator[tuple[Module, str, int]]:
    """Module, function and line of each place outside the tests that puts SQL together."""
    for module in tree.modules:
        if module.room == "tests":
            continue
        for scope, nodes in scopes(module.syntax):
            lines = {
                node.lineno
                for node in nodes
                if isinstance(node, ast.expr) and is_assembled(node) and reads_as_sql(node)
            }
            variables = {name for node in nodes for name in assembled_variables(node)}
            for node in nodes:
                if isinstance(node, ast.Call) and called(node) in SQL_CALLS:
                    handed = [
                        *node.args[:1],
                        *(keyword.value for keyword in node.keywords if keyword.arg in {"sql", "query"}),
                    ]
                    handed += node.args if called(node) in {"ask", "export"} else []
                    if any(is_assembled(arg) or (isinstance(arg, ast.Name) and arg.id in variables) for arg in handed):
                        lines.add(node.lineno)
            yield from ((module, scope, line) for line in sorted(lines))


def assembled_variables(node: ast.AST) -> Iterator[str]:
    """Names that a statement gives a text put together from parts."""
    match node:
        case ast.Assign(targets=targets, value=value) if is_assembled(value):
            yield from (target.id for target in targets if isinstance(target, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if is_assembled(value):
            yield name
        case ast.NamedExpr(target=ast.Name(id=name), value=value) if is_assembled(value):
            yield name
        case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=value) if is_text(value):
            yield name


def is_assembled(node: ast.expr) -> bool:
    """Whether an expression makes a text of parts, one of which is not written in the code."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return any(is_text(side) for side in (node.left, node.right))
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in STRING_METHODS


def is_text(node: ast.expr) -> bool:
    """Whether an expression is a text for certain."""
    return is_assembled(node) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def reads_as_sql(node: ast.expr) -> bool:
    """Whether the written parts of an expression together read as a statement of SQL."""
    written = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return bool(SQL_TEXT.search(" ".join(written)))


def nothing_is_left_open(tree: Tree) -> Iterator[str]:
    """No note of work undone, no stub, no test that is skipped or expected to fail."""
    for path in tree.files:
        if path.suffix in CODE_SUFFIXES | {".md"} or path.name in {"Makefile", "run"}:
            for number, line in enumerate(tree.text(path).splitlines(), start=1):
                if LEFT_OPEN.search(line):
                    yield f"{path.as_posix()}:{number}: left open"
    for module in tree.modules:
        for node in ast.walk(module.syntax):
            if isinstance(node, ast.Name) and node.id == "NotImplementedError":
                yield f"{module.path}:{node.lineno}: a stub"
            if (isinstance(node, ast.Attribute) and node.attr in SKIPS and root_name(node) in TESTERS) or (
                isinstance(node, ast.ImportFrom) and node.module in TESTERS and SKIPS & {a.name for a in node.names}
            ):
                yield f"{module.path}:{node.lineno}: a test left out"


def root_name(node: ast.expr) -> str:
    """`pytest` for `pytest.mark.skip`; "" where the chain does not start with a name."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def modules_are_short(tree: Tree) -> Iterator[str]:
    """No module has more than LONGEST lines."""
    for path in tree.files:
        if path.suffix in LONG_SUFFIXES and (lines := len(tree.text(path).splitlines())) > LONGEST:
            yield f"{path.as_posix()}:{LONGEST + 1}: {lines} lines"


def public_functions_are_documented(tree: Tree) -> Iterator[str]:
    """Each public function of data, queries, charts and ui has a docstring."""
    for module in tree.modules:
        for node in module.syntax.body if module.room in DOCUMENTED_ROOMS else ():
            if isinstance(node, Function) and not node.name.startswith("_") and not ast.get_docstring(node):
                yield f"{module.path}:{node.lineno}: {node.name} has no docstring"


def nothing_is_fetched(tree: Tree) -> Iterator[str]:
    """The browser fetches nothing from another host: no script, font, picture, boundary or tile. Links may lead out."""
    for path in tree.files:
        if path.suffix in BROWSER_SUFFIXES and path.name != "pyproject.toml":
            for number, line in enumerate(tree.text(path).splitlines(), start=1):
                if any(match["host"] not in LOCAL_HOSTS for match in URL.finditer(line)):
                    yield f"{path.as_posix()}:{number}: another host"
    for module in tree.modules:
        if module.room not in {"app", "pages", "ui", "charts"}:
            continue
        for node in ast.walk(module.syntax):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and fetches(node.value):
                yield f"{module.path}:{node.lineno}: another host"
            elif isinstance(node, ast.Call) and (called(node) in TILE_CALLS or is_streamlit_map(node)):
                yield f"{module.path}:{node.lineno}: a map that calls a tile server"


def fetches(text: str) -> bool:
    """Whether a text in Python code makes a browser fetch from another host."""
    away = [match for match in URL.finditer(text) if match["host"] not in LOCAL_HOSTS]
    return any(ASSET.search(match["path"]) for match in away) or bool(away and FETCHING_MARKUP.search(text))


def is_streamlit_map(call: ast.Call) -> bool:
    """Whether a call is `st.map(...)`."""
    return (
        isinstance(call.func, ast.Attribute) and call.func.attr == "map" and root_name(call.func) in {"st", "streamlit"}
    )


RULES: tuple[Rule, ...] = (
    imports_run_one_way,
    streamlit_stays_in_front,
    pages_have_a_section,
    names_say_something,
    questions_pair_with_sql,
    no_raw_html,
    sql_is_written_not_assembled,
    nothing_is_left_open,
    modules_are_short,
    public_functions_are_documented,
    nothing_is_fetched,
)
