"""The real register of `data/reference/`, read for the sample and copied into it unchanged."""

import csv
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
REGISTER_FILES = ("partnerships.csv", "clusters.csv", "countries.csv", "lump_sum_ceilings.csv", "rules.csv")


@dataclass(frozen=True)
class Partnership:
    """A partnership with its ecosystems; `end_date` is the last day of the published end, None where none is."""

    partnership_id: str
    ecosystems: frozenset[str]
    end_date: date | None
    is_placeholder: bool


@dataclass(frozen=True)
class Cluster:
    """A cluster; `number` is its place in the register, from zero. Coordinates in degrees, None where unknown."""

    number: int
    cluster_id: str
    partnership_id: str
    country_code: str
    city: str
    latitude: float | None
    longitude: float | None
    is_coordinator: bool
    is_placeholder: bool


@dataclass(frozen=True)
class Ceiling:
    """Lump-sum ceiling of a host country in EUR: the full one and the half."""

    host_country_code: str
    full_eur: Decimal
    half_eur: Decimal


@dataclass(frozen=True)
class Register:
    """What the sample needs of the register. `rules` maps rule_id to value."""

    partnerships: tuple[Partnership, ...]
    clusters: tuple[Cluster, ...]
    ceilings: tuple[Ceiling, ...]
    rules: dict[str, int]


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def last_day(published: str) -> date | None:
    """Last day of a published year, month or day ("2022", "2022-02", "2022-02-03"); None for an empty text."""
    if not published:
        return None
    parts = [int(part) for part in published.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = (parts[0], 12) if len(parts) == 1 else parts
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _is_valid_on(row: dict[str, str], day: date) -> bool:
    return row.get("valid_from", "") <= day.isoformat() <= (row.get("valid_to") or "9999-12-31")


def read_register(day: date) -> Register:
    """The register with the ceilings and rules that are valid on `day`.

    Raises OSError where a file is missing, KeyError or ValueError where it does not have the columns of data/SCHEMA.md.
    """
    return Register(
        partnerships=tuple(
            Partnership(
                row["partnership_id"],
                frozenset(part.strip() for part in row["ecosystems"].split(";") if part.strip()),
                last_day(row["end_date"]),
                row["basis"] == "placeholder",
            )
            for row in _rows("partnerships.csv")
        ),
        clusters=tuple(
            Cluster(
                number,
                row["cluster_id"],
                row["partnership_id"],
                row["country_code"],
                row["city"],
                float(row["latitude"]) if row["latitude"] else None,
                float(row["longitude"]) if row["longitude"] else None,
                row["role"] == "coordinator",
                row["basis"] == "placeholder",
            )
            for number, row in enumerate(_rows("clusters.csv"))
        ),
        ceilings=tuple(
            Ceiling(row["host_country_code"], Decimal(row["full_eur"]), Decimal(row["half_eur"]))
            for row in _rows("lump_sum_ceilings.csv")
            if _is_valid_on(row, day)
        ),
        rules={row["rule_id"]: int(row["value"]) for row in _rows("rules.csv") if _is_valid_on(row, day)},
    )


def copy_register(folder: Path) -> None:
    """Copies the register's files byte for byte into `folder`."""
    for name in REGISTER_FILES:
        shutil.copyfile(REFERENCE / name, folder / name)
