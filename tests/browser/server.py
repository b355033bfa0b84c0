"""The dashboard as `make run` starts it, on a free port, for one test or for all of them."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "127.0.0.1"


@dataclass
class Server:
    """A running dashboard: where it answers, which warehouse it reads, and what it has written."""

    url: str
    warehouse: Path
    log: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Lines of the log that tell of an exception in a run."""
        return [line for line in self.log if "Traceback" in line or "Uncaught app execution" in line]


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(warehouse: Path) -> Iterator[Server]:
    """Start a server on a warehouse, wait until it says that it listens, stop it afterwards."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "scripts" / "serve.py"), str(port)],
        cwd=ROOT,
        env=os.environ | {"CXC_WAREHOUSE": str(warehouse)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    server = Server(f"http://{ADDRESS}:{port}", warehouse)
    listens = threading.Event()

    def read() -> None:
        for line in process.stdout or ():
            server.log.append(line)
            if line.strip().startswith("URL:"):
                listens.set()
        listens.set()

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        assert listens.wait(timeout=60), "the server does not start: " + "".join(server.log)
        assert process.poll() is None, "".join(server.log)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)
        reader.join(timeout=30)
