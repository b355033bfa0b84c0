"""LibreOffice as a reader's office: opens what the dashboard exports, computes it again, and saves it in another format."""

import subprocess
import tempfile
from functools import cache
from pathlib import Path

from scripts.office import NO_OFFICE, find

SECONDS = 120
# In a profile of its own each run is alone, and computes every formula when it opens a workbook, whatever values it holds.
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item></oor:items>
"""


@cache
def office() -> Path:
    """The LibreOffice of this system."""
    found = find()
    assert found, NO_OFFICE
    return found


def converted(file: Path, suffix: str, folder: Path) -> Path:
    """The file saved by LibreOffice in the format of `suffix` (xlsx, pdf, pptx), in `folder`, which is not the file's own."""
    with tempfile.TemporaryDirectory() as profile:
        user = Path(profile) / "user"
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
        own = f"-env:UserInstallation={Path(profile).as_uri()}"
        command: list[str | Path] = [
            office(),
            own,
            "--headless",
            "--norestore",
            "--convert-to",
            suffix,
            "--outdir",
            folder,
            file,
        ]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS)
    saved = folder / f"{file.stem}.{suffix}"
    assert saved.exists(), f"LibreOffice saved nothing: {done.stdout} {done.stderr}"
    return saved
