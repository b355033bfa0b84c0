"""Finds LibreOffice and Poppler for the tests of files, and installs them where they are missing.

The tests open what the dashboard exports as a reader does: LibreOffice computes workbooks and draws decks, Poppler reads
PDFs. `python -m scripts.office` prints which LibreOffice the tests will use.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import system_packages

VARIABLE = "CXC_OFFICE"
MAC = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
# A spreadsheet and a presentation, without a screen.
PACKAGES = ("libreoffice-calc-nogui", "libreoffice-impress-nogui", "poppler-utils")
# LibreOffice comes in parts: one that starts may still lack these two.
PARTS = ("libsclo", "libsdlo")
PDF_TOOLS = ("pdftotext", "pdftoppm", "pdfinfo", "pdffonts", "pdfimages", "pdftohtml")
NO_OFFICE = f"""No LibreOffice with Calc and Impress, or no Poppler, for the tests of workbooks, decks and reports, and the
system's packages could not bring them. Install both (on Debian: apt-get install {" ".join(PACKAGES)}),
or name a LibreOffice that is there: {VARIABLE}=/path/to/soffice"""


class OfficeError(Exception):
    """The LibreOffice named in the environment's CXC_OFFICE cannot do the tests."""


def is_whole(office: Path) -> bool:
    """Whether the file is a LibreOffice that starts here and has a spreadsheet and a presentation."""
    if sys.platform == "linux":
        program = office.resolve().parent
        if not all(list(program.glob(f"{part}.so")) for part in PARTS):
            return False
    try:
        asked = subprocess.run([office, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def find() -> Path | None:
    """The LibreOffice to test with, or None: the environment's CXC_OFFICE, else an installed one.

    Raises OfficeError if CXC_OFFICE names something that cannot do it: a wish is not silently replaced.
    """
    wish = os.environ.get(VARIABLE)
    if wish:
        named = shutil.which(wish)
        if named is None or not is_whole(Path(named)):
            raise OfficeError(f"{VARIABLE}={wish} is no LibreOffice with Calc and Impress that starts here.")
        return Path(named)
    found = [shutil.which(name) for name in ("soffice", "libreoffice")]
    candidates = [Path(path) for path in found if path] + [MAC]
    return next((office for office in candidates if office.exists() and is_whole(office)), None)


def reads_pdf() -> bool:
    """Whether Poppler's tools are there."""
    return all(shutil.which(tool) for tool in PDF_TOOLS)


def main() -> None:
    """Print the LibreOffice that the tests will use, after installing what is missing. Ends the program if it stays so."""
    try:
        office = find()
        if office is None or not reads_pdf():
            print("No LibreOffice or Poppler here; installing them for the tests of files.", flush=True)
            system_packages.install(PACKAGES)
            office = find()
    except OfficeError as problem:
        sys.exit(str(problem))
    if office is None or not reads_pdf():
        sys.exit(NO_OFFICE)
    print(f"LibreOffice for the tests: {office}", flush=True)


if __name__ == "__main__":
    main()
