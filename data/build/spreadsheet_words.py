"""Words that people write in spreadsheets around their data, in several languages (data/reference/spreadsheet_words.csv)."""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "reference" / "spreadsheet_words.csv"


@cache
def words(kind: str) -> frozenset[str]:
    """Folded words of a kind: total, legal form."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return frozenset(folded(row["word"]) for row in csv.DictReader(lines) if row["kind"] == kind)


def folded(text: str) -> str:
    """A text without case, accents and punctuation, its words one space apart."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare))


def is_total(text: str) -> bool:
    """Whether a cell labels a total: "Total", "Gesamtsumme:", "Total général 2021"."""
    bare = folded(text[:60]).rstrip("0123456789 ")
    return bool(bare) and bare in words("total")
