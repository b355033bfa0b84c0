"""Deliveries made from the sample's source folder: cut down, or with names that carry markup, SQL and formulas."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

Row = dict[str, str]

# What a name may carry that a browser, a Markdown renderer, a database or a spreadsheet could act upon.
HTML = "<img src=x onerror=alert(1)><b>bold</b><script>alert(2)</script>"
LINK = "[click](https://evil.example/x) ![p](https://evil.example/p.png) https://evil.example/bare www.evil.example"
MARKS = "**bold** _it_ `code` ~~gone~~ $x^2$ :red[red] :smile: :material/home: # head | a -- b -> c"
SQL = "'; drop table exchanges; -- \" or 1=1"
FORMULA = '=HYPERLINK("https://evil.example","x")'

HOSTILE_PARTNERSHIP = f"P {HTML}"
HOSTILE_CLUSTER = f"C {LINK}"
HOSTILE_VISITOR = FORMULA
HOSTILE_HOST = f"H {MARKS} {SQL} {HTML} {LINK}"
HOSTILE_TITLE = f"T {HTML} {LINK} {MARKS}"


def rows_of(file: Path) -> list[Row]:
    """Rows of a CSV file of the sample, as text."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def rewrite(file: Path, change: Callable[[Row], Row | None]) -> None:
    """Replace each row of a CSV file by what `change` makes of it, or drop it where that is None. The header stays."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        header = list(reader.fieldnames or ())
        changed = [row for row in map(change, reader) if row is not None]
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, header)
        writer.writeheader()
        writer.writerows(changed)


def with_exchanges_only(source: Path, folder: Path, kept: frozenset[str]) -> Path:
    """A copy of the source with no exchanges but those of the ids in `kept`, and no money that names another one."""
    shutil.copytree(source, folder)
    rewrite(folder / "exchanges.csv", lambda row: row if row["exchange_id"] in kept else None)
    rewrite(
        folder / "budget_transactions.csv",
        lambda row: row if not row["exchange_id"] or row["exchange_id"] in kept else None,
    )
    return folder


def with_hostile_names(source: Path, folder: Path) -> tuple[Path, str]:
    """A copy of the source in which one exchange has hostile names all around it; returns its id too.

    The visiting and host organisation, their clusters and the visiting partnership are renamed, and so is the delivery.
    """
    shutil.copytree(source, folder)
    organisations = {row["organisation_id"]: row for row in rows_of(source / "organisations.csv")}
    one = next(
        row
        for row in rows_of(source / "exchanges.csv")
        if row["status"] == "paid" and row["visiting_partnership_id"] != row["host_partnership_id"]
    )
    visitor, host = one["visiting_organisation_id"], one["host_organisation_id"]
    names = {visitor: HOSTILE_VISITOR, host: HOSTILE_HOST}
    clusters = {organisations[visitor]["cluster_id"], organisations[host]["cluster_id"]}

    def named(row: Row, id_column: str, hostile: set[str], **columns: str) -> Row:
        return row | columns if row[id_column] in hostile else row

    rewrite(folder / "organisations.csv", lambda row: row | {"name": names.get(row["organisation_id"], row["name"])})
    rewrite(
        folder / "clusters.csv",
        lambda row: named(
            row,
            "cluster_id",
            clusters,
            name=f"{HOSTILE_CLUSTER} {row['cluster_id']}",
            short_name=f"{HOSTILE_CLUSTER} {row['cluster_id']}",
        ),
    )
    rewrite(
        folder / "partnerships.csv",
        lambda row: named(row, "partnership_id", {one["visiting_partnership_id"]}, acronym=HOSTILE_PARTNERSHIP),
    )
    rewrite(
        folder / "delivery.csv", lambda row: row | {"value": HOSTILE_TITLE if row["key"] == "title" else row["value"]}
    )
    return folder, one["exchange_id"]
