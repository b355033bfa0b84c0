"""Kills processes in the middle of a publish, at every step and at random moments, and looks at what readers then see.

    python -m tests.build.faults --trials 400

A trial is a process of its own, forked before any database is open, that builds or rolls back and kills itself; a second
one reads the warehouse as the dashboard does. It counts trials, kills, and every reader that saw neither the old nor the
new snapshot whole.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from data import publications, warehouse
from data.build import build
from data.build.keep import publish_again
from data.build.publish import current_id, snapshot_ids, working_folder
from tests.build import deliveries

# What the system is asked for while a warehouse is written: each is a step before which the process may die.
STEPS = (
    "open",
    "os.rename",
    "os.mkdir",
    "os.remove",
    "os.rmdir",
    "os.listdir",
    "os.scandir",
    "shutil.rmtree",
    "fcntl.flock",
)
OLD, NEW = 7, 8


def main(arguments: list[str] | None = None) -> int:
    """Run the trials; returns 0 where every reader saw a whole snapshot."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--trials", type=int, default=40)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        counts = run(Path(folder), options.trials, options.seed)
    print(", ".join(f"{number} {what}" for what, number in counts.items()))
    return 1 if counts["faults"] else 0


def run(folder: Path, trials: int, seed: int) -> Counter[str]:
    """Half of the trials die before a step, the others at a random moment; every third one rolls back instead of building."""
    rng = random.Random(seed)
    small = deliveries.valid()
    del small["exchanges"][OLD + 1 :]
    sources = {
        OLD: deliveries.write_csv(small, folder / "old"),
        NEW: deliveries.write_csv(deliveries.valid(), folder / "new"),
    }
    home = folder / "warehouse"
    counts: Counter[str] = Counter(trials=0, killed=0, faults=0)
    assert in_process(partial(publish, sources[OLD], home)) == 0
    started = time.monotonic()
    assert in_process(partial(publish, sources[NEW], home)) == 0
    seconds = time.monotonic() - started
    steps = {is_back: steps_of(partial(act, is_back, sources, home, NEW), folder) for is_back in (False, True)}
    for trial in range(trials):
        wanted = rng.choice((OLD, NEW))
        is_back = trial % 3 == 2
        doing = partial(act, is_back, sources, home, wanted)
        if trial % 2:
            at = rng.randint(1, steps[is_back])
            status = in_process(partial(dying_at_step, at, doing, home))
        else:
            after = rng.random() * (0.1 if is_back else seconds)
            status = in_process(doing, kill_after=after)
        counts["trials"] += 1
        counts["killed"] += status == -signal.SIGKILL
        counts["faults"] += status not in (0, -signal.SIGKILL)
        counts["faults"] += in_process(partial(look, home)) != 0
    counts["steps of a build"], counts["steps of a rollback"] = steps[False], steps[True]
    counts["faults"] += in_process(partial(heal, home)) != 0
    return counts


def publish(source: Path, home: Path) -> None:
    """A build that must pass."""
    assert build(source, home).ok


def act(is_back: bool, sources: dict[int, Path], home: Path, wanted: int) -> None:
    """A build, or the publication of some snapshot that is not the current one."""
    others = [one for one in snapshot_ids(home) if one != current_id(home)]
    if is_back and others:
        publish_again(home, random.Random(len(others)).choice(others))
    else:
        publish(sources[wanted], home)


def in_process(do: Callable[[], object], kill_after: float | None = None) -> int:
    """Do something in a process of its own. Its exit status: 0, 1 for an exception, minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        try:
            do()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def dying_at_step(at: int, do: Callable[[], object], home: Path) -> None:
    """Do something and die before the step of that number in the folder of the warehouse."""
    seen = 0

    def step(event: str, given: tuple[Any, ...]) -> None:
        nonlocal seen
        if event in STEPS and given and (event == "fcntl.flock" or str(home) in str(given[0])):
            seen += 1
            if seen == at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(step)
    do()


def steps_of(do: Callable[[], object], folder: Path) -> int:
    """How many steps something has that is not killed."""
    counted = folder / "steps"

    def count() -> None:
        seen = 0

        def step(event: str, given: tuple[Any, ...]) -> None:
            nonlocal seen
            seen += bool(
                event in STEPS and given and (event == "fcntl.flock" or str(folder / "warehouse") in str(given[0]))
            )

        sys.addaudithook(step)
        do()
        counted.write_text(str(seen))

    assert in_process(count) == 0
    return int(counted.read_text())


def look(home: Path) -> None:
    """What a reader sees: the old or the new snapshot, whole, and nothing that stands in for another."""
    os.environ["CXC_WAREHOUSE"] = str(home)
    seen = warehouse.current()
    assert not seen.stands_in_for, seen
    answer = warehouse.ask(
        seen.snapshot_id,
        "select (select count(*) from exchanges) as exchanges, (select sum(exchanges) from activity)::bigint as counted,"
        " (select count(*) from budget_position) as partnerships",
    ).iloc[0]
    assert answer["exchanges"] == answer["counted"], answer
    assert answer["exchanges"] in (OLD, NEW), answer
    entries = publications.in_effect(publications.read(home), seen.snapshot_id)
    assert entries
    assert entries[-1].snapshot_id == seen.snapshot_id


def heal(home: Path) -> None:
    """The next writer finds the folder free and clears what the killed ones left."""
    with working_folder(home, print) as folder:
        assert [path.name for path in home.glob(".building-*")] == [folder.name]
    for snapshot_id in snapshot_ids(home):
        os.environ["CXC_WAREHOUSE"] = str(home)
        warehouse.describe(snapshot_id)


if __name__ == "__main__":
    sys.exit(main())
