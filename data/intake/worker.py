"""Checking in a process of its own, so that the app stays usable and a hostile file can harm neither it nor its readers.

`python -m data.intake.worker FOLDER` reads `request.json` in the folder and writes its lines of progress to `progress.txt`
and its result beside it. The process may use as much memory and time as the limits say, and ends when its parent does not
want it any more.
"""

import json
import resource
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from data.build.limits import limit_bytes, limits
from data.build.problems import shown
from data.intake.check import RESULT, Checked, Request, check, load, save
from languages import gettext as _
from languages import speak
from languages.formats import count

REQUEST = "request.json"
PROGRESS = "progress.txt"
SECONDS_BETWEEN_LOOKS = 0.2
ROOT = Path(__file__).parents[2]


class Busy(Exception):
    """As many checks run already as may run at once."""


@dataclass(eq=False)
class Job:
    """A check that runs, or has run, in its folder."""

    folder: Path
    process: subprocess.Popen[bytes]
    started: float = field(default_factory=time.monotonic)

    def progress(self) -> Iterator[str]:
        """The lines of progress from the first on, as they come; ends with the process, which is stopped when its time
        is over."""
        said = 0
        while True:
            is_over = self.process.poll() is not None
            lines = self._lines()
            yield from lines[said:]
            said = len(lines)
            if is_over:
                return
            if time.monotonic() - self.started > limits()["check_seconds"]:
                self.stop()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(SECONDS_BETWEEN_LOOKS)

    def _lines(self) -> list[str]:
        try:
            text = (self.folder / PROGRESS).read_text(encoding="utf-8")
        except OSError:
            return []
        return text[: text.rfind("\n") + 1].splitlines()

    def result(self) -> Checked:
        """The result of a check that is over; one that says why where the process ended without any."""
        with suppress(OSError, ValueError, TypeError, KeyError):
            return load(self.folder)
        return failed(_reason(self.process.returncode, time.monotonic() - self.started))

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


_JOBS: "weakref.WeakSet[Job]" = weakref.WeakSet()
_STARTING = threading.Lock()


def start(request: Request, folder: Path) -> Job:
    """Start a check in a folder of its own. Raises Busy and OSError."""
    with _STARTING:
        if sum(job.process.poll() is None for job in _JOBS) >= limits()["checks_at_once"]:
            raise Busy
        job = _start(request, folder)
        _JOBS.add(job)
    return job


def _start(request: Request, folder: Path) -> Job:
    (folder / REQUEST).write_text(json.dumps(request.as_json()), encoding="utf-8")
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "data.intake.worker", str(folder)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    return Job(folder, process)


def failed(reason: str) -> Checked:
    """The result of a check that could not be made."""
    return Checked(False, (), (), {}, None, failure=reason)


def _reason(code: int | None, seconds: float) -> str:
    if seconds > limits()["check_seconds"]:
        return _(
            "The check took longer than {most} seconds and was stopped. Deliver fewer rows.",
            most=count(limits()["check_seconds"]),
        )
    return _(
        "The check ended without a result (code {code}). The file may need more memory than is allowed.", code=code
    )


def main(folder: Path) -> int:
    """Check what the folder's request asks for. Returns 0 when there is a result, whatever it says."""
    most = limit_bytes("check_gigabytes")
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    seconds = 2 * limits()["check_seconds"]  # of two cores
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    request = Request.from_json(json.loads((folder / REQUEST).read_text(encoding="utf-8")))
    speak(request.language)
    with (folder / PROGRESS).open("w", encoding="utf-8") as progress:

        def say(line: str) -> None:
            print(line, file=progress, flush=True)

        try:
            check(request, folder, say)
        except MemoryError:
            save(
                failed(
                    _(
                        "The check needs more than {most} GB of memory. Deliver fewer rows.",
                        most=count(limits()["check_gigabytes"]),
                    )
                ),
                folder,
            )
        except OSError as error:
            save(
                failed(_("The check cannot read or write a file: {reason}.", reason=shown(error.strerror or error))),
                folder,
            )
        except Exception as error:  # nothing that a delivery does may leave its reader without an answer
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            save(failed(_("The check failed: {reason}", reason=shown(reason))), folder)
    return 0 if (folder / RESULT).exists() else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
