"""Finds a Chrome or Chromium for the browser tests, and installs one where there is none.

`python -m scripts.browser` does both and prints which one the tests will use. The ways to install are tried in this
order: the system's packages, where that needs no password; then Playwright's own download.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts import system_packages

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
VARIABLE = "CXC_BROWSER"
# Without a font of its own Chromium draws boxes; Debian only recommends one.
PACKAGES = ("chromium", "fonts-dejavu-core")
NO_BROWSER = f"""No browser for the tests: none is installed, and neither the system's packages nor Playwright
could bring one. Install Chromium or Chrome (on Debian: apt-get install chromium), or name one that is there:
{VARIABLE}=/path/to/chrome"""


class BrowserError(Exception):
    """The browser named in the environment's CXC_BROWSER does not start."""


def starts(browser: Path) -> bool:
    """Whether the file is a browser that can run here: a shim without its package, or missing libraries, say no."""
    try:
        asked = subprocess.run([browser, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def find() -> Path | None:
    """The browser to test with, or None: the environment's CXC_BROWSER, else an installed one, else Playwright's.

    Raises BrowserError if CXC_BROWSER names something that does not start: a wish is not silently replaced.
    """
    wish = os.environ.get(VARIABLE)
    if wish:
        named = shutil.which(wish)
        if named is None or not starts(Path(named)):
            raise BrowserError(f"{VARIABLE}={wish} is no browser that starts here.")
        return Path(named)
    return next((browser for browser in candidates() if starts(browser)), None)


def candidates() -> Iterator[Path]:
    """Files that may be a browser, the preferred first."""
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    if MAC.exists():
        yield MAC
    from playwright.sync_api import sync_playwright  # needed only where the system has no browser

    with sync_playwright() as playwright:
        downloaded = Path(playwright.chromium.executable_path)
    if downloaded.exists():
        yield downloaded


def install() -> Path | None:
    """Install a browser by the first way that gives one that starts; None if no way does."""
    if system_packages.install(PACKAGES) and (found := find()):
        return found
    playwright = [sys.executable, "-m", "playwright"]
    if system_packages.as_root() is not None:
        # may fail and do no harm: the libraries may be there already
        system_packages.run([*playwright, "install-deps", "chromium"])
    system_packages.run([*playwright, "install", "--no-shell", "chromium"])
    return find()


def main() -> None:
    """Print the browser that the tests will use, after installing one if need be. Ends the program if there is none."""
    try:
        browser = find()
        if browser is None:
            print("No Chrome or Chromium here; installing one for the browser tests.", flush=True)
            browser = install()
    except BrowserError as problem:
        sys.exit(str(problem))
    if browser is None:
        sys.exit(NO_BROWSER)
    print(f"Browser for the tests: {browser}", flush=True)


if __name__ == "__main__":
    main()
