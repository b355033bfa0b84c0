"""Makes `.venv` and installs a pinned requirements file into it, once per content of that file.

Run it with the Python that the environment shall have; it needs the standard library alone:
`python3 scripts/environment.py requirements.txt`. A second run with the same pins ends at once.
"""

import hashlib
import importlib.util
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
NO_VENV = """This Python can make no virtual environment: it has no ensurepip, no pip 22.3 or newer, no virtualenv.
On Debian and Ubuntu: apt-get install python3-venv. Then run the same command again."""
NO_PACKAGES = """The packages could not be installed; pip says why above.
Most often the network or the proxy is the cause: pip reads its usual settings (PIP_INDEX_URL, HTTPS_PROXY, pip.conf).
Run the same command again to go on; what pip has downloaded stays in its cache."""


def say(text: str) -> None:
    """Print one line of progress at once, also where the output is a file."""
    print(text, flush=True)


def chain(requirements: Path) -> list[Path]:
    """A requirements file and the files that it includes by `-r`, the innermost first."""
    lines = requirements.read_text(encoding="utf-8").splitlines()
    included = [requirements.parent / line[3:].strip() for line in lines if line.startswith("-r ")]
    return [file for inner in included for file in chain(inner)] + [requirements]


def stamp_of(requirements: Path) -> Path:
    """File in `.venv` that exists once these very pins are installed for this version of Python."""
    key = "\n".join(
        [
            f"Python {sys.version_info[:2]} in {VENV}",
            *(file.read_text(encoding="utf-8") for file in chain(requirements)),
        ]
    )
    return VENV / f"{requirements.stem}-{hashlib.sha256(key.encode()).hexdigest()[:16]}.installed"


def runs(command: list[str]) -> bool:
    """Whether a command ends well. Its output is shown only if it does not."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except OSError as error:
        say(f"  {command[0]}: {error}")
        return False
    if done.returncode:
        say("  " + done.stdout.decode(errors="replace").strip().replace("\n", "\n  "))
    return done.returncode == 0


def is_usable() -> bool:
    """Whether `.venv` holds a Python of this version that has pip."""
    probe = f"import sys, pip; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return PYTHON.exists() and runs([str(PYTHON), "-c", probe])


def make_venv() -> None:
    """Make `.venv` anew, by the first of three ways that this Python offers. Ends the program if there is none.

    Debian ships `venv` without `ensurepip` unless python3-venv is installed; pip from outside can then fill the
    environment (`pip --python`), and virtualenv brings a pip of its own.
    """
    say(f"Making the virtual environment {VENV.name} with Python {sys.version.split()[0]}.")
    fresh = [sys.executable, "-m", "venv", "--clear"]
    if importlib.util.find_spec("ensurepip") and runs([*fresh, str(VENV)]):
        return
    if importlib.util.find_spec("pip") and importlib.util.find_spec("venv"):
        say("  ensurepip is missing; taking pip from outside the environment.")
        outside = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--no-input", "--quiet", "pip"]
        if runs([*fresh, "--without-pip", str(VENV)]) and runs(outside):
            return
    if importlib.util.find_spec("virtualenv") and runs([sys.executable, "-m", "virtualenv", "--clear", str(VENV)]):
        return
    sys.exit(NO_VENV)


def install(requirements: Path) -> None:
    """Bring `.venv` to the pins of a requirements file; returns at once if it has them. Ends the program on failure."""
    stamp = stamp_of(requirements)
    if stamp.exists() and PYTHON.exists():
        return
    if not is_usable():
        make_venv()
    say(f"Installing {requirements.name} into {VENV.name}: the first time this takes a few minutes and 1 GB of disk.")
    began = time.monotonic()
    command = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    if subprocess.run([*command, "-r", str(requirements)], stdin=subprocess.DEVNULL).returncode:
        sys.exit(NO_PACKAGES)
    for old in VENV.glob("*.installed"):
        old.unlink()
    for file in chain(requirements):
        stamp_of(file).touch()
    say(f"Installed in {time.monotonic() - began:.0f} s.")


def main() -> None:
    """Install the requirements file named on the command line."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; {sys.executable} is {found}.\n"
            "Name another one with: make PYTHON=python3.11 ..."
        )
    if len(sys.argv) != 2:
        sys.exit("usage: environment.py requirements.txt")
    install(ROOT / sys.argv[1])


if __name__ == "__main__":
    main()
