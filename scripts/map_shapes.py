"""Writes static/countries.json, the shapes of the map as the browser draws them: `python scripts/map_shapes.py`.

The browser loads this file once, instead of receiving the shapes with each figure. Run it after
`python -m data.geography.derive`; a test compares the two.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "static" / "countries.json"


def content() -> str:
    """What the file has to hold."""
    sys.path.insert(0, str(ROOT))
    from charts.map import planar_shapes
    from data.geography import country_shapes

    return json.dumps(planar_shapes(country_shapes()), separators=(",", ":")) + "\n"


def main() -> None:
    """Write the file."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(content(), encoding="utf-8")
    print(f"{FILE.relative_to(ROOT)}: {FILE.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
