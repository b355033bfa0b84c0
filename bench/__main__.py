"""python -m bench [--sizes N,N] [--repeat N] [--out FILE] [--fresh]: what a filter change costs, beside its floor."""

import argparse
import signal
import subprocess
import sys
import time
from pathlib import Path

from bench import report
from bench.browser import open_browser
from bench.inputs import publish
from bench.measure import SizeFigures, measure, questions

SIZES = "1000,100000,1000000,10000000"
REPEAT, REPEAT_MOST = 5, 20


def sizes_of(text: str) -> list[int]:
    """Numbers of exchanges from `1000,100000`, in rising order. Raises ValueError for anything else."""
    sizes = sorted({int(part) for part in text.split(",")})
    if sizes[0] < 1:
        raise ValueError(f"no number of exchanges: {sizes[0]}")
    return sizes


def repeat_of(text: str) -> int:
    """Repetitions from 2 to `REPEAT_MOST`: the months of the sample give no more views. Raises ValueError otherwise."""
    number = int(text)
    if not 2 <= number <= REPEAT_MOST:
        raise ValueError(f"from 2 to {REPEAT_MOST}, not {number}")
    return number


def main(arguments: list[str] | None = None) -> int:
    """Measures and writes the report. Returns 0, or 1 with a message if something could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--sizes", type=sizes_of, default=SIZES, help="exchanges, several apart by commas (default: %(default)s)"
    )
    parser.add_argument(
        "--repeat", type=repeat_of, default=REPEAT, help="changes timed per page (default: %(default)s)"
    )
    parser.add_argument("--out", type=Path, default=Path("build/bench.md"), help="report (default: %(default)s)")
    parser.add_argument(
        "--folder", type=Path, default=Path("build/bench"), help="samples and snapshots (default: %(default)s)"
    )
    parser.add_argument("--fresh", action="store_true", help="make and publish the samples anew")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    # As with Ctrl-C, what was started is ended before this program is.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))

    def say(line: str) -> None:
        print(f"[{time.monotonic() - started:6.1f} s] {line}", file=sys.stderr, flush=True)

    try:
        paragraphs = _measured(options, say)
    except subprocess.CalledProcessError as error:
        print(f"{' '.join(error.cmd[1:4])} failed; see the logs in {options.folder}", file=sys.stderr)
        return 1
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    paragraphs.append(f"Measured in {time.monotonic() - started:.0f} s.")
    text = "\n\n".join(paragraphs) + "\n"
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text, encoding="utf-8")
    print(text)
    return 0


def _measured(options: argparse.Namespace, say: report.Say) -> list[str]:
    folder: Path = options.folder.resolve()
    published = []
    for exchanges in options.sizes:
        say(f"{exchanges:,} exchanges: sample and snapshot")
        published.append(publish(exchanges, folder / str(exchanges), fresh=options.fresh))
    say("what the pages ask")
    asked = questions(published[0], options.repeat)
    measured: list[SizeFigures] = []
    with open_browser() as browser:
        paragraphs = [
            "# What a filter change costs",
            *report.machine(browser.version, options.repeat),
            *report.legend(),
        ]
        for one in published:
            say(f"{one.exchanges:,} exchanges")
            measured.append(measure(one, asked, browser, options.repeat, folder, say))
            paragraphs += report.of_size(measured[-1])
    if len(measured) > 1:
        paragraphs += report.of_sizes(measured)
    return paragraphs


if __name__ == "__main__":
    sys.exit(main())
